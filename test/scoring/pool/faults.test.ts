import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServerOptions } from "../../../bench/scoring/simulated-server.ts";
import { answerCounts, askAll, fleet, never, questionOf, rightAnswers } from "./fleet.ts";

const questions = (count: number) =>
  Array.from({ length: count }, (_, index) => questionOf(`file ${index}`));

describe("servers that fail", () => {
  const troubles: readonly (readonly [string, readonly Partial<ServerOptions>[]])[] = [
    ["one ten times slower", [{}, {}, { speed: 2_000 }]],
    ["one that cuts a fifth of its connections", [{}, {}, { cut: 0.2 }]],
    ["one that answers a fifth too short", [{}, {}, { short: 0.2 }]],
    ["one with a short queue", [{}, {}, { queue: 4 }]],
    ["all with short queues", [{ queue: 3 }, { queue: 3 }]],
    [
      "slow, cutting, short and small at once",
      [{}, { speed: 2_000, cut: 0.2 }, { short: 0.1, queue: 5 }],
    ],
  ];
  test.for(troubles)("%s: every answer comes, and is right", async ([, servers]) => {
    const place = fleet(servers, { hedge: false });
    await askAll(place, questions(20));
    expect(place.pool.state()).toMatchObject({
      waiting: 0,
      set_aside: 0,
      answered: { computed: 80 },
    });
    await place.pool.close();
  });

  test("any fleet, any load: nothing is lost, and nothing that was answered is asked again", async () => {
    const server = fc.record({
      speed: fc.constantFrom(2_000, 20_000, 60_000),
      queue: fc.constantFrom(3, 20, Infinity),
      cacheTokens: fc.constantFrom(1_000, 10_000, 262_144),
      seed: fc.nat(1_000),
      traits: fc.record({
        itemsPerRequest: fc.integer({ min: 1, max: 16 }),
        reusesPrefixes: fc.boolean(),
      }),
    });
    const faults = fc.constantFrom({}, { cut: 0.1 }, { cut: 0.3 }, { short: 0.2 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(server, { minLength: 1, maxLength: 4 }),
        faults,
        fc.integer({ min: 1, max: 12 }),
        async (servers, fault, count) => {
          const [first = {}, ...others] = servers;
          const place = fleet([{ ...first, ...(others.length > 0 ? fault : {}) }, ...others], {
            hedge: false,
          });
          await askAll(place, questions(count));
          await place.pool.close();
          // What was answered and believed is never computed again; what was cut may be.
          const twice = [...answerCounts(place.servers).values()].filter((times) => times > 1);
          expect("short" in fault ? [] : twice).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  test("all of them go down with work in flight and come back: nothing is lost", async () => {
    const place = fleet([{}, {}, {}]);
    const asked = Promise.all(questions(30).map((question) => place.pool.score(question, never)));
    await place.clock.advance(300);
    for (const server of place.servers) server.stop();
    await place.clock.advance(20_000);
    expect(place.pool.state().endpoints.map(({ state }) => state)).not.toContain("ready");
    for (const server of place.servers) server.start();
    expect(await place.clock.until(asked)).toEqual(questions(30).map(rightAnswers));
    expect(place.pool.state()).toMatchObject({ set_aside: 0, answered: { computed: 120 } });
    await place.pool.close();
  });
});
