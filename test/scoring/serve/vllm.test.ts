import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, directly, idsOf, post, serving, sum } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ protocol: "vllm", contextLength: 512, model: "bytes", version: "1.2.3" });
});

type Entry = Record<string, { logprob: number; rank: number | null; decoded_token: string }>;

interface Completed {
  id: string;
  choices: {
    index: number;
    text: string;
    token_ids: number[] | null;
    prompt_token_ids: number[] | null;
    prompt_logprobs: (Entry | null)[] | null;
    logprobs: null | {
      tokens: string[];
      token_logprobs: (number | null)[];
      top_logprobs: (Record<string, number> | null)[];
      text_offset: number[];
    };
  }[];
  usage: unknown;
}

function complete(body: object): ReturnType<typeof post<Completed>> {
  return post<Completed>(server, "/v1/completions", { max_tokens: 1, temperature: 0, ...body });
}

describe("prompt_logprobs", () => {
  test("has the shape of vLLM", async () => {
    const prompts = [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 9, 8],
    ];
    const { status, json } = await complete({
      model: "bytes",
      prompt: prompts,
      prompt_logprobs: 0,
      return_token_ids: true,
    });
    expect(status).toBe(200);
    expect(json).toEqual({
      id: expect.stringMatching(/^cmpl-/) as string,
      object: "text_completion",
      created: expect.any(Number) as number,
      model: "bytes",
      choices: prompts.map((ids, index) => ({
        index,
        text: expect.any(String) as string,
        logprobs: null,
        finish_reason: "length",
        stop_reason: null,
        token_ids: [expect.any(Number)],
        prompt_token_ids: ids,
        prompt_logprobs: [
          null,
          ...directly(ids, 1).map((logprob, i) => ({
            [ids[i + 1]!]: {
              logprob,
              rank: null,
              decoded_token: String.fromCodePoint(ids[i + 1]!),
            },
          })),
        ],
        routed_experts: null,
      })),
      usage: {
        prompt_tokens: 10,
        completion_tokens: 2,
        total_tokens: 12,
        prompt_tokens_details: null,
        completion_tokens_details: null,
      },
      service_tier: null,
      system_fingerprint: "vllm-1.2.3",
      kv_transfer_params: null,
      ec_transfer_params: null,
      metrics: null,
    });
  });

  const prompt = fc
    .tuple(
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      fc.uint8Array({ minLength: 1, maxLength: 30 }),
    )
    .map(([context, target]) => ({ context: context.length, ids: [...context, ...target] }));

  test("scores batches of any bytes exactly as the model called directly", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(prompt, { minLength: 1, maxLength: 5 }), async (batch) => {
        const ids = batch.map((one) => one.ids);
        const { json } = await complete({ prompt: ids, prompt_logprobs: 0 });
        for (const [i, { context, ids: sent }] of batch.entries()) {
          const entries = json.choices[i]!.prompt_logprobs!;
          expect(entries).toHaveLength(sent.length);
          const nats = entries
            .slice(context)
            .map((entry, j) => entry![sent[context + j]!]!.logprob);
          expect(nats).toEqual(directly(sent, context));
          expect(sum(nats)).toBe(sum(directly(sent, context)));
        }
      }),
      { numRuns: 25 },
    );
  });

  test("never reads the cache", async () => {
    const body = { prompt: idsOf("abc".repeat(50)), prompt_logprobs: 0 };
    await complete(body);
    const before = server.stats.cachedTokens;
    await complete(body);
    expect(server.stats.cachedTokens).toBe(before);
    const plain = { prompt: body.prompt };
    await complete(plain);
    await complete(plain);
    expect(server.stats.cachedTokens).toBe(before + 149);
  });

  test("lists the likeliest tokens under their ids, with ranks", async () => {
    const ids = idsOf("abababab!");
    const { json } = await complete({ prompt: ids, prompt_logprobs: 2 });
    const entries = json.choices[0]!.prompt_logprobs!;
    const known = entries[6]!;
    expect(known[97]!.rank).toBe(1);
    expect(Object.keys(known)).toHaveLength(2);
    const surprise = entries[8]!;
    expect(Object.keys(surprise)).toHaveLength(3);
    expect(surprise[33]!.rank).toBeNull();
    expect(surprise[97]!.rank).toBe(1);
  });

  test("a special token that cannot come has the floor, and is read as nothing", async () => {
    const { json } = await complete({ prompt: [97, BOS, 98], prompt_logprobs: 0 });
    const [, special, b] = json.choices[0]!.prompt_logprobs!;
    expect(special![BOS]).toEqual({ logprob: -9999, rank: null, decoded_token: "<s>" });
    expect(b![98]!.logprob).toBe(directly([97, 98], 1)[0]);
  });

  test("a text gets the special token unless the request disables it", async () => {
    const lengths = async (more: object): Promise<number> => {
      const { json } = await complete({ prompt: "é", prompt_logprobs: 0, ...more });
      return json.choices[0]!.prompt_logprobs!.length;
    };
    expect(await lengths({})).toBe(3);
    expect(await lengths({ add_special_tokens: false })).toBe(2);
  });

  test("a prompt that is truncated loses its left end", async () => {
    const body = { prompt: idsOf("abcdef"), truncate_prompt_tokens: 2, return_token_ids: true };
    const { json } = await complete(body);
    expect(json.choices[0]!.prompt_token_ids).toEqual(idsOf("ef"));
  });
});

