import { sequencesOf, trainedIn } from "../packing/index.ts";
import { chosenRecords, type ExportInput } from "./export.ts";
import type { ExportOptions } from "./options.ts";
import { ExportTally } from "./tally.ts";

/** Trained tokens of the data set that the options describe, without writing it. */
export async function trainedTokens(
  inputs: AsyncIterable<ExportInput>,
  options: ExportOptions,
): Promise<number> {
  const length = options.length ?? Number.POSITIVE_INFINITY;
  const limit = { length, leaveOut: () => undefined };
  let tokens = 0;
  for await (const { record } of chosenRecords(inputs, options, new ExportTally(), 0)) {
    for (const sequence of await sequencesOf(record, options, limit)) tokens += trainedIn(sequence);
  }
  return tokens;
}
