import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SimulatedBus } from "../../bench/simulation/bus.ts";
import { Simulation } from "../../bench/simulation/search.ts";
import { SimulatedServer } from "../../bench/simulation/server.ts";
import type { World } from "../../bench/simulation/simulate.ts";
import { createWorld } from "../../bench/simulation/world.ts";
import debuggerPlugin from "../../examples/debugger.ts";
import reviewer from "../../examples/reviewer.ts";
import testsFirst from "../../examples/tests-first.ts";
import type { BlobRef, Draft } from "../../protocols/index.ts";
import type { Bus, Delivery } from "../../runtime/bus/index.ts";

/** Milliseconds for many runs, on a machine that is busy. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Seeds in which a planted fault must show: far fewer than a night has. */
const SEEDS = 100;

let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  world = await createWorld({ definitions: [reviewer, debuggerPlugin, testsFirst] });
});
afterAll(() => world.close());

test("crashes, freezes, losses and errors change nothing that a run promises", async () => {
  const simulation = await Simulation.of(world);
  expect(Object.keys(simulation.trajectories)).toHaveLength(2);
  for (const bytes of Object.values(simulation.trajectories)) expect(bytes).toContain("review");
  for (let seed = 1; seed <= 10; seed += 1) {
    expect([seed, await simulation.failure(seed)]).toEqual([seed, undefined]);
  }
});

test("the same seed is the same run", async () => {
  const simulation = await Simulation.of({
    ...world,
    parts: planted["a gap in delivery ignored"]!,
  });
  const [one, other] = [await firstFailure(simulation), await firstFailure(simulation)];
  expect(other).toEqual(one);
});

/** The server takes a message however often it comes. */
class ForgetfulServer extends SimulatedServer {
  protected override isKnown(): boolean {
    return false;
  }
}

/** A reader goes on with whatever comes next. */
class CarelessBus extends SimulatedBus {
  protected override isGap(): boolean {
    return false;
  }
}

/** Messages go out as they are done, not as they were sent. */
class HastyBus extends SimulatedBus {
  override publish(draft: Draft): Promise<boolean> {
    return this.exchange(this.server.latency(this.name, draft.id), () => this.server.append(draft));
  }
}

/** A blob is said to be there while it is on its way. */
class OptimisticBus extends SimulatedBus {
  override putBlob(session: string, bytes: Uint8Array): Promise<BlobRef> {
    const ref = new SimulatedServer(this.server.time, 0, []).putBlob(bytes);
    void this.exchange(100, () => this.server.putBlob(bytes)).catch(() => {});
    return Promise.resolve(ref).finally(() => session);
  }
}

/** Every request is acked when it comes, whatever becomes of it. */
function acksFirst(bus: SimulatedBus): Bus {
  return new Proxy(bus, {
    get: (target, name) => {
      if (name !== "requests") {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      }
      return (role: string, options: { concurrency: number }, handle: (of: Delivery) => void) =>
        target.requests(role, options, (delivery) => {
          delivery.ack();
          handle(delivery);
        });
    },
  });
}

const planted: Readonly<Record<string, NonNullable<World["parts"]>>> = {
  "skipped de-duplication": { Server: ForgetfulServer },
  "ack before publish": { seen: acksFirst },
  "a gap in delivery ignored": { Bus: CarelessBus },
  "the order of effects by completion": { Bus: HastyBus },
  "a blob written after its reference": { Bus: OptimisticBus },
};

async function firstFailure(simulation: Simulation) {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const failure = await simulation.failure(seed);
    if (failure) return failure;
  }
  return undefined;
}

describe("a fault that is planted in the runtime is found", () => {
  test.each(Object.entries(planted))("%s", async (_, parts) => {
    const simulation = await Simulation.of({ ...world, parts });
    const failure = await firstFailure(simulation);
    expect(failure?.violations.length).toBeGreaterThan(0);
    // What is left of the faults is needed, each of them.
    const { seed, needed } = failure!;
    for (const number of needed) {
      const fewer = needed.filter((other) => other !== number);
      expect(await simulation.violations(seed, fewer)).toEqual([]);
    }
  });
});
