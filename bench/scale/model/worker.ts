import { Station } from "../simulation/station.ts";
import type { Simulation, Wait } from "../simulation/simulation.ts";

/** One worker process: a main thread, and a lifetime that a crash ends and a restart starts again. */
export class Worker {
  readonly main: Station;
  /** Crashes so far. */
  life = 0;
  #crashed = -Infinity;
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.main = new Station(simulation, 1);
  }

  /** What it held is given to others a lease from now; the process itself is back at once. */
  crash(): void {
    this.life += 1;
    this.#crashed = this.#simulation.now;
  }

  /** Waits until what the last crash took is given to others. */
  expiry(lease: number): Wait {
    return this.#simulation.sleep(Math.max(0, this.#crashed + lease - this.#simulation.now));
  }
}
