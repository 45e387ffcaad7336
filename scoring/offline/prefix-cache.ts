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
  readonly #most: number;
  readonly #states = new Map<string, ByteModel>();
  readonly #passed = new Set<string>();

  /** @throws RangeError on model options that cannot be met */
  constructor(options: PrefixCacheOptions = {}) {
    const { maxBytes = defaultBytes, ...model } = options;
    this.#empty = ByteModel.create(model);
    this.workspace = this.#empty.clone();
    this.#most = Math.floor(maxBytes / this.#empty.bytes);
  }

  /** Bytes of the states that are kept now. */
  get bytes(): number {
    return this.#states.size * this.#empty.bytes;
  }

  /** The model that has read nothing. */
  get empty(): ByteModel {
    return this.#empty;
  }

  /** The state with this key, to be copied and not changed. */
  get(key: string): ByteModel | undefined {
    const state = this.#states.get(key);
    if (state !== undefined) {
      this.#states.delete(key);
      this.#states.set(key, state);
    }
    return state;
  }

  /** Whether a state is kept with this key; does not count as use. */
  has(key: string): boolean {
    return this.#states.has(key);
  }

  /** Forgets every state and every boundary. */
  clear(): void {
    this.#states.clear();
    this.#passed.clear();
  }

  /** Keeps a copy of a model's state. */
  put(key: string, model: ByteModel): void {
    if (this.#most === 0 || this.#states.has(key)) return;
    let room: ByteModel | undefined;
    if (this.#states.size >= this.#most) {
      const [oldest] = this.#states.keys();
      room = this.#states.get(oldest!);
      this.#states.delete(oldest!);
    }
    // Memory of a forgotten state is written over instead of being collected and allocated again.
    if (room === undefined) room = model.clone();
    else room.copyFrom(model);
    this.#states.set(key, room);
  }

  /** Notes that a text passed this boundary. @returns whether an earlier one did */
  pass(key: string): boolean {
    const before = this.#passed.delete(key);
    this.#passed.add(key);
    if (this.#passed.size > rememberedKeys) {
      const [oldest] = this.#passed;
      this.#passed.delete(oldest!);
    }
    return before;
  }
}
