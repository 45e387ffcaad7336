import { HindcastError } from "../../../protocols/index.ts";
import type { Encoder } from "../../tokens/index.ts";
import type { AnswerReader, Fields } from "../answer.ts";
import type { TokenIds } from "../client.ts";
import { statusOf, type EndpointHttp } from "../http.ts";

/** The `/tokenize` of vLLM and SGLang: `{prompt, add_special_tokens}` to `{tokens, count}`. */
export function tokenizeEncoder(
  http: EndpointHttp,
  read: AnswerReader,
  extra: Fields = {},
): Encoder {
  async function ask(prompt: string, special: boolean, signal: AbortSignal): Promise<TokenIds> {
    const body = { ...extra, prompt, add_special_tokens: special };
    const answer = read.object(await askTokenize(http, body, signal), "the answer of /tokenize");
    const tokens = read.list(answer["tokens"], "tokens");
    // llama.cpp's reads another field, and answers a text that it does not find with no tokens.
    if (tokens.length === 0 && prompt !== "") throw noTokenizer(http, "another /tokenize");
    read.count(tokens.length, answer["count"], "count");
    return ids(read, tokens);
  }
  return {
    plain: (text, signal) => ask(text, false, signal),
    prompt: (text, signal) => ask(text, true, signal),
  };
}

/**
 * The `/tokenize` of TGI: `{inputs}` to `[{id, text, start, stop}]`, always with the tokens that
 * the model's format adds, because no request can turn them off.
 */
export function tgiEncoder(http: EndpointHttp, read: AnswerReader): Encoder {
  let start: TokenIds | undefined;
  async function prompt(inputs: string, signal: AbortSignal): Promise<TokenIds> {
    const tokens = read.list(await askTokenize(http, { inputs }, signal), "the tokens");
    return ids(
      read,
      tokens.map((token, at) => read.object(token, "tokens", at)["id"]),
    );
  }
  return {
    prompt,
    async plain(text, signal) {
      // What is the same before two texts that have nothing in common does not come from them.
      start ??= common(await prompt("a", signal), await prompt("(", signal));
      return (await prompt(text, signal)).slice(start.length);
    },
  };
}

async function askTokenize(
  http: EndpointHttp,
  body: Fields,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await http.json({ path: "/tokenize", body }, signal);
  } catch (error) {
    const status = statusOf(error);
    if (status !== 404 && status !== 405 && status !== 501) throw error;
    throw noTokenizer(http, "no /tokenize", error);
  }
}

function noTokenizer(http: EndpointHttp, what: string, cause?: unknown): HindcastError {
  return new HindcastError(
    "ENDPOINT_CONFIG",
    `${http.name}: the server has ${what}; give the path of the model's tokenizer.json`,
    { cause },
  );
}

function ids(read: AnswerReader, values: readonly unknown[]): TokenIds {
  const bad = values.findIndex((id) => !Number.isSafeInteger(id) || (id as number) < 0);
  if (bad >= 0) throw read.wrong(`tokens.${bad} is no token id`);
  return values as TokenIds;
}

function common(a: TokenIds, b: TokenIds): TokenIds {
  const differs = a.findIndex((id, at) => id !== b[at]);
  return differs < 0 ? a : a.slice(0, differs);
}
