import type { AnyMachineSnapshot } from "xstate";
import {
  CONTROL_ADDRESS,
  SERVICE_KEY,
  HindcastError,
  checkBody,
  checkCarried,
  countOf,
  formatAddress,
  messageId,
  messages,
  parseAddress,
  problemOf,
  requestOfReply,
  type Address,
  type Body,
  type Draft,
  type Envelope,
  type MessageTable,
} from "../../protocols/index.ts";
import {
  checkContext,
  inScope,
  isSpawn,
  sealed,
  type AgentDefinition,
  type Incoming,
  type Outgoing,
  type StepScope,
} from "../define/index.ts";
import { failureBody, placeOf, stepFailure, type StepFailure } from "./failure.ts";
import { firstStep, nextStep, type MachineStep } from "./machine.ts";

/** Role to the hash of the behaviour that the run was opened with. */
export type Behaviours = Readonly<Record<string, string>>;

/** Options of a cell. */
export interface CellOptions {
  /** Whether every context is checked, not only the first. */
  readonly strict?: boolean;
  /**
   * Every role of the run: a request to another one is a fault. Absent in runs of earlier versions,
   * whose agents wait for ever, and whose failures do not say where they happened.
   */
  readonly roles?: ReadonlySet<string> | undefined;
  /** Messages that an agent may handle and send, together; any number when absent. */
  readonly maxMessages?: number | undefined;
  /** Changes that the run was opened with, by role: see `patched`. All when absent. */
  readonly patches?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** How the cells of a run work, by its first record. */
export function cellOptionsOf(
  opened: Pick<Body<"run.opened">, "roles" | "max_messages" | "patches">,
): CellOptions {
  const { roles, max_messages: maxMessages, patches = {} } = opened;
  return { roles: roles && new Set(roles), maxMessages, patches };
}

/** A message that left an agent as it was. */
export interface Unhandled {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
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
  #handled = 0;
  #unhandled: Unhandled | undefined;
  readonly #scope: StepScope;
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
    const { patches: declared } = definition;
    const opened = options.patches ? (options.patches[role] ?? []) : declared;
    this.#scope = { declared, patches: new Set(opened), texts: new Map() };
  }

  /** Whether the agent has ended, normally or by an error. */
  get done(): boolean {
    return this.#failed || this.#snapshot?.status === "done";
  }

  /** Messages that it has sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Messages that it has handled and sent, together. */
  get messages(): number {
    return this.#handled + this.#sent;
  }

  /** The last message that did not change it and to which it said nothing. */
  get unhandled(): Unhandled | undefined {
    return this.#unhandled;
  }

  /** Kinds of message that it handles in its present state. */
  get awaits(): string[] {
    const nodes = this.done ? [] : (this.#snapshot?._nodes ?? []);
    const kinds = nodes.flatMap(({ ownEvents }) => ownEvents as readonly string[]);
    return [...new Set(kinds)].filter((kind) => kind !== "" && !kind.startsWith("xstate."));
  }

  /**
   * Texts that its steps since the last call handed over as references, by their SHA-256. They must
   * be stored before what these steps sent is published.
   */
  takeTexts(): ReadonlyMap<string, Uint8Array> {
    const { texts } = this.#scope;
    if (texts.size === 0) return texts;
    const taken = new Map(texts);
    texts.clear();
    return taken;
  }

  /** The state of the agent, for display. */
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
    this.#handled += 1;
    return this.#step(envelope, () => {
      this.#checkCount();
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

  #step(cause: Envelope, take: () => MachineStep): Draft[] {
    const before = this.#sent;
    try {
      const { snapshot, outgoing } = inScope(this.#scope, take);
      if (this.#options.strict || !this.#snapshot)
        checkContext(this.definition.role, snapshot.context);
      const sent = this.#changed(outgoing);
      const drafts = sent.map((message) => this.#draft(message, cause));
      if (snapshot === this.#snapshot && drafts.length === 0) {
        const { id, kind, from } = cause;
        this.#unhandled = { id, kind, from };
      }
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

  #checkCount(): void {
    const { maxMessages = Infinity } = this.#options;
    if (this.messages <= maxMessages) return;
    throw new HindcastError(
      "TOO_MANY_MESSAGES",
      `${this.address} handled and sent more than ${maxMessages} messages`,
    );
  }

  /** What is sent in the place of what the machine sends, where the agent is wrapped. */
  #changed(outgoing: readonly Outgoing[]): readonly Outgoing[] {
    const scope = { self: this.#self, parent: this.#parent };
    return this.definition.outgoing.reduce<readonly Outgoing[]>((sent, change) => {
      const all = (): Outgoing[] => sent.flatMap((message) => change(message, scope));
      return inScope(this.#scope, () => sealed(all));
    }, outgoing);
  }

  #draft(message: Outgoing, cause: Envelope, table: MessageTable = this.definition.sends): Draft {
    // The failure itself is sent whatever came before it.
    if (table !== messages) this.#checkCount();
    this.#checkRole(message);
    const body = isSpawn(message) ? this.#stamped(message.body) : message.body;
    checkBody(table, message.kind, body, this.address);
    const count = this.#sent;
    this.#sent += 1;
    if (message.tag !== undefined) this.#tags.set(count, message.tag);
    const draft: Draft = {
      id: messageId(this.address, count),
      run: cause.run,
      session: this.#self.session,
      from: this.address,
      to: message.to,
      kind: message.kind,
      cause: cause.id,
      body,
    };
    checkCarried(draft);
    return draft;
  }

  /** A request to a role that nobody plays would be waited for until the session stalls. */
  #checkRole({ to, kind }: Outgoing): void {
    const { roles } = this.#options;
    if (!roles) return;
    const { session, role, key } = parseAddress(to);
    if (session !== this.#self.session && to !== CONTROL_ADDRESS) {
      throw new HindcastError("ADDRESS_INVALID", `${kind} to ${to}, which is of another session`);
    }
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
    const { roles } = this.#options;
    const state = this.#snapshot?.value as unknown;
    const where = roles && placeOf(error, { agent: this.address, state, kind });
    return {
      to: this.#parent,
      kind: this.#parent === CONTROL_ADDRESS ? "session.failed" : "agent.failed",
      body: failureBody(error, where),
    };
  }
}
