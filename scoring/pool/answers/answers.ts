import { createHash } from "node:crypto";
import { AnswerFile } from "./answer-file.ts";
import { formatIdentity, type Identity } from "../endpoints/index.ts";
import type { CacheOptions } from "../options.ts";
import { Recent } from "../recent.ts";

const DISK_BYTES = 256 * 2 ** 20;
/** Bytes that an entry takes beside its values. */
const ENTRY = 200;

/** Answers by the hashes of context and target: the newest in memory, more on disk. */
export class AnswerCache {
  readonly #memory: Recent<string, Float64Array>;
  readonly #cache: CacheOptions | undefined;
  #file: AnswerFile | undefined;

  constructor(memoryBytes: number, cache: CacheOptions | undefined) {
    this.#memory = new Recent(memoryBytes);
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
    if (values) this.#remember(key, values);
    return values;
  }

  /** Whether an answer is there; a hint, since files can fail. */
  has(key: string): boolean {
    return this.#memory.get(key) !== undefined || this.#file?.has(key) === true;
  }

  put(key: string, values: Float64Array): void {
    this.#remember(key, values);
    this.#file?.put(key, values);
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  #remember(key: string, values: Float64Array): void {
    this.#memory.set(key, values, ENTRY + values.byteLength);
  }
}
