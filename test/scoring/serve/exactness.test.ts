import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OfflineScorer } from "../../../scoring/offline/index.ts";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, idsOf, post, serving } from "./serving.ts";

/** Log-probabilities of the tokens behind the first `from`, through one wire protocol. */
type Wire = (server: LikelihoodServer, ids: number[], from: number) => Promise<number[]>;

const wires: Readonly<Record<string, Wire>> = {
  "sglang /generate": async (server, ids, from) => {
    const { json } = await post<{ meta_info: { input_token_logprobs: [number, number][] } }>(
      server,
      "/generate",
      {
        input_ids: ids,
        sampling_params: { max_new_tokens: 0 },
        return_logprob: true,
        logprob_start_len: from - 1,
      },
    );
    return json.meta_info.input_token_logprobs.slice(1).map(([nats]) => nats);
  },
  "vllm prompt_logprobs": async (server, ids, from) => {
    const { json } = await post<{
      choices: { prompt_logprobs: Record<string, { logprob: number }>[] }[];
    }>(server, "/v1/completions", { prompt: ids, max_tokens: 1, prompt_logprobs: 0 });
    const entries = json.choices[0]!.prompt_logprobs;
    return ids.slice(from).map((id, i) => entries[from + i]![id]!.logprob);
  },
  "vllm tokens in": async (server, ids, from) => {
    const { json } = await post<{ prompt_logprobs: Record<string, { logprob: number }>[] }>(
      server,
      "/inference/v1/generate",
      { token_ids: ids, sampling_params: { max_tokens: 1, prompt_logprobs: 0 } },
    );
    return ids.slice(from).map((id, i) => json.prompt_logprobs[from + i]![id]!.logprob);
  },
  echo: async (server, ids, from) => {
    const { json } = await post<{ choices: { logprobs: { token_logprobs: number[] } }[] }>(
      server,
      "/v1/completions",
      { prompt: [ids], max_tokens: 0, echo: true, logprobs: 0 },
    );
    return json.choices[0]!.logprobs.token_logprobs.slice(from);
  },
  tgi: async (server, ids, from) => {
    const { json } = await post<{ details: { prefill: { id: number; logprob: number }[] } }>(
      server,
      "/generate",
      {
        inputs: Buffer.from(ids.slice(1)).toString(),
        parameters: { max_new_tokens: 1, decoder_input_details: true },
      },
    );
    expect(json.details.prefill.map(({ id }) => id)).toEqual(ids);
    return json.details.prefill.slice(from).map(({ logprob }) => logprob);
  },
};

const start = serving();
const scorer = new OfflineScorer({ slotBits: 16, threads: 1 });
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start();
});
afterAll(() => scorer.close());

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ maxLength: 80 }),
  fc.constantFrom("", "\0", "naïve 漢字 🚀\n", "const readManifest = 1;\n".repeat(9)),
);
const target = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  // One token, and the first half of a character's bytes is context of the second.
  fc.constantFrom("a", "\n", "é"),
);

describe.each(Object.entries(wires))("%s", (_name, wire) => {
  test("sums to what the model says when it is asked directly, to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(text, target, async (context, wanted) => {
        const prefix = [BOS, ...idsOf(context)];
        const nats = await wire(server, [...prefix, ...idsOf(wanted)], prefix.length);
        const request = { variants: [{ segments: [context] }], target: wanted, clip: 1000 };
        const { variants } = await scorer.score(request);
        expect(nats).toHaveLength(variants[0]!.tokens);
        expect(nats.reduce((a, b) => a + b, 0)).toBe(variants[0]!.logprob);
      }),
      { numRuns: 25 },
    );
  });
});
