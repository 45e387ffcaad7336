import { type ConnectionScope, withRetry, runFilter } from "../../../nats/index.ts";
import type { Follower } from "./follower.ts";
import { type RecordLookup, scanStream } from "../records/index.ts";

/** Records that are read one by one before the rest is read in one go. */
const ONE_BY_ONE = 8;
/** Followers that are served at the same time. */
const PARALLEL = 16;
/** Without an index of subjects, more followers than this are served by one reading of the log. */
const MANY = 32;
/** Records between two turns of the event loop. */
const TURN = 128;

interface CatchUpRequest {
  readonly follower: Follower;
  readonly epoch: number;
}

/** Reads for followers what they have not seen; those who ask together are served together. */
export class CatchUp {
  readonly #scope: ConnectionScope;
  readonly #run: string;
  readonly #stream: string;
  readonly #lookup: RecordLookup;
  readonly #failed: (error: unknown) => void;
  #waiting = new Set<Follower>();
  #working = false;

  /** @param failed called when the log cannot be read, for another reason than closing */
  constructor(
    scope: ConnectionScope,
    run: string,
    stream: string,
    lookup: RecordLookup,
    failed: (error: unknown) => void,
  ) {
    this.#scope = scope;
    this.#run = run;
    this.#stream = stream;
    this.#lookup = lookup;
    this.#failed = failed;
  }

  add(follower: Follower): void {
    this.#waiting.add(follower);
    if (this.#working) return;
    this.#working = true;
    this.#work().catch((error: unknown) => {
      if (!this.#scope.closed) this.#failed(error);
    });
  }

  async #work(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        // Also those who ask in this turn.
        await Promise.resolve();
        const group = [...this.#waiting].filter(({ closed }) => !closed);
        this.#waiting = new Set();
        await this.#serve(group.map((follower) => ({ follower, epoch: follower.epoch })));
      }
    } finally {
      this.#working = false;
    }
  }

  async #serve(group: readonly CatchUpRequest[]): Promise<void> {
    const { link } = this.#scope;
    // Once the server has seen the subscriptions, it pushes everything that is stored later.
    await withRetry(this.#scope, "flushing", () => link.connection.flush());
    const end = await this.#lookup.end();
    const together = group.length > MANY && !link.supports("subject-index");
    const isMailbox = ({ follower }: CatchUpRequest): boolean =>
      together && depth(follower.filter) === 6;
    await this.#all(group.filter(isMailbox), end);
    await this.#each(
      group.filter((asking) => !isMailbox(asking)),
      end,
    );
  }

  async #each(group: readonly CatchUpRequest[], end: number): Promise<void> {
    const left = [...group];
    const work = async (): Promise<void> => {
      for (let asking = left.shift(); asking; asking = left.shift()) {
        await this.#one(asking.follower, end);
        asking.follower.caughtUp(end, asking.epoch);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
  }

  async #one(follower: Follower, end: number): Promise<void> {
    const { filter } = follower;
    let next = follower.start;
    for (let count = 0; next <= end; count += 1) {
      // The last word has the leader, one record at a time: a reading may have begun elsewhere.
      if (count === ONE_BY_ONE) {
        next = await this.#bulk(follower, next, end);
        count = 0;
      }
      const record = await this.#lookup.next(filter, next);
      if (!record || record.seq > end || follower.closed) return;
      follower.history(record);
      next = record.seq + 1;
    }
  }

  async #bulk(follower: Follower, from: number, to: number): Promise<number> {
    let next = from;
    let read = 0;
    const range = { stream: this.#stream, filter: follower.filter, from, to };
    for await (const record of scanStream(this.#scope, range)) {
      if (follower.closed) break;
      follower.history(record);
      next = record.seq + 1;
      read += 1;
      if (read % TURN === 0) await turn();
    }
    return next;
  }

  /** One reading for all of them. */
  async #all(group: readonly CatchUpRequest[], end: number): Promise<void> {
    if (group.length === 0) return;
    const byPrefix = new Map<string, Follower[]>();
    let from = end + 1;
    for (const { follower } of group) {
      const prefix = follower.filter.slice(0, -">".length);
      byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), follower]);
      from = Math.min(from, follower.start);
    }
    let read = 0;
    const range = { stream: this.#stream, filter: runFilter(this.#run), from, to: end };
    for await (const record of scanStream(this.#scope, range)) {
      const prefix = record.subject.slice(0, record.subject.lastIndexOf(".") + 1);
      for (const follower of byPrefix.get(prefix) ?? []) follower.history(record);
      read += 1;
      if (read % TURN === 0) await turn();
    }
    for (const { follower, epoch } of group) follower.caughtUp(end, epoch);
  }
}

function depth(filter: string): number {
  return filter.split(".").length;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
