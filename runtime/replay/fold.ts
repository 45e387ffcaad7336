import {
  SERVICE_KEY,
  firstDifference,
  formatAddress,
  isSessionEnd,
  parseAddress,
  type Body,
  type Difference,
  type Draft,
  type Envelope,
  type MessageTable,
  type SessionEndKind,
} from "../../protocols/index.ts";
import { isSpawn, type AgentDefinition } from "../define/index.ts";
import { AgentCell, cellOptionsOf, type Behaviours, type CellOptions } from "../host/index.ts";
import { Causes } from "./causes.ts";
import type { Divergence, ReplayReport } from "./divergence.ts";
import { Exchanges } from "./exchanges.ts";
import type { WaitingAgent } from "./waiting.ts";
import { MessageReader } from "./reader.ts";

interface FoldedAgent {
  readonly cell: AgentCell;
  /** Sent by today's agent and not yet found in the log, with the position of its cause. */
  readonly outbox: { readonly draft: Draft; readonly at: number }[];
  diverged: boolean;
  /** A message to it that its sender does not send today; what follows from it is no other cause. */
  misled: Envelope | undefined;
}

/** One agent handled one message, as the fold saw it. */
export interface FoldStep {
  readonly cell: AgentCell;
  readonly envelope: Envelope;
  readonly sent: readonly Draft[];
}

export interface FoldOptions {
  readonly definitions: readonly AgentDefinition[];
  readonly messages: MessageTable;
  /** Positions that a later record made void. */
  readonly voids: ReadonlySet<number>;
  /** Called after each step of each agent, whose cell has the state that it is in then. */
  readonly onStep?: ((step: FoldStep) => void) | undefined;
}

/**
 * Folds a log, message by message, through today's agents: no effects, no network. Every message
 * that an agent sent must equal the next one that the same agent sends today.
 */
export class LogFold {
  readonly #options: FoldOptions;
  readonly #definitions: ReadonlyMap<string, AgentDefinition>;
  readonly #agents = new Map<string, FoldedAgent>();
  /** Messages to agents that were not started yet. */
  readonly #early = new Map<string, Envelope[]>();
  readonly #ended = new Map<string, SessionEndKind>();
  readonly #sessions = new Set<string>();
  readonly #causes = new Causes();
  readonly #exchanges = new Exchanges();
  /** Senders that were never started. */
  readonly #unknownSenders = new Set<string>();
  readonly #reader: MessageReader;
  #behaviours: Behaviours = {};
  #cellOptions: CellOptions = {};
  #messages = 0;
  #started = 0;

