import { FileSink, type WrittenFile } from "./sink.ts";

/** First bytes of an index, and its version. */
const MAGIC = Buffer.from("MMIDIDX\0\0", "latin1");
const VERSION = 1n;

/** Codes of Megatron's token types. */
const INT32 = 4;
const UINT16 = 8;

/** Ids up to this fit in 16 bits; Megatron itself switches here. */
const SMALL_VOCABULARY = 65_500;

/**
 * Megatron's indexed data set: `NAME.bin` with the tokens, `NAME.idx` with where each sequence
 * begins. One sequence is one document. It has no mask: every token is trained on.
 */
export class MegatronWriter {
  readonly #bin: FileSink;
  readonly #idx: FileSink;
  readonly #small: boolean;
  readonly #lengths: number[] = [];

  private constructor(bin: FileSink, idx: FileSink, small: boolean) {
    this.#bin = bin;
    this.#idx = idx;
    this.#small = small;
  }

  /** @param name path without extension */
  static async open(name: string, vocabulary: number): Promise<MegatronWriter> {
    const bin = await FileSink.open(`${name}.bin`);
    const idx = await FileSink.open(`${name}.idx`);
    return new MegatronWriter(bin, idx, vocabulary < SMALL_VOCABULARY);
  }

  async write(ids: Int32Array): Promise<void> {
    const tokens = this.#small ? Uint16Array.from(ids) : ids;
    await this.#bin.write(Buffer.from(tokens.buffer, tokens.byteOffset, tokens.byteLength));
    this.#lengths.push(ids.length);
  }

  async finish(): Promise<{ bin: WrittenFile; idx: WrittenFile }> {
    const count = this.#lengths.length;
    const head = Buffer.alloc(MAGIC.length + 8 + 1 + 8 + 8);
    MAGIC.copy(head);
    let at = MAGIC.length;
    at = head.writeBigUInt64LE(VERSION, at);
    at = head.writeUInt8(this.#small ? UINT16 : INT32, at);
    at = head.writeBigUInt64LE(BigInt(count), at);
    head.writeBigUInt64LE(BigInt(count + 1), at);
    await this.#idx.write(head);
    await this.#idx.write(bytesOf(Int32Array.from(this.#lengths)));
    await this.#idx.write(bytesOf(this.#pointers()));
    await this.#idx.write(bytesOf(BigInt64Array.from({ length: count + 1 }, (_v, i) => BigInt(i))));
    return { bin: await this.#bin.finish(), idx: await this.#idx.finish() };
  }

  async discard(): Promise<void> {
    await this.#bin.discard();
    await this.#idx.discard();
  }

  /** Where each sequence begins, in bytes. */
  #pointers(): BigInt64Array {
    const size = this.#small ? 2 : 4;
    const pointers = new BigInt64Array(this.#lengths.length);
    let at = 0;
    for (const [index, length] of this.#lengths.entries()) {
      pointers[index] = BigInt(at);
      at += length * size;
    }
    return pointers;
  }
}

function bytesOf(numbers: Int32Array | BigInt64Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
