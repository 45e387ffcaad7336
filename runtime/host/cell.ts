import type { AnyMachineSnapshot } from "xstate";
import {
  CONTROL_ADDRESS,
  SERVICE_KEY,
  HindcastError,
  checkBody,
  countOf,
  formatAddress,
  isHindcastError,
  messageId,
  messages,
  parseAddress,
  problemOf,
  reasonOf,
  requestOfReply,
  type Address,
  type Body,
  type Draft,
  type Envelope,
  type MessageTable,
} from "../../protocols/index.ts";
import {
  checkContext,
  isSpawn,
  sealed,
  type AgentDefinition,
  type Incoming,
  type Outgoing,
} from "../define/index.ts";
import { firstStep, nextStep, type Step } from "./machine.ts";

/** Role to the hash of the behaviour that the run was opened with. */
export type Behaviours = Readonly<Record<string, string>>;

/** How a cell works, beside what its agent does. */
export interface CellOptions {
  /** Whether every context is looked at, not only the first. */
  readonly strict?: boolean;
  /**
   * Every role of the run: a request to another one is a fault. Absent in runs of earlier versions,
   * whose agents wait for ever, and whose failures do not say where they happened.
   */
  readonly roles?: ReadonlySet<string> | undefined;
}

/** The exception that ended an agent. */
export interface StepFailure {
  readonly code: string;
  readonly reason: string;
  /** File and line of the agent's own code; absent when the host found the fault in what came of it. */
  readonly place?: string;
  /** Of the exception itself, with paths of this machine. */
  readonly stack: string;
}

/**
 * One agent at one position of its mailbox: messages in, drafts of messages out, nothing else. The
 * host, the replay and the inspection of a log all drive the same cells, so they cannot disagree.
 */
export class AgentCell {
  readonly address: string;
  readonly definition: AgentDefinition;
  readonly #self: Address;
  readonly #parent: string;
  readonly #behaviours: Behaviours;
  readonly #options: CellOptions;
  /** Tags of unanswered requests, by the count in their ids. */
  readonly #tags = new Map<number, string>();
  #snapshot: AnyMachineSnapshot | undefined;
  #sent = 0;
  #failed = false;
  #failure: StepFailure | undefined;

  /** @param spawn the `agent.spawn` message that starts the agent */
  constructor(
    definition: AgentDefinition,
    spawn: Envelope,
    behaviours: Behaviours,
    options: CellOptions = {},
  ) {
    const { role, key } = spawn.body as Body<"agent.spawn">;
    this.definition = definition;
    this.#self = { session: spawn.session, role, key };
    this.address = formatAddress(this.#self);
    this.#parent = spawn.from;
    this.#behaviours = behaviours;
    this.#options = options;
  }

  /** Whether the agent has ended, by itself or by an error. */
  get done(): boolean {
    return this.#failed || this.#snapshot?.status === "done";
  }

  /** Messages that it has sent. */
  get sent(): number {
    return this.#sent;
  }

  /** What the agent remembers, for people who look at it. */
  get state(): { value: unknown; context: unknown; sent: number; failed: boolean } {
    const { value, context } = this.#snapshot ?? {};
    return { value, context, sent: this.#sent, failed: this.#failed };
  }

  /** What its last step threw; undefined while it has not failed. */
  get failure(): StepFailure | undefined {
    return this.#failure;
  }

  /** Takes the first step, on the message given to the constructor. */
  start(spawn: Envelope): Draft[] {
    return this.#step(spawn, () => {
      const { input } = spawn.body as Body<"agent.spawn">;
      const parsed = this.definition.input.safeParse(input);
      if (!parsed.success) {
        const problem = `input of ${this.address}: ${problemOf(parsed.error)}`;
        throw new HindcastError("MESSAGE_INVALID", problem);
      }
      return firstStep(this.definition.machine, {
        self: this.#self,
        parent: this.#parent,
        input: parsed.data,
      });
    });
  }

