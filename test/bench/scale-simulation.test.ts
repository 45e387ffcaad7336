import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BatchingServer } from "../../bench/scale/simulation/batching-server.ts";
import { EventQueue } from "../../bench/event-queue.ts";
import { Simulation, type Process } from "../../bench/scale/simulation/simulation.ts";
import { Station } from "../../bench/scale/simulation/station.ts";

const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 });

describe("EventQueue", () => {
  it("gives events by time, and equal times in the order of insertion", () => {
    fc.assert(
      fc.property(times, (all) => {
        const queue = new EventQueue();
        const taken: number[] = [];
        for (const [index, time] of all.entries()) queue.insert(time, () => taken.push(index));
        while (queue.size > 0) queue.take()?.happen();
        const expected = [...all.keys()].toSorted((a, b) => all[a]! - all[b]! || a - b);
        expect(taken).toEqual(expected);
      }),
    );
  });

  it("stays in order when events are inserted between others being taken", () => {
    const step = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant("take" as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new EventQueue();
        const held: number[] = [];
        const taken: (number | undefined)[] = [];
        const expected: (number | undefined)[] = [];
        for (const what of steps) {
          if (what === "take") {
            held.sort((a, b) => a - b);
            expected.push(held[0], held.shift());
            taken.push(queue.first, queue.take()?.time);
          } else {
            held.push(what);
            queue.insert(what, () => {});
          }
        }
        expect(taken).toEqual(expected);
        expect(queue.size).toBe(held.length);
      }),
    );
  });
});

describe("Station", () => {
  it("serves everybody once, in their order, never more at a time than it has slots", () => {
    const works = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(works, fc.integer({ min: 1, max: 5 }), (seconds, slots) => {
        const simulation = new Simulation();
        const station = new Station(simulation, slots);
        const begun: number[] = [];
        let ended = 0;
        function* customer(index: number): Process {
          yield station.take();
          begun.push(index);
          yield simulation.sleep(seconds[index]!);
          station.release();
          ended += 1;
        }
        for (const index of seconds.keys()) simulation.start(customer(index));
        simulation.run();
        expect(begun).toEqual([...seconds.keys()]);
        expect(ended).toBe(seconds.length);
        expect(station.busy.most).toBe(Math.min(slots, seconds.length));
        expect([station.busy.value, station.queue.value]).toEqual([0, 0]);
        const total = seconds.reduce((sum, each) => sum + each, 0);
        expect(station.utilisation * slots * simulation.now).toBeCloseTo(total, 6);
      }),
    );
  });

  it("hands over many times without growing the stack", () => {
    const simulation = new Simulation();
    const station = new Station(simulation, 1);
    let ended = 0;
    for (let n = 0; n < 50_000; n += 1) station.use(0)(() => (ended += 1));
    simulation.run();
    expect(ended).toBe(50_000);
  });
});

describe("BatchingServer", () => {
  const request = fc.record({
    at: fc.integer({ min: 0, max: 30 }),
    work: fc.integer({ min: 1, max: 20 }),
  });
  const requests = fc.array(request, { minLength: 1, maxLength: 60 });
  const shape = fc.record({
    batch: fc.integer({ min: 1, max: 8 }),
    saturation: fc.integer({ min: 1, max: 8 }),
  });

  it("answers everybody once, none sooner than alone, and does all the work and no more", () => {
    fc.assert(
      fc.property(requests, shape, (all, options) => {
        const simulation = new Simulation();
        const server = new BatchingServer(simulation, options);
        const taken: number[] = [];
        for (const { at, work } of all) {
          simulation.at(at, () =>
            server.serve(work)(() => {
              taken.push(simulation.now - at);
              expect(simulation.now - at).toBeGreaterThan(work * options.saturation - 1e-6);
            }),
          );
        }
        simulation.run();
        expect(taken).toHaveLength(all.length);
        expect(server.present).toBe(0);
        expect(server.running.most).toBeLessThanOrEqual(options.batch);
        const work = all.reduce((sum, each) => sum + each.work, 0);
        expect(server.load.mean * simulation.now).toBeCloseTo(work, 6);
      }),
    );
  });

  it("lets equal requests that come together end together, each slower for the others", () => {
    const simulation = new Simulation();
    const server = new BatchingServer(simulation, { batch: 10, saturation: 2 });
    const ends: number[] = [];
    for (let n = 0; n < 6; n += 1) server.serve(1)(() => ends.push(simulation.now));
    simulation.run();
    for (const end of ends) expect(end).toBeCloseTo(6, 9);
    expect(ends).toHaveLength(6);
  });
});
