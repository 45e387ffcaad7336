/** Events in the order of a clock that stands still while they run, and of their numbers. */
export class VirtualTime {
  #now = 0;
  #count = 0;
  readonly #heap: Event[] = [];
  /** Work outside of the simulation, whose answers do not depend on when they come. */
  readonly #outside = new Set<Promise<unknown>>();

  /** Milliseconds since the start. */
  get now(): number {
    return this.#now;
  }

  /** Runs something after so many milliseconds. */
  after(delay: number, run: () => void): void {
    this.#push({ time: this.#now + Math.max(0, delay), number: (this.#count += 1), run });
  }

  /** Waits for something real while the clock stands still. */
  outside<T>(work: Promise<T>): Promise<T> {
    const settled = work.catch(() => {}).finally(() => this.#outside.delete(settled));
    this.#outside.add(settled);
    return work;
  }

  /** Runs events until there is none, `done` says so, or the clock reaches `limit`. */
  async run(done: () => boolean, limit: number): Promise<void> {
    await this.#settle();
    while (!done()) {
      const next = this.#pop();
      if (!next || next.time > limit) return;
      this.#now = next.time;
      next.run();
      await this.#settle();
    }
  }

  /** Every promise that can settle has settled before a turn of the event loop is over. */
  async #settle(): Promise<void> {
    await turn();
    while (this.#outside.size > 0) {
      await Promise.all(this.#outside);
      await turn();
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(event, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

interface Event {
  readonly time: number;
  readonly number: number;
  readonly run: () => void;
}

function isBefore(one: Event, other: Event): boolean {
  return one.time === other.time ? one.number < other.number : one.time < other.time;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
