import { describe, expect, test } from "vitest";
import { SimulatedServer } from "../../../bench/scoring/simulated-server.ts";
import { HindcastError } from "../../../protocols/index.ts";
import type { PoolOptions } from "../../../scoring/pool/index.ts";
import { askAll, fleet, never, questionOf, rightAnswers } from "./fleet.ts";

const files = Array.from({ length: 20 }, (_, index) => questionOf(`file ${index}`));

describe("endpoints that come and go under load", () => {
  test("one that is added takes its part", async () => {
    const place = fleet([{ speed: 5_000 }]);
    const asked = Promise.all(files.map((question) => place.pool.score(question, never)));
    await place.clock.advance(500);
    const late = new SimulatedServer(place.clock, { name: "late", speed: 50_000 });
    place.pool.add(late);
    expect(await place.clock.until(asked)).toEqual(files.map(rightAnswers));
    expect(late.answers.size).toBeGreaterThan(30);
    expect(() => place.pool.add(late)).toThrow(/late is named twice/);
    await place.pool.close();
  });

  test("one that drains answers what it has, gets nothing more, and goes", async () => {
    const place = fleet([{}, {}]);
    const asked = Promise.all(files.map((question) => place.pool.score(question, never)));
    await place.clock.advance(50);
    const [first] = place.servers;
    const under = first?.outstanding ?? 0;
    expect(under).toBeGreaterThan(0);
    place.pool.drain("a");
    expect(place.pool.state().endpoints[0]).toMatchObject({
      state: "draining",
      waiting: { items: 0 },
    });
    expect(await place.clock.until(asked)).toEqual(files.map(rightAnswers));
    expect(first).toMatchObject({ aborted: 0, closed: true, outstanding: 0 });
    expect(place.pool.state().endpoints.map(({ name }) => name)).toEqual(["b"]);
    await place.pool.close();
  });

  test("one that is removed is left at once, and its work is done elsewhere", async () => {
    const place = fleet([{}, {}], { hedge: false });
    const asked = Promise.all(files.map((question) => place.pool.score(question, never)));
    await place.clock.advance(50);
    place.pool.remove("a");
    expect(place.pool.state().endpoints.map(({ name }) => name)).toEqual(["b"]);
    expect(await place.clock.until(asked)).toEqual(files.map(rightAnswers));
    expect(place.servers[0]).toMatchObject({ closed: true, outstanding: 0 });
    await place.pool.close();
  });

  test("when the last one goes, what waits fails; one that is added later works", async () => {
    const place = fleet([{ speed: 100 }]);
    const asked = place.pool.score(files[0]!, never);
    await place.clock.advance(100);
    place.pool.remove("a");
    await expect(place.clock.until(asked)).rejects.toMatchObject({ code: "SCORER_UNAVAILABLE" });
    place.pool.add(new SimulatedServer(place.clock, { name: "b" }));
    await askAll(place, files);
    await place.pool.close();
  });
});

