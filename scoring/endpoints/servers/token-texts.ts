import { isHindcastError } from "../../../protocols/index.ts";
import type { Encoder } from "../../tokens/index.ts";
import type { AnswerReader, Fields } from "../answer.ts";
import type { TokenIds } from "../client.ts";
import { statusOf, type EndpointHttp } from "../http.ts";

type TokenTexts = NonNullable<Encoder["texts"]>;

/** Requests for single tokens that one server has at the same time. */
const TOGETHER = 16;

/** The `/detokenize` of SGLang, which takes lists: one list per id. */
export function listTexts(http: EndpointHttp, read: AnswerReader): TokenTexts {
  return wherePossible(async (ids, signal) => {
    const body = { tokens: ids.map((id) => [id]), skip_special_tokens: false };
    const answer = read.object(
      await http.json({ path: "/detokenize", body }, signal),
      "the answer",
    );
    const texts = read.listOf(ids.length, answer["text"], "text");
    return texts.map((text, at) => textOf(read, text, "text", at));
  });
}

/** The `/detokenize` of vLLM, which takes one text: one request per id. */
export function singleTexts(http: EndpointHttp, read: AnswerReader, model: string): TokenTexts {
  const ask = async (id: number, signal: AbortSignal): Promise<string> => {
    const body: Fields = { model, tokens: [id] };
    const answer = read.object(
      await http.json({ path: "/detokenize", body }, signal),
      "the answer",
    );
    return textOf(read, answer["prompt"], "prompt");
  };
  return wherePossible(async (ids, signal) => {
    const texts: string[] = [];
    for (let at = 0; at < ids.length; at += TOGETHER) {
      const some = ids.slice(at, at + TOGETHER);
      texts.push(...(await Promise.all(some.map((id) => ask(id, signal)))));
    }
    return texts;
  });
}

function textOf(
  read: AnswerReader,
  value: unknown,
  ...place: readonly (string | number)[]
): string {
  if (typeof value === "string") return value;
  throw read.wrong(`${place.join(".")} of /detokenize is no text`);
}

/**
 * Undefined, without further requests, once the server has shown that it cannot answer: many have
 * no /detokenize or one of another shape, which says nothing against their numbers.
 */
function wherePossible(
  ask: (ids: TokenIds, signal: AbortSignal) => Promise<readonly string[]>,
): TokenTexts {
  let possible = true;
  return async (ids, signal) => {
    if (!possible) return undefined;
    try {
      return await ask(ids, signal);
    } catch (error) {
      if (!tellsThatItCannot(error)) throw error;
      possible = false;
      return undefined;
    }
  };
}

function tellsThatItCannot(error: unknown): boolean {
  if (!isHindcastError(error)) return false;
  const { code } = error;
  return (
    code === "ENDPOINT_CONFIG" ||
    code === "ENDPOINT_REFUSED" ||
    code === "ENDPOINT_WRONG" ||
    statusOf(error) === 500
  );
}
