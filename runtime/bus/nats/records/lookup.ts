import type { StoredMsg } from "@nats-io/jetstream";
import { type ConnectionScope, withRetry } from "../../../nats/index.ts";
import type { StreamRecord } from "./record.ts";

/** Single records of a stream. */
export class RecordLookup {
  readonly #scope: ConnectionScope;
  readonly #stream: string;
  readonly #direct: boolean;

  /**
   * @param direct whether any replica may answer: only where there is but one, since another may
   * lag behind the acknowledged messages
   */
  constructor(scope: ConnectionScope, stream: string, direct: boolean) {
    this.#scope = scope;
    this.#stream = stream;
    this.#direct = direct;
  }

  /** The last record on a subject or filter. */
  last(subject: string): Promise<StreamRecord | undefined> {
    return this.#get({ last_by_subj: subject });
  }

  /** The first record on a subject or filter from a position on. */
  next(subject: string, seq: number): Promise<StreamRecord | undefined> {
    return this.#get({ next_by_subj: subject, seq: Math.max(1, seq) });
  }

  at(seq: number): Promise<StreamRecord | undefined> {
    return this.#get({ seq });
  }

  /** The last position of the stream. */
  async end(): Promise<number> {
    const { link } = this.#scope;
    const info = await withRetry(this.#scope, `reading ${this.#stream}`, () =>
      link.manager.streams.info(this.#stream),
    );
    return info.state.last_seq;
  }

  async #get(
    query: { last_by_subj: string } | { next_by_subj: string; seq: number } | { seq: number },
  ): Promise<StreamRecord | undefined> {
    const { manager } = this.#scope.link;
    const found = await withRetry(this.#scope, `reading ${this.#stream}`, () =>
      this.#direct
        ? manager.direct.getMessage(this.#stream, query)
        : manager.streams.getMessage(this.#stream, query),
    );
    return found ? recordOf(found) : undefined;
  }
}

function recordOf(stored: StoredMsg): StreamRecord {
  const { seq, subject, header, data, timestamp } = stored;
  return { seq, subject, headers: header, data, time: Date.parse(timestamp) };
}
