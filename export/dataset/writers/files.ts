import path from "node:path";
import { FILE_FORMATS, spansOf } from "../../formats/index.ts";
import { FileSink } from "../../files/index.ts";
import type { ExportJob } from "../export.ts";
import type { ExportManifest } from "../manifest.ts";
import { splitOf } from "../split.ts";

/** Inputs after which what is finished is saved. */
const SAVE_EVERY = 100;

/** Writes a format that is a directory of files, a folder for each split. */
export async function writeFiles(job: ExportJob): Promise<ExportManifest["files"]> {
  const { options, tally } = job;
  const format = FILE_FORMATS[options.format as keyof typeof FILE_FORMATS];
  const files = [...job.files];
  let count = 0;
  for await (const { record, inputs } of job.records) {
    const split = splitOf(record, options.splits, options.seed);
    for (const file of format.files(record, options)) {
      const name = `data/${split}/${file.path}`;
      const sink = await FileSink.open(path.join(options.to, name));
      await sink.write(Buffer.from(file.text));
      files.push({ path: name, split, rows: 1, ...(await sink.finish()) });
    }
    tally.trajectory(record, spansOf(record, options), 1);
    count += 1;
    if (count % SAVE_EVERY === 0) await job.save(files, inputs);
  }
  return files;
}
