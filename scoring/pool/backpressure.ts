import { withSignal } from "./with-signal.ts";

/** Callers that wait for space in the queues, in the order in which they came. */
export class Backpressure {
  readonly #free: () => number;
  readonly #waiting = new Set<{ readonly signal: AbortSignal; readonly go: () => void }>();

  /** @param free how many more may enter now */
  constructor(free: () => number) {
    this.#free = free;
  }

  get full(): boolean {
    return this.#free() <= 0;
  }

  /** Waits until there may be space; rejects with the signal's reason when it is aborted before. */
  async wait(signal: AbortSignal): Promise<void> {
    const room = new Promise<void>((go) => this.#waiting.add({ signal, go }));
    await withSignal(room, signal);
  }

  /** Lets callers in as far as there is space now. */
  release(): void {
    let free = this.#free();
    for (const waiter of this.#waiting) {
      if (free <= 0) return;
      this.#waiting.delete(waiter);
      // Who has gone away leaves the room to the next.
      if (waiter.signal.aborted) continue;
      waiter.go();
      free -= 1;
    }
  }
}
