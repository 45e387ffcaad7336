/** Something that happens at a moment of virtual time. */
interface Event {
  readonly time: number;
  /** Number in the order of insertion: what is due at the same time happens in that order. */
  readonly number: number;
  readonly happen: () => void;
}

/** Events by time, equal times in the order of their insertion: a binary heap. */
export class EventQueue {
  readonly #heap: Event[] = [];
  #inserted = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** The time of the earliest event. */
  get first(): number | undefined {
    return this.#heap[0]?.time;
  }

  insert(time: number, happen: () => void): void {
    const heap = this.#heap;
    const event = { time, number: this.#inserted, happen };
    this.#inserted += 1;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent]!;
      if (!before(event, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
  }

  /** Takes the earliest event out. */
  take(): { readonly time: number; readonly happen: () => void } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function before(a: Event, b: Event): boolean {
  return a.time < b.time || (a.time === b.time && a.number < b.number);
}
