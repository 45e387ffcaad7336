import path from "node:path";
import { MegatronWriter } from "../../files/index.ts";
import { sequenceOf, spansOf, tokenizerOf } from "../../formats/index.ts";
import type { ExportJob } from "../export.ts";
import type { ExportManifest } from "../manifest.ts";
import { splitOf } from "../split.ts";

/** Writes one `.bin` and `.idx` for each split; an interrupted export starts over. */
export async function writeMegatron(job: ExportJob): Promise<ExportManifest["files"]> {
  const { options, tally } = job;
  const { vocabulary } = tokenizerOf(options);
  const writers = new Map<string, { writer: MegatronWriter; rows: number }>();
  const files: ExportManifest["files"] = [];
  try {
    for await (const { record } of job.records) {
      const split = splitOf(record, options.splits, options.seed);
      const name = path.join(options.to, "data", split);
      const known = writers.get(split);
      const open = known ?? { writer: await MegatronWriter.open(name, vocabulary), rows: 0 };
      writers.set(split, open);
      const { ids } = await sequenceOf(record, options);
      await open.writer.write(ids);
      open.rows += 1;
      // The format has no mask: every token is trained on, whatever the step.
      tally.tokens({ ids, trained: new Uint8Array(ids.length).fill(1) });
      tally.trajectory(record, spansOf(record, options), 1);
    }
    for (const [split, { writer, rows }] of writers) {
      const { bin, idx } = await writer.finish();
      files.push({ path: `data/${split}.bin`, split, rows, ...bin });
      files.push({ path: `data/${split}.idx`, split, rows, ...idx });
    }
    return files;
  } catch (error) {
    for (const { writer } of writers.values()) await writer.discard();
    throw error;
  }
}
