import { EventQueue } from "../../event-queue.ts";

/** Something that a process waits for; calls `resume` once, when the process may continue. */
export type Wait = (resume: () => void) => void;

/** A process in virtual time: yields what it waits for, ends when it returns. */
export type Process = Generator<Wait, void, void>;

/**
 * Virtual time, in seconds. Nothing here reads a clock or a random source, so the same processes
 * give the same events in the same order.
 */
export class Simulation {
  readonly #queue = new EventQueue();
  #now = 0;
  #events = 0;

  get now(): number {
    return this.#now;
  }

  /** Events that have happened. */
  get events(): number {
    return this.#events;
  }

  at(time: number, happen: () => void): void {
    this.#queue.insert(Math.max(time, this.#now), happen);
  }

  after(seconds: number, happen: () => void): void {
    this.at(this.#now + seconds, happen);
  }

  /** Lets a process begin at once; `ended` is called when it has ended. */
  start(process: Process, ended: () => void = () => {}): void {
    const advance = (): void => {
      const { done, value } = process.next();
      if (done === true) ended();
      else value(advance);
    };
    advance();
  }

  sleep(seconds: number): Wait {
    return (resume) => this.after(seconds, resume);
  }

  /** Waits until all of these processes have ended. */
  all(processes: readonly Process[]): Wait {
    return (resume) => {
      let left = processes.length;
      if (left === 0) return this.after(0, resume);
      for (const process of processes) {
        this.start(process, () => {
          left -= 1;
          if (left === 0) resume();
        });
      }
    };
  }

  /** Runs until no events are left, or `until` is true after an event. */
  run(until: () => boolean = () => false): void {
    for (let event = this.#queue.take(); event; event = this.#queue.take()) {
      this.#now = event.time;
      this.#events += 1;
      event.happen();
      if (until()) return;
    }
  }
}
