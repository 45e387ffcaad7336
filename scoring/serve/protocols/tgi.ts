import { z } from "zod";
import { ok, wireNumber, type HttpAnswer } from "../answer.ts";
import type { JudgedToken, RankedToken } from "../reading.ts";
import { checkWritten, parseBody } from "./fields.ts";
import { RequestRefusal, type RefusalCause } from "../refusal.ts";
import { hasField, type RouteCall, type ProtocolRoute } from "../route.ts";
import { tokenizeTgi } from "./tokenization.ts";
import { BOS, decode, encode, tokenText } from "../vocabulary.ts";

/** Paths of a TGI router that was started with --enable-prefill-logprobs. */
export const tgiRoutes: readonly ProtocolRoute[] = [
  {
    methods: ["POST"],
    path: "/generate",
    judges: true,
    accepts: (body) => hasField(body, "inputs"),
    handle: generate,
    refuse,
  },
  {
    methods: ["POST"],
    path: "/tokenize",
    accepts: (body) => hasField(body, "inputs"),
    handle: tokenizeTgi,
    refuse,
  },
  { methods: ["GET"], path: "/info", handle: info, refuse },
  { methods: ["GET"], path: "/health", handle: () => ({ status: 200 }), refuse },
  { methods: ["GET"], path: "/v1/models", handle: models, refuse },
];

const GenerateRequest = z.looseObject({
  inputs: z.string(),
  parameters: z
    .looseObject({
      max_new_tokens: z.int().min(0).nullish(),
      details: z.boolean().nullish(),
      decoder_input_details: z.boolean().nullish(),
      return_full_text: z.boolean().nullish(),
      truncate: z.int().min(0).nullish(),
      top_n_tokens: z.int().min(0).nullish(),
    })
    .nullish(),
});

/** Tokens that are generated when nobody says how many. */
const defaultNewTokens = 100;
const mostTopTokens = 5;

async function generate({ body, served, read }: RouteCall): Promise<HttpAnswer> {
  const { inputs, parameters } = parseBody(GenerateRequest, body);
  const limit = served.contextLength;
  if (inputs === "") throw new RequestRefusal("invalid", "`inputs` cannot be empty");
  const write = parameters?.max_new_tokens ?? defaultNewTokens;
  if (write === 0)
    throw new RequestRefusal("invalid", "`max_new_tokens` must be strictly positive");
  checkWritten(write, "max_new_tokens");
  const top = parameters?.top_n_tokens ?? 0;
  if (top > mostTopTokens) {
    throw new RequestRefusal(
      "invalid",
      `\`top_n_tokens\` must be >= 0 and <= ${mostTopTokens}. Given: ${top}`,
    );
  }
  const ids = truncated(encode(inputs, true), parameters?.truncate, limit - 1);
  if (ids.length + write > limit) {
    const given = `Given: ${ids.length} \`inputs\` tokens and ${write} \`max_new_tokens\``;
    throw new RequestRefusal(
      "invalid",
      `\`inputs\` tokens + \`max_new_tokens\` must be <= ${limit}. ${given}`,
    );
  }
  const judges = parameters?.decoder_input_details === true;
  const [reading] = await read([
    { ids, from: judges ? 0 : ids.length - 1, reuse: !judges, top, write },
  ]);
  const { judged, written } = reading!;
  const text = decode(
    written.map(({ id }) => id),
    true,
  );
  const details = {
    finish_reason: "length",
    generated_tokens: written.length,
    seed: null,
    prefill: judges ? judged.map((token, i) => prefill(token, i)) : [],
    tokens: written.map(generated),
    ...(top === 0
      ? {}
      : { top_tokens: written.map((token: JudgedToken) => token.top.map(generated)) }),
  };
  return ok({
    generated_text: parameters?.return_full_text === true ? inputs + text : text,
    ...(judges || parameters?.details === true ? { details } : {}),
  });
}

/** The right-most tokens; the special token goes with what is cut off. */
function truncated(ids: number[], truncate: number | null | undefined, most: number): number[] {
  if (truncate === undefined || truncate === null) return ids;
  if (truncate === 0 || truncate > most) {
    const message = `\`truncate\` must be strictly positive and less than ${most}. Given: ${truncate}`;
    throw new RequestRefusal("invalid", message);
  }
  return ids.slice(-truncate);
}

/** The first has nothing before it: NaN in TGI, which its JSON writes as null. */
function prefill({ id, logprob }: RankedToken, i: number): unknown {
  return { id, text: tokenText(id), logprob: i === 0 ? null : wireNumber(logprob, null) };
}

function generated({ id, logprob }: RankedToken): unknown {
  return { id, text: tokenText(id), logprob: wireNumber(logprob, null), special: id === BOS };
}

function info({ served }: RouteCall): HttpAnswer {
  return ok({
    model_id: served.model,
    model_sha: null,
    model_pipeline_tag: "text-generation",
    max_concurrent_requests: served.queue,
    max_best_of: 1,
    max_stop_sequences: 0,
    max_input_tokens: served.contextLength - 1,
    max_total_tokens: served.contextLength,
    validation_workers: 1,
    max_client_batch_size: 1,
    router: "text-generation-router",
    version: served.version,
    sha: null,
    docker_label: null,
  });
}

function models({ served }: RouteCall): HttpAnswer {
  const card = { id: served.model, object: "model", created: 0, owned_by: served.model };
  return ok({ object: "list", data: [card] });
}

/** TGI's errors; what its web framework refuses before it comes as plain text. */
const answers: Readonly<Record<RefusalCause, (message: string) => HttpAnswer>> = {
  malformed: (message) => ({
    status: 422,
    text: `Failed to deserialize the JSON body into the target type: ${message}`,
  }),
  "media-type": () => ({
    status: 415,
    text: "Expected request with `Content-Type: application/json`",
  }),
  "too-large": () => ({
    status: 413,
    text: "Failed to buffer the request body: length limit exceeded",
  }),
  busy: overloaded,
  throttled: overloaded,
  unavailable: () => ({ status: 503, json: { error: "unhealthy", error_type: "healthcheck" } }),
  failed: (message) => ({
    status: 424,
    json: { error: `Request failed during generation: ${message}`, error_type: "generation" },
  }),
  invalid,
  "unknown-model": invalid,
  unsupported: invalid,
};

function overloaded(): HttpAnswer {
  return { status: 429, json: { error: "Model is overloaded", error_type: "overloaded" } };
}

function invalid(message: string): HttpAnswer {
  const error = `Input validation error: ${message}`;
  return { status: 422, json: { error, error_type: "validation" } };
}

function refuse({ reason, message }: RequestRefusal): HttpAnswer {
  return answers[reason](message);
}
