import { sequenceOf, spansOf, tokenizerOf, type FormatContext } from "../formats/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";
import { joinSpans, tokeniseSpans, type Sequence, type TokenisedSpan } from "../tokens/index.ts";
import { piecesOf } from "./pieces.ts";

/** How long a sequence may be, and who hears of the parts that do not fit. */
export interface SequenceLimit {
  /** Tokens, with begin and end token. */
  readonly length: number;
  readonly leaveOut: (reason: string, path: string) => void;
}

/**
 * A record as sequences of at most `length` tokens: one when it fits, otherwise split where one
 * coder ends and the next begins. The repository alone has no such boundary and is cut anywhere.
 */
export async function sequencesOf(
  record: TrajectoryRecord,
  context: FormatContext,
  { length, leaveOut }: SequenceLimit,
): Promise<Sequence[]> {
  if (context.content === "repository") {
    const whole = await sequenceOf(record, context);
    return whole.ids.length <= length ? [whole] : windowsOf(whole, length);
  }
  const tokenizer = tokenizerOf(context);
  const limit = length - tokenizer.begin.length - tokenizer.end.length;
  const spans: TokenisedSpan[] = [];
  for await (const part of tokeniseSpans(spansOf(record, context), tokenizer)) spans.push(part);
  const sequences: Sequence[] = [];
  for (const piece of piecesOf(spans, limit)) {
    if ("leftOut" in piece) leaveOut(`too long for a row: ${piece.leftOut}`, piece.path);
    else sequences.push(joinSpans(piece.spans, tokenizer));
  }
  return sequences;
}

function windowsOf({ ids, trained }: Sequence, length: number): Sequence[] {
  const windows: Sequence[] = [];
  for (let at = 0; at < ids.length; at += length) {
    windows.push({ ids: ids.slice(at, at + length), trained: trained.slice(at, at + length) });
  }
  return windows;
}

/**
 * The sequence with at most `tokens` trained tokens: the ones after the last that counts are masked.
 */
export function withTrained(sequence: Sequence, tokens: number): Sequence {
  let kept = 0;
  const trained = sequence.trained.map((flag) => {
    if (flag === 0 || kept >= tokens) return 0;
    kept += 1;
    return 1;
  });
  return { ids: sequence.ids, trained };
}

/** Tokens of a sequence that count in the loss. */
export function trainedIn({ trained }: Sequence): number {
  return trained.reduce((sum, flag) => sum + flag, 0);
}
