import {
  TABLE_FORMATS,
  TOKENISED_COLUMNS,
  spansOf,
  tokenisedRow,
  type TableFormat,
} from "../../formats/index.ts";
import type { Row } from "../../files/index.ts";
import type { TrajectoryRecord } from "../../record/index.ts";
import type { ExportJob } from "../export.ts";
import type { ExportManifest } from "../manifest.ts";
import { recordedOptions, type ExportOptions } from "../options.ts";
import { countedSequences } from "./sequences.ts";
import { ShardWriter, type ShardFile } from "./shards.ts";
import { splitOf } from "../split.ts";

/** Writes a format that is a table. All open files end together, so what is saved is consistent. */
export async function writeTable(job: ExportJob): Promise<ExportManifest["files"]> {
  const { options, tally } = job;
  const files: ShardFile[] = [...job.files];
  const writers = new Map<string, ShardWriter>();
  try {
    for await (const { record, inputs } of job.records) {
      const writer = writerOf(splitOf(record, options.splits, options.seed), writers, job, files);
      let rows = 0;
      for await (const row of rowsOf(record, job)) {
        const { id = record.id } = row;
        await writer.write(row, { id: id as string, session: record.session });
        rows += 1;
      }
      if (rows === 0 && options.format === "pairs") {
        tally.leaveOut(record, "the search found no thought worse than one that it kept");
      }
      if (rows > 0) tally.trajectory(record, spansOf(record, options), rows);
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
    columns:
      options.format === "tokenised" ? TOKENISED_COLUMNS : formatOf(options).columns(options),
    size: options.shardBytes,
    metadata: { hindcast: JSON.stringify(recordedOptions(options)) },
    first: files.filter((file) => file.split === split).length,
    onFile: (file) => files.push(file),
  });
  writers.set(split, writer);
  return writer;
}

/** The rows of a record; those of the tokenised format are counted as they are made. */
async function* rowsOf(record: TrajectoryRecord, job: ExportJob): AsyncGenerator<Row> {
  const { options } = job;
  if (options.format !== "tokenised") {
    yield* formatOf(options).rows(record, options);
    return;
  }
  const length = options.length ?? Number.POSITIVE_INFINITY;
  for (const sequence of await countedSequences(record, job, length)) yield tokenisedRow(sequence);
}

function formatOf({ format }: ExportOptions): TableFormat {
  return TABLE_FORMATS[format as keyof typeof TABLE_FORMATS];
}
