import { textFault, withoutChatter } from "../../../protocols/index.ts";
import { unusable, type AnswerReading } from "./completion.ts";
import { withoutReasoning } from "./reasoning.ts";

/** The text between two tags that are quoted from the instructions. */
const QUOTED = /^(?:and|\P{L}*)$/iu;

/**
 * Extracts the note from an answer: the text between note tags, or all of it where the model
 * left the tags out. Hidden reasoning, chatter around it and a fence around the whole are
 * removed; anything else that is no prose refuses it, and so does a note of which less than half
 * would be left within `words`.
 */
export function readNote(answer: string, words: number): AnswerReading<string> {
  const cleaned: string[] = [];
  const step = (kind: string, from: string, to: string): string => {
    if (from.trim() !== to.trim()) cleaned.push(kind);
    return to.trim();
  };
  const spoken = step("reasoning", answer, withoutReasoning(answer));
  const found = noteIn(spoken);
  if (found === "") {
    return unusable(
      "empty",
      "the answer held no note; write it between <note> and </note>",
      answer,
    );
  }
  // Tags are what the prompt asks for; nothing was wrong with the answer.
  const bare = step("fence", found, withoutFence(found));
  const said = step("chatter", bare, withoutLabel(withoutChatter(bare)));
  if (said === "") {
    const problem = "the answer offered help and held no note; write the note itself";
    return unusable("chatter", problem, answer);
  }
  const text = step("length", said, withinWords(said, words));
  const fault = textFault(text, { form: "thought" });
  if (fault) return unusable(fault.kind, `the note cannot be used: ${fault.detail}`, answer);
  if (countWords(text) > words || countWords(text) < Math.min(words, countWords(said)) / 2) {
    return unusable("length", `the note was longer than ${words} words`, answer);
  }
  if (!/[\p{P}\p{S}]$/u.test(text)) {
    return unusable("cut", "the note ended in the middle of a sentence", answer);
  }
  return { ok: true, value: text, cleaned };
}

/** The last complete note; else what follows the last opening tag, or the text without analysis. */
function noteIn(text: string): string {
  const lower = text.toLowerCase();
  const notes = [...lower.matchAll(/<note>/g)].map(({ index }) => index + "<note>".length);
  for (const from of notes.toReversed()) {
    const end = lower.indexOf("</note>", from);
    const note = end < 0 ? "" : text.slice(from, end).trim();
    if (!QUOTED.test(note)) return note;
  }
  const open = notes.at(-1);
  if (open !== undefined) return text.slice(open).trim();
  const analysis = lower.lastIndexOf("</analysis>");
  if (analysis >= 0) return text.slice(analysis + "</analysis>".length).trim();
  return /^\s*<analysis>/i.test(text) ? "" : text.trim();
}

/** The content of a code fence around the whole text. */
function withoutFence(text: string): string {
  if (!text.startsWith("```") || !text.endsWith("```") || text.length < 7) return text;
  const inside = text.slice(text.indexOf("\n") + 1, -3).trim();
  return inside.includes("```") ? text : inside;
}

/** "**Note:**" and the like before a text. */
function withoutLabel(text: string): string {
  const label =
    /^[*_#\s]*(?:(?:the|my|revised|new|final|rewritten|updated)\s)*(?:note|thought|answer|output|response)[*_]*\s*:[*_]*\s+/i;
  return text.replace(label, "");
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => word !== "").length;
}

/** As many whole sentences as fit. */
function withinWords(text: string, words: number): string {
  if (countWords(text) <= words) return text;
  let end = 0;
  for (const match of text.matchAll(/[.!?…。！？]["'”’)\]`]{0,3}(?=\s+[^\p{Ll}\s])/gu)) {
    const to = match.index + match[0].length;
    if (countWords(text.slice(0, to)) > words) break;
    end = to;
  }
  return end === 0 ? text : text.slice(0, end);
}
