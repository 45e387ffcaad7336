import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Sequence } from "../tokens/index.ts";

/** Bytes of one token in the file: its id and whether it is trained on. */
const TOKEN_BYTES = 5;

/**
 * Sequences on disk while their order is decided: packing looks at all lengths before it writes
 * anything, and the ids of a data set do not fit in memory.
 */
export class SequenceSpill {
  readonly #directory: string;
  readonly #handle: FileHandle;
  readonly #lengths: number[] = [];
  readonly #offsets: number[] = [];
  #end = 0;

  private constructor(directory: string, handle: FileHandle) {
    this.#directory = directory;
    this.#handle = handle;
  }

  /** @param beside a directory on the disk that the export is written to */
  static async open(beside: string): Promise<SequenceSpill> {
    const directory = await mkdtemp(path.join(beside, ".packing-"));
    return new SequenceSpill(directory, await open(path.join(directory, "tokens"), "wx+"));
  }

  /** Tokens of each sequence, in the order in which they were added. */
  get lengths(): readonly number[] {
    return this.#lengths;
  }

  async add({ ids, trained }: Sequence): Promise<void> {
    const numbers = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
    const bytes = Buffer.concat([numbers, trained]);
    await this.#handle.write(bytes, 0, bytes.length, this.#end);
    this.#lengths.push(ids.length);
    this.#offsets.push(this.#end);
    this.#end += bytes.length;
  }

  async read(index: number): Promise<Sequence> {
    const length = this.#lengths[index] ?? 0;
    const bytes = Buffer.alloc(length * TOKEN_BYTES);
    await this.#handle.read(bytes, 0, bytes.length, this.#offsets[index] ?? 0);
    const ids = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length * 4));
    return { ids, trained: new Uint8Array(bytes.subarray(length * 4)) };
  }

  /** Closes and removes the file. */
  async close(): Promise<void> {
    await this.#handle.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
