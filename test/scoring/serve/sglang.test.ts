import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, directly, idsOf, post, serving, sum } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ protocol: "sglang", contextLength: 4096, version: "1.2.3" });
});

type Triple = [number | null, number, string | null];

interface Generated {
  text: string;
  output_ids: number[];
  meta_info: {
    id: string;
    finish_reason: unknown;
    prompt_tokens: number;
    completion_tokens: number;
    cached_tokens: number;
    e2e_latency: number;
    input_token_logprobs: Triple[];
    output_token_logprobs: Triple[];
    input_top_logprobs?: (Triple[] | null)[];
    output_top_logprobs?: Triple[][];
  };
}

const scoring = { sampling_params: { max_new_tokens: 0, temperature: 0 }, return_logprob: true };

function generate<T = Generated>(body: object): ReturnType<typeof post<T>> {
  return post<T>(server, "/generate", body);
}

/** Context, target, and the ids of both. */
const items = fc
  .tuple(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Array.from(bytes)),
      fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).map(idsOf),
      fc.constantFrom("const a = 1;\n", "naïve 漢字 🚀", "\0").map(idsOf),
    ),
    fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Array.from(bytes)),
  )
  .map(([context, target]) => ({ context, target, ids: [...context, ...target] }));

describe("POST /generate", () => {
  test("has the shape of SGLang", async () => {
    const ids = idsOf("let x = y");
    const { status, json } = await generate({
      ...scoring,
      input_ids: ids,
      logprob_start_len: 3,
      top_logprobs_num: 0,
      return_text_in_logprobs: false,
      rid: "job-17",
    });
    expect(status).toBe(200);
    const nats = directly(ids, 4);
    expect(json).toEqual({
      text: "",
      output_ids: [],
      meta_info: {
        id: "job-17",
        finish_reason: { type: "length", length: 0 },
        prompt_tokens: 9,
        completion_tokens: 0,
        cached_tokens: 0,
        weight_version: "default",
        e2e_latency: expect.any(Number) as number,
        input_token_logprobs: [[null, ids[3], null], ...nats.map((p, i) => [p, ids[4 + i], null])],
        output_token_logprobs: [],
      },
    });
  });

  test("scores batches of any bytes exactly as the model called directly", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(items, { minLength: 1, maxLength: 5 }), async (batch) => {
        const { json } = await generate<Generated[]>({
          ...scoring,
          input_ids: batch.map(({ ids }) => ids),
          logprob_start_len: batch.map(({ context }) => context.length - 1),
        });
        expect(json).toHaveLength(batch.length);
        for (const [i, { context, target, ids }] of batch.entries()) {
          const [first, ...judged] = json[i]!.meta_info.input_token_logprobs;
          expect(first).toEqual([null, context.at(-1), null]);
          expect(judged.map(([, id]) => id)).toEqual(target);
          const nats = judged.map(([nat]) => nat!);
          expect(nats).toEqual(directly(ids, context.length));
          expect(sum(nats)).toBe(sum(directly(ids, context.length)));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("the prefix of an earlier request comes out of the cache, up to the start", async () => {
    const context = idsOf("Every file lists what it uses.\n".repeat(20));
    const ask = async (target: string, startAt: number): Promise<number> => {
      const body = {
        ...scoring,
        input_ids: [...context, ...idsOf(target)],
        logprob_start_len: startAt,
      };
      return (await generate(body)).json.meta_info.cached_tokens;
    };
    const last = context.length - 1;
    expect(await ask("one", last)).toBe(0);
    expect(await ask("two", last)).toBe(last);
    expect(await ask("two", 0)).toBe(0);
    expect((await post(server, "/flush_cache", {})).status).toBe(200);
    expect(await ask("two", last)).toBe(0);
    expect(await ask("two", last)).toBe(last);
  });

  test("a text follows the special token, whose id is 0 in logprobs", async () => {
    const body = { ...scoring, text: "ab", logprob_start_len: 0, return_text_in_logprobs: true };
    const { meta_info: meta } = (await generate(body)).json;
    const [a, b] = directly(idsOf("ab"), 0);
    expect(meta.prompt_tokens).toBe(3);
    expect(meta.input_token_logprobs).toEqual([
      [null, 0, "<s>"],
      [a, 97, "a"],
      [b, 98, "b"],
    ]);
  });

  test("a special token inside is read as nothing and has no likelihood", async () => {
    const ids = [97, BOS, 98];
    const body = { ...scoring, input_ids: ids, logprob_start_len: 0 };
    const { meta_info: meta } = (await generate(body)).json;
    const b = directly([97, 98], 1)[0];
    expect(meta.input_token_logprobs.map(([nats]) => nats)).toEqual([null, null, b]);
  });

  test("without a start, only what is generated has log-probabilities", async () => {
    const text = "abcabcabcabcabcabcabcabc";
    const body = { text, sampling_params: { max_new_tokens: 3 }, return_logprob: true };
    const { text: written, output_ids: ids, meta_info: meta } = (await generate(body)).json;
    expect(written).toBe("abc");
    expect(ids).toEqual(idsOf("abc"));
    expect(meta.finish_reason).toEqual({ type: "length", length: 3 });
    expect(meta.input_token_logprobs).toEqual([[null, 99, null]]);
    const nats = directly(idsOf(text + written), text.length);
    expect(meta.output_token_logprobs).toEqual(nats.map((p, i) => [p, ids[i], null]));
    const none = await generate({ ...body, return_logprob: false });
    expect(none.json.meta_info).not.toHaveProperty("input_token_logprobs");
    const prefill = await generate({ ...body, sampling_params: { max_new_tokens: 0 } });
    expect(prefill.json.meta_info.input_token_logprobs).toEqual([]);
  });

  test("bytes that are no text are U+FFFD", async () => {
    const { json } = await generate({
      ...scoring,
      input_ids: idsOf("aé"),
      logprob_start_len: 0,
      return_text_in_logprobs: true,
    });
    expect(json.meta_info.input_token_logprobs.map(([, , text]) => text)).toEqual(["a", "�", "�"]);
  });

  test("lists the likeliest tokens beside the prompt's own", async () => {
    const ids = idsOf("abababababab!");
    const body = { ...scoring, input_ids: ids, logprob_start_len: 10, top_logprobs_num: 2 };
    const { meta_info: meta } = (await generate(body)).json;
    const [first, ...rest] = meta.input_top_logprobs!;
    expect(first).toBeNull();
    expect(rest.map((list) => list!.length)).toEqual([2, 2]);
    expect(rest[0]![0]).toEqual(meta.input_token_logprobs[1]);
    const [best, second] = rest[1]!;
    expect(best![1]).toBe(97);
    expect(best![0]!).toBeGreaterThan(second![0]!);
    expect(second![0]!).toBeGreaterThan(meta.input_token_logprobs[2]![0]!);
  });

  test("names of a batch", async () => {
    const names = async (rid: unknown): Promise<string[]> => {
      const body = { ...scoring, input_ids: [[1], [2]], rid };
      return (await generate<Generated[]>(body)).json.map(({ meta_info: meta }) => meta.id);
    };
    expect(await names("job")).toEqual(["job_0", "job_1"]);
    expect(await names(["a", "b"])).toEqual(["a", "b"]);
    expect(new Set(await names(undefined)).size).toBe(2);
  });

  const long = Array<number>(4096).fill(97);
  const refused: readonly (readonly [string, object, RegExp])[] = [
    ["nothing", {}, /Either text, input_ids or input_embeds/],
    ["both", { text: "a", input_ids: [1] }, /Either text, input_ids or input_embeds/],
    ["no ids", { input_ids: [] }, /input_ids cannot be empty/],
    ["an empty item", { input_ids: [[1], []] }, /input_ids cannot be empty/],
    ["an empty text", { text: "" }, /texts cannot be empty/],
    ["an unknown id", { input_ids: [1, 257] }, /greater than the vocab size \(257\)/],
    [
      "too many tokens",
      { input_ids: long, sampling_params: { max_new_tokens: 0 } },
      /The input \(4096 tokens\) is longer than the model's context length \(4096 tokens\)\./,
    ],
    [
      "too many tokens with those to come",
      { input_ids: long.slice(0, 4090), sampling_params: { max_new_tokens: 7 } },
      /maximum context length of 4096 tokens. You requested a total of 4097 tokens/,
    ],
    [
      "a start behind the end",
      { ...scoring, input_ids: [1, 2], logprob_start_len: 3 },
      /logprob_start_len=3 is higher than the number of input tokens len\(req\.origin_input_ids\)=2/,
    ],
    ["equal names", { input_ids: [[1], [2]], rid: ["a", "a"] }, /Duplicate request IDs.*"a"/],
    ["too few names", { input_ids: [[1], [2]], rid: ["a"] }, /rids length/],
    ["too few starts", { input_ids: [[1], [2]], logprob_start_len: [0] }, /logprob_start_len/],
    ["a stream", { input_ids: [1], stream: true }, /Streaming/],
  ];
  test.each(refused)("refuses %s", async (_name, body, message) => {
    const { status, json } = await generate<{ error: { message: string } }>(body);
    expect(status).toBe(400);
    expect(Object.keys(json)).toEqual(["error"]);
    expect(json.error.message).toMatch(message);
  });

  test("refuses other types in the words of its web framework", async () => {
    const { status, json } = await generate({ input_ids: "abc" });
    expect(status).toBe(400);
    expect(json).toMatchObject({ object: "error", type: "Bad Request", code: 400 });
  });

  test("takes a prompt of one token less than its context", async () => {
    const body = { ...scoring, input_ids: long.slice(1), logprob_start_len: 4090 };
    const { status, json } = await generate(body);
    expect(status).toBe(200);
    expect(json.meta_info.input_token_logprobs).toHaveLength(5);
  });
});
