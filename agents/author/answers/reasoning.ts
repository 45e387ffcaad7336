import { reasoningTags } from "../../../protocols/index.ts";

/** Openings of hidden reasoning at the start of an answer that are no tags, with their ends. */
const BRACKETS: readonly (readonly [open: RegExp, close: string])[] = [
  [/^\s*\[THINK\]/, "[/THINK]"],
  [/^\s*◁think▷/, "◁/think▷"],
  [/^\s*<seed:think>/i, "</seed:think>"],
  [/^\s*<mm:think>/i, "</mm:think>"],
  [/^\s*<\|channel>thought/, "<channel|>"],
  [/^\s*<\|START_THINKING\|>/, "<|END_THINKING|>"],
];

/** Where the last part of harmony's answer begins, with and without its control tokens. */
const FINAL = ["<|channel|>final<|message|>", "assistantfinal"];

/** Tokens that end a turn; servers leave them in when they do not skip special tokens. */
const TURN_END =
  /(?:<\|(?:im_end|eot_id|end|return|endoftext|end_of_text|eom_id|end_of_turn)\|>|<\/s>|<end_of_turn>|<turn\|>|<eos>|<｜end▁of▁sentence｜>)\s*$/;

/**
 * An answer without what the model said to itself before it. Some chat templates put the opening
 * tag into the prompt, so an answer may hold the closing one alone; an opening tag alone is
 * thinking that never ended, and leaves nothing.
 */
export function withoutReasoning(answer: string): string {
  let text = answer.trim();
  for (const marker of FINAL) {
    const at = text.lastIndexOf(marker);
    const harmony = marker.startsWith("<") || /^(?:analysis|commentary)/.test(text);
    if (at >= 0 && harmony) text = text.slice(at + marker.length);
  }
  for (const [open, close] of BRACKETS) {
    if (!open.test(text)) continue;
    const end = text.indexOf(close);
    text = end < 0 ? "" : text.slice(end + close.length);
  }
  return withoutTurnEnd(withoutTags(text)).trim();
}

function withoutTurnEnd(text: string): string {
  const end = TURN_END.exec(text.slice(-80));
  return end ? text.slice(0, Math.max(0, text.length - 80) + end.index) : text;
}

/** The tags of our own prompts, which are read elsewhere. */
const OURS: ReadonlySet<string> = new Set(["note", "analysis"]);

function withoutTags(text: string): string {
  const tags = reasoningTags(text).filter(({ name }) => !OURS.has(name));
  const [first] = tags;
  if (!first) return text;
  const lower = text.toLowerCase();
  // What separates inside of a note is a matter of the note.
  const inNote = (at: number): boolean =>
    lower.lastIndexOf("<note>", at) > lower.lastIndexOf("</note>", at);
  const last = tags.findLast(({ closing, from }) => closing && !inNote(from));
  if (last) return text.slice(last.to);
  const unended = !first.closing && text.slice(0, first.from).trim() === "";
  return unended && !lower.includes("<note>") ? "" : text;
}