describe("echo", () => {
  const text = "naïve 🚀";
  const ids = [BOS, ...idsOf(text)];

  test("has a value for every token of the prompt but the first", async () => {
    const { json } = await complete({ prompt: text, echo: true, logprobs: 0, max_tokens: 0 });
    const { text: echoed, logprobs, prompt_logprobs: prompt } = json.choices[0]!;
    expect(echoed).toBe(text);
    expect(logprobs!.token_logprobs).toEqual([null, ...directly(ids, 0)]);
    expect(logprobs!.tokens.slice(0, 5)).toEqual(["<s>", "n", "a", "�", "�"]);
    expect(
      logprobs!.top_logprobs.map((top) => (top === null ? 0 : Object.keys(top).length)),
    ).toEqual(ids.map((_id, i) => (i === 0 ? 0 : 1)));
    // Code points of the tokens' own texts: "<s>" has three.
    expect(logprobs!.text_offset.slice(0, 5)).toEqual([0, 3, 4, 5, 6]);
    expect(prompt).toHaveLength(ids.length);
    expect(json.usage).toMatchObject({ prompt_tokens: ids.length, completion_tokens: 1 });
  });

  test("has one value more for a token that is generated", async () => {
    const { json } = await complete({ prompt: [ids], echo: true, logprobs: 1, max_tokens: 1 });
    const { text: echoed, logprobs } = json.choices[0]!;
    expect(echoed.startsWith(`<s>${text}`)).toBe(true);
    expect(logprobs!.token_logprobs).toHaveLength(ids.length + 1);
    expect(logprobs!.token_logprobs.slice(0, -1)).toEqual([null, ...directly(ids, 0)]);
  });

  test("with ids in the answer the prompt's text is left out", async () => {
    const body = { prompt: text, echo: true, logprobs: 0, return_token_ids: true, n: 2 };
    const { json } = await complete(body);
    expect(json.choices.map(({ index }) => index)).toEqual([0, 1]);
    const [one, other] = json.choices;
    expect(one!.text).toBe(other!.text);
    expect(one!.text).not.toContain("na");
    expect(one!.prompt_token_ids).toEqual(ids);
  });

  test("tokens can be written as ids", async () => {
    const body = { prompt: [[97, 98]], echo: true, logprobs: 0, return_tokens_as_token_ids: true };
    const { json } = await complete(body);
    expect(json.choices[0]!.logprobs!.tokens.slice(0, 2)).toEqual(["token_id:97", "token_id:98"]);
  });
});

describe("refusals", () => {
  const long = idsOf("a".repeat(512));
  const cases: readonly (readonly [string, object, number, string, RegExp])[] = [
    [
      "an unknown model",
      { model: "x", prompt: "a" },
      404,
      "NotFoundError",
      /The model `x` does not/,
    ],
    ["no prompt", {}, 400, "BadRequestError", /prompt or prompt_embeds must be provided/],
    ["an empty prompt", { prompt: "" }, 400, "BadRequestError", /must be provided and non-empty/],
    ["an empty list", { prompt: [] }, 400, "BadRequestError", /at least one prompt/],
    ["an empty item", { prompt: [[1], []] }, 400, "BadRequestError", /cannot be empty/],
    ["an unknown id", { prompt: [[1], [300]] }, 400, "BadRequestError", /Token id 300 is out of/],
    ["a negative id", { prompt: [-1] }, 400, "Bad Request", /body\.prompt/],
    ["a mixture", { prompt: ["a", [1]] }, 400, "Bad Request", /body\.prompt/],
    ["another type", { prompt: "a", max_tokens: "1" }, 400, "Bad Request", /body\.max_tokens/],
    [
      "nothing to generate",
      { prompt: "a", max_tokens: 0 },
      400,
      "BadRequestError",
      /at least 1, got 0/,
    ],
    [
      "too many alternatives",
      { prompt: "a", prompt_logprobs: 21 },
      400,
      "BadRequestError",
      /of 21.*: 20/,
    ],
    ["too many prompts", { prompt: Array(1025).fill("a") }, 400, "BadRequestError", /1025 exceeds/],
    ["a stream", { prompt: "a", stream: true }, 501, "NotImplementedError", /Streaming/],
    [
      "a whole batch for one prompt that is too long",
      { prompt: [[1], long] },
      400,
      "BadRequestError",
      /max_tokens must be at least 1, got 0/,
    ],
  ];
  test.each(cases)("%s", async (_name, body, status, type, message) => {
    const got = await post<{ error: { message: string; type: string; code: number } }>(
      server,
      "/v1/completions",
      { max_tokens: 1, ...body },
    );
    expect(got.status).toBe(status);
    expect(Object.keys(got.json.error)).toEqual(["message", "type", "param", "code"]);
    expect(got.json.error).toMatchObject({ type, code: status });
    expect(got.json.error.message).toMatch(message);
  });

  test("a prompt may be as long as the context less what is generated", async () => {
    const { status } = await complete({ prompt: long.slice(1), prompt_logprobs: 0 });
    expect(status).toBe(200);
  });
});
