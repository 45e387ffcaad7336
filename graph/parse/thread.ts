import type { ParserModules } from "./modules.ts";
import { parseFile, prepareParsers, type ParseInput } from "./parser.ts";
import type { FileRecord } from "./record.ts";

/** What a thread is asked: modules travel with the batch, since a process may need more later. */
export interface ParseBatch {
  modules: ParserModules;
  files: ParseInput[];
  /** Shared memory with one {@link FileState} for each file. */
  states: Int32Array;
}

/** How far a file of a batch is. */
export const FileState = { waiting: 0, running: 1, done: 2, late: 3 } as const;

/** Parses a batch in a worker thread. */
export default async function parseBatch(batch: ParseBatch): Promise<FileRecord[]> {
  const { modules, files, states } = batch;
  await prepareParsers(modules);
  return files.map((file, index) => {
    Atomics.store(states, index, FileState.running);
    const record = parseFile(file);
    Atomics.store(states, index, record.failure === "timeout" ? FileState.late : FileState.done);
    return record;
  });
}
