import { beforeAll, describe, expect, test } from "vitest";
import type { LikelihoodServer } from "../../../scoring/serve/index.ts";
import { BOS, directly, get, idsOf, post, serving } from "./serving.ts";

const start = serving();
let server: LikelihoodServer;
beforeAll(async () => {
  server = await start({ protocol: "tgi", contextLength: 128 });
});

interface Generated {
  generated_text: string;
  details?: {
    finish_reason: string;
    generated_tokens: number;
    seed: null;
    prefill: { id: number; text: string; logprob: number | null }[];
    tokens: { id: number; text: string; logprob: number; special: boolean }[];
    top_tokens?: unknown[][];
  };
}

function generate(inputs: string, parameters?: object): ReturnType<typeof post<Generated>> {
  return post<Generated>(server, "/generate", { inputs, parameters });
}

describe("POST /generate", () => {
  test("has the shape of TGI", async () => {
    const { status, json } = await generate("aé", {
      max_new_tokens: 1,
      details: true,
      decoder_input_details: true,
    });
    const nats = directly(idsOf("aé"), 0);
    expect(status).toBe(200);
    expect(json).toEqual({
      generated_text: expect.any(String) as string,
      details: {
        finish_reason: "length",
        generated_tokens: 1,
        seed: null,
        prefill: [
          { id: BOS, text: "<s>", logprob: null },
          { id: 97, text: "a", logprob: nats[0] },
          { id: 195, text: "�", logprob: nats[1] },
          { id: 169, text: "�", logprob: nats[2] },
        ],
        tokens: [
          {
            id: expect.any(Number) as number,
            text: expect.any(String) as string,
            logprob: expect.any(Number) as number,
            special: false,
          },
        ],
      },
    });
  });

  test("gives no details that were not requested, and no prefill with those alone", async () => {
    expect((await generate("ab", { max_new_tokens: 1 })).json).not.toHaveProperty("details");
    const { details } = (await generate("ab", { max_new_tokens: 1, details: true })).json;
    expect(details!.prefill).toEqual([]);
  });

  test("truncates on the left, with the special token", async () => {
    const { json } = await generate("abcdef", {
      max_new_tokens: 1,
      decoder_input_details: true,
      truncate: 2,
    });
    expect(json.details!.prefill.map(({ text }) => text)).toEqual(["e", "f"]);
  });

  test("gives the whole text and the likeliest tokens when asked", async () => {
    const body = { max_new_tokens: 2, return_full_text: true, details: true, top_n_tokens: 2 };
    const { json } = await generate("abababababab", body);
    expect(json.generated_text).toBe("abababababababab".slice(0, 14));
    expect(json.details!.top_tokens!.map((list) => list.length)).toEqual([2, 2]);
  });

  const cases: readonly (readonly [string, string, object, RegExp])[] = [
    ["an empty text", "", {}, /`inputs` cannot be empty/],
    ["nothing to generate", "a", { max_new_tokens: 0 }, /must be strictly positive/],
    [
      "a text too long",
      "a".repeat(128),
      { max_new_tokens: 1 },
      /must be <= 128. Given: 129 `inputs`/,
    ],
    ["a truncation to nothing", "a", { truncate: 0 }, /`truncate` must be strictly positive/],
    ["too many alternatives", "a", { max_new_tokens: 1, top_n_tokens: 6 }, /`top_n_tokens`/],
  ];
  test.each(cases)("refuses %s", async (_name, inputs, parameters, message) => {
    const { status, json } = await post<{ error: string; error_type: string }>(
      server,
      "/generate",
      {
        inputs,
        parameters,
      },
    );
    expect(status).toBe(422);
    expect(json.error_type).toBe("validation");
    expect(json.error).toMatch(/^Input validation error: /);
    expect(json.error).toMatch(message);
  });

  test("refuses another type, and another content type, in the words of its web framework", async () => {
    const wrong = await post(server, "/generate", {
      inputs: "a",
      parameters: { max_new_tokens: "1" },
    });
    expect([wrong.status, wrong.text]).toEqual([
      422,
      expect.stringMatching(/^Failed to deserialize the JSON body/) as string,
    ]);
    const typed = await post(server, "/generate", "{}", {
      headers: { "content-type": "text/plain" },
    });
    expect(typed.status).toBe(415);
  });
});

describe("the rest", () => {
  test("tokens with their bytes", async () => {
    const { json } = await post(server, "/tokenize", { inputs: "aé" });
    expect(json).toEqual([
      { id: BOS, text: "", start: 0, stop: 0 },
      { id: 97, text: "a", start: 0, stop: 1 },
      { id: 195, text: "�", start: 1, stop: 2 },
      { id: 169, text: "�", start: 2, stop: 3 },
    ]);
  });

  test("says what it is and how it is", async () => {
    expect((await get(server, "/info")).json).toMatchObject({
      model_id: "hindcast-offline",
      max_input_tokens: 127,
      max_total_tokens: 128,
      max_client_batch_size: 1,
    });
    expect((await get(server, "/health")).status).toBe(200);
    expect((await get(server, "/v1/models")).json).toMatchObject({
      data: [{ id: "hindcast-offline" }],
    });
  });
});
