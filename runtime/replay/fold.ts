import {
  SERVICE_KEY,
  checkBody,
  firstDifference,
  formatAddress,
  isHindcastError,
  isSessionEnd,
  parseAddress,
  type Body,
  type Draft,
  type Envelope,
  type MessageTable,
  type SessionEndKind,
} from "../../protocols/index.ts";
import { isSpawn, type AgentDefinition } from "../define/index.ts";
import { AgentCell, type Behaviours } from "../host/index.ts";
import type { Divergence, ReplayReport } from "./divergence.ts";
import { Exchanges } from "./exchanges.ts";

/** Divergences that are kept in full; behind the first of an agent the others rarely say more. */
const LISTED = 50;

interface FoldedAgent {
  readonly cell: AgentCell;
  /** Sent by today's agent and not yet met in the log, with the position that made it. */
  readonly outbox: { readonly draft: Draft; readonly at: number }[];
  diverged: boolean;
}

export interface FoldOptions {
  readonly definitions: readonly AgentDefinition[];
  readonly messages: MessageTable;
  /** Positions that a later record made void. */
  readonly voids: ReadonlySet<number>;
}

/**
 * Folds a log, message by message, through today's agents: no effects, no network. Every message
 * that an agent sent must equal the next one that the same agent sends today.
 */
export class LogFold {
  readonly #options: FoldOptions;
  readonly #definitions: ReadonlyMap<string, AgentDefinition>;
  readonly #agents = new Map<string, FoldedAgent>();
  /** What was said to agents that were not started yet. */
  readonly #early = new Map<string, Envelope[]>();
  readonly #ended = new Map<string, SessionEndKind>();
  readonly #sessions = new Set<string>();
  readonly #divergences: Divergence[] = [];
  readonly #exchanges = new Exchanges();
  /** Senders that were never started. */
  readonly #unknownSenders = new Set<string>();
  #behaviours: Behaviours = {};
  #roles: ReadonlySet<string> | undefined;
  #messages = 0;
  #started = 0;
  #count = 0;

