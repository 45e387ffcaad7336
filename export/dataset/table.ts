import { TABLE_FORMATS, spansOf } from "../formats/index.ts";
import type { Row } from "../files/index.ts";
import { IGNORED_LABEL } from "../tokens/index.ts";
import type { ExportJob } from "./export.ts";
import type { ExportManifest } from "./manifest.ts";
import { recordedOptions, type ExportOptions } from "./options.ts";
import { ShardWriter, type ShardFile } from "./shards.ts";
import { splitOf } from "./split.ts";
import type { ExportTally } from "./tally.ts";

/** Writes a format that is a table. All open files end together, so what is saved is consistent. */
export async function writeTable(job: ExportJob): Promise<ExportManifest["files"]> {
  const { options, tally } = job;
  const format = TABLE_FORMATS[options.format as keyof typeof TABLE_FORMATS];
  const files: ShardFile[] = [...job.files];
  const writers = new Map<string, ShardWriter>();
  try {
    for await (const { record, inputs } of job.records) {
      const writer = writerOf(splitOf(record, options.splits, options.seed), writers, job, files);
      let rows = 0;
      for await (const row of format.rows(record, options)) {
        const bounded = options.format === "tokenised" ? countTokens(row, options, tally) : row;
        if (!bounded) break;
        const { id = record.id } = row;
        await writer.write(bounded, { id: id as string, session: record.session });
        rows += 1;
      }
      if (rows === 0) tally.leaveOut(record, "the trained tokens that were asked for are reached");
      else tally.trajectory(spansOf(record, options), rows);
      if (writer.full) {
        await endAll(writers);
        await job.save(files, inputs);
      }
    }
    await endAll(writers);
    return files;
  } catch (error) {
    for (const open of writers.values()) await open.discard();
    throw error;
  }
}

/** In the order of their names, so that an export that went on lists its files like any other. */
async function endAll(writers: ReadonlyMap<string, ShardWriter>): Promise<void> {
  const named = [...writers].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [, writer] of named) await writer.end();
}

function writerOf(
  split: string,
  writers: Map<string, ShardWriter>,
  { options }: ExportJob,
  files: ShardFile[],
): ShardWriter {
  const known = writers.get(split);
  if (known) return known;
  const writer = new ShardWriter({
    directory: options.to,
    split,
    container: options.container,
    columns: TABLE_FORMATS[options.format as keyof typeof TABLE_FORMATS].columns(options),
    size: options.shardBytes,
    metadata: { hindcast: JSON.stringify(recordedOptions(options)) },
    first: files.filter((file) => file.split === split).length,
    onFile: (file) => files.push(file),
  });
  writers.set(split, writer);
  return writer;
}

/** Counts a row's tokens; the last one that fits is masked where the bound is reached. */
function countTokens(
  row: Row,
  { trainedTokens }: ExportOptions,
  tally: ExportTally,
): Row | undefined {
  const ids = row["input_ids"] as Int32Array;
  const labels = (row["labels"] as Int32Array).slice();
  const left = (trainedTokens ?? Number.POSITIVE_INFINITY) - tally.trainedTokens;
  if (left <= 0) return undefined;
  let kept = 0;
  for (const [at, label] of labels.entries()) {
    if (label === IGNORED_LABEL) continue;
    if (kept >= left) labels[at] = IGNORED_LABEL;
    else kept += 1;
  }
  tally.tokens({ ids, trained: Uint8Array.from(labels, (label) => Number(label >= 0)) });
  return { ...row, labels };
}
