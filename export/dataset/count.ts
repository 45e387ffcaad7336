import { sequencesOf, trainedIn } from "../packing/index.ts";
import { ChosenRows } from "../selection/index.ts";
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
  const selection = new ChosenRows(options);
  const choice = { options, selection, tally: new ExportTally() };
  for await (const { record } of chosenRecords(inputs, choice)) {
    for (const sequence of await sequencesOf(record, options, limit)) tokens += trainedIn(sequence);
  }
  return tokens;
}
