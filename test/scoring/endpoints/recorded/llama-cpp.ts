import type { Answer, Seen } from "../test-server.ts";

/**
 * What llama.cpp's server (of October 2026, in xllamacpp 2026.10.11549, serving SmolLM2-135M-Instruct)
 * answered: `/tokenize` reads `content` and has no tokens for a `prompt`; completions ignore
 * `echo`, and generate a token where `max_tokens` is 0.
 */
export function llamaCppServer({ path, body }: Seen): Answer | undefined {
  if (path === "/tokenize") return { json: { tokens: body["content"] === undefined ? [] : [604] } };
  if (path === "/v1/models") {
    const meta = { vocab_type: 2, n_vocab: 49152, n_ctx: 8192, n_ctx_train: 8192, ftype: "Q4_1" };
    const model = { id: "smollm2", aliases: ["smollm2"], object: "model", created: 1, meta };
    return { json: { object: "list", data: [{ ...model, owned_by: "llamacpp" }] } };
  }
  if (path !== "/v1/completions") return undefined;
  const token = { id: 446, token: " =", bytes: [32, 61], logprob: -0.6486977338790894 };
  return {
    json: {
      choices: [
        {
          text: " =",
          index: 0,
          logprobs: { content: [{ ...token, top_logprobs: [token] }] },
          finish_reason: "length",
        },
      ],
      created: 1796086437,
      model: "smollm2",
      system_fingerprint: "b0-unknown",
      object: "text_completion",
      usage: {
        completion_tokens: 1,
        prompt_tokens: (body["prompt"] as unknown[]).length,
        total_tokens: (body["prompt"] as unknown[]).length + 1,
        prompt_tokens_details: { cached_tokens: 0 },
      },
      id: "chatcmpl-AyZ7Xqa91j0KTrDgjgrxajWzdBcsHrUf",
    },
  };
}
