import type { Completion } from "./chat-client.ts";

/** An answer read as what was asked for, or what is wrong with it in words for the model. */
export type ParsedAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly answer: string };

/** Characters of a text that is still taken for what was asked. */
const TEXT_LIMIT = 12_000;

/** The text of a completion without what a reasoning model says to itself, or why there is none. */
export function readCompletion(completion: Completion | null): ParsedAnswer<string> {
  const choice = completion?.choices[0];
  if (!choice) return bad("the answer was not a chat completion", "");
  const answer = unwrapFence(withoutThinking(choice.message.content ?? ""));
  if (choice.finish_reason === "length") {
    return bad("the answer was cut off at the limit of tokens; write at most half as much", answer);
  }
  if (answer === "") return bad("the answer was empty; write the text itself", "");
  return { ok: true, value: answer };
}

/** Accepts any text of a sensible length; of an analysis with a note, the note alone. */
export function readText(answer: string): ParsedAnswer<string> {
  const text = noteOf(answer);
  if (text === "")
    return bad("the answer held no note; write it between <note> and </note>", answer);
  if (text.length <= TEXT_LIMIT) return { ok: true, value: text };
  return bad(
    `the answer was ${text.length} characters long; a few paragraphs were asked for`,
    text,
  );
}

/**
 * Removes `<think>` blocks. Some chat templates put the opening tag into the prompt, so an answer
 * may hold the closing tag alone; an opening tag alone is thinking that never ended.
 */
function withoutThinking(text: string): string {
  const closed = text.replace(/<(think|thinking|reasoning)>.*?<\/\1>/gis, "");
  const after = closed.replace(/^.*<\/(think|thinking|reasoning)>/is, "");
  return after.replace(/^\s*<(think|thinking|reasoning)>.*$/is, "").trim();
}

/**
 * What stands between note tags, or behind the analysis where a model left them out. A note that
 * was never closed ends with the answer.
 */
function noteOf(answer: string): string {
  const note = /<note>([^]*?)(?:<\/note>|$)/i.exec(answer);
  return (note?.[1] ?? answer.replace(/<analysis>[^]*?(?:<\/analysis>|$)/gi, "")).trim();
}

/** The inside of a code fence that stands around the whole text. */
function unwrapFence(text: string): string {
  const match = /^```[a-z]*\n([^]*?)\n```$/i.exec(text);
  return match?.[1] !== undefined && !match[1].includes("```") ? match[1].trim() : text;
}

function bad(problem: string, answer: string): ParsedAnswer<never> {
  return { ok: false, problem, answer };
}
