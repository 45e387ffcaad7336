import { LRUCache } from "lru-cache";
import { ByteModel, type ByteModelOptions } from "./model/index.ts";

/** How large a cache may grow, and what its models are like. */
export interface PrefixCacheOptions extends ByteModelOptions {
  /** Memory for kept states in bytes; 256 MiB unless given. At 0 nothing is kept. */
  readonly maxBytes?: number;
}

const defaultBytes = 256 * 1024 * 1024;
const rememberedKeys = 1 << 16;

/**
 * Models that have read the beginnings of texts, the least recently used forgotten first. A state
 * is a function of what was read, so a hit changes how long an answer takes and nothing else.
 */
export class PrefixCache {
  /** A working copy of the model, which its users overwrite. */
  readonly workspace: ByteModel;
  readonly #empty: ByteModel;
  /** None when no state fits. */
  readonly #states: LRUCache<string, ByteModel> | undefined;
  readonly #passed = new LRUCache<string, true>({
    maxSize: rememberedKeys,
    sizeCalculation: () => 1,
  });

  /** @throws RangeError on model options that cannot be met */
  constructor(options: PrefixCacheOptions = {}) {
    const { maxBytes = defaultBytes, ...model } = options;
    this.#empty = ByteModel.create(model);
    this.workspace = this.#empty.clone();
    const max = Math.floor(maxBytes / this.#empty.bytes);
    if (max > 0) this.#states = new LRUCache({ max });
  }

  /** Bytes of the states that are kept now. */
  get bytes(): number {
    return (this.#states?.size ?? 0) * this.#empty.bytes;
  }

  /** The model that has read nothing. */
  get empty(): ByteModel {
    return this.#empty;
  }

  /** The state with this key, to be copied and not changed. */
  get(key: string): ByteModel | undefined {
    return this.#states?.get(key);
  }

  /** Whether a state is kept with this key; does not count as use. */
  has(key: string): boolean {
    return this.#states?.has(key) === true;
  }

  /** Forgets every state and every boundary. */
  clear(): void {
    this.#states?.clear();
    this.#passed.clear();
  }

  /** Keeps a copy of a model's state. */
  put(key: string, model: ByteModel): void {
    const states = this.#states;
    if (states === undefined || states.has(key)) return;
    // Memory of a forgotten state is written over instead of being collected and allocated again.
    let state = states.size < states.max ? undefined : states.pop();
    if (state === undefined) state = model.clone();
    else state.copyFrom(model);
    states.set(key, state);
  }

  /** Notes that a text passed this boundary. @returns whether an earlier one did */
  pass(key: string): boolean {
    const before = this.#passed.has(key);
    this.#passed.set(key, true);
    return before;
  }
}
