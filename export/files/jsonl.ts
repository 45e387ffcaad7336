import type { Row, RowWriter } from "./rows.ts";
import { FileSink, type WrittenFile } from "./sink.ts";
import { loadZstd, zstdCompress } from "./zstd.ts";

/** Bytes of text that are compressed as one frame, or written at once. */
const CHUNK = 4 * 1024 * 1024;

/** JSON lines, plain or as Zstandard frames. */
export class JsonlWriter implements RowWriter {
  readonly #sink: FileSink;
  readonly #compressed: boolean;
  #pending: Buffer[] = [];
  #size = 0;
  #bytes = 0;

  private constructor(sink: FileSink, compressed: boolean) {
    this.#sink = sink;
    this.#compressed = compressed;
  }

  static async open(file: string, compressed: boolean): Promise<JsonlWriter> {
    if (compressed) await loadZstd();
    return new JsonlWriter(await FileSink.open(file), compressed);
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(row: Row): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(row, plainNumbers)}\n`);
    this.#pending.push(line);
    this.#size += line.length;
    this.#bytes += line.length;
    if (this.#size >= CHUNK) await this.#flush();
  }

  async finish(): Promise<WrittenFile> {
    await this.#flush();
    return this.#sink.finish();
  }

  async discard(): Promise<void> {
    await this.#sink.discard();
  }

  async #flush(): Promise<void> {
    if (this.#size === 0) return;
    const chunk = Buffer.concat(this.#pending, this.#size);
    this.#pending = [];
    this.#size = 0;
    await this.#sink.write(this.#compressed ? zstdCompress(chunk) : chunk);
  }
}

/** Typed arrays as lists: JSON would make objects of them. */
function plainNumbers(_key: string, value: unknown): unknown {
  return value instanceof Int32Array || value instanceof Int8Array || value instanceof Uint8Array
    ? Array.from(value)
    : value;
}
