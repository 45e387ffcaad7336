import { z } from "zod";
import { ok, type HttpAnswer } from "../answer.ts";
import { parseBody } from "./fields.ts";
import { RequestRefusal } from "../refusal.ts";
import type { RouteCall } from "../route.ts";
import { decode, encode, isIds, tokenText, unknownId } from "../vocabulary.ts";

const VllmTokenize = z.looseObject({
  prompt: z.string(),
  add_special_tokens: z.boolean().default(true),
  return_token_strs: z.boolean().nullish(),
});

/** `POST /tokenize` of vLLM. */
export function tokenizeVllm({ body, served }: RouteCall): HttpAnswer {
  const request = parseBody(VllmTokenize, body);
  const tokens = encode(request.prompt, request.add_special_tokens);
  const strs = request.return_token_strs === true ? tokens.map((id) => tokenText(id)) : null;
  return ok({
    count: tokens.length,
    max_model_len: served.contextLength,
    tokens,
    token_strs: strs,
  });
}

/** `POST /detokenize` of vLLM. */
export function detokenizeVllm({ body }: RouteCall): HttpAnswer {
  const { tokens } = parseBody(z.looseObject({ tokens: z.custom<number[]>(isIds) }), body);
  return ok({ prompt: decode(known(tokens), false) });
}

const SglangTokenize = z.looseObject({
  prompt: z.union([z.string(), z.array(z.string())]),
  add_special_tokens: z.boolean().default(true),
});

/** `POST /tokenize` of SGLang, which also takes lists. */
export function tokenizeSglang({ body, served }: RouteCall): HttpAnswer {
  const { prompt, add_special_tokens: special } = parseBody(SglangTokenize, body);
  const lists = (Array.isArray(prompt) ? prompt : [prompt]).map((text) => encode(text, special));
  const counts = lists.map(({ length }) => length);
  const one = !Array.isArray(prompt);
  return ok({
    tokens: one ? lists[0] : lists,
    count: one ? counts[0] : counts,
    max_model_len: served.contextLength,
  });
}

const SglangDetokenize = z.looseObject({
  tokens: z.union([z.custom<number[]>(isIds), z.array(z.custom<number[]>(isIds))]),
  skip_special_tokens: z.boolean().default(true),
});

/** `POST /detokenize` of SGLang, which also takes lists. */
export function detokenizeSglang({ body }: RouteCall): HttpAnswer {
  const { tokens, skip_special_tokens: skip } = parseBody(SglangDetokenize, body);
  const text = isIds(tokens)
    ? decode(known(tokens), skip)
    : tokens.map((ids) => decode(known(ids), skip));
  return ok({ text });
}

const TgiTokenize = z.looseObject({
  inputs: z.string(),
  add_special_tokens: z.boolean().nullish(),
});

/**
 * `POST /tokenize` of TGI: offsets are bytes of the text, a special token has none.
 * The special token is always there: its default cannot be changed over HTTP.
 */
export function tokenizeTgi({ body }: RouteCall): HttpAnswer {
  const { inputs } = parseBody(TgiTokenize, body);
  const [special, ...bytes] = encode(inputs, true);
  return ok([
    { id: special, text: "", start: 0, stop: 0 },
    ...bytes.map((id, i) => ({ id, text: tokenText(id), start: i, stop: i + 1 })),
  ]);
}

function known(ids: number[]): number[] {
  const unknown = unknownId(ids);
  if (unknown === undefined) return ids;
  throw new RequestRefusal("invalid", `Token id ${unknown} is out of vocabulary`, "tokens");
}