describe("checks", () => {
  test("endpoints of two models are refused, with both names", async () => {
    const place = fleet([{ model: "one" }, { model: "two" }]);
    await expect(place.clock.until(place.pool.score(files[0]!, never))).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      detail: expect.stringMatching(/a serves one.*b serves two/) as string,
    });
    await place.pool.close();
  });

  test("other weights under the same name are refused, noise is not", async () => {
    const opinions: Record<string, number> = { a: -1.5, b: -1.56, c: -1.7 };
    const check: PoolOptions["check"] = ({ name }) => Promise.resolve(opinions[name]);
    const place = fleet([{}, {}], { check });
    await askAll(place, files.slice(0, 2));
    place.pool.add(new SimulatedServer(place.clock, { name: "c" }));
    await place.clock.advance(100);
    expect(place.pool.state().endpoints).toMatchObject([
      { state: "ready" },
      { state: "ready" },
      {
        state: "broken",
        last_error: expect.stringContaining(
          "a and c give the same text -1.500 and -1.700 nats a token",
        ) as string,
      },
    ]);
    await place.pool.close();
  });

  test("another model that comes later is refused alone", async () => {
    const place = fleet([{ model: "one" }]);
    await askAll(place, files.slice(0, 2));
    place.pool.add(new SimulatedServer(place.clock, { name: "b", model: "two" }));
    await place.clock.advance(100);
    expect(place.pool.state().endpoints).toMatchObject([
      { state: "ready" },
      { state: "broken", last_error: expect.stringContaining("b serves two") as string },
    ]);
    await askAll(place, files);
    await place.pool.close();
  });

  test("one that fails its check gets no work until it passes, with growing pauses", async () => {
    const times: number[] = [];
    let wrong = true;
    const place = fleet([{}, {}], {
      check: (client) => {
        if (client.name === "a") return Promise.resolve(undefined);
        times.push(place.clock.now());
        return wrong
          ? Promise.reject(new HindcastError("ENDPOINT_WRONG", "b: numbers above 0"))
          : Promise.resolve(undefined);
      },
    });
    await askAll(place, files);
    await place.clock.advance(20_000);
    expect(place.servers[1]?.answers.size).toBe(0);
    const pauses = times.slice(1).map((time, index) => time - times[index]!);
    expect(pauses.length).toBeGreaterThan(2);
    for (const [index, pause] of pauses.slice(1).entries()) {
      expect(pause).toBeGreaterThan(1.9 * pauses[index]!);
    }
    wrong = false;
    await place.clock.advance(60_000);
    expect(place.pool.state().endpoints[1]).toMatchObject({ state: "ready" });
    await place.pool.close();
  });

  test("a check that hangs is given up", async () => {
    const place = fleet([{}], {
      check: (_client, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error));
        }),
    });
    await expect(place.clock.until(place.pool.score(files[0]!, never))).rejects.toMatchObject({
      code: "SCORER_UNAVAILABLE",
      detail: expect.stringContaining("no answer within 60 s") as string,
    });
    await place.pool.close();
  });
});

describe("no endpoint", () => {
  test("none that can be used at the beginning: fails at once and names each", async () => {
    const place = fleet([{}, {}]);
    for (const server of place.servers) server.stop();
    await expect(place.clock.until(place.pool.score(files[0]!, never))).rejects.toMatchObject({
      code: "SCORER_UNAVAILABLE",
      detail: expect.stringMatching(/a: .*refused; b: .*refused/) as string,
    });
    expect(place.clock.now()).toBeLessThan(1_000);
    for (const server of place.servers) server.start();
    await place.clock.advance(5_000);
    await askAll(place, files.slice(0, 2));
    await place.pool.close();
  });

  test("all gone later: waits for its outageTimeout, then fails", async () => {
    const place = fleet([{}], { outageTimeout: 30_000 });
    await askAll(place, files.slice(0, 2));
    place.servers[0]?.stop();
    const asked = place.pool.score(files[5]!, never);
    await expect(place.clock.until(asked)).rejects.toMatchObject({
      code: "SCORER_UNAVAILABLE",
      detail: "no endpoint for 30 s: a: ENDPOINT_UNREACHABLE: connection refused",
    });
    expect(place.clock.now()).toBeGreaterThan(30_000);
    await place.pool.close();
  });
});

test("listeners hear of every change, and the state says what happens", async () => {
  const place = fleet([{}]);
  const heard: string[] = [];
  const stop = place.pool.onChange(() =>
    heard.push(place.pool.state().endpoints[0]?.state ?? "none"),
  );
  const asked = Promise.all(files.map((question) => place.pool.score(question, never)));
  await place.clock.advance(100);
  const state = place.pool.state();
  expect(state.endpoints[0]).toMatchObject({ state: "ready", model: "simulated" });
  expect(state.endpoints[0]?.in_flight.items).toBeGreaterThan(0);
  expect(state.waiting).toBeGreaterThan(0);
  place.servers[0]?.stop();
  await place.clock.advance(100);
  place.servers[0]?.start();
  await place.clock.until(asked);
  stop();
  await place.pool.close();
  expect(heard).toEqual(["ready", "broken", "probing", "ready"]);
  expect(JSON.parse(JSON.stringify(place.pool.state()))).toEqual(place.pool.state());
});
