import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Tinypool } from "tinypool";
import { HindcastError, reasonOf } from "../../protocols/index.ts";
import { threadModule } from "../../runtime/threads/index.ts";
import { openTree, type Tree } from "./against/index.ts";
import type { ReplayOptions, ReplayResult } from "./replay.ts";

/** How the logs of a directory are replayed. */
export interface ReplayManyOptions extends Omit<
  ReplayOptions,
  "log" | "until" | "definitions" | "against"
> {
  /** As of one log; a commit is checked out once for all of them. */
  readonly against?: string | undefined;
  readonly directory: string;
  /** Called with each result when it is there, in the order of the paths. */
  readonly onResult: (result: LogResult) => Promise<void> | void;
}

/** What a thread is given. */
export type ThreadOptions = Omit<ReplayManyOptions, "directory" | "onResult" | "against"> & {
  readonly log: string;
  readonly against?: Tree | undefined;
};

/** What became of one log. */
export interface LogResult {
  readonly log: string;
  readonly elapsed_ms: number;
  /** Absent where the log could not be folded. */
  readonly result?: Omit<ReplayResult, "trajectories" | "states">;
  readonly error?: { readonly code: string; readonly detail: string };
}

/**
 * Replays every log below a directory, one thread for each core.
 *
 * @throws HindcastError USAGE when there is none
 */
export async function replayMany(options: ReplayManyOptions): Promise<void> {
  const { directory, onResult, against, ...given } = options;
  const logs = await findLogs(directory);
  if (logs.length === 0) throw new HindcastError("USAGE", `${directory} holds no log (*.hlog)`);
  const tree =
    against === undefined ? undefined : await openTree(against, given.cwd ?? process.cwd());
  // What a thread is given is copied, which a function cannot be.
  const rest = { ...given, ...(tree && { against: { ...tree, close: undefined } }) };
  const threads = Math.min(logs.length, availableParallelism());
  const pool = new Tinypool({
    filename: threadModule(import.meta.url, "./thread.ts"),
    minThreads: threads,
    maxThreads: threads,
  });
  try {
    const results = logs.map((log) => pool.run({ ...rest, log }) as Promise<LogResult>);
    // All are awaited below, in order; one that fails first must not be called unhandled.
    for (const result of results) result.catch(() => {});
    for (const result of results) await onResult(await result);
  } finally {
    await pool.destroy();
    await tree?.close();
  }
}

/** Paths of all logs below a directory, sorted; links are not followed. */
async function findLogs(directory: string): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new HindcastError("OUTPUT_INVALID", `${directory}: ${reasonOf(error)}`, { cause: error });
  }
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".hlog"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}
