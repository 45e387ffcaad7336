import { spansOf } from "../../formats/index.ts";
import { PACKED_COLUMNS, SequenceSpill, packBestFit, packedRow } from "../../packing/index.ts";
import type { Sequence } from "../../tokens/index.ts";
import type { ExportJob } from "../export.ts";
import type { ExportManifest } from "../manifest.ts";
import { PACKED_LENGTH, recordedOptions } from "../options.ts";
import { countedSequences } from "./sequences.ts";
import { ShardWriter, type ShardFile } from "./shards.ts";
import { splitOf } from "../split.ts";

/** Sequences of one split on disk, with the trajectory that each comes from. */
interface Waiting {
  readonly spill: SequenceSpill;
  readonly sources: { readonly id: string; readonly session: string }[];
}

/**
 * Writes packed rows. Which sequences share a row is decided over the whole data set, so nothing
 * is written before everything is tokenised; an interrupted export starts over.
 */
export async function writePacked(job: ExportJob): Promise<ExportManifest["files"]> {
  const { options, tally } = job;
  const waiting = new Map<string, Waiting>();
  const files: ShardFile[] = [];
  try {
    for await (const { record } of job.records) {
      const split = splitOf(record, options.splits, options.seed);
      const known = waiting.get(split);
      const place = known ?? { spill: await SequenceSpill.open(options.to), sources: [] };
      waiting.set(split, place);
      let rows = 0;
      for (const sequence of await countedSequences(record, job, options.length ?? PACKED_LENGTH)) {
        await place.spill.add(sequence);
        place.sources.push({ id: record.id, session: record.session });
        rows += 1;
      }
      if (rows > 0) tally.trajectory(record, spansOf(record, options), rows);
    }
    for (const [split, place] of waiting) await packSplit(split, place, job, files);
    return files;
  } finally {
    for (const { spill } of waiting.values()) await spill.close();
  }
}

async function packSplit(
  split: string,
  { spill, sources }: Waiting,
  { options }: ExportJob,
  files: ShardFile[],
): Promise<void> {
  const writer = new ShardWriter({
    directory: options.to,
    split,
    container: options.container,
    columns: PACKED_COLUMNS,
    size: options.shardBytes,
    metadata: { hindcast: JSON.stringify(recordedOptions(options)) },
    first: 0,
    suffix: ".idx",
    onFile: (file) => files.push(file),
  });
  try {
    for (const bin of packBestFit(spill.lengths, options.length ?? PACKED_LENGTH)) {
      const sequences: Sequence[] = [];
      for (const index of bin) sequences.push(await spill.read(index));
      const parts = bin.map((index) => sources[index]);
      const [first] = parts;
      await writer.write(packedRow(sequences), {
        id: first?.id ?? "",
        session: first?.session ?? "",
        parts: parts.map((part) => part?.id),
      });
      if (writer.full) await writer.end();
    }
    await writer.end();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
