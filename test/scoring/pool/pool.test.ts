import { describe, expect, test } from "vitest";
import { expectedValues } from "../../../bench/scoring/simulated-server.ts";
import type { ScoreItem } from "../../../scoring/endpoints/index.ts";
import type { ScoreQuestion } from "../../../scoring/scorer/index.ts";
import {
  answerCounts,
  askAll,
  fleet,
  idsOf,
  never,
  questionOf,
  rightAnswers,
  textOf,
} from "./fleet.ts";

const files = Array.from({ length: 12 }, (_, index) => questionOf(`file ${index}`));

/** How a question that was answered rightly is settled. */
const fulfilled = (question: ScoreQuestion) => ({
  status: "fulfilled",
  value: rightAnswers(question),
});

/** Items that hold this text in their target. */
const about = (text: string) => (item: ScoreItem) => item.target.text.includes(text);

describe("what is answered", () => {
  test.for([1, 3])("%i endpoints: every variant, in the order asked", async (count) => {
    const place = fleet(Array.from({ length: count }, () => ({})));
    await askAll(place, files);
    expect(place.pool.state().answered).toEqual({ computed: 48, cached: 0, shared: 0 });
    await place.pool.close();
  });

  test("texts without tokens, and an empty target", async () => {
    const { clock, pool } = fleet([{}]);
    const odd: ScoreQuestion[] = [
      {
        variants: [{ segments: [] }, { segments: ["", "a", ""] }],
        target: "bc",
        clip: 9,
        affinity: "",
      },
      { variants: [{ segments: ["a"] }], target: "", clip: 9, affinity: "" },
      {
        variants: [{ segments: ["ab"] }, { segments: ["a", "b"] }],
        target: "c",
        clip: 9,
        affinity: "",
      },
    ];
    await askAll({ clock, pool }, odd);
    // How a context is cut into segments makes no other question of it.
    expect(pool.state().answered).toEqual({ computed: 3, cached: 0, shared: 1 });
    expect(await clock.until(pool.countTokens("añb", never))).toBe(3);
    expect(await clock.until(pool.model(never))).toBe("simulated");
    await pool.close();
  });

  test("equal questions are computed once, at the same time and later", async () => {
    const place = fleet([{}, {}]);
    await askAll(place, [...files, ...files, ...files]);
    await askAll(place, files);
    expect(place.pool.state().answered).toEqual({ computed: 48, cached: 48, shared: 96 });
    expect([...answerCounts(place.servers).values()]).toEqual(Array.from({ length: 48 }, () => 1));
    await place.pool.close();
  });

  test("a shared beginning is computed once, by one endpoint", async () => {
    const place = fleet([{}, {}, {}]);
    const question = questionOf("one", { variants: 8, context: 4_000, thought: 100, target: 200 });
    await askAll(place, [question]);
    const least = 4_000 + 8 * 320;
    const computed = place.servers.reduce((sum, server) => sum + server.computed, 0);
    expect(computed).toBeLessThan(1.05 * least);
    expect(computed).toBeGreaterThan(4_000 + 8 * 280);
    await place.pool.close();
  });
});

describe("items that fail", () => {
  test("one that no server takes fails alone; what went with it is answered", async () => {
    const place = fleet([{ refuses: about("file 3") }], { hedge: false });
    const asked = files.map((question) => place.pool.score(question, never));
    const results = await place.clock.until(Promise.allSettled(asked));
    expect(results[3]).toMatchObject({ reason: { code: "ENDPOINT_REFUSED" } });
    expect(results.toSpliced(3, 1)).toEqual(files.toSpliced(3, 1).map(fulfilled));
    await place.pool.close();
  });

  test("a refused item is found among others of the same request", async () => {
    const bad = textOf("thought 5 on one", 60);
    let requests = 0;
    const place = fleet([
      {
        refuses: ({ context }) => {
          requests += 1;
          return context.text.includes(bad);
        },
      },
    ]);
    const question = questionOf("one", { variants: 17 });
    const single = question.variants.map((variant) => ({ ...question, variants: [variant] }));
    const asked = single.map((one) => place.pool.score(one, never));
    const results = await place.clock.until(Promise.allSettled(asked));
    // One goes ahead; the other 16 are one request, and 8, 4, 2 and 1 of them are looked at again.
    expect(requests).toBeGreaterThan(17);
    expect(place.pool.state().endpoints[0]?.errors).toEqual({ ENDPOINT_REFUSED: 5 });
    expect(results.flatMap(({ status }, index) => (status === "rejected" ? [index] : []))).toEqual([
      5,
    ]);
    await place.pool.close();
  });

  test("one that servers go down with is set aside after two, and stays so", async () => {
    const place = fleet(Array.from({ length: 4 }, () => ({ diesOf: about("file 3") })));
    const poison = questionOf("file 3", { variants: 1 });
    const all = files.map((question, index) => (index === 3 ? poison : question));
    const asked = all.map((question) => place.pool.score(question, never));
    const results = await place.clock.until(Promise.allSettled(asked));
    expect(results.toSpliced(3, 1)).toEqual(all.toSpliced(3, 1).map(fulfilled));
    expect(results[3]).toMatchObject({ status: "rejected", reason: { code: "SCORER_FAILED" } });
    expect(place.servers.filter(({ down }) => down)).toHaveLength(2);
    expect(place.pool.state().set_aside).toBe(1);
    await expect(place.clock.until(place.pool.score(poison, never))).rejects.toMatchObject({
      code: "SCORER_FAILED",
      detail: expect.stringMatching(/failed at . and . and is set aside/) as string,
    });
    expect(place.servers.filter(({ down }) => down)).toHaveLength(2);
    await place.pool.close();
  });

  test("one that is too long for the model is refused here", async () => {
    const place = fleet([{ contextLength: 500 }, { contextLength: 400 }]);
    const asked = place.pool.score(questionOf("long"), never);
    await expect(place.clock.until(asked)).rejects.toMatchObject({
      code: "ENDPOINT_REFUSED",
      detail: expect.stringContaining("741 tokens") as string,
    });
    // What only one of them takes goes there.
    await askAll(place, [questionOf("shorter", { context: 300, thought: 30, target: 100 })]);
    expect(place.servers.map(({ answers }) => answers.size)).toEqual([4, 0]);
    await place.pool.close();
  });
});

