import { HindcastError, problemOf, reasonOf } from "../../protocols/index.ts";
import { readPlain, writeAtomically } from "../../runtime/files/index.ts";
import { PoolStateFile, stateFile, wantedFile, type PoolState } from "./files.ts";

/**
 * What the scoring servers of a run under way are doing. Throws OUTPUT_INVALID where no run with
 * scoring servers is at work in the directory.
 */
export async function poolOfRun(directory: string): Promise<PoolState> {
  const idle = `${directory}: no run with scoring servers is under way there`;
  const file = stateFile(directory);
  let state: unknown;
  try {
    state = JSON.parse((await readPlain(file)).toString("utf8"));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const why = missing ? idle : `${file}: ${reasonOf(error)}`;
    throw new HindcastError("OUTPUT_INVALID", why, { cause: error });
  }
  const parsed = PoolStateFile.safeParse(state);
  if (!parsed.success) throw new HindcastError("OUTPUT_INVALID", problemOf(parsed.error));
  if (!isAlive(parsed.data.pid)) throw new HindcastError("OUTPUT_INVALID", idle);
  return parsed.data as PoolState;
}

/**
 * Asks a run under way to add some servers to its pool and to drain others.
 *
 * @param add names of SPECs, as the pool writes them
 * @param drain names in the pool
 * @returns the names that the pool is to have
 * @throws HindcastError USAGE for a name that the pool lacks, and where none would be left
 */
export async function changePool(
  directory: string,
  { add, drain }: { readonly add: readonly string[]; readonly drain: readonly string[] },
): Promise<string[]> {
  const { report } = await poolOfRun(directory);
  const staying = report.endpoints.filter(
    ({ state }) => state !== "draining" && state !== "removed",
  );
  const names = staying.map(({ name }) => name);
  const unknown = drain.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new HindcastError("USAGE", `--drain ${unknown} is none of ${names.join(", ")}`);
  }
  const wanted = [...new Set([...names, ...add])].filter((name) => !drain.includes(name));
  if (wanted.length === 0) throw new HindcastError("USAGE", "the run would have no server left");
  await writeAtomically(wantedFile(directory), `${JSON.stringify({ scorers: wanted })}\n`);
  return wanted;
}

/** Whether a process of this machine has the number. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