  constructor(options: FoldOptions) {
    this.#options = options;
    this.#reader = new MessageReader(options.messages);
    this.#definitions = new Map(
      options.definitions.map((definition) => [definition.role, definition]),
    );
  }

  add(message: Envelope): void {
    if (this.#options.voids.has(message.seq)) return;
    this.#messages += 1;
    const sender = this.#agents.get(message.from);
    // What an agent sent is compared with a message that was checked when it was made.
    const envelope = sender && !sender.diverged ? message : this.#wellFormed(message);
    if (!envelope) return;
    if (envelope.kind === "run.opened") {
      const opened = envelope.body as Body<"run.opened">;
      this.#behaviours = opened.behaviours;
      this.#cellOptions = cellOptionsOf(opened);
    }
    if (envelope.kind === "run.adapted") {
      const { roles } = envelope.body as Body<"run.adapted">;
      this.#cellOptions = { ...this.#cellOptions, roles: new Set(roles) };
    }
    this.#checkExchange(envelope);
    if (!sender) this.#checkStarted(envelope);
    const compared = sender ? this.#compare(sender, envelope) : envelope;
    if (compared) this.#deliver(compared);
  }

  #deliver(envelope: Envelope): void {
    if (isSessionEnd(envelope.kind)) {
      this.#end(envelope.session, envelope.kind);
    } else if (isSpawn(envelope)) this.#spawn(envelope);
    else {
      const receiver = this.#agents.get(envelope.to);
      if (receiver) this.#step(receiver, envelope, receiver.cell.receive(envelope));
      else this.#wait(envelope);
    }
  }

  #step(agent: FoldedAgent, envelope: Envelope, sent: readonly Draft[]): void {
    for (const draft of sent) agent.outbox.push({ draft, at: envelope.seq });
    this.#options.onStep?.({ cell: agent.cell, envelope, sent });
  }

  /**
   * Whether something is still to come of what was added: an answer to a request, or what an agent
   * has to say to its last message. Without it, agents wait for ever. True also where today's
   * agents cannot tell, because they do not follow the log.
   */
  get expecting(): boolean {
    const agents = [...this.#agents.values()];
    return (
      this.#causes.count > 0 ||
      this.#exchanges.open > 0 ||
      agents.some(({ outbox }) => outbox.length > 0)
    );
  }

  /** State of every agent of the sessions that have not ended, at the last message added. */
  states(): { address: string; state: AgentCell["state"]; done: boolean }[] {
    return [...this.#agents].map(([address, { cell }]) => ({
      address,
      state: cell.state,
      done: cell.done,
    }));
  }

  /** The agents that have not ended, with what each of them waits for; the latest to start first. */
  waiting(): WaitingAgent[] {
    const live = [...this.#agents].filter(([, { cell }]) => !cell.done).toReversed();
    return live.map(([agent, { cell }]) => ({
      agent,
      state: cell.state.value,
      requests: this.#exchanges.openOf(agent),
      awaits: cell.awaits,
      unhandled: cell.unhandled,
    }));
  }

  /** Sessions that began and did not end in what was added. */
  get unended(): string[] {
    return [...this.#sessions].filter((session) => !this.#ended.has(session));
  }

  /** Fields that a newer version wrote and this one does not know, as `kind: .place`. */
  get unknownFields(): string[] {
    return [...this.#reader.unknownFields];
  }

  /** Call once after the last message. */
  finish(): ReplayReport {
    const divergences = this.#causes.divergences();
    return {
      messages: this.#messages,
      agents: this.#started,
      sessions: this.#sessions.size,
      divergences,
      more: this.#causes.count - divergences.length,
      ...(divergences.length === 0 ? {} : { groups: this.#causes.groups() }),
    };
  }

  /** The message as this version knows it; undefined, with a divergence, when its body is wrong. */
  #wellFormed(envelope: Envelope): Envelope | undefined {
    const read = this.#reader.read(envelope);
    if (!("problem" in read)) return read;
    this.#causes.add({
      agent: envelope.from,
      seq: envelope.seq,
      kind: envelope.kind,
      what: "schema",
      path: ".body",
      recorded: envelope.body,
      attempted: read.problem,
      likely: "the log was altered, or an agent module that defines this kind is not loaded",
    });
    return undefined;
  }

  #checkExchange(envelope: Envelope): void {
    const mismatch = this.#exchanges.add(envelope);
    if (!mismatch) return;
    const { from, seq, kind } = envelope;
    const { path, recorded, expected } = mismatch;
    const about = { agent: from, seq, kind, what: "differs", path } as const;
    const likely =
      expected === undefined
        ? "the log was altered: it answers a request that nobody made, or answers one twice"
        : "the log was altered: an answer does not belong to its request";
    this.#causes.add({ ...about, recorded, attempted: expected, likely });
  }

  #spawn(envelope: Envelope): void {
    const { role, key, behaviour } = envelope.body as Body<"agent.spawn">;
    this.#checkBehaviour(envelope, role, behaviour);
    const definition = this.#definitions.get(role);
    if (!definition) {
      return this.#causes.add({
        agent: `${envelope.session}/${role}/${key}`,
        seq: envelope.seq,
        kind: envelope.kind,
        what: "role",
        path: ".body.role",
        recorded: behaviour,
        attempted: undefined,
        likely: "the module that defines the role is not loaded; name it with --agents",
      });
    }
    const address = formatAddress({ session: envelope.session, role, key });
    if (this.#agents.has(address)) return;
    const folded: FoldedAgent = {
      cell: new AgentCell(definition, envelope, this.#behaviours, this.#cellOptions),
      outbox: [],
      diverged: false,
      misled: undefined,
    };
    this.#sessions.add(envelope.session);
    this.#started += 1;
    this.#causes.started(role, this.#behaviours[role], definition.behaviour);
    this.#agents.set(address, folded);
    this.#step(folded, envelope, folded.cell.start(envelope));
    for (const early of this.#early.get(address) ?? []) {
      this.#step(folded, early, folded.cell.receive(early));
    }
    this.#early.delete(address);
  }

  /** Keeps a message for an agent that was not started yet. */
  #wait(envelope: Envelope): void {
    const { session, role, key } = parseAddress(envelope.to);
    if (key === SERVICE_KEY || !this.#definitions.has(role) || this.#ended.has(session)) return;
    const early = this.#early.get(envelope.to) ?? [];
    this.#early.set(envelope.to, [...early, envelope]);
  }

  /** Checks that a sender with an agent's role was started. */
  #checkStarted({ from, session, seq, kind, body }: Envelope): void {
    const { role, key } = parseAddress(from);
    if (!this.#definitions.has(role) || this.#ended.has(session)) return;
    // A service may have the name of a role that an agent has elsewhere.
    if (key === SERVICE_KEY || this.#unknownSenders.has(from)) return;
    this.#unknownSenders.add(from);
    this.#causes.add({
      agent: from,
      seq,
      kind,
      what: "missing",
      path: "",
      recorded: body,
      attempted: undefined,
      likely: "the log was altered: it holds no spawn of this agent",
    });
  }

  /** Checks that a spawn names the behaviour in the first record. */
  #checkBehaviour({ from, seq, kind }: Envelope, role: string, behaviour: string): void {
    const opened = this.#behaviours[role];
    if (opened === behaviour) return;
    this.#causes.add({
      agent: from,
      seq,
      kind,
      what: "differs",
      path: ".body.behaviour",
      recorded: behaviour,
      attempted: opened,
      likely: "the log was altered: a spawn and the first record name different behaviours",
    });
  }

  /** Compares what an agent sent; returns what its receiver gets. */
  #compare(sender: FoldedAgent, message: Envelope): Envelope | undefined {
    if (sender.diverged) return message;
    const next = sender.outbox.shift();
    let recorded = message;
    let difference = next && differenceOf(recorded, next.draft);
    if (difference) {
      recorded = this.#reader.known(message) ?? message;
      if (next && recorded !== message) difference = differenceOf(recorded, next.draft);
    }
    if (next && !difference) return recorded;
    const { seq, kind, body, to } = recorded;
    const about = { agent: sender.cell.address, seq, kind };
    this.#diverge(
      sender,
      difference
        ? {
            ...about,
            what: "differs",
            path: difference.path,
            recorded: difference.left,
            attempted: difference.right,
          }
        : { ...about, what: "missing", path: "", recorded: body, attempted: undefined },
    );
    const receiver = this.#agents.get(to);
    if (receiver) receiver.misled ??= recorded;
    return this.#wellFormed(recorded);
  }

  #end(session: string, how: SessionEndKind): void {
    this.#ended.set(session, how);
    for (const address of this.#early.keys()) {
      if (address.startsWith(`${session}/`)) this.#early.delete(address);
    }
    for (const [address, folded] of this.#agents) {
      if (!address.startsWith(`${session}/`)) continue;
      const [left] = folded.outbox;
      // A failure stops the session's agents wherever they are, so they may have more to say.
      if (left && how === "session.finished" && !folded.diverged) {
        const { kind, body } = left.draft;
        const about = { agent: address, seq: left.at, kind, path: "" } as const;
        this.#diverge(folded, { ...about, what: "extra", recorded: undefined, attempted: body });
      }
      this.#agents.delete(address);
    }
  }

  #diverge(folded: FoldedAgent, divergence: Omit<Divergence, "likely" | "error">): void {
    folded.diverged = true;
    const { failure } = folded.cell;
    const { misled } = folded;
    const likely =
      misled &&
      `it follows from seq ${misled.seq}: ${misled.kind} from ${misled.from} is not what that agent sends`;
    this.#causes.add({
      ...divergence,
      ...(failure ? { error: failure } : {}),
      ...(likely === undefined ? {} : { likely }),
    });
  }
}

const HEADERS = ["id", "run", "session", "from", "to", "kind", "cause"] as const;

function differenceOf(recorded: Envelope, draft: Draft): Difference | undefined {
  for (const key of HEADERS) {
    const [left, right] = [recorded[key], draft[key]];
    if (left !== right) return { path: `.${key}`, left, right };
  }
  const found = firstDifference(recorded.body, draft.body);
  return found && { ...found, path: `.body${found.path}` };
}
