import type { ParserModules } from "./modules.ts";
import { parseFile, prepareParsers, type ParseInput } from "./parser.ts";
import type { FileRecord } from "./record.ts";

/** What a thread is asked: modules travel with the batch, since a process may need more later. */
export interface ParseBatch {
  modules: ParserModules;
  files: ParseInput[];
}

/** Parses a batch in a worker thread. */
export default async function parseBatch(batch: ParseBatch): Promise<FileRecord[]> {
  await prepareParsers(batch.modules);
  return batch.files.map(parseFile);
}
