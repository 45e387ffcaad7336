import { sequencesOf, trainedIn, withTrained } from "../../packing/index.ts";
import type { TrajectoryRecord } from "../../record/index.ts";
import type { Sequence } from "../../tokens/index.ts";
import type { ExportJob } from "../export.ts";

/**
 * The sequences of a record as the data set holds them, counted. Where the data set has a bound on
 * trained tokens, the one that reaches it is masked after the last that counts, and none follows.
 *
 * @param length most tokens of a sequence
 */
export async function countedSequences(
  record: TrajectoryRecord,
  { options, tally }: ExportJob,
  length: number,
): Promise<Sequence[]> {
  let left = (options.trainedTokens ?? Number.POSITIVE_INFINITY) - tally.trainedTokens;
  if (left <= 0) {
    tally.leaveOut(record, "the trained tokens that were asked for are reached");
    return [];
  }
  const leaveOut = (reason: string, path: string): void => tally.leaveOut(record, reason, path);
  const counted: Sequence[] = [];
  for (const sequence of await sequencesOf(record, options, { length, leaveOut })) {
    if (left <= 0) break;
    const bounded = trainedIn(sequence) <= left ? sequence : withTrained(sequence, left);
    left -= trainedIn(bounded);
    tally.tokens(bounded);
    counted.push(bounded);
  }
  return counted;
}
