import { z } from "zod";
import { ok, wireNumber, type HttpAnswer } from "../answer.ts";
import type { JudgedToken, TokenPrompt, RankedToken, PromptScore } from "../reading.ts";
import { checkWritten, parseBody } from "./fields.ts";
import { RequestRefusal } from "../refusal.ts";
import type { RouteCall } from "../route.ts";
import { decode, encode, isIds, tokenText, unknownId, vocabularySize } from "../vocabulary.ts";

const SamplingParams = z.looseObject({
  max_new_tokens: z.int().min(0).nullish(),
  n: z.int().nullish(),
});

function oneOrMany<T extends z.ZodType>(one: T) {
  return z.union([one, z.array(one)]).nullish();
}

const GenerateRequest = z.looseObject({
  text: oneOrMany(z.string()),
  input_ids: z.union([z.custom<number[]>(isIds), z.array(z.custom<number[]>(isIds))]).nullish(),
  sampling_params: oneOrMany(SamplingParams),
  return_logprob: oneOrMany(z.boolean()),
  logprob_start_len: oneOrMany(z.int()),
  top_logprobs_num: oneOrMany(z.int().min(0)),
  return_text_in_logprobs: z.boolean().nullish(),
  rid: oneOrMany(z.string()),
  stream: z.boolean().nullish(),
  token_ids_logprob: z.unknown().optional(),
});

/** Tokens that SGLang generates when nobody says how many. */
const defaultNewTokens = 128;

interface Item {
  readonly prompt: TokenPrompt;
  readonly withLogprobs: boolean;
}

/** `POST /generate` of SGLang: one sequence, or a list of them answered by a list. */
export async function generate({ body, served, read }: RouteCall): Promise<HttpAnswer> {
  const started = performance.now();
  const request = parseBody(GenerateRequest, body);
  if (request.stream === true)
    throw new RequestRefusal("invalid", "Streaming is not offered.", "stream");
  if (request.token_ids_logprob !== undefined && request.token_ids_logprob !== null) {
    throw new RequestRefusal("invalid", "token_ids_logprob is not offered.", "token_ids_logprob");
  }
  const { sequences, single } = sequencesOf(request);
  const rids = ridsOf(request.rid, sequences.length, single);
  const fan = <T>(value: T | T[] | null | undefined, otherwise: T, name: string): T[] =>
    fanOut(value, otherwise, sequences.length, single, name);
  const sampling = fan(request.sampling_params, {}, "sampling_params");
  const logprobs = fan(request.return_logprob, false, "return_logprob");
  const starts = fan(request.logprob_start_len, -1, "logprob_start_len");
  const tops = fan(request.top_logprobs_num, 0, "top_logprobs_num");
  const items = sequences.map((ids, i): Item => {
    const write = sampling[i]!.max_new_tokens ?? defaultNewTokens;
    checkItem(ids, write, sampling[i]!.n ?? 1, served.contextLength);
    const withLogprobs = logprobs[i]!;
    // Without a start, only generated tokens are scored; the last token is always recomputed.
    const from =
      withLogprobs && starts[i]! >= 0
        ? checkStart(starts[i]!, ids, write)
        : lastOf(ids, write, withLogprobs);
    const top = withLogprobs ? tops[i]! : 0;
    const rid = rids?.[i];
    return {
      prompt: { ...(rid === undefined ? {} : { rid }), ids, from, reuse: true, top, write },
      withLogprobs,
    };
  });
  const readings = await read(items.map(({ prompt }) => prompt));
  const texts = request.return_text_in_logprobs === true;
  const answers = readings.map((reading, i) => render(reading, items[i]!, texts, started));
  return ok(single ? answers[0] : answers);
}

function sequencesOf({ text, input_ids: ids }: z.output<typeof GenerateRequest>): {
  sequences: number[][];
  single: boolean;
} {
  const hasText = text !== undefined && text !== null;
  const hasIds = ids !== undefined && ids !== null;
  if (hasText === hasIds) {
    throw new RequestRefusal(
      "invalid",
      "Either text, input_ids or input_embeds should be provided.",
    );
  }
  if (hasText) {
    const texts = Array.isArray(text) ? text : [text];
    if (texts.length === 0 || texts.includes("")) {
      throw new RequestRefusal(
        "invalid",
        "texts cannot be empty and tokenizer must be initialized",
      );
    }
    return { sequences: texts.map((one) => encode(one, true)), single: !Array.isArray(text) };
  }
  const many = ids ?? [];
  const single = typeof many[0] === "number";
  const sequences = (single ? [many] : many) as number[][];
  if (sequences.length === 0 || sequences.some((one) => one.length === 0)) {
    throw new RequestRefusal("invalid", "input_ids cannot be empty.");
  }
  return { sequences, single };
}

