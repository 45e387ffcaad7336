import { mkdir } from "node:fs/promises";
import path from "node:path";
import {
  HindcastError,
  RUN_SESSION,
  encodeEnvelope,
  isHindcastError,
  parseAddress,
  reasonOf,
  type BlobRef,
  type Draft,
  type Envelope,
} from "../../../protocols/index.ts";
import { HEADER_BYTES, createLog, readMessageAt, type Log } from "../../log/index.ts";
import type { Bus, Delivery, LogFilter, RequestOptions, Subscription } from "../bus.ts";
import { BLOB_FOLDER, BlobStore } from "../blobs/index.ts";
import { TaskQueue } from "../task-queue.ts";
import { indexedHistory, filtered, readAll, readRows, scannedHistory } from "./history.ts";
import { readRetry, sessionsOfMessage } from "../routing/index.ts";
import { type IndexedOffset, LogIndex, reindex } from "./log-index/index.ts";
import { EmbeddedMailboxes, type MailboxHistory } from "./mailboxes.ts";
import type { EmbeddedOptions } from "./options.ts";
import { LOG_FILE, recover, type Recovered } from "./recover.ts";
import { RequestQueues } from "./requests/index.ts";

const TAKEN = Promise.resolve(true);
const HELD = Promise.resolve(false);

/**
 * The bus of one process, without a server: a directory with the log and the blobs. A published
 * message is in the log's buffer immediately and is written at the end of the event-loop turn. A
 * crash loses messages that were not flushed, together with everything that followed from them.
 */
export class EmbeddedBus implements Bus {
  readonly run: string;
  /** Bytes of a torn tail that were cut when the log was opened. */
  readonly cut: number;
  readonly #log: Log;
  readonly #index: LogIndex;
  readonly #blobs: BlobStore;
  readonly #clock: () => number;
  readonly #options: EmbeddedOptions;
  readonly #tasks = new TaskQueue();
  readonly #mailboxes: EmbeddedMailboxes;
  readonly #requests: RequestQueues;
  #seq: number;
  #time: number;
  #failure: HindcastError | undefined;
  #closing: Promise<void> | undefined;

