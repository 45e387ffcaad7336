import { LRUCache } from "lru-cache";
import { type RecordLookup, internalOf, labelOf, scanStream } from "../records/index.ts";
import type { Control } from "../control/index.ts";
import type { ConnectionScope } from "../../../nats/index.ts";

/** Ids that are remembered; an older one is looked up. */
const LIMIT = 65_536;
/** Records that are read one by one before the rest is read in one go. */
const ONE_BY_ONE = 16;

/** Which ids without a number, answers above all, the log holds. */
export class AnsweredIds {
  readonly #scope: ConnectionScope;
  readonly #stream: string;
  readonly #lookup: RecordLookup;
  readonly #control: Control;
  /** Ids that this process knows to be held, by the session that they belong to. */
  readonly #known = new LRUCache<string, string>({ maxSize: LIMIT, sizeCalculation: () => 1 });

  constructor(scope: ConnectionScope, stream: string, lookup: RecordLookup, control: Control) {
    this.#scope = scope;
    this.#stream = stream;
    this.#lookup = lookup;
    this.#control = control;
  }

  knows(id: string): boolean {
    return this.#known.has(id);
  }

  note(id: string, session: string): void {
    this.#known.set(id, session);
  }

  /** Forgets a session: some of its answers became void. */
  forget(session: string): void {
    const ids = [...this.#known].filter(([, owner]) => owner === session);
    for (const [id] of ids) this.#known.delete(id);
  }

  /** Whether a valid message with this id is on a subject after a position. */
  async holds(id: string, session: string, subject: string, after: number): Promise<boolean> {
    if (this.#known.has(id)) return true;
    const found = await this.#find(id, subject, after);
    if (found) this.note(id, session);
    return found;
  }

  async #find(id: string, subject: string, after: number): Promise<boolean> {
    const matches = (record: Parameters<typeof labelOf>[0] & { seq: number }): boolean =>
      !internalOf(record) && labelOf(record).id === id && !this.#control.isVoid(record.seq);
    const last = await this.#lookup.last(subject);
    if (!last || last.seq <= after) return false;
    if (matches(last)) return true;
    let next = after + 1;
    for (let count = 0; count < ONE_BY_ONE; count += 1) {
      const record = await this.#lookup.next(subject, next);
      if (!record || record.seq >= last.seq) return false;
      if (matches(record)) return true;
      next = record.seq + 1;
    }
    const range = { stream: this.#stream, filter: subject, from: next, to: last.seq };
    for await (const record of scanStream(this.#scope, { ...range, headersOnly: true })) {
      if (matches(record)) return true;
    }
    return false;
  }
}
