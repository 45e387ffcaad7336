import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { AnswerFile } from "./answer-file.ts";
import { formatIdentity, type Identity } from "../endpoints/index.ts";
import type { CacheOptions } from "../options.ts";

const DISK_BYTES = 256 * 2 ** 20;
/** Bytes that an entry takes beside its values. */
const ENTRY = 200;

/** Answers by the hashes of context and target: the newest in memory, more on disk. */
export class AnswerCache {
  readonly #memory: LRUCache<string, Float64Array>;
  readonly #cache: CacheOptions | undefined;
  #file: AnswerFile | undefined;

  constructor(memoryBytes: number, cache: CacheOptions | undefined) {
    this.#memory = new LRUCache({
      maxSize: memoryBytes,
      sizeCalculation: ({ byteLength }) => ENTRY + byteLength,
    });
    this.#cache = cache;
  }

  /** Opens the file of a model. A cache that cannot be opened is done without. */
  async open(identity: Identity): Promise<void> {
    if (!this.#cache || this.#file) return;
    const { directory, bytes = DISK_BYTES } = this.#cache;
    const name = createHash("sha256").update(formatIdentity(identity)).digest("hex").slice(0, 16);
    this.#file = await AnswerFile.open(directory, `${name}.answers`, bytes).catch(() => undefined);
  }

  async get(key: string): Promise<Float64Array | undefined> {
    const recent = this.#memory.get(key);
    if (recent || !this.#file?.has(key)) return recent;
    const values = await this.#file.get(key);
    if (values) this.#memory.set(key, values);
    return values;
  }

  /** Whether an answer is there; a hint, since files can fail. */
  has(key: string): boolean {
    return this.#memory.has(key) || this.#file?.has(key) === true;
  }

  put(key: string, values: Float64Array): void {
    this.#memory.set(key, values);
    this.#file?.put(key, values);
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}
