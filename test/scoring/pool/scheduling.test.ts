import { describe, expect, test } from "vitest";
import { HindcastError } from "../../../protocols/index.ts";
import { askAll, fleet, never, questionOf, type Fleet } from "./fleet.ts";

const SIZES = { variants: 4, context: 3_000, thought: 60, target: 80 };
/** Tokens of one question when its context is computed once, and when it is there already. */
const FIRST = SIZES.context + SIZES.variants * (SIZES.thought + SIZES.target);
const NEXT = SIZES.variants * (SIZES.thought + SIZES.target);

/** Searches that ask one question after the other; says which round each answer was of. */
async function search({ clock, pool }: Fleet, searches: number, rounds: number) {
  const answered: number[] = [];
  await clock.until(
    Promise.all(
      Array.from({ length: searches }, async (_, file) => {
        for (let round = 0; round < rounds; round += 1) {
          const question = questionOf(`file ${file}`, SIZES);
          const variants = question.variants.map(({ segments }) => ({
            segments: [...segments, `${round}`.padStart(8, "#")],
          }));
          await pool.score({ ...question, variants }, never);
          answered.push(round);
        }
      }),
    ),
  );
  return answered;
}

const computed = ({ servers }: Fleet) => servers.reduce((sum, server) => sum + server.computed, 0);

describe("the order in which an endpoint gets its work", () => {
  test("with room in its cache, what came first goes first", async () => {
    const place = fleet([{}], { tokensInFlight: 4_000 });
    const answered = await search(place, 12, 6);
    // The last file has its first answer before the first one is done.
    expect(answered.lastIndexOf(0)).toBeLessThan(answered.indexOf(5));
    await place.pool.close();
  });

  test("with too small a cache, what is begun is finished first", async () => {
    const cacheTokens = 16_000;
    const place = fleet([{ cacheTokens }], { cacheTokens, tokensInFlight: 6_000 });
    await search(place, 12, 6);
    // In turn, each context would be pushed out by the others before it comes again.
    expect(computed(place)).toBeLessThan(1.4 * 12 * (FIRST + 5 * NEXT));
    await place.pool.close();
  });
});

describe("where work goes", () => {
  test("an endpoint that turns out to be slow loses what waits for it", async () => {
    const place = fleet([{}, {}, { speed: 1_000 }], { hedge: false });
    const questions = Array.from({ length: 60 }, (_, index) => questionOf(`file ${index}`, SIZES));
    const asked = askAll(place, questions);
    await place.clock.advance(200);
    const [, , before] = place.pool.state().endpoints;
    expect(before?.waiting.items).toBeGreaterThan(40);
    await asked;
    // A share by speed would be 6; what was sent before its speed was known is 5 or 6 files.
    expect(place.servers[2]?.answers.size).toBeLessThan(12 * SIZES.variants);
    expect(computed(place)).toBeLessThan(1.1 * 60 * FIRST);
    await place.pool.close();
  });

  test("after one cut connection, a job is tried again where its context is", async () => {
    const place = fleet([{}, {}], { hedge: false });
    let cuts = 0;
    for (const server of place.servers) {
      const score = server.score.bind(server);
      server.score = async (items, signal) => {
        const values = await score(items, signal);
        cuts += 1;
        if (cuts === 1) throw new HindcastError("ENDPOINT_UNREACHABLE", "the connection was cut");
        return values;
      };
    }
    await askAll(place, [questionOf("one", SIZES)]);
    expect(place.servers.filter((server) => server.computed > 0)).toHaveLength(1);
    expect(computed(place)).toBeLessThan(FIRST + NEXT);
    await place.pool.close();
  });
});
