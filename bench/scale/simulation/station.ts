import { Gauge } from "./gauge.ts";
import type { Simulation, Wait } from "./simulation.ts";

/**
 * Slots that each serve one request at a time, first come first served: a thread, the capacity of a
 * service, the sessions that a run lets be at work.
 */
export class Station {
  readonly #simulation: Simulation;
  readonly #slots: number;
  #waiting: (() => void)[] = [];
  #next = 0;
  /** Slots in use. */
  readonly busy: Gauge;
  /** Requests that wait for a slot. */
  readonly queue: Gauge;

  constructor(simulation: Simulation, slots: number) {
    this.#simulation = simulation;
    this.#slots = slots;
    this.busy = new Gauge(simulation);
    this.queue = new Gauge(simulation);
  }

  /** Mean share of slots in use so far. */
  get utilisation(): number {
    return this.busy.mean / this.#slots;
  }

  /** Takes a slot; return it with {@link release}. */
  take(): Wait {
    return (resume) => {
      if (this.busy.value < this.#slots) {
        this.busy.add(1);
        resume();
        return;
      }
      this.queue.add(1);
      this.#waiting.push(resume);
    };
  }

  release(): void {
    const next = this.#waiting[this.#next];
    if (!next) {
      this.busy.add(-1);
      return;
    }
    this.#next += 1;
    if (this.#next > 1024 && 2 * this.#next > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    this.queue.add(-1);
    // As a separate event: a chain of hand-overs must not grow the stack.
    this.#simulation.after(0, next);
  }

  /** Holds a slot for this many seconds. */
  use(seconds: number): Wait {
    const take = this.take();
    return (resume) =>
      take(() =>
        this.#simulation.after(seconds, () => {
          this.release();
          resume();
        }),
      );
  }
}
