import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, directly, get, idsOf, post, serving } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ protocol: "sglang", contextLength: 4096, version: "1.2.3" });
});

describe("POST /v1/completions", () => {
  interface Completed {
    choices: { text: string; logprobs: null | Record<string, unknown[]> }[];
    usage: unknown;
  }
  const complete = (body: object): ReturnType<typeof post<Completed>> =>
    post<Completed>(server, "/v1/completions", { max_tokens: 1, ...body });

  test("echoes a prompt with its log-probabilities and no offsets", async () => {
    const ids = idsOf("abcabc");
    const { json } = await complete({ model: "any", prompt: [ids], echo: true, logprobs: 1 });
    const { text, logprobs } = json.choices[0]!;
    expect(text.startsWith("abcabc")).toBe(true);
    expect(logprobs!["token_logprobs"]!.slice(0, 6)).toEqual([null, ...directly(ids, 1)]);
    expect(logprobs!["token_logprobs"]).toHaveLength(7);
    expect(logprobs!["text_offset"]).toEqual(Array(7).fill(-1));
    expect(logprobs!["top_logprobs"]![0]).toBeNull();
    expect(json.usage).toMatchObject({ prompt_tokens: 6, completion_tokens: 1, total_tokens: 7 });
  });

  test("logprobs of 0 gives none of the prompt", async () => {
    const { json } = await complete({ prompt: "abc", echo: true, logprobs: 0 });
    expect(json.choices[0]!.logprobs!["token_logprobs"]).toHaveLength(1);
  });

  test("refuses in an envelope that is not nested", async () => {
    const { status, json } = await complete({ prompt: "" });
    expect(status).toBe(400);
    expect(json).toMatchObject({ object: "error", type: "BadRequestError", code: 400 });
  });
});

describe("the rest", () => {
  test("tokens of texts, with and without the special one", async () => {
    const { json } = await post(server, "/tokenize", { prompt: "é", add_special_tokens: false });
    expect(json).toEqual({ tokens: [195, 169], count: 2, max_model_len: 4096 });
    const many = await post(server, "/v1/tokenize", { prompt: ["a", "bc"] });
    expect(many.json).toMatchObject({
      tokens: [
        [BOS, 97],
        [BOS, 98, 99],
      ],
      count: [2, 3],
    });
  });

  test("texts of tokens", async () => {
    const text = async (body: object): Promise<unknown> =>
      (await post(server, "/detokenize", body)).json;
    expect(await text({ tokens: [BOS, 195, 169] })).toEqual({ text: "é" });
    expect(await text({ tokens: [[BOS, 97], [169]], skip_special_tokens: false })).toEqual({
      text: ["<s>a", "�"],
    });
    expect((await post(server, "/detokenize", { tokens: [999] })).status).toBe(400);
  });

  test("says what it is", async () => {
    for (const path of ["/get_model_info", "/model_info"]) {
      const { json } = await get(server, path);
      expect(json).toMatchObject({ model_path: "hindcast-offline", is_generation: true });
    }
    expect((await get(server, "/get_server_info")).json).toMatchObject({
      context_length: 4096,
      version: "1.2.3",
    });
    expect((await get(server, "/v1/models")).json).toMatchObject({
      object: "list",
      data: [{ id: "hindcast-offline", object: "model", owned_by: "sglang", max_model_len: 4096 }],
    });
  });

  test("says how it is", async () => {
    for (const path of ["/health", "/health_generate"]) {
      const { status, text } = await get(server, path);
      expect([status, text]).toEqual([200, ""]);
    }
    const { json } = await get(server, "/v1/loads");
    expect(json).toMatchObject({
      loads: [{ dp_rank: 0, num_running_reqs: 0, num_waiting_reqs: 0 }],
    });
    const { text } = await get(server, "/v1/loads?format=prometheus");
    expect(text).toContain('sglang_num_waiting_reqs{dp_rank="0"} 0\n');
    expect((await get(server, "/v1/loads?dp_rank=1")).status).toBe(400);
    expect((await get(server, "/get_load")).json).toEqual([
      { dp_rank: 0, num_reqs: 0, num_waiting_reqs: 0 },
    ]);
  });
});
