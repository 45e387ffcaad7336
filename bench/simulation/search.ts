import { faultsOf, type Fault } from "./faults.ts";
import { LEASE } from "./server.ts";
import { simulate, type Simulated, type World } from "./simulate.ts";

/** A seed whose run broke a promise, with the fewest faults that make it do so. */
export interface Failure {
  readonly seed: number;
  /** Numbers of the faults of the seed that are needed. */
  readonly needed: readonly number[];
  readonly faults: readonly Fault[];
  readonly violations: readonly string[];
}

/** Runs seeds of one world and compares each with the run without faults. */
export class Simulation {
  readonly #world: World;
  readonly #reference: Simulated;

  private constructor(world: World, reference: Simulated) {
    this.#world = world;
    this.#reference = reference;
  }

  /** Throws when the run without faults breaks a promise already. */
  static async of(world: World): Promise<Simulation> {
    const { parts: _planted, ...plain } = world;
    const reference = await simulate(plain, 0, []);
    const [first] = reference.violations;
    if (first !== undefined) throw new Error(`without faults: ${first}`);
    return new Simulation(world, reference);
  }

  /** Messages of the run without faults. */
  get messages(): number {
    return this.#reference.messages;
  }

  /** The trajectories of the run without faults, by session. */
  get trajectories(): Readonly<Record<string, string>> {
    return this.#reference.trajectories;
  }

  faults(seed: number): Fault[] {
    return faultsOf(seed, this.#reference.extent, LEASE);
  }

  /** What a seed breaks, with all of its faults or some of them, by their numbers. */
  async violations(seed: number, chosen?: readonly number[]): Promise<string[]> {
    const all = this.faults(seed);
    const faults = chosen ? all.filter((_, number) => chosen.includes(number)) : all;
    const { violations, trajectories } = await simulate(this.#world, seed, faults);
    const others = Object.entries(this.#reference.trajectories).flatMap(([session, bytes]) =>
      trajectories[session] === bytes ? [] : [`the trajectory of ${session} is another one`],
    );
    return [...violations, ...others];
  }

  /** Undefined when the seed breaks nothing; else with as few of its faults as break something. */
  async failure(seed: number): Promise<Failure | undefined> {
    let violations = await this.violations(seed);
    if (violations.length === 0) return undefined;
    let needed = this.faults(seed).map((_, number) => number);
    for (let before = Infinity; needed.length < before;) {
      before = needed.length;
      for (const number of needed) {
        const fewer = needed.filter((other) => other !== number);
        const found = await this.violations(seed, fewer);
        if (found.length === 0) continue;
        needed = fewer;
        violations = found;
      }
    }
    const faults = this.faults(seed).filter((_, number) => needed.includes(number));
    return { seed, needed, faults, violations };
  }
}
