import type { LogRecord } from "../../../log/index.ts";

const LIMIT = 4096;

/** A frame from which a scan of the log can begin. */
export interface IndexedOffset {
  readonly offset: number;
  /** Seq of the message before it. */
  readonly seq: number;
}

/** Offset of every n-th message; n doubles as the log grows, so memory stays bounded. */
export class SparseOffsetIndex {
  #marks: IndexedOffset[] = [];
  #stride = 64;

  note(seq: number, offset: LogRecord["offset"]): void {
    if ((seq - 1) % this.#stride !== 0) return;
    this.#marks.push({ offset, seq: seq - 1 });
    if (this.#marks.length < LIMIT) return;
    this.#marks = this.#marks.filter((_mark, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  /** The last landmark at or before a message; undefined in an empty log. */
  before(seq: number): IndexedOffset | undefined {
    return this.#marks[Math.min(Math.floor((seq - 1) / this.#stride), this.#marks.length - 1)];
  }
}
