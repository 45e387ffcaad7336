import { Gauge } from "./gauge.ts";
import type { Simulation, Wait } from "./simulation.ts";

/**
 * Hands that each do one thing at a time, first come first served: a thread, the slots of a
 * service, the sessions that a run lets be at work.
 */
export class Station {
  readonly #simulation: Simulation;
  readonly #hands: number;
  #waiting: (() => void)[] = [];
  #next = 0;
  /** Hands that are taken. */
  readonly busy: Gauge;
  /** Those who wait for a hand. */
  readonly queue: Gauge;

  constructor(simulation: Simulation, hands: number) {
    this.#simulation = simulation;
    this.#hands = hands;
    this.busy = new Gauge(simulation);
    this.queue = new Gauge(simulation);
  }

  /** Part of the hands that was taken, over all time so far. */
  get utilisation(): number {
    return this.busy.mean / this.#hands;
  }

  /** Takes a hand; whoever has it gives it back by {@link release}. */
  take(): Wait {
    return (resume) => {
      if (this.busy.value < this.#hands) {
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
    // As an event of its own: a chain of hand-overs must not grow the stack.
    this.#simulation.after(0, next);
  }

  /** Has a hand for so many seconds. */
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