  /** Handles one message; an agent that has ended ignores it. */
  receive(envelope: Envelope): Draft[] {
    const snapshot = this.#snapshot;
    if (this.done || !snapshot) return [];
    return this.#step(envelope, () => {
      if (!(envelope.kind in this.definition.accepts)) {
        throw new HindcastError(
          "MESSAGE_INVALID",
          `${this.address} does not accept ${envelope.kind} from ${envelope.from}`,
        );
      }
      return nextStep(this.definition.machine, snapshot, this.#eventOf(envelope));
    });
  }

  #eventOf(envelope: Envelope): Incoming {
    const event = { type: envelope.kind, body: envelope.body, from: parseAddress(envelope.from) };
    const request = requestOfReply(envelope.id);
    const count = request === undefined ? undefined : countOf(request);
    const tag = count === undefined ? undefined : this.#tags.get(count);
    if (count === undefined || tag === undefined) return event;
    this.#tags.delete(count);
    return { ...event, tag };
  }

  #step(cause: Envelope, take: () => Step): Draft[] {
    const before = this.#sent;
    try {
      const { snapshot, outgoing } = take();
      if (this.#options.strict || !this.#snapshot)
        checkContext(this.definition.role, snapshot.context);
      const sent = this.#changed(outgoing);
      const drafts = sent.map((message) => this.#draft(message, cause));
      this.#snapshot = snapshot;
      return drafts;
    } catch (error) {
      this.#sent = before;
      this.#failed = true;
      this.#failure = stepFailure(error);
      const failure = this.#failureMessage(error, cause.kind);
      // An agent need not list the failures among what it sends: the host speaks for it here.
      return [this.#draft(failure, cause, messages)];
    }
  }

  /** What is sent in the place of what the machine sends, where the agent is wrapped. */
  #changed(outgoing: readonly Outgoing[]): readonly Outgoing[] {
    const scope = { self: this.#self, parent: this.#parent };
    return this.definition.outgoing.reduce<readonly Outgoing[]>(
      (sent, change) => sealed(() => sent.flatMap((message) => change(message, scope))),
      outgoing,
    );
  }

  #draft(message: Outgoing, cause: Envelope, table: MessageTable = this.definition.sends): Draft {
    this.#checkRole(message);
    const body = isSpawn(message) ? this.#stamped(message.body) : message.body;
    checkBody(table, message.kind, body, this.address);
    const count = this.#sent;
    this.#sent += 1;
    if (message.tag !== undefined) this.#tags.set(count, message.tag);
    return {
      id: messageId(this.address, count),
      run: cause.run,
      session: this.#self.session,
      from: this.address,
      to: message.to,
      kind: message.kind,
      cause: cause.id,
      body,
    };
  }

  /** A request to a role that nobody plays would be waited for until the session stalls. */
  #checkRole({ to, kind }: Outgoing): void {
    const { roles } = this.#options;
    if (!roles) return;
    const { role, key } = parseAddress(to);
    if (key !== SERVICE_KEY || roles.has(role)) return;
    const known = [...roles].toSorted().join(", ");
    throw new HindcastError(
      "AGENT_UNKNOWN",
      `${this.address} sends ${kind} to ${role}, which nobody plays; known are ${known}`,
    );
  }

  #stamped(body: unknown): unknown {
    const spawn = body as Body<"agent.spawn">;
    const behaviour = this.#behaviours[spawn.role];
    if (behaviour === undefined) throw new HindcastError("AGENT_UNKNOWN", spawn.role);
    return { ...spawn, behaviour };
  }

  #failureMessage(error: unknown, kind: string): Outgoing {
    const known = isHindcastError(error)
      ? error.toRecord()
      : { code: "AGENT_FAILED", class: "fatal", reason: reasonOf(error) };
    const where = this.#options.roles
      ? ` (${[...this.#where(error), `on ${kind}`].join(", ")})`
      : "";
    const record = { ...known, reason: `${known.reason}${where}` };
    const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
    return {
      to: this.#parent,
      kind: this.#parent === CONTROL_ADDRESS ? "session.failed" : "agent.failed",
      body: { ...record, usage },
    };
  }

  /** The agent, the line of its code and the state that it was in. */
  #where(error: unknown): string[] {
    const line = lineOf(error);
    const value = this.#snapshot?.value as unknown;
    const state = typeof value === "string" ? value : JSON.stringify(value);
    return [
      this.address,
      ...(line === undefined ? [] : [line]),
      value === undefined ? "in its first step" : `in state ${state}`,
    ];
  }
}

function stepFailure(error: unknown): StepFailure {
  const { cause } = error as { cause?: unknown };
  const { stack = "" } = (cause instanceof Error ? cause : error) as Error;
  const place = lineOf(error);
  return {
    code: isHindcastError(error) ? error.code : "AGENT_FAILED",
    reason: isHindcastError(error) ? error.detail : reasonOf(error),
    ...(place === undefined ? {} : { place }),
    stack,
  };
}

/**
 * File and line of an agent's own code that an error comes from, without the directory, which is
 * another one on another machine; undefined for an error that the host found in what came of it.
 */
function lineOf(error: unknown): string | undefined {
  const { cause } = error as { cause?: unknown };
  const { stack = "" } = (cause instanceof Error ? cause : error) as Error;
  for (const line of stack.split("\n").slice(1)) {
    // Below the host is whoever drives it: a run, a replay or a test.
    if (/[\\/]runtime[\\/]host[\\/]/.test(line)) return undefined;
    if (/node_modules|node:|[\\/]runtime[\\/]define[\\/]/.test(line)) continue;
    const place = /([^\\/()\s]+):(\d+):\d+\)?$/.exec(line);
    if (place) return `${place[1]?.replace(/\?.*$/, "")}:${place[2]}`;
  }
  return undefined;
}
