import { HindcastError, isHindcastError, reasonOf } from "../../protocols/index.ts";
import { attempt, writeBytes, type LogFile } from "./file.ts";
import { HEADER_BYTES, writeFrame } from "./frame.ts";

const FIRST_BYTES = 64 * 1024;

/** A batch buffer larger than this is given back after its write. */
const KEPT_BYTES = 4 * 1024 * 1024;

export interface WriterOptions {
  /** Bytes that may wait for the disk before {@link LogWriter.room} asks to wait; 16 MiB. */
  readonly limit?: number;
  /** Whether `flush` waits for the disk itself (power loss), not only for the system. */
  readonly durable?: boolean;
}

/**
 * The appending end of a log. What is appended within one turn of the event loop, or while a
 * write is under way, becomes one write. After a failed write the log takes nothing more: its
 * file ends in a torn tail at worst, which the next opening cuts.
 */
export class LogWriter {
  readonly #file: LogFile;
  readonly #limit: number;
  readonly #durable: boolean;
  /** Frames to be written, in one buffer; `#spare` is the buffer of the previous write. */
  #batch: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #spare: Buffer | undefined;
  #filled = 0;
  #written: number;
  #size: number;
  #turn: NodeJS.Immediate | undefined;
  #cycle: Promise<void> | undefined;
  #failure: HindcastError | undefined;
  #closing: Promise<void> | undefined;

  constructor(file: LogFile, size: number, options: WriterOptions = {}) {
    this.#file = file;
    this.#size = size;
    this.#written = size;
    this.#limit = options.limit ?? 16 * 1024 * 1024;
    this.#durable = options.durable ?? false;
  }

  /** Offset of the next frame. */
  get size(): number {
    return this.#size;
  }

  /** Number of bytes passed to the operating system. */
  get written(): number {
    return this.#written;
  }

  get failure(): HindcastError | undefined {
    return this.#failure;
  }

  /** Appends one payload and returns the offset of its frame. Throws LOG_WRITE. */
  append(payload: Uint8Array): number {
    if (this.#failure) throw this.#failure;
    if (this.#closing) throw new HindcastError("LOG_WRITE", "the log is closed");
    this.#reserve(HEADER_BYTES + payload.length);
    const offset = this.#size;
    const length = writeFrame(this.#batch, this.#filled, payload);
    this.#filled += length;
    this.#size += length;
    this.#schedule();
    return offset;
  }

  /** Backpressure: undefined while the buffer has space, else a promise of it. Rejects with LOG_WRITE. */
  room(): Promise<void> | undefined {
    return this.#size - this.#written > this.#limit ? this.#drain() : undefined;
  }

  /** Resolves when everything appended before has been written. Rejects with LOG_WRITE. */
  async flush(): Promise<void> {
    const target = this.#size;
    while (this.#written < target && !this.#failure) await this.#write();
    if (this.#failure) throw this.#failure;
    if (this.#durable) await this.#sync();
  }

  /** Writes the buffer, syncs, and closes the file, even after a failure. */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    try {
      await this.flush();
      if (!this.#durable) await this.#sync();
    } finally {
      if (this.#turn) clearImmediate(this.#turn);
      await this.#cycle?.catch(() => {});
      await this.#file.close();
    }
  }

  async #sync(): Promise<void> {
    try {
      await attempt(this.#file.datasync(), "while syncing");
    } catch (error) {
      throw this.#fail(error);
    }
  }

  async #drain(): Promise<void> {
    while (this.#size - this.#written > this.#limit && !this.#failure) await this.#write();
    if (this.#failure) throw this.#failure;
  }

  #reserve(length: number): void {
    const needed = this.#filled + length;
    if (needed <= this.#batch.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#batch.length));
    this.#batch.copy(larger, 0, 0, this.#filled);
    this.#batch = larger;
  }

  #schedule(): void {
    if (this.#turn || this.#cycle) return;
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      // The failure is kept, and later calls of append, flush and close throw it.
      void this.#write().catch(() => {});
    });
  }

  /** The write in progress, or a new one of the buffer. Never rejects: see `#failure`. */
  #write(): Promise<void> {
    this.#cycle ??= this.#writeBatch().finally(() => {
      this.#cycle = undefined;
      if (this.#filled > 0 && !this.#failure) this.#schedule();
    });
    return this.#cycle;
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#batch;
    const length = this.#filled;
    if (length === 0) return;
    this.#batch = this.#spare ?? Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.#spare = undefined;
    this.#filled = 0;
    try {
      await writeBytes(this.#file, batch, length, this.#written);
      this.#written += length;
      if (batch.length <= KEPT_BYTES) this.#spare = batch;
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): HindcastError {
    this.#failure ??= isHindcastError(error)
      ? error
      : new HindcastError("LOG_WRITE", reasonOf(error), { cause: error });
    return this.#failure;
  }
}
