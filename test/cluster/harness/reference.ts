import { readdir } from "node:fs/promises";
import path from "node:path";
import { readFile } from "node:fs/promises";
import { sha256 } from "../../../protocols/index.ts";
import { readLog } from "../../../runtime/log/index.ts";
import { collectVoids } from "../../../runtime/replay/index.ts";
import { run, succeed } from "../../cli/harness/command.ts";
import { breachesOf } from "../../cli/harness/output-files.ts";

/** Settings that make a run short; the same for every run that is compared. */
export const QUICK = ["--search", "paper", "--evaluations", "4", "--seed", "7"];

/** Hash of each session's trajectory, by session. */
export type Trajectories = ReadonlyMap<string, string>;

/** Runs the repositories on this machine with the embedded bus. */
export async function referenceRun(
  repositories: readonly string[],
  directory: string,
  options: readonly string[] = [],
): Promise<{ trajectories: Trajectories; messages: number }> {
  const quiet = ["--progress", "off"];
  await succeed(["run", ...repositories, "--out", directory, ...quiet, ...QUICK, ...options]);
  let messages = 0;
  // oxlint-disable-next-line no-unused-vars -- counted
  for await (const _message of readLog(path.join(directory, "log.hlog"))) messages += 1;
  return { trajectories: await trajectoriesIn(directory), messages };
}

export async function trajectoriesIn(directory: string): Promise<Trajectories> {
  const found = new Map<string, string>();
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === "blobs") continue;
    const file = path.join(directory, entry.name, "trajectory.json");
    found.set(entry.name, sha256(await readFile(file)));
  }
  return found;
}

/**
 * What is wrong with a collected run; nothing when all is as it was on one machine.
 *
 * @param options modules for the replay
 */
export async function problemsOf(
  directory: string,
  reference: Trajectories,
  options: readonly string[] = [],
): Promise<string[]> {
  const problems: string[] = [];
  const found = await trajectoriesIn(directory);
  for (const [session, hash] of reference) {
    const other = found.get(session);
    if (other === undefined) problems.push(`${session} is lost`);
    else if (other !== hash) problems.push(`${session} differs`);
  }
  for (const session of found.keys())
    if (!reference.has(session)) problems.push(`${session} is new`);
  problems.push(...(await doublesIn(path.join(directory, "log.hlog"))));
  // Modules are those of the built program.
  if (options.length === 0) return [...problems, ...(await breachesOf(directory))];
  const verified = await run(["verify", directory]);
  if (verified.code !== 0) problems.push(`verify: ${verified.stdout}${verified.stderr}`);
  const replayed = await run(["replay", path.join(directory, "log.hlog"), "--json", ...options]);
  if (replayed.code !== 0) problems.push(`replay: ${replayed.stdout}${replayed.stderr}`);
  return problems;
}

/** Messages that stand twice in a log, unless the first became void. */
async function doublesIn(log: string): Promise<string[]> {
  const voids = await collectVoids(readLog(log));
  const seen = new Set<string>();
  const doubles: string[] = [];
  for await (const { id, seq } of readLog(log)) {
    if (voids.has(seq)) continue;
    if (seen.has(id)) doubles.push(`${id} stands twice`);
    seen.add(id);
  }
  return doubles;
}
