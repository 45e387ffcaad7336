import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, directly, get, idsOf, post, serving } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ protocol: "echo", contextLength: 256 });
});

describe("a plain server with echo", () => {
  test("has OpenAI's shape and nothing else", async () => {
    const ids = [BOS, ...idsOf("ab")];
    const body = {
      model: "hindcast-offline",
      prompt: "ab",
      echo: true,
      logprobs: 0,
      max_tokens: 0,
    };
    const { status, json } = await post(server, "/v1/completions", body);
    expect(status).toBe(200);
    const [a, b] = directly(ids, 0);
    expect(json).toEqual({
      id: expect.stringMatching(/^cmpl-/) as string,
      object: "text_completion",
      created: expect.any(Number) as number,
      model: "hindcast-offline",
      choices: [
        {
          index: 0,
          text: "ab",
          logprobs: {
            tokens: ["<s>", "a", "b"],
            token_logprobs: [null, a, b],
            top_logprobs: [null, { a }, { b }],
            text_offset: [0, 3, 4],
          },
          finish_reason: "length",
        },
      ],
      usage: {
        prompt_tokens: 3,
        completion_tokens: 0,
        total_tokens: 3,
        prompt_tokens_details: null,
      },
    });
  });

  test("a prompt with a token to come, as evaluation harnesses ask", async () => {
    const ids = idsOf("abcabcabcabc");
    const body = { prompt: [ids, ids], echo: true, logprobs: 1, max_tokens: 1, seed: 1234 };
    const { json } = await post<{
      choices: { logprobs: { token_logprobs: number[]; top_logprobs: Record<string, number>[] } }[];
    }>(server, "/v1/completions", body);
    for (const { logprobs } of json.choices) {
      expect(logprobs.token_logprobs.slice(1, -1)).toEqual(directly(ids, 1));
      const last = logprobs.top_logprobs.at(-2)!;
      expect(Math.max(...Object.values(last))).toBe(last["c"]);
    }
  });

  test("refuses in OpenAI's envelope", async () => {
    const { status, json } = await post(server, "/v1/completions", { model: "x", prompt: "a" });
    expect(status).toBe(404);
    expect(json).toEqual({
      error: {
        message: "The model `x` does not exist. Valid aliases: hindcast-offline.",
        type: "invalid_request_error",
        param: "model",
        code: "model_not_found",
      },
    });
  });

  test("has no tokenizer and does not say how long its context is", async () => {
    expect((await post(server, "/tokenize", { prompt: "a" })).status).toBe(404);
    expect((await get<{ data: object[] }>(server, "/v1/models")).json.data).toEqual([
      {
        id: "hindcast-offline",
        object: "model",
        created: expect.any(Number) as number,
        owned_by: "hindcast",
      },
    ]);
  });
});
