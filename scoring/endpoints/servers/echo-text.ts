import type { AnswerReader } from "../answer.ts";
import type { ScoreItem } from "../client.ts";

const ID_FORM = /^token_id:(\d+)$/;
/** How OpenAI writes a token that is a part of a character. */
const BYTES_FORM = /^bytes:(\\x[0-9a-f]{2})+$/i;

/**
 * Checks the token strings of an echoed prompt: by id where the server writes `token_id:N`, else
 * by what they spell. Servers disagree on spaces at the beginning of a token and on tokens that
 * are a part of a character, so texts are compared without spaces and by their ASCII alone.
 */
export function checkTokens(
  read: AnswerReader,
  tokens: readonly unknown[],
  item: ScoreItem,
  place: string,
): void {
  const { context, target } = item;
  const start = context.ids.length;
  const expected = [...context.ids, ...target.ids];
  const strings = expected.map((id, at) => {
    const token = tokens[at];
    if (typeof token !== "string") throw read.wrong(`${place}.${at} is no text`);
    const written = ID_FORM.exec(token)?.[1];
    if (written !== undefined) read.id(Number(written), id, place, at);
    return token;
  });
  if (strings.every((token) => ID_FORM.test(token))) return;
  // The strings of start tokens come before the context's text.
  if (!spelling(strings.slice(0, start)).endsWith(spelling([context.text]))) {
    throw read.wrong(`${place}: the first ${start} do not spell the context of item ${item.id}`);
  }
  if (spelling(strings.slice(start)) !== spelling([target.text])) {
    throw read.wrong(`${place}: those from ${start} do not spell the target of item ${item.id}`);
  }
}

function spelling(tokens: readonly string[]): string {
  return tokens
    .map((token) => (BYTES_FORM.test(token) ? "" : token))
    .join("")
    .replace(/[^\x21-\x7e]+/g, "");
}
