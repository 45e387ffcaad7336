import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ok, wireNumber, type HttpAnswer } from "../answer.ts";
import { completionAnswer, usageOf } from "./completion-answer.ts";
import { floor, legacyLogprobs, rankOf, withoutFirst, withToken } from "./completion-logprobs.ts";
import { parseCompletion, type CompletionRequest } from "./completion-request.ts";
import type { JudgedToken, TokenPrompt, PromptScore } from "../reading.ts";
import { parseBody } from "./fields.ts";
import type { RequestRefusal } from "../refusal.ts";
import { hasField, type RouteCall, type ProtocolRoute } from "../route.ts";
import { detokenizeVllm, tokenizeVllm } from "./tokenization.ts";
import { decode, isIds, tokenText } from "../vocabulary.ts";

/** Paths of a vLLM server. */
export const vllmRoutes: readonly ProtocolRoute[] = [
  { methods: ["POST"], path: "/v1/completions", judges: true, handle: complete, refuse },
  {
    methods: ["POST"],
    path: "/inference/v1/generate",
    judges: true,
    handle: generateTokens,
    refuse,
  },
  {
    methods: ["POST"],
    path: "/tokenize",
    // Lists are SGLang's and `inputs` is TGI's, where one port offers all of them.
    accepts: (body) =>
      !hasField(body, "inputs") && !Array.isArray((body as { prompt?: unknown } | null)?.prompt),
    handle: tokenizeVllm,
    refuse,
  },
  {
    methods: ["POST"],
    path: "/detokenize",
    accepts: (body) => !hasField(body, "skip_special_tokens"),
    handle: detokenizeVllm,
    refuse,
  },
  { methods: ["GET"], path: "/v1/models", handle: models, refuse },
  { methods: ["GET"], path: "/health", handle: () => ({ status: 200 }), refuse },
  {
    methods: ["GET"],
    path: "/version",
    handle: ({ served }) => ok({ version: served.version }),
    refuse,
  },
  {
    methods: ["GET"],
    path: "/load",
    handle: ({ engine }) => ok({ server_load: engine.running + engine.waiting }),
    refuse,
  },
];

async function complete({ body, served, read }: RouteCall): Promise<HttpAnswer> {
  const request = parseCompletion(body, served);
  const { prompts, n, logprobs } = request;
  // Echo makes `logprobs` count for the prompt too; a log-probability of it bypasses the cache.
  const count = request.promptLogprobs ?? (request.echo ? logprobs : undefined);
  const readings = await read(
    prompts.map(({ ids, write }): TokenPrompt => ({
      ids,
      from: count === undefined ? ids.length - 1 : 0,
      reuse: count === undefined,
      top: Math.max(count ?? 0, logprobs ?? 0),
      // One token is always generated, even when the answer leaves it out.
      write: Math.max(write, 1),
    })),
  );
  return completionAnswer(readings, {
    model: served.model,
    n,
    usage: { completion_tokens_details: null },
    more: {
      service_tier: null,
      system_fingerprint: `vllm-${served.version}`,
      kv_transfer_params: null,
      ec_transfer_params: null,
      metrics: null,
    },
    choice: (reading, i) => choice(reading, prompts[i]!.text, request, count),
  });
}

function choice(
  reading: PromptScore,
  text: string,
  request: CompletionRequest,
  count: number | undefined,
): object {
  const { ids, judged, written } = reading;
  const { echo, maxTokens, logprobs, returnTokenIds } = request;
  const output = decode(
    written.map(({ id }) => id),
    true,
  );
  const echoed = echo ? (returnTokenIds ? "" : text) : "";
  const shown = echo && maxTokens === 0 ? [] : written;
  const listed = echo ? [...withoutFirst(judged), ...shown] : shown;
  return {
    text: echoed + (echo && maxTokens === 0 ? "" : output),
    logprobs: logprobs === undefined ? null : legacyLogprobs(listed, logprobs, request.tokensAsIds),
    finish_reason: "length",
    stop_reason: null,
    token_ids: returnTokenIds ? written.map(({ id }) => id) : null,
    prompt_logprobs: count === undefined ? null : promptLogprobs(judged, count),
    prompt_token_ids: returnTokenIds ? ids : null,
    routed_experts: null,
  };
}

