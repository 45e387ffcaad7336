import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { EndpointClient } from "../../../scoring/endpoints/index.ts";
import { ScorerPool } from "../../../scoring/pool/index.ts";
import { idsOf, textOf } from "./fleet.ts";

describe("room", () => {
  test("a hundred thousand variants wait in less than 500 MB", { timeout: 180_000 }, async () => {
    const client = silent();
    const pool = new ScorerPool([client], { check: () => Promise.resolve(undefined) });
    const gone = new AbortController();
    const context = textOf("a context", 2_000);
    const target = textOf("a target", 200);
    const questions = Array.from({ length: 100 }, (_, file) => {
      const own = textOf(`file ${file}`, 1_000);
      return {
        variants: Array.from({ length: 1_000 }, (__, index) => ({
          segments: [context, own, textOf(`thought ${file}.${index}`, 120)],
        })),
        target,
        clip: 2,
        affinity: "",
      };
    });
    const before = memory();
    const asked = questions.map((question) => pool.score(question, gone.signal));
    await client.asked(1);
    while (pool.state().waiting < 99_999) await new Promise(setImmediate);
    expect((memory() - before) / 2 ** 20).toBeLessThan(500);
    gone.abort();
    await Promise.allSettled(asked);
    expect(pool.state()).toMatchObject({ waiting: 0, endpoints: [{ in_flight: { items: 0 } }] });
    await pool.close();
  });
});

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of this process that texts, ids and jobs take. */
function memory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** An endpoint that is asked and never answers. */
function silent(): EndpointClient & { asked(items: number): Promise<void> } {
  let seen = 0;
  let heard: (() => void) | undefined;
  return {
    name: "silent",
    traits: { itemsPerRequest: 16, reusesPrefixes: true },
    describe: () => Promise.resolve({ model: "silent", contextLength: undefined }),
    tokenize: (text) => Promise.resolve(idsOf(text)),
    tokenTexts: () => Promise.resolve(undefined),
    startTokens: () => Promise.resolve([1]),
    score: (items, signal) => {
      seen += items.length;
      heard?.();
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    },
    asked: (items) =>
      new Promise((resolve) => {
        heard = () => {
          if (seen >= items) resolve();
        };
        heard();
      }),
    close: () => Promise.resolve(),
  };
}
