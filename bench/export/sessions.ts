import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../app/run/index.ts";
import type { RunSummary, Trajectory } from "../../protocols/index.ts";
import { defaults } from "../../runtime/config/index.ts";

/** A package of this project's own dependencies: 14 files, 60 kB. */
const REPOSITORY = "node_modules/commander";

/** An output directory with many sessions. */
export interface ManySessions {
  readonly directory: string;
  /** The `trajectory.json` of each session. */
  readonly files: readonly string[];
}

/**
 * An output directory with so many sessions, each as a run of one real package left it, under its
 * own name and with its own number in every text, so that no two of them are equal.
 */
export async function manySessions(count: number): Promise<ManySessions> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-bench-export-"));
  const search = { ...defaults.search, strategy: "none", evaluations: 0 };
  const out = path.join(place, "one");
  const { summary } = await run({
    repositories: [REPOSITORY],
    config: { ...defaults, search, out },
    env: { XDG_STATE_HOME: place, XDG_CACHE_HOME: place },
  });
  const [session] = summary.sessions;
  if (session?.status !== "done") throw new Error(`${REPOSITORY} was not reconstructed`);
  const text = await readFile(path.join(out, session.session, "trajectory.json"), "utf8");
  const one = JSON.parse(text) as Trajectory;
  const directory = path.join(place, "many");
  const files: string[] = [];
  const sessions: RunSummary["sessions"][number][] = [];
  for (let at = 0; at < count; at += 1) {
    const name = `package-${String(at).padStart(6, "0")}`;
    const file = path.join(directory, name, "trajectory.json");
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(numbered(one, name, at)));
    files.push(file);
    sessions.push({ ...session, session: name });
  }
  await writeFile(path.join(directory, "summary.json"), JSON.stringify({ ...summary, sessions }));
  return { directory, files };
}

function numbered(one: Trajectory, session: string, at: number): Trajectory {
  const steps = one.steps.map((step) =>
    step.kind === "act" ? { ...step, instruction: `${step.instruction} (${at})` } : step,
  );
  return { ...one, session, repository: { ...one.repository, name: session }, steps };
}
