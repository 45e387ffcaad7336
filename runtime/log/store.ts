import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { HindcastError, decodeEnvelope, reasonOf, type Envelope } from "../../protocols/index.ts";
import { openPlain, syncDirectory } from "../files/index.ts";
import { attempt, readBytes, writeBytes, type LogFile } from "./file.ts";
import { MAGIC, frameAt } from "./frame.ts";
import { acquireLock, type Lock } from "./lock.ts";
import { LogScan, type LogRecord } from "./scan.ts";
import { LogWriter, type WriterOptions } from "./writer.ts";

const READ = constants.O_RDONLY;
const UPDATE = constants.O_RDWR;
const CREATE = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;

/** What an opening found out about a file. */
interface Recovery {
  /** Seq of the last message; 0 for none. */
  readonly seq: number;
  /** Bytes of a torn tail that were cut. */
  readonly cut: number;
}

interface OpenLogOptions extends WriterOptions {
  /** Sees every message that the log holds, in order, while the log is checked. */
  readonly onRecord?: (record: LogRecord) => void;
}

/** A log that is open for writing, by this process alone, and for reading. */
export class Log {
  readonly path: string;
  readonly recovery: Recovery;
  readonly writer: LogWriter;
  readonly #file: LogFile;
  readonly #lock: Lock;
  #closing: Promise<void> | undefined;

  constructor(path: string, file: LogFile, lock: Lock, writer: LogWriter, recovery: Recovery) {
    this.path = path;
    this.#file = file;
    this.#lock = lock;
    this.writer = writer;
    this.recovery = recovery;
  }

