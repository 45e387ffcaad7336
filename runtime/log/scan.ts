import { HindcastError, decodeEnvelope, reasonOf, type Envelope } from "../../protocols/index.ts";
import { hasLaterFrame, isSecondHeader } from "./damage.ts";
import { readBytes, type LogFile } from "./file.ts";
import { MAGIC, frameAt } from "./frame.ts";

const CHUNK = 256 * 1024;

/** A message with the place of its frame in the file, in bytes. */
export interface LogRecord {
  readonly envelope: Envelope;
  readonly offset: number;
  /** Of the whole frame, header and payload. */
  readonly length: number;
}

export interface ScanOptions {
  /** The file's path, for errors. */
  readonly path: string;
  /** Offset of the first frame; the first of the log when absent. */
  readonly from?: number;
  /** Where to stop; bytes after it are not read. */
  readonly end: number;
  /** The seq before the first frame; 0 when absent. */
  readonly seq?: number;
  /** Decode only messages whose bytes hold these; the seqs of the others are not checked. */
  readonly holding?: Buffer;
}

interface ParsedFrames {
  readonly records: readonly LogRecord[];
  /** Why the parser stopped before the end of its bytes. */
  readonly stop: "bad" | "short" | HindcastError | undefined;
  /** Bytes that a short frame needs. */
  readonly next: number;
}

/**
 * One pass over the frames of a log, in batches of what one read brought, with bounded memory.
 * After the last batch, `at` is the end of the last whole frame and `torn` the number of bytes
 * after it. Throws LOG_DAMAGED for a bad frame that is followed by good ones, and for a seq that
 * does not follow the previous one.
 */
export class LogScan {
  readonly #file: LogFile;
  readonly #path: string;
  readonly #end: number;
  readonly #holding: Buffer | undefined;
  #at: number;
  #seq: number;

  constructor(file: LogFile, options: ScanOptions) {
    this.#file = file;
    this.#path = options.path;
    this.#end = options.end;
    this.#at = options.from ?? MAGIC.length;
    this.#seq = options.seq ?? 0;
    this.#holding = options.holding;
  }

  get at(): number {
    return this.#at;
  }

  /** Seq of the last message that was yielded. */
  get seq(): number {
    return this.#seq;
  }

  get torn(): number {
    return this.#end - this.#at;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly LogRecord[], void, undefined> {
    let wanted = CHUNK;
    while (this.#at < this.#end) {
      const base = this.#at;
      const bytes = await readBytes(this.#file, base, Math.min(wanted, this.#end - base));
      const { records, stop, next } = this.#parse(bytes, base);
      // Messages before the damage are sound, and the reader may want them.
      if (records.length > 0) yield records;
      if (stop instanceof HindcastError) throw stop;
      const last = base + bytes.length >= this.#end || bytes.length < wanted;
      if (stop === "bad" || (stop === "short" && last)) {
        await this.#endEarly();
        return;
      }
      wanted = Math.max(CHUNK, next);
    }
  }

  #parse(bytes: Buffer, base: number): ParsedFrames {
    const records: LogRecord[] = [];
    let at = 0;
    while (at < bytes.length) {
      const frame = frameAt(bytes, at, bytes.length);
      if (frame.state === "bad") return { records, stop: "bad", next: 0 };
      if (frame.state === "short") return { records, stop: "short", next: frame.length };
      if (this.#holding && !frame.payload.includes(this.#holding)) {
        at += frame.length;
        this.#at = base + at;
        continue;
      }
      const envelope = this.#decode(frame.payload);
      if (envelope instanceof HindcastError) return { records, stop: envelope, next: 0 };
      records.push({ envelope, offset: base + at, length: frame.length });
      at += frame.length;
      this.#at = base + at;
      this.#seq = envelope.seq;
    }
    return { records, stop: undefined, next: 0 };
  }

  #decode(payload: Buffer): Envelope | HindcastError {
    try {
      const envelope = decodeEnvelope(payload);
      if (this.#holding || envelope.seq === this.#seq + 1) return envelope;
      return this.#damaged(`a message with seq ${envelope.seq} follows`);
    } catch (error) {
      return this.#damaged(`the frame holds no message: ${reasonOf(error)}`);
    }
  }

  async #endEarly(): Promise<void> {
    if (await isSecondHeader(this.#file, this.#at, this.#end)) {
      throw this.#damaged("a second log begins there: two logs were joined, which is none");
    }
    if (await hasLaterFrame(this.#file, this.#at, this.#end)) {
      throw this.#damaged("what follows is no frame, but frames come after it");
    }
  }

  #damaged(what: string): HindcastError {
    const where = `${this.#path}, byte ${this.#at}, after seq ${this.#seq}`;
    return new HindcastError("LOG_DAMAGED", `${where}: ${what}`);
  }
}
