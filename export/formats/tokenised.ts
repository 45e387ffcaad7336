import { HindcastError } from "../../protocols/index.ts";
import type { RowColumn, Row } from "../files/index.ts";
import {
  joinSpans,
  labelsOf,
  tokeniseSpans,
  type ExportTokenizer,
  type Sequence,
  type TokenisedSpan,
} from "../tokens/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";
import { spansOf, type FormatContext } from "./format.ts";

/** Exactly three columns, because Axolotl refuses a tokenised table with more. */
export const TOKENISED_COLUMNS: readonly RowColumn[] = [
  { name: "input_ids", type: "LIST_INT32" },
  { name: "attention_mask", type: "LIST_INT8" },
  { name: "labels", type: "LIST_INT32" },
];

/**
 * Token ids with labels, -100 where a token is not trained on, not shifted: TRL and Axolotl take
 * them as they are.
 */
export function tokenisedRow(sequence: Sequence): Row {
  return {
    input_ids: sequence.ids,
    attention_mask: new Uint8Array(sequence.ids.length).fill(1),
    labels: labelsOf(sequence),
  };
}

/** A whole trajectory as token ids. */
export async function sequenceOf(
  record: TrajectoryRecord,
  context: FormatContext,
): Promise<Sequence> {
  const tokenizer = tokenizerOf(context);
  const parts: TokenisedSpan[] = [];
  for await (const part of tokeniseSpans(spansOf(record, context), tokenizer)) parts.push(part);
  return joinSpans(parts, tokenizer);
}

/** The tokeniser of a format that needs one. Throws USAGE where none was named. */
export function tokenizerOf({ tokenizer }: FormatContext): ExportTokenizer {
  if (tokenizer) return tokenizer;
  throw new HindcastError(
    "USAGE",
    "this format needs --tokenizer with a tokenizer.json or a directory that holds one",
  );
}
