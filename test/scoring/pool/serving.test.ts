import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createScorer, createScorerPool, type ScoreAnswer } from "../../../scoring/scorer/index.ts";
import { startLikelihoodServer, type LikelihoodServer } from "../../../scoring/serve/index.ts";
import { until } from "../../cli/command.ts";
import { never, questionOf } from "./fleet.ts";

/** Milliseconds after which a server that hangs is given up; a busy machine must be faster. */
const TIMEOUT = 3_000;

const servers: LikelihoodServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(faults: string): Promise<LikelihoodServer> {
  const server = await startLikelihoodServer({ port: 0, scorer: { threads: 1 }, faults });
  servers.push(server);
  return server;
}

const questions = Array.from({ length: 10 }, (_, index) =>
  questionOf(`file ${index}`, { variants: 3, context: 300, thought: 40, target: 60 }),
);

describe("a pool with one faulty server gives the model's numbers, and says what happened", () => {
  const right: (readonly ScoreAnswer[])[] = [];
  beforeAll(async () => {
    const model = createScorer(["offline"]);
    for (const question of questions) right.push(await model.score(question, never));
    await model.close();
  });

  test.for([
    ["429=0.4", "ENDPOINT_BUSY"],
    ["503=0.4", "ENDPOINT_BUSY"],
    ["cut=0.3", "ENDPOINT_UNREACHABLE"],
    ["hang=0.3", "ENDPOINT_UNREACHABLE"],
    ["short=0.3", "ENDPOINT_WRONG"],
    ["null=0.3", "ENDPOINT_WRONG"],
    ["nan=0.3", "ENDPOINT_WRONG"],
    ["shift=0.3", "ENDPOINT_WRONG"],
    ["logits=1", "ENDPOINT_WRONG"],
  ])("%s", async ([faults = "", code = ""]) => {
    const [faulty, well] = await Promise.all([serve(`${faults},seed=4`), serve("latency=5")]);
    const specs = [`sglang:${faulty.url}`, `sglang:${well.url}`];
    const pool = createScorerPool(specs, faults.startsWith("hang") ? { timeout: TIMEOUT } : {});
    try {
      const answers = await Promise.all(questions.map((question) => pool.score(question, never)));
      for (const [index, expected] of right.entries()) {
        for (const [variant, { logprob, tokens }] of expected.entries()) {
          expect(answers[index]?.[variant]?.tokens).toBe(tokens);
          expect(answers[index]?.[variant]?.logprob).toBeCloseTo(logprob, 6);
        }
      }
      const state = pool.state();
      expect(state).toMatchObject({ waiting: 0, set_aside: 0 });
      expect(state.endpoints[0]?.errors[code]).toBeGreaterThan(0);
    } finally {
      await pool.close();
    }
  });
});

describe("what is cancelled", () => {
  // SGLang is told with /abort_request, the others see the connection end.
  test.for(["sglang:URL", "vllm:hindcast-offline@URL", "tgi:URL"])(
    "is dropped at the server: %s",
    async (spec) => {
      const server = await serve("");
      const pool = createScorerPool([spec.replace("URL", server.url)]);
      const gone = new AbortController();
      const question = questionOf("long", { variants: 1, context: 100_000, target: 20_000 });
      try {
        await pool.checked();
        const { aborted, requests } = server.stats;
        const asked = pool.score(question, gone.signal);
        await until("the request", () => (server.stats.requests > requests ? true : undefined));
        gone.abort(new Error("stopped"));
        await expect(asked).rejects.toBe(gone.signal.reason);
        await until("the abort", () => (server.stats.aborted > aborted ? true : undefined));
      } finally {
        await pool.close();
      }
    },
  );
});
