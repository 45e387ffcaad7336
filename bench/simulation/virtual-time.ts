import { EventQueue } from "../event-queue.ts";

/** Events in the order of a clock that stands still while they run, and of their numbers. */
export class VirtualTime {
  #now = 0;
  readonly #events = new EventQueue();
  /** Work outside of the simulation, whose answers do not depend on when they come. */
  readonly #outside = new Set<Promise<unknown>>();

  /** Milliseconds since the start. */
  get now(): number {
    return this.#now;
  }

  /** Runs something after so many milliseconds. */
  after(delay: number, run: () => void): void {
    this.#events.insert(this.#now + Math.max(0, delay), run);
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
      const next = this.#events.take();
      if (!next || next.time > limit) return;
      this.#now = next.time;
      next.happen();
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
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
