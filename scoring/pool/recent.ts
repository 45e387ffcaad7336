/**
 * What was used lately, up to a total size. Two generations: what is used moves to the young one,
 * and when that is half of the total, what is left in the old one goes. Constant time, where a
 * list by last use in one map gets slow from what was deleted at its beginning.
 */
export class Recent<Key, Value> {
  readonly #half: number;
  #young = new Map<Key, Entry<Value>>();
  #old = new Map<Key, Entry<Value>>();
  #size = 0;

  /** @param most total size of what is kept */
  constructor(most: number) {
    this.#half = most / 2;
  }

  get(key: Key): Value | undefined {
    const entry = this.#young.get(key);
    if (entry !== undefined) return entry.value;
    const old = this.#old.get(key);
    if (old === undefined) return undefined;
    this.#old.delete(key);
    this.set(key, old.value, old.size);
    return old.value;
  }

  set(key: Key, value: Value, size: number): void {
    if (size > this.#half) return;
    this.#size += size - (this.#young.get(key)?.size ?? 0);
    if (this.#size > this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#size = size;
    }
    this.#young.set(key, { value, size });
  }
}

interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
}
