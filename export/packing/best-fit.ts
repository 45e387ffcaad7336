/**
 * Best-fit decreasing: the longest first, each into the bin with the least space that still takes
 * it. A segment tree over the space that bins have left finds that bin in O(log capacity), so
 * millions of pieces are packed in seconds.
 *
 * @param lengths of the pieces, each at most `capacity`
 * @param capacity of a bin
 * @returns the pieces of each bin, as indexes into `lengths`
 */
export function packBestFit(lengths: ArrayLike<number>, capacity: number): number[][] {
  const order = Array.from({ length: lengths.length }, (_value, index) => index);
  order.sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0) || a - b);
  const bins: number[][] = [];
  const byFreeSpace: number[][] = Array.from({ length: capacity + 1 }, () => []);
  const tree = new FreeSpaceTree(capacity);
  for (const piece of order) {
    const length = lengths[piece] ?? 0;
    if (length > capacity) throw new RangeError(`piece ${piece} is longer than ${capacity}`);
    const space = tree.leastFrom(length);
    const waiting = space === undefined ? undefined : byFreeSpace[space];
    const bin = waiting?.pop() ?? bins.push([]) - 1;
    if (space !== undefined && waiting?.length === 0) tree.remove(space);
    bins[bin]?.push(piece);
    const left = (space ?? capacity) - length;
    const same = byFreeSpace[left];
    if (same?.push(bin) === 1) tree.add(left);
  }
  return bins;
}

/** Which amounts of space some bin has, as a complete binary tree of counts. */
class FreeSpaceTree {
  readonly #size: number;
  readonly #counts: Int32Array;

  constructor(capacity: number) {
    this.#size = 2 ** Math.ceil(Math.log2(capacity + 1));
    this.#counts = new Int32Array(2 * this.#size);
  }

  add(space: number): void {
    for (let at = space + this.#size; at >= 1; at >>= 1) this.#change(at, 1);
  }

  remove(space: number): void {
    for (let at = space + this.#size; at >= 1; at >>= 1) this.#change(at, -1);
  }

  /** The least space of at least `length` that some bin has. */
  leastFrom(length: number): number | undefined {
    let at = length + this.#size;
    while (this.#counts[at] === 0) {
      // Up until there is a sibling on the right that holds something, then to its left edge.
      while (at > 1 && (at % 2 === 1 || this.#counts[at + 1] === 0)) at >>= 1;
      if (at <= 1) return undefined;
      at += 1;
      while (at < this.#size) at = this.#counts[2 * at] === 0 ? 2 * at + 1 : 2 * at;
    }
    return at - this.#size;
  }

  #change(at: number, by: number): void {
    this.#counts[at] = (this.#counts[at] ?? 0) + by;
  }
}