function ridsOf(
  rid: string | string[] | null | undefined,
  count: number,
  single: boolean,
): string[] | undefined {
  if (rid === undefined || rid === null) return undefined;
  if (typeof rid === "string") {
    return single ? [rid] : Array.from({ length: count }, (_, i) => `${rid}_${i}`);
  }
  if (single || rid.length !== count) {
    throw new RequestRefusal("invalid", "The rids length does not match the batch size.", "rid");
  }
  const twice = rid.filter((one, i) => rid.indexOf(one) !== i);
  if (twice.length > 0) {
    const list = JSON.stringify([...new Set(twice)]);
    throw new RequestRefusal(
      "invalid",
      `Duplicate request IDs detected within the request: ${list}`,
      "rid",
    );
  }
  return rid;
}

/** One value for each sequence: the same for all, or a list of them. */
function fanOut<T>(
  value: T | T[] | null | undefined,
  otherwise: T,
  count: number,
  single: boolean,
  name: string,
): T[] {
  if (!Array.isArray(value)) return Array<T>(count).fill(value ?? otherwise);
  if (single || value.length !== count) {
    throw new RequestRefusal(
      "invalid",
      `The length of ${name} does not match the batch size.`,
      name,
    );
  }
  return value;
}

function checkItem(ids: readonly number[], write: number, n: number, contextLength: number): void {
  if (n !== 1)
    throw new RequestRefusal("invalid", "Parallel sampling (n > 1) is not offered.", "n");
  if (unknownId(ids) !== undefined) {
    const message = `The input_ids contains values greater than the vocab size (${vocabularySize}).`;
    throw new RequestRefusal("invalid", message, "input_ids");
  }
  if (ids.length >= contextLength) {
    const length = `The input (${ids.length} tokens)`;
    throw new RequestRefusal(
      "invalid",
      `${length} is longer than the model's context length (${contextLength} tokens).`,
    );
  }
  checkWritten(write, "max_new_tokens");
  if (ids.length + write > contextLength) {
    throw new RequestRefusal(
      "invalid",
      `Requested token count exceeds the model's maximum context length of ${contextLength} tokens. ` +
        `You requested a total of ${ids.length + write} tokens: ${ids.length} tokens from the input messages ` +
        `and ${write} tokens for the completion. Please reduce the number of tokens in the input messages or ` +
        `the completion to fit within the limit.`,
    );
  }
}

function checkStart(start: number, ids: readonly number[], write: number): number {
  // A request that generates nothing may ask for no input at all.
  if (start < ids.length || (write === 0 && start === ids.length)) return start;
  throw new RequestRefusal(
    "invalid",
    `req.logprob_start_len=${start} is higher than the number of input tokens ` +
      `len(req.origin_input_ids)=${ids.length}. Please use a smaller logprob_start_len.`,
  );
}

function lastOf(ids: readonly number[], write: number, withLogprobs: boolean): number {
  return withLogprobs && write === 0 ? ids.length : ids.length - 1;
}

function render(
  { rid, ids, judged, written, cached, aborted }: PromptScore,
  { prompt, withLogprobs }: Item,
  texts: boolean,
  started: number,
): unknown {
  const output = written.map(({ id }) => id);
  const logprobs = {
    input_token_logprobs: judged.map((token, i) =>
      triple(i === 0 ? { ...token, logprob: null } : token, texts),
    ),
    output_token_logprobs: written.map((token) => triple(token, texts)),
    ...(prompt.top === 0
      ? {}
      : {
          input_top_logprobs: judged.map((token, i) => (i === 0 ? null : triples(token, texts))),
          output_top_logprobs: written.map((token) => triples(token, texts)),
        }),
  };
  return {
    text: decode(output, true),
    output_ids: output,
    meta_info: {
      id: rid,
      finish_reason:
        aborted === undefined ? { type: "length", length: output.length } : abortReason(aborted),
      prompt_tokens: ids.length,
      completion_tokens: output.length,
      cached_tokens: cached,
      weight_version: "default",
      e2e_latency: (performance.now() - started) / 1000,
      ...(withLogprobs ? logprobs : {}),
    },
  };
}

function abortReason(aborted: "waiting" | "running"): unknown {
  return aborted === "waiting"
    ? { type: "abort", message: "Abort in waiting queue" }
    : { type: "abort", message: "Aborted", status_code: null, err_type: null };
}

function triples(token: JudgedToken, texts: boolean): unknown[] {
  return token.top.map((one) => triple(one, texts));
}

/** SGLang's triple. Infinity becomes null in its JSON, and the last id of a vocabulary becomes 0. */
function triple({ id, logprob }: RankedToken, texts: boolean): unknown[] {
  return [
    wireNumber(logprob, null),
    id >= vocabularySize - 1 ? 0 : id,
    texts ? tokenText(id) : null,
  ];
}
