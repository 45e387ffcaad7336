import { wireNumber } from "../answer.ts";
import type { JudgedToken, RankedToken } from "../reading.ts";
import { tokenText } from "../vocabulary.ts";

/** What vLLM writes where a probability is 0. */
export const floor = -9999;

/** A token that may be the first of a prompt, which has no value. */
type ListedToken = JudgedToken | { readonly id: number; readonly first: true };

/** Tokens of a prompt: the first has nothing before it. */
export function withoutFirst(tokens: readonly JudgedToken[]): ListedToken[] {
  return tokens.map((token, i) => (i === 0 ? { id: token.id, first: true } : token));
}

/**
 * The `logprobs` block of a completion: four parallel arrays.
 *
 * @param tokens every token to list; the first of an echoed prompt has no value
 * @param count alternatives at each place; the token itself is always among them
 * @param asIds whether tokens are written as `token_id:97`
 */
export function legacyLogprobs(
  tokens: readonly ListedToken[],
  count: number,
  asIds: boolean,
): unknown {
  const name = (id: number): string => (asIds ? `token_id:${id}` : tokenText(id));
  const texts = tokens.map(({ id }) => name(id));
  let at = 0;
  return {
    // Code points of the tokens' own texts, as vLLM adds them up: no offset in the prompt.
    text_offset: texts.map((text) => {
      const offset = at;
      at += Array.from(text).length;
      return offset;
    }),
    token_logprobs: tokens.map((token) =>
      "first" in token ? null : wireNumber(token.logprob, floor),
    ),
    tokens: texts,
    top_logprobs: tokens.map((token) =>
      "first" in token
        ? null
        : Object.fromEntries(
            withToken(token, count).map(({ id, logprob }) => [
              name(id),
              wireNumber(logprob, floor),
            ]),
          ),
    ),
  };
}

/** The token itself and then the best others. */
export function withToken(token: JudgedToken, count: number): RankedToken[] {
  return [token, ...token.top.slice(0, count).filter(({ id }) => id !== token.id)];
}

/** Its place among all tokens of the vocabulary; null where finding it would mean trying all. */
export function rankOf(token: JudgedToken, id: number): number | null {
  const at = token.top.findIndex((one) => one.id === id);
  if (at >= 0) return at + 1;
  const likelier = id === token.id && token.logprob !== null && token.logprob > Math.log(0.5);
  return likelier ? 1 : null;
}