  private constructor(directory: string, from: Recovered, options: EmbeddedOptions) {
    this.run = from.run;
    this.cut = from.log.recovery.cut;
    this.#log = from.log;
    this.#index = from.index;
    this.#seq = from.seq;
    this.#time = from.time;
    this.#clock = options.clock ?? Date.now;
    this.#options = options;
    const { durable = false } = options;
    this.#blobs = new BlobStore(path.join(directory, BLOB_FOLDER), { durable });
    const fail = (error: unknown): void => this.#fail(error);
    this.#mailboxes = new EmbeddedMailboxes(this.#tasks, fail);
    this.#requests = new RequestQueues({
      tasks: this.#tasks,
      load: ({ location }) => readMessageAt(this.#log, location.offset, location.length),
      done: (request) => this.#index.sessions.get(request.session)?.requests.delete(request.id),
      fail,
    });
    for (const request of from.requests) this.#requests.add(request);
  }

  /** Starts a run in a directory. Throws OUTPUT_EXISTS, OUTPUT_LOCKED and LOG_WRITE. */
  static async create(
    directory: string,
    options: EmbeddedOptions & { readonly run: string },
  ): Promise<EmbeddedBus> {
    await makeDirectory(directory);
    const log = await createLog(path.join(directory, LOG_FILE), options);
    const { run } = options;
    const from = { log, run, index: new LogIndex(), seq: 0, time: 0, requests: [] };
    return new EmbeddedBus(directory, from, options);
  }

  /**
   * Continues the run of a directory. A message that a crash left incomplete is cut, with a
   * warning in the logger. `run` is needed only for a log without messages. Throws
   * OUTPUT_INVALID, OUTPUT_LOCKED, LOG_INVALID and LOG_DAMAGED.
   */
  static async open(
    directory: string,
    options: EmbeddedOptions & { readonly run?: string } = {},
  ): Promise<EmbeddedBus> {
    const bus = new EmbeddedBus(directory, await recover(directory, options.run, options), options);
    if (bus.cut > 0) {
      const fields = { log: bus.#log.path, bytes: bus.cut, seq: bus.#seq };
      options.logger?.warn(fields, "the log ended in a message that a crash cut short; it was cut");
    }
    return bus;
  }

  publish(draft: Draft): Promise<boolean> {
    try {
      return this.#publish(draft);
    } catch (error) {
      // The encoder throws its own errors, for example for a body that refers to itself.
      const known = isHindcastError(error);
      const { kind, from } = draft;
      return Promise.reject(
        known ? error : new HindcastError("MESSAGE_INVALID", `${kind} ${from}: ${reasonOf(error)}`),
      );
    }
  }

  mailbox(address: string, receive: (envelope: Envelope) => void): Promise<Subscription> {
    return this.#guard(() => this.#mailboxes.subscribe(address, this.#history(address), receive));
  }

  requests(
    role: string,
    options: RequestOptions,
    handle: (delivery: Delivery) => void,
  ): Promise<Subscription> {
    return this.#guard(() => this.#requests.subscribe(role, options, handle));
  }

  sent(address: string): Promise<number> {
    return this.#guard(() => this.#index.sent(address));
  }

  putBlob(_session: string, bytes: Uint8Array): Promise<BlobRef> {
    return this.#blobs.put(bytes);
  }

  getBlob(_session: string, ref: BlobRef): Promise<Uint8Array> {
    return this.#blobs.get(ref);
  }

  read(filter: LogFilter = {}): AsyncIterable<Envelope> {
    const { session, from = 1 } = filter;
    const rows = session === undefined ? undefined : this.#index.rowsOf(session);
    if (rows) {
      const first = rows.rowFrom(from);
      // The index also holds what other sessions sent to this one.
      return filtered(
        readRows(this.#log, rows, first, rows.count),
        (message) => message.session === session,
      );
    }
    const start = this.#index.offsets.before(from) ?? this.#head();
    return filtered(
      readAll(this.#log, start, this.#head().offset),
      (message) => message.seq >= from && (session === undefined || message.session === session),
    );
  }

  release(session: string): void {
    if (session === RUN_SESSION) return;
    const index = this.#index.release(session);
    for (const request of index?.requests.values() ?? []) this.#requests.settle(request);
    this.#mailboxes.release(session);
  }

  async flush(): Promise<void> {
    await this.#log.writer.flush();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Number of entries in memory by kind; `bytes` are those of waiting requests. */
  get sizes(): Readonly<Record<string, number>> {
    return { ...this.#index.sizes, readers: this.#mailboxes.size, ...this.#requests.sizes };
  }

  #publish(draft: Draft): Promise<boolean> {
    this.#check(draft);
    const sessions = sessionsOfMessage(draft);
    if (this.#index.isReleased(sessions) || this.#index.holds(draft, sessions)) return HELD;
    const retry = draft.kind === "run.retried" ? readRetry(draft) : undefined;
    const seq = this.#seq + 1;
    const time = Math.max(this.#time, this.#clock());
    const { id, run, session, from, to, kind, cause, body } = draft;
    const envelope: Envelope = { id, run, session, from, to, kind, cause, seq, time, body };
    const bytes = encodeEnvelope(envelope);
    const offset = this.#log.writer.append(bytes);
    this.#seq = seq;
    this.#time = time;
    this.#index.offsets.note(seq, offset);
    const length = HEADER_BYTES + bytes.length;
    const { opened, answered } = this.#index.add(envelope, sessions, offset, length);
    if (answered) this.#requests.settle(answered);
    this.#mailboxes.arrive(envelope, bytes);
    if (opened) this.#requests.add(opened, bytes);
    if (retry) return this.#retry(retry.session, retry.voids);
    return this.#log.writer.room()?.then(() => true) ?? TAKEN;
  }

  #check(draft: Draft): void {
    if (this.#closing) throw closed();
    if (this.#failure) throw this.#failure;
    if (draft.run !== this.run) {
      throw new HindcastError("MESSAGE_INVALID", `${draft.id} is of the run ${draft.run}`);
    }
    // Addresses that were parsed before need not be parsed again.
    const mailboxes = this.#index.sessions.get(draft.session)?.mailboxes;
    if (!mailboxes?.has(draft.to)) parseAddress(draft.to);
    if (!mailboxes?.has(draft.from)) parseAddress(draft.from);
  }

  async #retry(session: string, voids: readonly number[]): Promise<boolean> {
    for (const seq of voids) this.#index.voids.add(seq);
    const { before, after } = await reindex(this.#log, this.#index, session, this.#head());
    for (const request of before?.requests.values() ?? []) this.#requests.settle(request);
    if (after.end === undefined) {
      for (const request of after.requests.values()) this.#requests.add(request);
    }
    return true;
  }

  #history(address: string): MailboxHistory {
    const { session } = parseAddress(address);
    if (session !== RUN_SESSION && !this.#index.released.has(session)) {
      const index = this.#index.session(session);
      return indexedHistory(this.#log, index.rows, index.mailbox(address).rows);
    }
    const counts = ({ to, seq }: Envelope): boolean =>
      to === address && !this.#index.voids.has(seq);
    const start = this.#index.offsets.before(1) ?? this.#head();
    return scannedHistory(this.#log, start, counts, () => this.#head());
  }

  #head(): IndexedOffset {
    return { offset: this.#log.writer.size, seq: this.#seq };
  }

  #guard<T>(work: () => T): Promise<T> {
    try {
      if (this.#closing) throw closed();
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Records that the log cannot be read, so that later calls fail. */
  #fail(error: unknown): void {
    this.#failure ??= isHindcastError(error)
      ? error
      : new HindcastError("LOG_DAMAGED", reasonOf(error), { cause: error });
    this.#options.logger?.error({ error: this.#failure.detail }, "the log cannot be read");
  }

  async #close(): Promise<void> {
    this.#tasks.close();
    this.#requests.close();
    this.#mailboxes.close();
    await this.#log.close();
  }
}

function closed(): HindcastError {
  return new HindcastError("INTERRUPTED", "the bus is closed");
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw new HindcastError("LOG_WRITE", reasonOf(error), { cause: error });
  }
}
