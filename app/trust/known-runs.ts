import { realpath, readdir, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { hashOf, sha256, type Body } from "../../protocols/index.ts";
import { makeDirectories, readPlain, writeWhole } from "../../runtime/files/index.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What this user's own state says of a directory: the run that was started there. */
const KnownRun = z.object({ directory: z.string(), run: z.string(), opening: z.string() });

/** Directories that are remembered; the ones that were used longest ago are forgotten. */
const REMEMBERED = 2000;

/** A run as its log opens it. */
export interface OpenedRun {
  readonly directory: string;
  readonly run: string;
  readonly opened: Body<"run.opened">;
  /** What resumes changed since. */
  readonly adapted?: readonly Body<"run.adapted">[];
}

/**
 * Remembers, outside of the output directory, that this user started a run in it. A user who gets the
 * directory, or swaps its log for another, is not believed what the log names. A state directory
 * that cannot be written makes the run forgotten, not failed.
 */
export async function rememberRun(run: OpenedRun, env: Environment): Promise<void> {
  try {
    const file = await fileOf(run.directory, env);
    await makeDirectories(path.dirname(file));
    await writeWhole(file, `${JSON.stringify(await entryOf(run))}\n`);
    await forgetOldest(path.dirname(file));
  } catch {
    // The run is as good without it.
  }
}

/** Whether this user started this run, in this directory. */
export async function isKnownRun(run: OpenedRun, env: Environment): Promise<boolean> {
  try {
    const text = (await readPlain(await fileOf(run.directory, env), { limit: 65_536 })).toString();
    const known = KnownRun.parse(JSON.parse(text));
    return hashOf(known) === hashOf(await entryOf(run));
  } catch {
    return false;
  }
}

async function entryOf(known: OpenedRun): Promise<z.infer<typeof KnownRun>> {
  const { directory, run, opened, adapted = [] } = known;
  const opening = hashOf(adapted.length === 0 ? opened : [opened, ...adapted]);
  return { directory: await realpath(directory), run, opening };
}

async function fileOf(directory: string, env: Environment): Promise<string> {
  return path.join(stateHome(env), "hindcast", "runs", `${sha256(await realpath(directory))}.json`);
}

/** Where programs of this user keep what should outlast them (XDG base directories). */
function stateHome(env: Environment): string {
  const named = env["XDG_STATE_HOME"] ?? "";
  return path.isAbsolute(named) ? named : path.join(env["HOME"] ?? homedir(), ".local", "state");
}

async function forgetOldest(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.length <= REMEMBERED) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const file = path.join(directory, name);
      return { file, used: (await stat(file)).mtimeMs };
    }),
  );
  const oldest = files.toSorted((a, b) => a.used - b.used).slice(0, names.length - REMEMBERED);
  await Promise.all(oldest.map(({ file }) => rm(file, { force: true })));
}
