import { firstDifference } from "../../protocols/index.ts";
import type { Body, Difference, Draft, Envelope, MessageTable } from "../../protocols/index.ts";
import type { AgentCell } from "../host/index.ts";
import { Causes } from "./causes.ts";
import type { Divergence, ReplayReport } from "./divergence.ts";
import { Exchanges } from "./exchanges.ts";
import { MessageReader } from "./reader.ts";

/** An agent of a log, run by today's code. */
export interface FoldedAgent {
  readonly cell: AgentCell;
  /** Sent by today's agent and not yet found in the log, with the position of its cause. */
  readonly outbox: { readonly draft: Draft; readonly at: number }[];
  diverged: boolean;
  /** A message to it that its sender does not send today; what follows from it is no other cause. */
  misled: Envelope | undefined;
}

/**
 * What a log is checked for while it is folded, and the divergences that were found: messages must
 * agree with each other, and what an agent sent with what today's agent sends.
 */
export class LogChecks {
  readonly #causes = new Causes();
  readonly #exchanges = new Exchanges();
  /** Senders that were never started. */
  readonly #unknownSenders = new Set<string>();
  readonly #reader: MessageReader;

  constructor(messages: MessageTable) {
    this.#reader = new MessageReader(messages);
  }

  /** Number of divergences found. */
  get count(): number {
    return this.#causes.count;
  }

  /** Number of requests without an answer. */
  get openRequests(): number {
    return this.#exchanges.open;
  }

  /** The requests of an agent without an answer. */
  openRequestsOf(agent: string): ReturnType<Exchanges["openOf"]> {
    return this.#exchanges.openOf(agent);
  }

  /** Fields that a newer version wrote and this one does not know, as `kind: .place`. */
  get unknownFields(): string[] {
    return [...this.#reader.unknownFields];
  }

  /** The divergences found, as a report lists them. */
  report(): Pick<ReplayReport, "divergences" | "more" | "groups"> {
    const divergences = this.#causes.divergences();
    return {
      divergences,
      more: this.#causes.count - divergences.length,
      ...(divergences.length === 0 ? {} : { groups: this.#causes.groups() }),
    };
  }

  /** The message as this version knows it; undefined, with a divergence, when its body is wrong. */
  wellFormed(envelope: Envelope): Envelope | undefined {
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

  /** Checks that an answer belongs to an open request. */
  exchange(envelope: Envelope): void {
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

  /** Checks that a spawn names the behaviour in the first record, `opened`. */
  spawn({ from, seq, kind, body }: Envelope, opened: string | undefined): void {
    const { behaviour } = body as Body<"agent.spawn">;
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

  /** Records the spawn of an agent whose role no loaded module defines. */
  unknownRole({ session, seq, kind, body }: Envelope): void {
    const { role, key, behaviour } = body as Body<"agent.spawn">;
    this.#causes.add({
      agent: `${session}/${role}/${key}`,
      seq,
      kind,
      what: "role",
      path: ".body.role",
      recorded: behaviour,
      attempted: undefined,
      likely: "the module that defines the role is not loaded; name it with --agents",
    });
  }

  /** Notes that an agent was started: its recorded behaviour and that of its definition. */
  started(...args: Parameters<Causes["started"]>): void {
    this.#causes.started(...args);
  }

  /** Records, once for each sender, a message from an agent that was never started. */
  unstarted({ from, seq, kind, body }: Envelope): void {
    if (this.#unknownSenders.has(from)) return;
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

  /**
   * Compares a message with the next one that its sender sends today.
   *
   * @returns what the receiver gets; undefined when the body is wrong
   */
  sent(
    sender: FoldedAgent,
    message: Envelope,
    receiver: FoldedAgent | undefined,
  ): Envelope | undefined {
    if (sender.diverged) return message;
    const next = sender.outbox.shift();
    let recorded = message;
    let difference = next && differenceOf(recorded, next.draft);
    if (difference) {
      recorded = this.#reader.known(message) ?? message;
      if (next && recorded !== message) difference = differenceOf(recorded, next.draft);
    }
    if (next && !difference) return recorded;
    const { seq, kind, body } = recorded;
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
    if (receiver) receiver.misled ??= recorded;
    return this.wellFormed(recorded);
  }

  /** Checks that an agent whose session has finished has nothing more to send. */
  finished(agent: FoldedAgent): void {
    const [left] = agent.outbox;
    if (!left || agent.diverged) return;
    const { kind, body } = left.draft;
    const about = { agent: agent.cell.address, seq: left.at, kind, path: "" } as const;
    this.#diverge(agent, { ...about, what: "extra", recorded: undefined, attempted: body });
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