function promptLogprobs(judged: readonly JudgedToken[], count: number): unknown[] {
  return judged.map((token, i) => (i === 0 ? null : entryOf(token, count)));
}

function entryOf(token: JudgedToken, count: number): unknown {
  return Object.fromEntries(
    withToken(token, count).map(({ id, logprob }) => [
      id,
      {
        logprob: wireNumber(logprob, floor),
        rank: rankOf(token, id),
        decoded_token: tokenText(id),
      },
    ]),
  );
}

const TokensRequest = z.looseObject({
  model: z.string().nullish(),
  token_ids: z.custom<number[]>((value) => isIds(value) && value.length > 0),
  sampling_params: z
    .looseObject({
      max_tokens: z.int().min(1).nullish(),
      prompt_logprobs: z.int().nullish(),
      logprobs: z.int().nullish(),
    })
    .default({}),
  return_token_ids: z.boolean().nullish(),
});

/** `POST /inference/v1/generate`: tokens in, tokens out, one sequence. */
async function generateTokens(call: RouteCall): Promise<HttpAnswer> {
  const { model, token_ids: ids, sampling_params: sampling } = parseBody(TokensRequest, call.body);
  const request = parseCompletion({ model, prompt: ids, ...sampling }, call.served);
  const { promptLogprobs: count, logprobs, prompts } = request;
  const judges = count !== undefined;
  const [reading] = await call.read([
    {
      ids,
      from: judges ? 0 : ids.length - 1,
      reuse: !judges,
      top: Math.max(count ?? 0, logprobs ?? 0),
      write: prompts[0]!.write,
    },
  ]);
  const { judged, written } = reading!;
  return ok({
    request_id: randomUUID().replaceAll("-", ""),
    output_mode: "tokens",
    prompt_logprobs: judges ? promptLogprobs(judged, count) : null,
    prompt_token_ids: reading!.ids,
    choices: [
      {
        index: 0,
        finish_reason: "length",
        token_ids: written.map(({ id }) => id),
        logprobs:
          logprobs === undefined
            ? null
            : { content: written.map((token) => sampled(token, logprobs)) },
      },
    ],
    usage: usageOf(ids.length, written.length),
  });
}

function sampled(token: JudgedToken, count: number): unknown {
  return {
    token_id: token.id,
    logprob: wireNumber(token.logprob, floor),
    rank: rankOf(token, token.id),
    top_logprobs: token.top.slice(0, count).map(({ id, logprob }, i) => ({
      token_id: id,
      logprob: wireNumber(logprob, floor),
      rank: i + 1,
    })),
  };
}

function models({ served }: RouteCall): HttpAnswer {
  const card = {
    id: served.model,
    object: "model",
    created: served.started,
    owned_by: "vllm",
    root: served.model,
    parent: null,
    max_model_len: served.contextLength,
    permission: [],
  };
  return ok({ object: "list", data: [card] });
}

const types: Readonly<Record<RequestRefusal["reason"], string>> = {
  invalid: "BadRequestError",
  malformed: "Bad Request",
  "unknown-model": "NotFoundError",
  unsupported: "NotImplementedError",
  "too-large": "Request Entity Too Large",
  "media-type": "Bad Request",
  busy: "Service Unavailable",
  throttled: "Too Many Requests",
  unavailable: "Service Unavailable",
  failed: "InternalServerError",
};

/** An error in vLLM's envelope. */
function refuse({ reason, status, message, param }: RequestRefusal): HttpAnswer {
  const error = { message, type: types[reason], param: param ?? null, code: status };
  return { status, json: { error } };
}
