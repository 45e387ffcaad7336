/** Place of a message's frame in the log. */
export interface FrameLocation {
  readonly offset: number;
  readonly length: number;
}

/** The places of a session's messages, in log order. */
export class MessageRows {
  readonly #seqs: number[] = [];
  readonly #offsets: number[] = [];
  readonly #lengths: number[] = [];

  get count(): number {
    return this.#seqs.length;
  }

  /** Returns the number of the new row. */
  add(seq: number, offset: number, length: number): number {
    this.#offsets.push(offset);
    this.#lengths.push(length);
    return this.#seqs.push(seq) - 1;
  }

  locationOf(row: number): FrameLocation {
    return { offset: this.#offsets[row] ?? 0, length: this.#lengths[row] ?? 0 };
  }

  /** The first row whose seq is at least this. */
  rowFrom(seq: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seqs[middle] ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
