import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { HindcastError, canonicalJson } from "../../protocols/index.ts";
import { withThoughts, type TrajectoryRecord } from "../record/index.ts";
import { ChosenRows, type SelectionFinding } from "../selection/index.ts";
import { writeCard } from "./card.ts";
import { readManifest, writeManifest, type ExportManifest } from "./manifest.ts";
import { isFiles, isTable, recordedOptions, type ExportOptions } from "./options.ts";
import { ExportTally } from "./tally.ts";
import { writeFiles, writeMegatron, writePacked, writeTable } from "./writers/index.ts";

/** One input of an export: a trajectory, or a session that has none and why. */
export type ExportInput =
  { readonly record: TrajectoryRecord } | { readonly session: string; readonly leftOut: string };

/** What the writers of all formats share. */
export interface ExportJob {
  readonly options: ExportOptions;
  readonly tally: ExportTally;
  /** Records that belong to the data set, with the number of inputs up to and including each. */
  readonly records: AsyncIterable<{ readonly record: TrajectoryRecord; readonly inputs: number }>;
  /** Files that an earlier start of the same export has finished. */
  readonly files: readonly ExportManifest["files"][number][];
  /** Keeps finished files, so that a second start continues after them. */
  readonly save: (files: readonly ExportManifest["files"][number][], done: number) => Promise<void>;
}

/** Name of the file that lists what near-duplicates and benchmark texts were found. */
const FINDINGS_FILE = "selection.jsonl";

/**
 * Writes a data set from trajectories, one in memory at a time. Started again with the same options
 * after it was interrupted, it continues after the last complete file.
 *
 * @returns the manifest, which is `export.json` in the directory
 * @throws HindcastError OUTPUT_EXISTS for a directory with a finished export or another one
 */
export async function exportDataset(
  inputs: AsyncIterable<ExportInput> | Iterable<ExportInput>,
  options: ExportOptions,
): Promise<ExportManifest> {
  await mkdir(options.to, { recursive: true });
  const recorded = recordedOptions(options);
  const previous = await readManifest(options.to);
  if (previous) checkPrevious(previous, recorded, options.to);
  const tally = new ExportTally(previous);
  const selection = new ChosenRows(options);
  const manifest = (
    files: readonly ExportManifest["files"][number][],
    done: number,
    complete: boolean,
  ): ExportManifest => ({
    format: "hindcast.export/1",
    hindcast: options.version,
    options: recorded,
    complete,
    files: [...files],
    counts: tally.counts,
    facts: tally.facts,
    ...(options.duplicates || options.benchmarks ? { selection: selection.counts } : {}),
    left_out: tally.leftOut,
    done,
  });
  const { format } = options;
  const write = isTable(format)
    ? writeTable
    : isFiles(format)
      ? writeFiles
      : format === "packed"
        ? writePacked
        : writeMegatron;
  const findings = await openFindings(options);
  let files: readonly ExportManifest["files"][number][];
  try {
    files = await write({
      options,
      tally,
      records: chosenRecords(inputs, {
        options,
        tally,
        selection,
        skip: previous?.done ?? 0,
        onFinding: findings.add,
      }),
      files: previous?.files ?? [],
      save: (finished, done) => writeManifest(options.to, manifest(finished, done, false)),
    });
  } finally {
    await findings.close();
  }
  const whole = manifest(files, 0, true);
  await writeCard(options.to, whole);
  await writeManifest(options.to, whole);
  return whole;
}

function checkPrevious(
  previous: ExportManifest,
  recorded: Record<string, unknown>,
  directory: string,
): void {
  if (previous.complete) {
    throw new HindcastError("OUTPUT_EXISTS", `${directory} holds a finished export`);
  }
  if (canonicalJson(previous.options) !== canonicalJson(recorded)) {
    const detail = `${directory} holds an unfinished export with other options`;
    throw new HindcastError("OUTPUT_EXISTS", detail);
  }
}

/** The file of findings, written anew at each start; nothing where nothing is looked for. */
async function openFindings({ to, duplicates, benchmarks }: ExportOptions): Promise<{
  add: (finding: SelectionFinding) => Promise<void>;
  close: () => Promise<void>;
}> {
  const none = (): Promise<void> => Promise.resolve();
  if (!duplicates && !benchmarks) return { add: none, close: none };
  const file = await open(path.join(to, FINDINGS_FILE), "w");
  return {
    add: (finding) => file.appendFile(`${JSON.stringify(finding)}\n`),
    close: () => file.close(),
  };
}

interface Choice {
  readonly options: Pick<ExportOptions, "thoughts">;
  readonly selection: ChosenRows;
  readonly tally: ExportTally;
  /** Inputs that an earlier start has counted; they are decided about again, as others may depend on it. */
  readonly skip?: number;
  readonly onFinding?: (finding: SelectionFinding) => Promise<void>;
}

/** The records that belong to a data set, with the thoughts that were asked for. */
export async function* chosenRecords(
  inputs: AsyncIterable<ExportInput> | Iterable<ExportInput>,
  { options, selection, tally, skip = 0, onFinding }: Choice,
): AsyncGenerator<{ record: TrajectoryRecord; inputs: number }> {
  let count = 0;
  for await (const input of inputs) {
    count += 1;
    const known = count <= skip;
    if (!("record" in input)) {
      if (!known) tally.leaveOut(input, input.leftOut);
      continue;
    }
    const { record } = input;
    const { reason, findings } = selection.decide(record);
    for (const finding of findings) await onFinding?.(finding);
    if (known) continue;
    if (reason === undefined) {
      yield { record: withThoughts(record, options.thoughts), inputs: count };
    } else tally.leaveOut(record, reason);
  }
}
