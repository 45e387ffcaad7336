import { z } from "zod";
import { checkWritten, parseBody } from "./fields.ts";
import { RequestRefusal } from "../refusal.ts";
import { decode, encode, isIds, unknownId } from "../vocabulary.ts";

/** Prompts that one request may carry: vLLM's VLLM_MAX_COMPLETION_PROMPTS. */
const mostPrompts = 1024;
/** Alternatives at one place: vLLM's --max-logprobs. */
const mostLogprobs = 20;

const logprobCount = z.int().min(-1).nullish();

const CompletionRequest = z.looseObject({
  model: z.string().nullish(),
  prompt: z.unknown().optional(),
  max_tokens: z.int().min(0).nullish(),
  n: z.int().min(1).max(128).nullish(),
  echo: z.boolean().nullish(),
  logprobs: logprobCount,
  prompt_logprobs: logprobCount,
  stream: z.boolean().nullish(),
  suffix: z.string().nullish(),
  add_special_tokens: z.boolean().default(true),
  truncate_prompt_tokens: z.int().min(-1).nullish(),
  return_token_ids: z.boolean().nullish(),
  return_tokens_as_token_ids: z.boolean().nullish(),
  rid: z.union([z.string(), z.array(z.string())]).nullish(),
});

/** A prompt as text and as tokens. */
export interface CompletionPrompt {
  /** What `echo` gives back. */
  readonly text: string;
  readonly ids: readonly number[];
  /** Tokens that are generated after it: what was asked for, or what there is room for. */
  readonly write: number;
}

/** What a completions endpoint goes by. */
interface CompletionLimits {
  /** The name that the request must have; any when undefined. */
  readonly model: string | undefined;
  /** Tokens of prompt and continuation together. */
  readonly contextLength: number;
}

/** A request to a completions endpoint, checked. */
export interface CompletionRequest {
  readonly prompts: readonly CompletionPrompt[];
  readonly maxTokens: number;
  readonly n: number;
  readonly echo: boolean;
  /** Undefined without log-probabilities. */
  readonly logprobs: number | undefined;
  readonly promptLogprobs: number | undefined;
  readonly returnTokenIds: boolean;
  readonly tokensAsIds: boolean;
}

/** Tokens that a completions endpoint generates when nobody says how many. */
const defaultMaxTokens = 16;

/**
 * Reads the body of `POST /v1/completions`, with the refusals of vLLM 0.32 in its words. Throws a
 * RequestRefusal for the whole request when any of its prompts cannot be answered.
 */
export function parseCompletion(
  body: unknown,
  { model, contextLength }: CompletionLimits,
): CompletionRequest {
  const request = parseBody(CompletionRequest, body);
  if (model !== undefined && (request.model ?? model) !== model) {
    throw new RequestRefusal(
      "unknown-model",
      `The model \`${request.model}\` does not exist. Valid aliases: ${model}.`,
      "model",
    );
  }
  if (request.stream === true)
    throw new RequestRefusal("unsupported", "Streaming is not offered.", "stream");
  if ((request.suffix ?? "") !== "") {
    throw new RequestRefusal("invalid", "suffix is not currently supported", "suffix");
  }
  const echo = request.echo ?? false;
  const maxTokens = request.max_tokens ?? defaultMaxTokens;
  if (maxTokens === 0 && !echo) throw noTokens();
  checkWritten(maxTokens, "max_tokens");
  checkLogprobs("prompt", request.prompt_logprobs);
  checkLogprobs("sample", request.logprobs);
  const { truncate_prompt_tokens: truncate } = request;
  const prompts = promptsOf(request.prompt).map((prompt) =>
    fit(tokens(prompt, request.add_special_tokens), prompt, { truncate, maxTokens, contextLength }),
  );
  return {
    prompts,
    maxTokens,
    n: request.n ?? 1,
    echo,
    logprobs: request.logprobs ?? undefined,
    promptLogprobs: request.prompt_logprobs ?? undefined,
    returnTokenIds: request.return_token_ids ?? false,
    tokensAsIds: request.return_tokens_as_token_ids ?? false,
  };
}