  /** The messages from an offset up to another, in batches; both must be ends of frames. */
  async *scan(from: number, end: number, seq: number): AsyncGenerator<readonly LogRecord[]> {
    if (this.writer.written < end) await this.writer.flush();
    const scan = new LogScan(this.#file, { path: this.path, from, end, seq });
    yield* scan;
    // This log was whole when it was opened: a tail cannot be torn now.
    if (scan.torn > 0) {
      throw new HindcastError("LOG_DAMAGED", `${this.path} was changed at byte ${scan.at}`);
    }
  }

  /** Bytes of the log from an offset on. Throws LOG_DAMAGED when the file lacks them. */
  async readAt(offset: number, length: number): Promise<Buffer> {
    if (this.writer.written < offset + length) await this.writer.flush();
    const bytes = await readBytes(this.#file, offset, length);
    if (bytes.length < length) {
      throw new HindcastError("LOG_DAMAGED", `${this.path} was cut short at byte ${offset}`);
    }
    return bytes;
  }

  /** Writes what waits, closes the file and gives the lock back. Rejects with LOG_WRITE. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.writer.close();
    } finally {
      await this.#lock.release();
    }
  }
}

/** The payload of the frame that begins at `at`. Throws LOG_DAMAGED. */
export function payloadAt(bytes: Buffer, at: number): Buffer {
  const frame = frameAt(bytes, at, bytes.length);
  if (frame.state === "whole") return frame.payload;
  throw new HindcastError("LOG_DAMAGED", "a frame that was whole when it was written is not now");
}

/** Starts a log. Throws OUTPUT_EXISTS when the file is there, OUTPUT_LOCKED, LOG_WRITE. */
export async function createLog(path: string, options: WriterOptions = {}): Promise<Log> {
  return withLock(path, async (lock) => {
    const file = await openFile(path, CREATE);
    return orClose(file, async () => {
      await writeBytes(file, MAGIC, MAGIC.length, 0);
      await attempt(file.datasync(), path);
      if (options.durable === true) await syncDirectories(path);
      const writer = new LogWriter(file, MAGIC.length, options);
      return new Log(path, file, lock, writer, { seq: 0, cut: 0 });
    });
  });
}

/** Waits until the name of a file and that of its directory are on the disk. */
async function syncDirectories(file: string): Promise<void> {
  await syncDirectory(dirname(file));
  await syncDirectory(dirname(dirname(file)));
}

/**
 * Opens a log to continue it: checks all of it in one pass, then cuts a torn tail. Throws
 * LOG_INVALID, LOG_DAMAGED, OUTPUT_LOCKED, and OUTPUT_INVALID when there is no such file.
 */
export async function openLog(path: string, options: OpenLogOptions = {}): Promise<Log> {
  return withLock(path, async (lock) => {
    const file = await openFile(path, UPDATE);
    return orClose(file, async () => {
      const { size } = await file.stat();
      const complete = await checkMagic(file, path, size);
      if (!complete) await writeBytes(file, MAGIC, MAGIC.length, 0);
      const scan = new LogScan(file, { path, end: Math.max(size, MAGIC.length) });
      for await (const records of scan) {
        if (options.onRecord) for (const record of records) options.onRecord(record);
      }
      if (scan.torn > 0) await attempt(file.truncate(scan.at), path);
      const writer = new LogWriter(file, scan.at, options);
      return new Log(path, file, lock, writer, { seq: scan.seq, cut: scan.torn });
    });
  });
}

/** How a log is read, beside its path. */
export interface ReadLogOptions {
  /** Leave out, without decoding them, all messages whose bytes do not hold this text. */
  readonly holding?: string;
  /** Called at the end when the last message is cut short or has other bytes than were written. */
  readonly onTorn?: (tail: TornTail) => void;
}

/** The bytes at the end of a log that are no whole message. */
export interface TornTail {
  /** Where they begin. */
  readonly offset: number;
  readonly bytes: number;
}

/**
 * The messages of a log in order, whether or not somebody is writing it: up to the last whole
 * message at the time of the first step. Throws LOG_INVALID, LOG_DAMAGED and OUTPUT_INVALID.
 */
export async function* readLog(
  path: string,
  { holding, onTorn }: ReadLogOptions = {},
): AsyncGenerator<Envelope, void, undefined> {
  const filter = holding === undefined ? {} : { holding: Buffer.from(holding) };
  const file = await openFile(path, READ);
  try {
    const { size } = await file.stat();
    await checkMagic(file, path, size);
    const scan = new LogScan(file, { path, end: size, ...filter });
    for await (const records of scan) for (const record of records) yield record.envelope;
    if (scan.torn > 0) onTorn?.({ offset: scan.at, bytes: scan.torn });
  } finally {
    await file.close();
  }
}

/** Where the reading of a log begins: behind a whole frame. */
interface LogPlace {
  readonly offset: number;
  /** Seq of the message that ends there. */
  readonly seq: number;
}

/**
 * The messages of a log behind a place in batches, with the places of their frames, up to the last
 * whole message at the time of the first step. Somebody may be writing it. Throws as
 * {@link readLog}.
 *
 * @param from the first message when absent
 */
export async function* readRecords(
  path: string,
  from?: LogPlace,
): AsyncGenerator<readonly LogRecord[], void, undefined> {
  const file = await openFile(path, READ);
  try {
    const { size } = await file.stat();
    await checkMagic(file, path, size);
    const place = from ? { from: from.offset, seq: from.seq } : {};
    yield* new LogScan(file, { path, end: size, ...place });
  } finally {
    await file.close();
  }
}

/** Messages of a log by the places of their frames, in that order. Throws as {@link readLog}. */
export async function readMessagesAt(
  path: string,
  places: readonly Pick<LogRecord, "offset" | "length">[],
): Promise<Envelope[]> {
  const file = await openFile(path, READ);
  try {
    const read: Envelope[] = [];
    for (const { offset, length } of places) {
      read.push(decodeEnvelope(payloadAt(await readBytes(file, offset, length), 0)));
    }
    return read;
  } finally {
    await file.close();
  }
}

/** One message by the place of its frame. Throws LOG_DAMAGED. */
export async function readMessageAt(log: Log, offset: number, length: number): Promise<Envelope> {
  return decodeEnvelope(payloadAt(await log.readAt(offset, length), 0));
}

/** Whether the first line is complete; false when a crash cut it short. Throws LOG_INVALID. */
async function checkMagic(file: LogFile, path: string, size: number): Promise<boolean> {
  const start = await readBytes(file, 0, Math.min(size, MAGIC.length));
  if (MAGIC.equals(start)) return true;
  if (start.length < MAGIC.length && MAGIC.subarray(0, start.length).equals(start)) return false;
  const line = start.toString("latin1");
  throw new HindcastError("LOG_INVALID", `${path} begins with ${JSON.stringify(line)}`);
}

async function withLock<T>(path: string, work: (lock: Lock) => Promise<T>): Promise<T> {
  const lock = await acquireLock(`${path}.lock`);
  try {
    return await work(lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function orClose<T>(file: FileHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string, flags: number): Promise<FileHandle> {
  try {
    // A person may name a link to a log to look at; one that is written is never followed to.
    return await openPlain(path, { follow: flags === READ }, flags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw new HindcastError("OUTPUT_EXISTS", path);
    if (code === "ENOENT") throw new HindcastError("OUTPUT_INVALID", `there is no ${path}`);
    const kind = flags === READ ? "LOG_INVALID" : "LOG_WRITE";
    throw new HindcastError(kind, reasonOf(error), { cause: error });
  }
}
