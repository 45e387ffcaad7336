import type { Change } from "./edit.ts";
import type { Answer, Seen } from "./test-server.ts";
import { BOS, stringOf, tokensOf, toyLogprobs } from "./toy-model.ts";

const same: Change = (answer) => answer;

const MODELS = {
  object: "list",
  data: [{ id: "toy", object: "model", owned_by: "test", max_model_len: 4096 }],
};

/** The parts that SGLang and vLLM have in common. */
function common({ path, body }: Seen): Answer | undefined {
  if (path === "/v1/models") return { json: MODELS };
  if (path !== "/tokenize") return undefined;
  const tokens = [
    ...(body["add_special_tokens"] === false ? [] : [BOS]),
    ...tokensOf(String(body["prompt"])),
  ];
  return { json: { tokens, count: tokens.length, max_model_len: 4096 } };
}

export interface SglangRequest {
  readonly input_ids: readonly (readonly number[])[];
  readonly logprob_start_len: readonly number[];
  readonly rid: readonly string[];
}

/** SGLang in the shapes of its `/generate`; a batch is answered with a list. */
export function sglangServer(change: Change = same): (seen: Seen) => Answer | undefined {
  return (seen) => {
    if (seen.path === "/abort_request") return (response) => void response.writeHead(200).end();
    if (seen.path !== "/generate") return common(seen);
    const request = seen.body as unknown as SglangRequest;
    const answers = request.input_ids.map((ids, index) => {
      const start = request.logprob_start_len[index]!;
      const values = toyLogprobs(ids);
      return {
        text: "",
        output_ids: [],
        meta_info: {
          id: request.rid[index],
          finish_reason: { type: "length", length: 0 },
          prompt_tokens: ids.length,
          completion_tokens: 0,
          cached_tokens: start,
          weight_version: "default",
          e2e_latency: 0.05,
          input_token_logprobs: ids
            .slice(start)
            .map((id, at) => [at === 0 ? null : values[start + at], id, null]),
          output_token_logprobs: [],
          input_top_logprobs: [null],
        },
      };
    });
    return { json: change(answers) };
  };
}

/** vLLM's completions with `prompt_logprobs`. */
export function vllmServer(change: Change = same): (seen: Seen) => Answer | undefined {
  return (seen) => {
    if (seen.path !== "/v1/completions") return common(seen);
    const prompts = seen.body["prompt"] as number[][];
    const choices = prompts.map((ids, index) => ({
      index,
      text: "x",
      logprobs: null,
      finish_reason: "length",
      stop_reason: null,
      ...(seen.body["return_token_ids"] === true ? { token_ids: [42], prompt_token_ids: ids } : {}),
      prompt_logprobs: toyLogprobs(ids).map((logprob, at) =>
        logprob === null
          ? null
          : { [ids[at]!]: { logprob, rank: 3, decoded_token: stringOf(ids[at]!) } },
      ),
    }));
    const tokens = prompts.reduce((sum, { length }) => sum + length, 0);
    const usage = {
      prompt_tokens: tokens,
      completion_tokens: prompts.length,
      total_tokens: tokens + prompts.length,
      prompt_tokens_details: null,
    };
    const answer = { id: "cmpl-1", object: "text_completion", created: 0, model: "toy", choices };
    return { json: change({ ...answer, usage }) };
  };
}

interface EchoRequest {
  readonly prompt: string | readonly number[];
  readonly max_tokens: number;
  readonly logprobs: number;
  readonly return_tokens_as_token_ids?: boolean;
}

/** What an echo server takes, as the ways differ between servers. */
export interface EchoManners {
  readonly ids?: boolean;
  /** Least value of `logprobs` that gives numbers for the prompt. */
  readonly logprobs?: 0 | 1;
  readonly maxTokens?: 0 | 1;
  /** Whether tokens can be asked for as `token_id:N`. */
  readonly named?: boolean;
  readonly tokenize?: boolean;
  readonly status?: number;
}

/** An OpenAI-compatible server that echoes prompts. */
export function echoServer(
  manners: EchoManners = {},
  change: Change = same,
): (seen: Seen) => Answer | undefined {
  const { ids: takesIds = true, logprobs = 0, maxTokens = 0, named = true } = manners;
  return (seen) => {
    const { path } = seen;
    const body = seen.body as unknown as EchoRequest;
    if (path === "/tokenize" && manners.tokenize === false) return undefined;
    if (path !== "/v1/completions") return common(seen);
    const bad = { status: manners.status ?? 400, json: { error: { message: "not like this" } } };
    const text = typeof body.prompt === "string";
    if ((!text && !takesIds) || body.max_tokens < maxTokens) return bad;
    if (body.return_tokens_as_token_ids === true && !named) return bad;
    const prompt = typeof body.prompt === "string" ? [BOS, ...tokensOf(body.prompt)] : body.prompt;
    const tail = body.max_tokens === 1 ? [tokensOf("!")[0]!] : [];
    const all = [...prompt, ...tail];
    const spelt = body.return_tokens_as_token_ids === true;
    const numbers = {
      tokens: all.map((id) => (spelt ? `token_id:${id}` : stringOf(id))),
      token_logprobs: toyLogprobs(all),
      top_logprobs: all.map(() => null),
      text_offset: all.map((_id, at) => at),
    };
    const choice = {
      index: 0,
      text: "",
      logprobs: body.logprobs >= logprobs ? numbers : null,
      finish_reason: "length",
    };
    const usage = { prompt_tokens: prompt.length, completion_tokens: 1 };
    return { json: change({ object: "text_completion", choices: [choice], usage }) };
  };
}

/** TGI, which takes texts and puts the start token before them. */
export function tgiServer(change: Change = same): (seen: Seen) => Answer | undefined {
  return (seen) => {
    const { path, body } = seen;
    if (path === "/info") {
      return { json: { model_id: "toy", max_input_tokens: 4000, max_total_tokens: 4096 } };
    }
    const ids = [BOS, ...tokensOf((body as { inputs?: string }).inputs ?? "")];
    if (path === "/tokenize") {
      const tokens = ids.map((id, at) => ({
        id,
        text: at === 0 ? "" : stringOf(id),
        start: Math.max(0, at - 1),
        stop: at,
      }));
      return { json: change(tokens) };
    }
    if (path !== "/generate") return undefined;
    const values = toyLogprobs(ids);
    const prefill = ids.map((id, at) => ({ id, text: stringOf(id), logprob: values[at] }));
    const details = {
      finish_reason: "length",
      generated_tokens: 1,
      seed: null,
      prefill,
      tokens: [],
    };
    return { json: change({ generated_text: "!", details }) };
  };
}
