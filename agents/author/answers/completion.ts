import type { TextFaultKind } from "../../../protocols/index.ts";
import type { Completion } from "./schema.ts";

/** Why an answer is not taken; `filtered` and `refusal` are the model's or its server's own will. */
export type AnswerFault = TextFaultKind | "empty" | "filtered" | "form";

/** An answer read as what was asked for, or what is wrong with it in words for the model. */
export type AnswerReading<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** What was removed from it. */
      readonly cleaned: readonly string[];
    }
  | {
      readonly ok: false;
      readonly fault: AnswerFault;
      readonly problem: string;
      readonly answer: string;
    };

export function unusable(
  fault: AnswerFault,
  problem: string,
  answer: string,
): AnswerReading<never> {
  return { ok: false, fault, problem, answer };
}

/** Reasons for which servers say that a text was ended before its end. */
const CUT: ReadonlySet<string> = new Set(["length", "max_tokens", "abort", "aborted", "error"]);
/** Reasons for which they say that a filter ended it, in lower case. */
const FILTERED: ReadonlySet<string> = new Set([
  "content_filter",
  "content-filter",
  "safety",
  "sensitive",
  "recitation",
  "prohibited_content",
  "blocklist",
  "refusal",
]);

/**
 * The text of a completion, or why there is none. What a server gives as reasoning in a field of
 * its own is not part of it, unless it contains a complete note and nothing else does.
 */
export function completionText(completion: Completion | null): AnswerReading<string> {
  const choice = completion?.choices[0];
  if (!choice) return unusable("form", "the answer was not a chat completion", "");
  const { message } = choice;
  const text = message.content.trim();
  const reason = choice.finish_reason?.toLowerCase() ?? "";
  if (FILTERED.has(reason)) {
    return unusable("filtered", `a content filter of the server ended the answer (${reason})`, "");
  }
  if (message.refusal !== "") {
    return unusable("refusal", `the model declined: ${message.refusal.slice(0, 200)}`, "");
  }
  if (CUT.has(reason)) {
    if (text === "" && reason !== "abort" && message.reasoning !== "") return starved();
    const what =
      reason === "length" || reason === "max_tokens"
        ? "the answer was cut off at the limit of tokens; write at most half as much"
        : `the answer was cut off by the server (${reason})`;
    return unusable("cut", what, text);
  }
  if (text !== "") return { ok: true, value: text, cleaned: [] };
  const reasoned = message.reasoning;
  const end = reasoned.slice(-20_000).trimEnd().toLowerCase();
  if (end.endsWith("</note>") && end.includes("<note>")) {
    return { ok: true, value: reasoned, cleaned: ["reasoning"] };
  }
  if (reasoned !== "") {
    const where = "all that the model wrote came as reasoning, and the answer itself was empty";
    return unusable("empty", where, "");
  }
  return unusable("empty", "the answer was empty; write the text itself", "");
}

/** A model that thinks needs more tokens than its answer; only people can give it those. */
function starved(): AnswerReading<never> {
  return unusable(
    "cut",
    "the model used up its tokens while it was thinking and wrote no answer " +
      "(raise author_options.max_tokens, or switch its thinking off by author_options.extra_body)",
    "",
  );
}
