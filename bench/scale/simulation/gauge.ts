import type { Simulation } from "./simulation.ts";

/** A number that changes in virtual time: its mean over time and its highest value. */
export class Gauge {
  readonly #simulation: Simulation;
  #value = 0;
  #area = 0;
  #since: number;
  readonly #began: number;
  #most = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#since = simulation.now;
    this.#began = simulation.now;
  }

  get value(): number {
    return this.#value;
  }

  get most(): number {
    return this.#most;
  }

  /** Over all time so far. */
  get mean(): number {
    const seconds = this.#simulation.now - this.#began;
    return seconds === 0 ? this.#value : this.#total() / seconds;
  }

  add(change: number): void {
    this.#area = this.#total();
    this.#since = this.#simulation.now;
    this.#value += change;
    this.#most = Math.max(this.#most, this.#value);
  }

  #total(): number {
    return this.#area + this.#value * (this.#simulation.now - this.#since);
  }
}
