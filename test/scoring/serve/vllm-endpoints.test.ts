import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, directly, get, idsOf, post, serving } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ protocol: "vllm", contextLength: 512, model: "bytes", version: "1.2.3" });
});

describe("the rest", () => {
  test("tokens in, tokens out", async () => {
    const ids = idsOf("ababab");
    const { json } = await post(server, "/inference/v1/generate", {
      model: "bytes",
      token_ids: ids,
      sampling_params: { max_tokens: 1, prompt_logprobs: 0, logprobs: 0 },
    });
    expect(json).toMatchObject({
      output_mode: "tokens",
      prompt_token_ids: ids,
      prompt_logprobs: [
        null,
        ...directly(ids, 1).map((logprob, i) => ({ [ids[i + 1]!]: { logprob } })),
      ],
      choices: [{ token_ids: [97], logprobs: { content: [{ token_id: 97, top_logprobs: [] }] } }],
      usage: { prompt_tokens: 6, completion_tokens: 1 },
    });
  });

  test("tokens of a text and texts of tokens", async () => {
    const tokenized = await post(server, "/tokenize", { prompt: "é", return_token_strs: true });
    expect(tokenized.json).toEqual({
      count: 3,
      max_model_len: 512,
      tokens: [BOS, 195, 169],
      token_strs: ["<s>", "�", "�"],
    });
    const plain = await post(server, "/tokenize", { prompt: "é", add_special_tokens: false });
    expect(plain.json).toMatchObject({ tokens: [195, 169], token_strs: null });
    const text = await post(server, "/detokenize", { tokens: [BOS, 195, 169] });
    expect(text.json).toEqual({ prompt: "<s>é" });
  });

  test("says what it is and how it is", async () => {
    expect((await get(server, "/v1/models")).json).toMatchObject({
      object: "list",
      data: [{ id: "bytes", object: "model", owned_by: "vllm", root: "bytes", max_model_len: 512 }],
    });
    expect((await get(server, "/version")).json).toEqual({ version: "1.2.3" });
    expect((await get(server, "/load")).json).toEqual({ server_load: 0 });
    expect((await get(server, "/health")).status).toBe(200);
  });
});
