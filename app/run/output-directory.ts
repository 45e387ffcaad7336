import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { HindcastError, reasonOf } from "../../protocols/index.ts";

/** Parent of the output directories of runs that name none, below the working directory. */
const DEFAULT_PARENT = "hindcast-out";

/** Names a run after the second in which it starts, so that names sort by time. */
export function nameRun(now: Date): string {
  return `run-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-")}`;
}

/**
 * Creates the output directory of a new run.
 *
 * @throws HindcastError OUTPUT_EXISTS when it is not empty, since a run never overwrites another;
 * LOG_WRITE when it cannot be created
 */
export async function prepareOutput(
  wanted: string | undefined,
  run: string,
  cwd: string,
): Promise<string> {
  const directory = wanted ?? (await freshName(path.join(cwd, DEFAULT_PARENT), run));
  try {
    await mkdir(directory, { recursive: true });
    if ((await readdir(directory)).length > 0) throw new HindcastError("OUTPUT_EXISTS", directory);
    return directory;
  } catch (error) {
    if (error instanceof HindcastError) throw error;
    throw new HindcastError("LOG_WRITE", `${directory}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Two runs may start in the same second. */
async function freshName(parent: string, run: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (let count = 1; ; count += 1) {
    const directory = path.join(parent, count === 1 ? run : `${run}-${count}`);
    try {
      await mkdir(directory);
      return directory;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
