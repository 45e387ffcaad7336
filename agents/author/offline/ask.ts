import type { AskRequest } from "../../../protocols/index.ts";
import { series, Voice } from "./prose/index.ts";

/** Names that an answer takes up. */
const TAKEN_UP = 3;

/** A block of code between two fences of three backticks. */
const FENCE = /^```.*\r?\n/m;

/**
 * An answer to a question of a plug-in. The narrator understands no question: code that it is shown
 * it gives back as it is, and from prose it takes some names in backticks.
 */
export function answerQuestion({ user, system, seed }: AskRequest): string {
  const voice = new Voice(seed, "ask", system, user);
  const code = firstBlock(user);
  if (code !== undefined) return code;
  const named = [...new Set(user.split("`").filter((_, index) => index % 2 === 1))].filter(
    (name) => name.trim() === name && name !== "" && name.length <= 60 && !name.includes("\n"),
  );
  if (named.length === 0) {
    return voice.pick([
      "I go over it once more; the order of the parts should stay plain.",
      "The parts are right; what they are for could be said earlier.",
    ]);
  }
  const chosen = voice
    .shuffle(named)
    .slice(0, TAKEN_UP)
    .map((name) => `\`${name}\``);
  const what = series(chosen, voice);
  return voice.pick([
    `I should say more about ${what} before I write.`,
    `What is missing is a word on ${what}.`,
    `I look again at ${what} and keep the rest.`,
  ]);
}

function firstBlock(text: string): string | undefined {
  const open = FENCE.exec(text);
  if (!open) return undefined;
  const from = open.index + open[0].length;
  const to = text.indexOf("\n```", from - 1);
  return to === -1 ? undefined : text.slice(from, to);
}
