import { EventQueue } from "../../event-queue.ts";
import { Gauge } from "./gauge.ts";
import type { Simulation, Wait } from "./simulation.ts";

export interface BatchingOptions {
  /** Requests that it computes at the same time; more wait. */
  readonly batch: number;
  /**
   * Requests from which on it is as fast as it gets: below, each takes its own shortest time and
   * part of the device is idle, as when a language model decodes for few.
   */
  readonly saturation: number;
}

/**
 * A language-model server with continuous batching. A request brings seconds of the whole device;
 * all requests of the batch progress alike, each by 1/max(n, saturation) of the device. Requests
 * beyond the batch wait, first come first served.
 *
 * The progress of all is one number, so a request is done when that number has grown by its work,
 * and an arrival costs no pass over the batch.
 */
export class BatchingServer {
  readonly #simulation: Simulation;
  readonly #options: BatchingOptions;
  readonly #ends = new EventQueue();
  #waiting: { readonly work: number; readonly resume: () => void }[] = [];
  /** Work that each request of the batch has had since the beginning. */
  #progress = 0;
  #since = 0;
  /** Raised with each change of the batch, so that an end that was foreseen before is void. */
  #version = 0;
  /** Requests in the batch. */
  readonly running: Gauge;
  readonly queue: Gauge;
  /** The part of the device that is at work. */
  readonly load: Gauge;

  constructor(simulation: Simulation, options: BatchingOptions) {
    this.#simulation = simulation;
    this.#options = options;
    this.running = new Gauge(simulation);
    this.queue = new Gauge(simulation);
    this.load = new Gauge(simulation);
  }

  /** Requests that are here. */
  get present(): number {
    return this.running.value + this.queue.value;
  }

  /** Has so many seconds of the device. */
  serve(work: number): Wait {
    return (resume) => {
      if (this.running.value < this.#options.batch) this.#admit(work, resume);
      else {
        this.queue.add(1);
        this.#waiting.push({ work, resume });
      }
    };
  }

  #admit(work: number, resume: () => void): void {
    this.#advance();
    this.#change(1);
    this.#ends.insert(this.#progress + work, resume);
    this.#foresee();
  }

  #advance(): void {
    const { now } = this.#simulation;
    this.#progress += (now - this.#since) * this.#rate();
    this.#since = now;
  }

  #rate(): number {
    return 1 / Math.max(this.running.value, this.#options.saturation);
  }

  #change(by: number): void {
    this.running.add(by);
    const load = Math.min(1, this.running.value / this.#options.saturation);
    this.load.add(load - this.load.value);
  }

  #foresee(): void {
    this.#version += 1;
    const version = this.#version;
    const { first } = this.#ends;
    if (first === undefined) return;
    const seconds = Math.max(0, first - this.#progress) / this.#rate();
    this.#simulation.after(seconds, () => {
      if (version === this.#version) this.#end();
    });
  }

  #end(): void {
    const ended = this.#ends.take();
    if (!ended) return;
    this.#advance();
    // The rounding error that is left is too small to advance the clock.
    this.#progress = Math.max(this.#progress, ended.time);
    this.#change(-1);
    const waiting = this.#waiting.shift();
    if (waiting) {
      this.queue.add(-1);
      this.#change(1);
      this.#ends.insert(this.#progress + waiting.work, waiting.resume);
    }
    this.#foresee();
    ended.happen();
  }
}
