import type { RowColumn, Row } from "../files/index.ts";
import type { Sequence } from "../tokens/index.ts";

/** Exactly the columns that Megatron-Bridge's packed reader takes. */
export const PACKED_COLUMNS: readonly RowColumn[] = [
  { name: "input_ids", type: "LIST_INT32" },
  { name: "seq_start_id", type: "LIST_INT32" },
  { name: "loss_mask", type: "LIST_INT8" },
];

/**
 * Sequences as one packed row. The mask is shifted: `loss_mask[t]` governs the prediction of token
 * t+1, so the last token of each sequence has 0.
 */
export function packedRow(sequences: readonly Sequence[]): Row {
  const length = sequences.reduce((sum, { ids }) => sum + ids.length, 0);
  const ids = new Int32Array(length);
  const mask = new Int8Array(length);
  const starts: number[] = [];
  let at = 0;
  for (const sequence of sequences) {
    starts.push(at);
    ids.set(sequence.ids, at);
    mask.set(sequence.trained.subarray(1), at);
    at += sequence.ids.length;
  }
  return { input_ids: ids, seq_start_id: Int32Array.from(starts), loss_mask: mask };
}