function checkLogprobs(kind: "prompt" | "sample", count: number | null | undefined): void {
  if (count === undefined || count === null || (count >= 0 && count <= mostLogprobs)) return;
  const asked = count === -1 ? "the whole vocabulary" : count;
  const param = kind === "prompt" ? "prompt_logprobs" : "logprobs";
  throw new RequestRefusal(
    "invalid",
    `Requested ${kind} logprobs of ${asked}, which is greater than max allowed: ${mostLogprobs} ` +
      `(parameter=${param}, value=${count})`,
    param,
  );
}

function promptsOf(prompt: unknown): readonly (string | number[])[] {
  if (prompt === undefined || prompt === null || prompt === "") {
    throw new RequestRefusal(
      "invalid",
      "Either prompt or prompt_embeds must be provided and non-empty. (parameter=prompt)",
      "prompt",
    );
  }
  if (typeof prompt === "string") return [prompt];
  if (!Array.isArray(prompt)) throw malformedPrompt();
  if (prompt.length === 0) throw new RequestRefusal("invalid", "You must pass at least one prompt");
  if (isIds(prompt)) return [prompt];
  if (prompt.length > mostPrompts) {
    const length = `prompt list length ${prompt.length}`;
    const message = `${length} exceeds the maximum allowed count of ${mostPrompts}.`;
    throw new RequestRefusal("invalid", message, "prompt");
  }
  const list: readonly unknown[] = prompt;
  if (list.every((one) => typeof one === "string")) return list;
  if (list.every((one) => isIds(one))) return list;
  throw malformedPrompt();
}

function malformedPrompt(): RequestRefusal {
  const wanted = "a string, a list of strings, a list of token ids or a list of such lists";
  return new RequestRefusal(
    "malformed",
    `1 validation error:\n  body.prompt: expected ${wanted}`,
    "body.prompt",
  );
}

function tokens(prompt: string | number[], special: boolean): number[] {
  const ids = typeof prompt === "string" ? encode(prompt, special) : prompt;
  if (ids.length === 0) throw new RequestRefusal("invalid", "The decoder prompt cannot be empty");
  const unknown = unknownId(ids);
  if (unknown === undefined) return ids;
  throw new RequestRefusal("invalid", `Token id ${unknown} is out of vocabulary`);
}

interface TokenBudget {
  readonly truncate: number | null | undefined;
  readonly maxTokens: number;
  readonly contextLength: number;
}

/**
 * A prompt that fits: it is truncated on the left if the request allows it, and no more tokens are
 * generated than there is room for. A prompt that leaves no room is rejected, a longer one with
 * another message.
 */
function fit(
  ids: number[],
  prompt: string | number[],
  { truncate, maxTokens, contextLength }: TokenBudget,
): CompletionPrompt {
  const most = truncate === -1 ? contextLength - maxTokens : truncate;
  const kept =
    most === undefined || most === null || most >= ids.length ? ids : ids.slice(ids.length - most);
  if (kept.length > contextLength) {
    throw new RequestRefusal(
      "invalid",
      `This model's maximum context length is ${contextLength} tokens. However, your prompt contains ` +
        `${kept.length === contextLength + 1 ? "at least " : ""}${kept.length} input tokens, which ` +
        "exceeds this limit even without any output tokens. Please reduce the length of the input " +
        `prompt. (parameter=input_tokens, value=${kept.length})`,
      "input_tokens",
    );
  }
  if (kept.length === contextLength) throw noTokens();
  return {
    ids: kept,
    text: typeof prompt === "string" && kept === ids ? prompt : decode(kept, false),
    write: Math.min(maxTokens, contextLength - kept.length),
  };
}

function noTokens(): RequestRefusal {
  const message = "max_tokens must be at least 1, got 0. (parameter=max_tokens, value=0)";
  return new RequestRefusal("invalid", message, "max_tokens");
}
