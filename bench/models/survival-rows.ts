import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BenchRow } from "../row.ts";
import { modes } from "./chat-server/index.ts";
import { survive, type Survival } from "./survival.ts";

/** Three packages of this project's own dependencies. */
const REPOSITORIES = ["picocolors", "split2", "stackback"].map((name) => `node_modules/${name}`);

/**
 * Each mode of the faulty server at 20 % of the requests over three repositories, interrupted and
 * resumed: thoughts that are nothing but thoughts, of all that were kept. Throws for a run that does
 * not end as it should.
 */
export async function benchSurvival(): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-survival-"));
  const rows: BenchRow[] = [];
  try {
    const tried = modes.flatMap((mode) => [
      { mode, strategy: "none" as const },
      { mode, strategy: "mcts" as const },
    ]);
    for (const [index, { mode, strategy }] of tried.entries()) {
      const survived = await survive({
        repositories: REPOSITORIES,
        out: path.join(place, String(index)),
        modes: [mode],
        strategy,
        interruptAfter: 12,
        env: {
          XDG_STATE_HOME: path.join(place, "state"),
          XDG_CACHE_HOME: path.join(place, "cache"),
        },
      });
      check(mode.name, survived);
      const { thoughts, markers } = survived;
      const clean = thoughts - markers.length;
      rows.push({
        name: `${mode.name}, search ${strategy}, ${survived.faulty} of ${survived.requests} requests`,
        ours: clean,
        baseline: thoughts,
        ratio: clean / thoughts,
        unit: "thoughts",
      });
    }
    return rows;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function check(mode: string, { summary, findings, unlisted, repeated }: Survival): void {
  const failed = summary.sessions.filter(({ status }) => status !== "done");
  const problems = [
    ...failed.map(({ session, code, reason }) => `${session} failed: ${code}: ${reason}`),
    ...findings.map((finding) => `verify: ${JSON.stringify(finding)}`),
    ...unlisted.map((file) => `${file} has no thought and no reason`),
    ...(repeated === 0 ? [] : [`${repeated} answered requests were made again`]),
  ];
  if (problems.length > 0) throw new Error(`${mode}: ${problems.join("; ")}`);
}