  constructor(options: FoldOptions) {
    this.#options = options;
    this.#definitions = new Map(
      options.definitions.map((definition) => [definition.role, definition]),
    );
  }

  add(envelope: Envelope): void {
    if (this.#options.voids.has(envelope.seq)) return;
    this.#messages += 1;
    const sender = this.#agents.get(envelope.from);
    // What an agent sent is compared with a message that was checked when it was made.
    if (!sender && !this.#isWellFormed(envelope)) return;
    if (envelope.kind === "run.opened") {
      const { behaviours, roles } = envelope.body as Body<"run.opened">;
      this.#behaviours = behaviours;
      this.#roles = roles && new Set(roles);
    }
    if (envelope.kind === "run.adapted") {
      this.#roles = new Set((envelope.body as Body<"run.adapted">).roles);
    }
    this.#checkExchange(envelope);
    if (sender) {
      this.#compare(sender, envelope);
      if (sender.diverged && !this.#isWellFormed(envelope)) return;
    } else this.#checkStarted(envelope);
    if (isSessionEnd(envelope.kind)) {
      this.#end(envelope.session, envelope.kind);
    } else if (isSpawn(envelope)) this.#spawn(envelope);
    else {
      const receiver = this.#agents.get(envelope.to);
      if (receiver) keep(receiver, receiver.cell.receive(envelope), envelope.seq);
      else this.#wait(envelope);
    }
  }

  /**
   * Whether something is still to come of what was added: an answer to a request, or what an agent
   * has to say to its last message. Without it, agents wait for ever. True also where today's
   * agents cannot tell, because they do not follow the log.
   */
  get expecting(): boolean {
    const agents = [...this.#agents.values()];
    return (
      this.#count > 0 || this.#exchanges.open > 0 || agents.some(({ outbox }) => outbox.length > 0)
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

  /** Call once behind the last message. */
  finish(): ReplayReport {
    return {
      messages: this.#messages,
      agents: this.#started,
      sessions: this.#sessions.size,
      divergences: this.#divergences,
      more: this.#count - this.#divergences.length,
    };
  }

  #isWellFormed(envelope: Envelope): boolean {
    try {
      checkBody(this.#options.messages, envelope.kind, envelope.body, `seq ${envelope.seq}`);
      return true;
    } catch (error) {
      if (!isHindcastError(error)) throw error;
      this.#report({
        agent: envelope.from,
        seq: envelope.seq,
        kind: envelope.kind,
        what: "schema",
        path: ".body",
        recorded: envelope.body,
        attempted: error.detail,
        likely: "the log was altered, or an agent module that defines this kind is not loaded",
      });
      return false;
    }
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
    this.#report({ ...about, recorded, attempted: expected, likely });
  }

  #spawn(envelope: Envelope): void {
    const { role, key, behaviour } = envelope.body as Body<"agent.spawn">;
    this.#checkBehaviour(envelope, role, behaviour);
    const definition = this.#definitions.get(role);
    if (!definition) {
      return this.#report({
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
      cell: new AgentCell(definition, envelope, this.#behaviours, { roles: this.#roles }),
      outbox: [],
      diverged: false,
    };
    this.#sessions.add(envelope.session);
    this.#started += 1;
    this.#agents.set(address, folded);
    keep(folded, folded.cell.start(envelope), envelope.seq);
    for (const early of this.#early.get(address) ?? []) {
      keep(folded, folded.cell.receive(early), early.seq);
    }
    this.#early.delete(address);
  }

  /** A mailbox is there before its agent. */
  #wait(envelope: Envelope): void {
    const { session, role, key } = parseAddress(envelope.to);
    if (key === SERVICE_KEY || !this.#definitions.has(role) || this.#ended.has(session)) return;
    const early = this.#early.get(envelope.to) ?? [];
    this.#early.set(envelope.to, [...early, envelope]);
  }

  /** Whoever speaks in the name of an agent was started before. */
  #checkStarted({ from, session, seq, kind, body }: Envelope): void {
    const { role, key } = parseAddress(from);
    if (!this.#definitions.has(role) || this.#ended.has(session)) return;
    // A service may have the name of a role that an agent has elsewhere.
    if (key === SERVICE_KEY || this.#unknownSenders.has(from)) return;
    this.#unknownSenders.add(from);
    this.#report({
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

  /** Every agent of a run behaves as the first record says. */
  #checkBehaviour({ from, seq, kind }: Envelope, role: string, behaviour: string): void {
    const opened = this.#behaviours[role];
    if (opened === behaviour) return;
    this.#report({
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

  #compare(sender: FoldedAgent, recorded: Envelope): void {
    if (sender.diverged) return;
    const next = sender.outbox.shift();
    const about = { agent: sender.cell.address, seq: recorded.seq, kind: recorded.kind };
    if (!next) {
      return this.#diverge(sender, {
        ...about,
        what: "missing",
        path: "",
        recorded: recorded.body,
        attempted: undefined,
      });
    }
    const { id, session, from, to, kind, cause, body, run } = recorded;
    const difference = firstDifference(
      { id, run, session, from, to, kind, cause, body },
      next.draft,
    );
    if (!difference) return;
    const { path, left, right } = difference;
    this.#diverge(sender, { ...about, what: "differs", path, recorded: left, attempted: right });
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

  #diverge(folded: FoldedAgent, divergence: Omit<Divergence, "likely">): void {
    folded.diverged = true;
    const { role, behaviour } = folded.cell.definition;
    const recorded = this.#behaviours[role];
    const likely =
      recorded === behaviour
        ? "the log was altered, or the agent depends on something besides its messages"
        : `the behaviour of ${role} changed since: recorded ${recorded ?? "none"}, loaded ${behaviour}`;
    this.#report({ ...divergence, likely });
  }

  #report(divergence: Divergence): void {
    this.#count += 1;
    if (this.#divergences.length < LISTED) this.#divergences.push(divergence);
  }
}

function keep(folded: FoldedAgent, drafts: readonly Draft[], at: number): void {
  for (const draft of drafts) folded.outbox.push({ draft, at });
}

/** The positions that records of a log make void. */
export async function collectVoids(log: AsyncIterable<Envelope>): Promise<ReadonlySet<number>> {
  const voids = new Set<number>();
  for await (const { kind, body } of log) {
    if (kind !== "run.retried") continue;
    for (const seq of (body as Body<"run.retried">).voids) voids.add(seq);
  }
  return voids;
}
