import { SERVICE_KEY, formatAddress, isSessionEnd, parseAddress } from "../../protocols/index.ts";
import type { Body, Draft, Envelope, MessageTable, SessionEndKind } from "../../protocols/index.ts";
import { isSpawn, type AgentDefinition } from "../define/index.ts";
import { AgentCell, cellOptionsOf, type Behaviours, type CellOptions } from "../host/index.ts";
import { LogChecks, type FoldedAgent } from "./checks.ts";
import type { ReplayReport } from "./divergence.ts";
import type { WaitingAgent } from "./waiting.ts";

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
  readonly #checks: LogChecks;
  #behaviours: Behaviours = {};
  /** Behaviours that a resume accepted in the place of those that the run was opened with. */
  #accepted: Behaviours = {};
  #cellOptions: CellOptions = {};
  #messages = 0;
  #started = 0;

  constructor(options: FoldOptions) {
    this.#options = options;
    this.#checks = new LogChecks(options.messages);
    this.#definitions = new Map(
      options.definitions.map((definition) => [definition.role, definition]),
    );
  }

  add(message: Envelope): void {
    if (this.#options.voids.has(message.seq)) return;
    this.#messages += 1;
    const sender = this.#agents.get(message.from);
    // What an agent sent is compared with a message that was checked when it was made.
    const envelope = sender && !sender.diverged ? message : this.#checks.wellFormed(message);
    if (!envelope) return;
    if (envelope.kind === "run.opened") {
      const opened = envelope.body as Body<"run.opened">;
      this.#behaviours = opened.behaviours;
      this.#cellOptions = cellOptionsOf(opened);
    }
    if (envelope.kind === "run.accepted") {
      this.#accepted = { ...this.#accepted, ...(envelope.body as Body<"run.accepted">).behaviours };
    }
    if (envelope.kind === "run.adapted") {
      const { roles } = envelope.body as Body<"run.adapted">;
      this.#cellOptions = { ...this.#cellOptions, roles: new Set(roles) };
    }
    this.#checks.exchange(envelope);
    if (!sender && this.#isAgent(envelope.from, envelope.session)) this.#checks.unstarted(envelope);
    const compared = sender
      ? this.#checks.sent(sender, envelope, this.#agents.get(envelope.to))
      : envelope;
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
      this.#checks.count > 0 ||
      this.#checks.openRequests > 0 ||
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
      requests: this.#checks.openRequestsOf(agent),
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
    return this.#checks.unknownFields;
  }

  /** Call once after the last message. */
  finish(): ReplayReport {
    return {
      messages: this.#messages,
      agents: this.#started,
      sessions: this.#sessions.size,
      ...this.#checks.report(),
    };
  }

  #spawn(envelope: Envelope): void {
    const { role, key } = envelope.body as Body<"agent.spawn">;
    this.#checks.spawn(envelope, this.#behaviours[role]);
    const definition = this.#definitions.get(role);
    if (!definition) return this.#checks.unknownRole(envelope);
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
    const recorded = this.#accepted[role] ?? this.#behaviours[role];
    this.#checks.started(role, recorded, definition.behaviour);
    this.#agents.set(address, folded);
    this.#step(folded, envelope, folded.cell.start(envelope));
    for (const early of this.#early.get(address) ?? []) {
      this.#step(folded, early, folded.cell.receive(early));
    }
    this.#early.delete(address);
  }

  /** Keeps a message for an agent that was not started yet. */
  #wait(envelope: Envelope): void {
    if (!this.#isAgent(envelope.to, parseAddress(envelope.to).session)) return;
    const early = this.#early.get(envelope.to) ?? [];
    this.#early.set(envelope.to, [...early, envelope]);
  }

  /**
   * Whether an address is that of an agent of a session that has not ended. A service may have the
   * name of a role that an agent has elsewhere.
   */
  #isAgent(address: string, session: string): boolean {
    const { role, key } = parseAddress(address);
    return key !== SERVICE_KEY && this.#definitions.has(role) && !this.#ended.has(session);
  }

  #end(session: string, how: SessionEndKind): void {
    this.#ended.set(session, how);
    for (const address of this.#early.keys()) {
      if (address.startsWith(`${session}/`)) this.#early.delete(address);
    }
    for (const [address, folded] of this.#agents) {
      if (!address.startsWith(`${session}/`)) continue;
      // A failure stops the session's agents wherever they are, so they may have more to say.
      if (how === "session.finished") this.#checks.finished(folded);
      this.#agents.delete(address);
    }
  }
}