describe("a caller that cancels", () => {
  test("jobs without another caller are cancelled; the others are answered", async () => {
    const place = fleet([{}], { tokensInFlight: 2_000 });
    const gone = new AbortController();
    const left = files.slice(0, 6).map((question) => place.pool.score(question, gone.signal));
    const stay = files.slice(4).map((question) => place.pool.score(question, never));
    await place.clock.advance(200);
    gone.abort(new Error("stopped"));
    const failures = (await Promise.allSettled(left)).flatMap((result) =>
      result.status === "rejected" ? [result.reason as unknown] : [],
    );
    expect(failures.length).toBeGreaterThan(0);
    expect(new Set(failures)).toEqual(new Set([gone.signal.reason]));
    expect(await place.clock.until(Promise.all(stay))).toEqual(files.slice(4).map(rightAnswers));
    expect(place.servers[0]?.answers.size).toBeLessThan(48);
    expect(place.pool.state()).toMatchObject({
      waiting: 0,
      endpoints: [{ in_flight: { items: 0 } }],
    });
    // What was given up can be asked again.
    await askAll(place, files);
    await place.pool.close();
  });

  test("requests under way are aborted at the server", async () => {
    const place = fleet([{ speed: 100 }]);
    const gone = new AbortController();
    const asked = place.pool.score(files[0]!, gone.signal);
    await place.clock.advance(1_000);
    expect(place.servers[0]?.outstanding).toBe(1);
    gone.abort();
    await expect(asked).rejects.toBe(gone.signal.reason);
    await place.clock.advance(1);
    expect(place.servers[0]).toMatchObject({ outstanding: 0, aborted: 1 });
    await place.pool.close();
  });

  test("a pool that is closed answers everybody", async () => {
    const place = fleet([{ speed: 100 }]);
    const asked = files.map((question) => place.pool.score(question, never));
    await place.clock.advance(1_000);
    const results = Promise.allSettled(asked);
    await place.clock.until(place.pool.close());
    for (const result of await results) {
      expect(result).toMatchObject({ reason: { code: "SCORER_FAILED" } });
    }
    expect(place.servers[0]).toMatchObject({ closed: true, outstanding: 0 });
  });
});

describe("stragglers", () => {
  test("what one endpoint does not answer is answered by another, and taken back there", async () => {
    const place = fleet([{}, {}]);
    await askAll(
      place,
      Array.from({ length: 24 }, (_, index) => questionOf(`warm ${index}`)),
    );
    const [slow] = place.servers;
    slow?.freeze();
    await askAll(place, files);
    expect(place.pool.state().hedged).toBeGreaterThan(0);
    expect(slow?.aborted).toBeGreaterThan(0);
    await place.pool.close();
  });
});

describe("room", () => {
  test("beyond the bound of the queue, callers wait until there is room", async () => {
    const place = fleet([{}], { queueItems: 10, tokensInFlight: 1_000 });
    const asked = files.map((question) => place.pool.score(question, never));
    const waiting: number[] = [];
    for (let i = 0; i < 50; i += 1) {
      await place.clock.advance(20);
      waiting.push(place.pool.state().waiting);
    }
    expect(Math.max(...waiting)).toBe(10);
    expect(await place.clock.until(Promise.all(asked))).toEqual(files.map(rightAnswers));
    await place.pool.close();
  });

  test("who waits for room and goes away does not keep others from it", async () => {
    const place = fleet([{}], { queueItems: 10, tokensInFlight: 1_000 });
    const gone = new AbortController();
    const left = files.slice(0, 9).map((question) => place.pool.score(question, gone.signal));
    const stay = files.slice(9).map((question) => place.pool.score(question, never));
    await place.clock.advance(60);
    expect(place.pool.state().waiting).toBe(10);
    gone.abort();
    await Promise.allSettled(left);
    expect(await place.clock.until(Promise.all(stay))).toEqual(files.slice(9).map(rightAnswers));
    await place.pool.close();
  });

  test("tokens in flight stay below the limit", async () => {
    const place = fleet([{}, {}], { tokensInFlight: 3_000, itemsInFlight: 5 });
    const asked = Promise.all(files.map((question) => place.pool.score(question, never)));
    for (let i = 0; i < 50; i += 1) {
      await place.clock.advance(10);
      for (const { in_flight } of place.pool.state().endpoints) {
        expect(in_flight.tokens).toBeLessThanOrEqual(3_000);
        expect(in_flight.items).toBeLessThanOrEqual(5);
      }
    }
    await place.clock.until(asked);
    await place.pool.close();
  });
});

test("the simulated model is no constant", () => {
  const item = (text: string) => ({ text, ids: idsOf(text) });
  const [a, b] = ["ab", "ba"].map((text) =>
    expectedValues({ context: item(text), target: item("xyz") }),
  );
  expect(a).not.toEqual(b);
});
