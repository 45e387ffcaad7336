import type { MsgHdrs } from "@nats-io/transport-node";
import { HindcastError } from "../../../../protocols/index.ts";
import {
  type ConnectionScope,
  asHindcastError,
  pause,
  problemOfNats,
  throwIfClosed,
} from "../../../nats/index.ts";
import { PublishAcks } from "./acks.ts";
import { expectLast } from "../records/index.ts";

/** How the log took a record. */
export type WriteResult =
  /** It is stored at `seq`. */
  | { readonly result: "stored"; readonly seq: number }
  /** The server has seen the id in the last minutes. */
  | { readonly result: "duplicate"; readonly seq: number }
  /** The subject holds something later than expected; `again`: it may be an attempt of this one. */
  | { readonly result: "conflict"; readonly again: boolean };

/** A record on its way to the log. */
export interface OutgoingRecord {
  readonly subject: string;
  readonly headers: MsgHdrs;
  readonly data: Uint8Array;
  /** The last position on the subject that the writer knows; anything when absent. */
  readonly after?: number;
}

/** What becomes of a record while the store is full: workers wait until somebody makes room. */
export type WhenFull = "wait" | "fail";

/** Milliseconds that one attempt waits for the log's word. */
const TIMEOUT = 2000;
/** Bytes and records under way to the server at the same time. */
const BYTES_UNDER_WAY = 8 * 1024 * 1024;
const RECORDS_UNDER_WAY = 1024;
/** Pauses while the store is full, in milliseconds. */
const FULL_FIRST = 100;
const FULL_LAST = 5000;
/** A connection on which so many attempts in a row went unanswered is given up. */
const WEDGED = 4;
/** Milliseconds between two such decisions. */
const WEDGED_PAUSE = 30_000;

/**
 * Puts records into the log, each until the server has said what became of it. An attempt that
 * was not answered may have been stored, so it is made again with the same id.
 */
export class RecordWriter {
  readonly #scope: ConnectionScope;
  readonly #acks: PublishAcks;
  readonly #whenFull: WhenFull;
  #bytes = 0;
  #records = 0;
  readonly #waiting: (() => void)[] = [];
  #full = false;
  #silent = 0;
  #dialled = -Infinity;

  constructor(scope: ConnectionScope, whenFull: WhenFull) {
    this.#scope = scope;
    this.#whenFull = whenFull;
    this.#acks = new PublishAcks(scope.link, TIMEOUT);
  }

  /** Throws LOG_WRITE, NATS_FULL, MESSAGE_TOO_LARGE, NATS_REFUSED, RUN_MISSING and INTERRUPTED. */
  async write(writing: OutgoingRecord): Promise<WriteResult> {
    const size = writing.data.length;
    while (this.#bytes >= BYTES_UNDER_WAY || this.#records >= RECORDS_UNDER_WAY) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      throwIfClosed(this.#scope);
    }
    this.#bytes += size;
    this.#records += 1;
    try {
      return await this.#persist(writing);
    } finally {
      this.#bytes -= size;
      this.#records -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Lets those who wait for room see that the bus is closed. */
  close(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.#acks.close();
  }

  /** The server would close the connection on a message over its limit. */
  #requireFits({ subject, headers, data }: OutgoingRecord): void {
    const { maxPayload } = this.#scope.link;
    const bytes = data.length + headersSize(headers);
    if (bytes <= maxPayload) return;
    const limit = `the NATS server takes ${maxPayload} (max_payload)`;
    throw new HindcastError("MESSAGE_TOO_LARGE", `${subject}: ${bytes} bytes; ${limit}`);
  }

  async #persist(writing: OutgoingRecord): Promise<WriteResult> {
    let wait = FULL_FIRST;
    let again = false;
    for (;;) {
      await this.#scope.up();
      try {
        const written = await this.#attempt(writing);
        this.#note(false);
        // The attempt that was not answered had put it there.
        return again && written.result === "duplicate" ? { ...written, result: "stored" } : written;
      } catch (error) {
        throwIfClosed(this.#scope);
        switch (problemOfNats(error)) {
          case "conflict":
            this.#note(false);
            return { result: "conflict", again };
          case "transient":
            again = true;
            this.#unanswered();
            await pause(20);
            break;
          case "full":
            if (this.#whenFull === "fail") {
              throw asHindcastError(error, `writing to ${writing.subject}`);
            }
            this.#note(true);
            await pause(wait);
            wait = Math.min(2 * wait, FULL_LAST);
            break;
          case "missing":
          case "refused":
          case "unable":
          case "limit":
          case "large":
          case "closed":
          case "other":
            throw asHindcastError(error, `writing to ${writing.subject}`);
        }
      }
    }
  }

  async #attempt({ subject, headers, data, after }: OutgoingRecord): Promise<WriteResult> {
    if (after !== undefined) expectLast(headers, after);
    this.#requireFits({ subject, headers, data });
    const ack = await this.#acks.publish(subject, data, headers);
    this.#silent = 0;
    return { result: ack.duplicate ? "duplicate" : "stored", seq: ack.seq };
  }

  /** Says once when the store is full, and once when there is room again. */
  #note(full: boolean): void {
    if (full === this.#full) return;
    this.#full = full;
    const { logger } = this.#scope.link;
    if (full) logger?.warn({}, "the store of the NATS server is full; publishing waits for room");
    else logger?.info({}, "the store of the NATS server has room again");
  }

  /** A server whose disk ran full stops to answer on one connection, and answers on a new one. */
  #unanswered(): void {
    const { link } = this.#scope;
    if (!link.connected) return;
    this.#silent += 1;
    if (this.#silent < WEDGED || performance.now() - this.#dialled < WEDGED_PAUSE) return;
    this.#silent = 0;
    this.#dialled = performance.now();
    link.logger?.warn({}, "the NATS server does not answer; dialling again");
    link.connection.reconnect().catch(() => {});
  }
}

/** Bytes of encoded headers: a status line, a line each, an empty line. */
function headersSize(headers: MsgHdrs): number {
  let size = "NATS/1.0\r\n\r\n".length;
  for (const key of headers.keys()) {
    for (const value of headers.values(key)) {
      size += Buffer.byteLength(key) + Buffer.byteLength(value) + ": \r\n".length;
    }
  }
  return size;
}
