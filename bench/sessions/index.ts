import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { exportInputs } from "../../app/export/index.ts";
import { run } from "../../app/run/index.ts";
import { statsOf } from "../../app/stats/index.ts";
import { defaultOptions, exportDataset } from "../../export/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import type { BenchRow } from "../row.ts";

/** Points of the curve of memory that are printed. */
const POINTS = 10;

/**
 * One run of many tiny repositories, on the embedded bus: whether its memory grows with the
 * sessions that are done, and that all of them are exported and counted. The baseline is the
 * memory after the first tenth.
 */
export async function benchSessions(count: number): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-bench-sessions-"));
  try {
    const table = path.join(place, "tiny.jsonl");
    const lines = Array.from({ length: count }, (_, at) =>
      JSON.stringify({
        repo_name: `tiny/${at}`,
        license: "MIT",
        files: [{ path: "a.py", content: `def answer():\n    return ${at}\n` }],
      }),
    );
    await writeFile(table, lines.join("\n"));
    const curve: { done: number; rss: number; heap: number }[] = [];
    const point = (done: number): void => {
      const { rss, heapUsed } = process.memoryUsage();
      curve.push({ done, rss: rss / 1e6, heap: heapUsed / 1e6 });
      process.stderr.write(
        `${done} sessions: ${Math.round(rss / 1e6)} MB resident, ${Math.round(heapUsed / 1e6)} MB of heap\n`,
      );
    };
    let done = 0;
    const search = { ...defaults.search, strategy: "none", evaluations: 0 };
    const { directory, summary } = await run({
      repositories: [table],
      config: { ...defaults, search, out: path.join(place, "out"), sessions: 16 },
      env: { XDG_STATE_HOME: place, XDG_CACHE_HOME: place },
      onStart: () => point(0),
      onProgress: ({ type }) => {
        if (type !== "session.finished") return;
        done += 1;
        if (done % Math.ceil(count / POINTS) === 0) point(done);
      },
    });
    const finished = summary.sessions.filter(({ status }) => status === "done").length;
    const { size } = await stat(path.join(directory, "log.hlog"));
    const to = path.join(place, "export");
    const options = defaultOptions({ format: "documents", to, version: "bench" });
    const manifest = await exportDataset(exportInputs([directory]), options);
    const stats = await statsOf(directory);
    const first = curve[1]?.rss ?? 0;
    const last = curve.at(-1)?.rss ?? 0;
    const seconds = summary.elapsed_ms / 1000;
    const row = (name: string, ours: number, baseline: number, unit: string): BenchRow => ({
      name,
      ours,
      baseline,
      ratio: ours / baseline,
      unit,
    });
    return [
      row(`${count} tiny repositories: sessions done`, finished, count, "sessions"),
      row("trajectories exported", manifest.counts.rows, count, "rows"),
      row("sessions counted by stats", stats.sessions.done, count, "sessions"),
      row(
        `memory at the end, against the first tenth (${(count / seconds).toFixed(1)} sessions/s, log ${Math.round(size / 1e6)} MB)`,
        last,
        first,
        "MB",
      ),
    ];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
