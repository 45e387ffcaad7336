import {
  countOfSender,
  sessionEndOf,
  type Body,
  type Envelope,
  type SessionEnd,
} from "../../../../protocols/index.ts";
import { readRetry, sessionOf } from "../../routing/index.ts";
import { type RecordLookup, labelOf, senderOf } from "../records/index.ts";

/** One `run.retried` of the log. */
interface RecordedRetry {
  readonly seq: number;
  readonly voids: readonly number[];
  /** For each sender the first of its numbers that became void; read when somebody asks. */
  senders: Promise<ReadonlyMap<string, number>> | undefined;
}

/** Records read at the same time. */
const READS = 32;

/** What the run's own mailboxes say: which sessions are over, and which messages are void. */
export class Control {
  readonly #lookup: RecordLookup;
  readonly #voids = new Set<number>();
  readonly #retries = new Map<string, Map<number, RecordedRetry>>();
  /** Positions of messages to the run about a session, unordered. */
  readonly #positions = new Map<string, number[]>();
  /** The last word on each session that has one. */
  readonly #states = new Map<string, { readonly seq: number; readonly over: boolean }>();
  readonly #listeners = new Set<(end: SessionEnd) => void>();
  readonly #reopened: (session: string) => void;

  /** @param reopened called when a session that had ended, or was released here, continues */
  constructor(lookup: RecordLookup, reopened: (session: string) => void) {
    this.#lookup = lookup;
    this.#reopened = reopened;
  }

  isVoid(seq: number): boolean {
    return this.#voids.size > 0 && this.#voids.has(seq);
  }

  isOver(session: string): boolean {
    return this.#states.get(session)?.over === true;
  }

  /** Positions of messages to the run about a session, in order. */
  positionsOf(session: string): readonly number[] {
    return (this.#positions.get(session) ?? []).toSorted((a, b) => a - b);
  }

  /** Takes notice that a message to the run is of a session; twice is harmless. */
  note(session: string, seq: number): void {
    const told = this.#positions.get(session) ?? [];
    if (!told.includes(seq)) this.#positions.set(session, [...told, seq]);
  }

  /** How often a session was retried. */
  generation(session: string): number {
    return this.#retries.get(session)?.size ?? 0;
  }

  /** Where a session was last retried; 0 when it was not. */
  retriedAt(session: string): number {
    return Math.max(0, ...(this.#retries.get(session)?.keys() ?? []));
  }

  knows(session: string, retry: number): boolean {
    return this.#retries.get(session)?.has(retry) === true;
  }

  onEnd(listener: (end: SessionEnd) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes notice of a message to the run itself; twice is harmless. */
  apply(envelope: Envelope): void {
    this.note(envelope.session, envelope.seq);
    if (envelope.kind === "run.retried") this.retried(envelope.seq, readRetry(envelope));
    const end = sessionEndOf(envelope);
    if (end) this.ended(envelope.seq, end);
  }

  ended(seq: number, end: SessionEnd): void {
    if (!this.#setState(end.session, seq, true)) return;
    for (const listener of this.#listeners) listener(end);
  }

  retried(seq: number, { session, voids }: Body<"run.retried">): void {
    const retries = this.#retries.get(session) ?? new Map<number, RecordedRetry>();
    if (retries.has(seq)) return;
    this.#retries.set(session, retries.set(seq, { seq, voids, senders: undefined }));
    for (const position of voids) this.#voids.add(position);
    if (this.#setState(session, seq, false)) this.#reopened(session);
  }

  /**
   * The first number of this sender that became void after a position; Infinity when none did.
   * Later numbers of a sender are void with it.
   */
  async voidFrom(from: string, after: number): Promise<number> {
    let first = Infinity;
    for (const retry of this.#retries.get(sessionOf(from))?.values() ?? []) {
      if (retry.seq <= after) continue;
      retry.senders ??= this.#senders(retry);
      first = Math.min(first, (await retry.senders).get(from) ?? Infinity);
    }
    return first;
  }

  async #senders({ voids }: RecordedRetry): Promise<ReadonlyMap<string, number>> {
    const first = new Map<string, number>();
    for (let start = 0; start < voids.length; start += READS) {
      const seqs = voids.slice(start, start + READS);
      for (const record of await Promise.all(seqs.map((seq) => this.#lookup.at(seq)))) {
        const { id } = record ? labelOf(record) : { id: "" };
        const from = senderOf(id);
        const count = countOfSender(id, from);
        if (count !== undefined) first.set(from, Math.min(first.get(from) ?? Infinity, count));
      }
    }
    return first;
  }

  #setState(session: string, seq: number, over: boolean): boolean {
    const known = this.#states.get(session);
    if (known && known.seq >= seq) return false;
    this.#states.set(session, { seq, over });
    return true;
  }
}
