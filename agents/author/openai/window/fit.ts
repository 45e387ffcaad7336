import { truncate } from "../../templates/budget.ts";
import { fillPrompt, type FilledPrompt, type SlotValues } from "../../templates/fill.ts";
import type { Prompt } from "../../templates/load.ts";
import { READ_LIMIT, slotsOf } from "../../templates/slots.ts";
import { CHARACTERS_PER_TOKEN, tokensOf } from "./tokens.ts";

/** Tokens for a chat template around the messages. */
const TEMPLATE = 64;
/** Part of a window that an answer may take. */
const ANSWER = 0.5;
/** Characters that the slots which are lines may take together. */
const LINES = 800;
/** A slot is not shortened below this part of its limit while another one can give way. */
const LEAST = 1 / 8;

/**
 * What gives way first when a prompt does not fit: bodies before outlines, and of the files that
 * were read the last ones first.
 */
const ORDER = [
  "reads",
  "tree",
  "details",
  "rest",
  "target",
  "violations",
  "facts",
  "structure",
  "surprises",
  "earlier",
  "thoughts",
  "notes",
  "requirements",
  "files",
  "current",
  "outline",
] as const;

/** A prompt with what its answer may take. */
export interface FittedPrompt extends FilledPrompt {
  readonly maxTokens: number;
  readonly shortened: boolean;
}

/** The values of a prompt's slots when each file that was read may have so many characters. */
export type ValuesFor = (readLimit: number) => SlotValues;

/** Tokens that an answer may have in a window. */
function answerWithin(maxTokens: number, window: number | undefined): number {
  return window === undefined
    ? maxTokens
    : Math.max(1, Math.min(maxTokens, Math.floor(window * ANSWER)));
}

/** Tokens that the prompt may have in a window beside its answer. */
function roomIn(window: number, answer: number): number {
  return Math.max(1, window - answer - TEMPLATE);
}

/**
 * Fills a prompt so that it fits into a window. One that fits is whole. In one that does not, each
 * block ends where the window and the prompt say, whatever stands beside it.
 *
 * @param window in tokens; undefined when it is not known
 */
export function fitPrompt(
  prompt: Prompt,
  values: ValuesFor,
  maxTokens: number,
  window: number | undefined,
): FittedPrompt {
  const answer = answerWithin(maxTokens, window);
  const whole = fillPrompt(prompt, values(READ_LIMIT));
  if (window === undefined) return { ...whole, maxTokens: answer, shortened: false };
  const room = roomIn(window, answer);
  if (tokensIn(whole) <= room) return { ...whole, maxTokens: answer, shortened: false };
  const fixed = prompt.system.length + prompt.user.length + LINES;
  let characters = room * CHARACTERS_PER_TOKEN;
  for (;;) {
    const limits = limitsWithin(prompt, characters - fixed);
    const readLimit = Math.min(READ_LIMIT, Math.max(200, Math.floor((limits["reads"] ?? 0) / 2)));
    const filled = fillPrompt(prompt, values(readLimit), limits);
    // Texts that are not ASCII have more tokens; nothing is left to shorten at the end.
    if (tokensIn(filled) <= room || characters < fixed + 100) {
      return { ...filled, maxTokens: answer, shortened: true };
    }
    characters *= 0.8;
  }
}

/** A question in somebody's own words, cut at its end so that it fits into a window. */
export function fitText(
  { system, user }: FilledPrompt,
  maxTokens: number,
  window: number | undefined,
): FittedPrompt {
  const answer = answerWithin(maxTokens, window);
  const fitted = { system, user, maxTokens: answer, shortened: false };
  if (window === undefined) return fitted;
  const room = roomIn(window, answer);
  let characters = room * CHARACTERS_PER_TOKEN - system.length;
  let text = user;
  while (tokensIn({ system, user: text }) > room && characters > 100) {
    text = truncate(user, characters);
    characters = Math.floor(characters * 0.8);
  }
  return { ...fitted, user: text, shortened: text !== user };
}

/** Whether more text fits into a window beside a prompt. */
export function fitsBeside(
  texts: readonly string[],
  maxTokens: number,
  window: number | undefined,
): boolean {
  if (window === undefined) return true;
  return texts.reduce((sum, text) => sum + tokensOf(text), 0) <= roomIn(window, maxTokens);
}

function tokensIn({ system, user }: FilledPrompt): number {
  return tokensOf(system) + tokensOf(user);
}

/** The limits of a prompt's blocks, in characters, that are no more than `room` together. */
function limitsWithin(prompt: Prompt, room: number): Record<string, number> {
  const rules = Object.entries(slotsOf(prompt.name)).filter(([, { form }]) => form === "block");
  const limits = Object.fromEntries(rules.map(([slot, { limit }]) => [slot, limit]));
  let over = rules.reduce((sum, [, { limit }]) => sum + limit, 0) - Math.max(0, room);
  for (const slot of ORDER) {
    const limit = limits[slot];
    if (limit === undefined || over <= 0) continue;
    const less = Math.min(over, Math.floor(limit * (1 - LEAST)));
    limits[slot] = limit - less;
    over -= less;
  }
  if (over <= 0) return limits;
  const left = Object.values(limits).reduce((sum, limit) => sum + limit, 0);
  const scale = Math.max(0, left - over) / left;
  return Object.fromEntries(
    Object.entries(limits).map(([slot, limit]) => [slot, Math.floor(limit * scale)]),
  );
}
