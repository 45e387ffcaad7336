import { resolveAll, type ResolutionInput, type Resolved } from "../graph/resolution.ts";
import type { ParserModules } from "./modules.ts";
import { parseFile, prepareParsers, type ParseInput } from "./parser.ts";
import type { FileRecord } from "./record.ts";
import { FileState } from "./watch.ts";

/** What a thread is asked: modules travel with the batch, since a process may need more later. */
export interface ParseBatch {
  modules: ParserModules;
  files: ParseInput[];
  /** Shared memory with one {@link FileState} for each file. */
  states: Int32Array;
}

/** As {@link ParseBatch}, for the imports of all files. */
export interface ResolutionTask {
  input: ResolutionInput;
  /** Files whose imports are not resolved. */
  abandoned: ReadonlySet<string>;
  states: Int32Array;
}

/** Parses a batch, or resolves imports, in a worker thread. */
export default async function work(
  task: ParseBatch | ResolutionTask,
): Promise<FileRecord[] | Resolved> {
  const { states } = task;
  if ("input" in task) {
    return resolveAll(task.input, {
      abandoned: task.abandoned,
      onFile: (index) => {
        if (index > 0) Atomics.store(states, index - 1, FileState.done);
        Atomics.store(states, index, FileState.running);
      },
    });
  }
  await prepareParsers(task.modules);
  return task.files.map((file, index) => {
    Atomics.store(states, index, FileState.running);
    const record = parseFile(file);
    Atomics.store(states, index, record.failure === "timeout" ? FileState.late : FileState.done);
    return record;
  });
}
