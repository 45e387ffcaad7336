import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { runOnNats } from "../../app/cluster/index.ts";
import { exportInputs } from "../../app/export/index.ts";
import { run, type RunResult } from "../../app/run/index.ts";
import { statsOf } from "../../app/stats/index.ts";
import { defaultOptions, exportDataset } from "../../export/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";
import { withServer } from "../cluster/server.ts";
import type { BenchRow } from "../row.ts";

/** Points of the curve of memory that are printed. */
const POINTS = 10;
/** Sessions at the same time. */
const WIDTH = 16;

/** Called with the number of sessions that are done. */
type Tick = (done: number) => void;

/**
 * One run of many tiny repositories, on the embedded bus or on a NATS server of its own: whether
 * its memory grows with the sessions that are done, and that all of them are exported and counted.
 * The baseline is the memory after the first tenth. What is measured in heap is what a collection
 * leaves; the memory of the server is not counted.
 */
export async function benchSessions(count: number, nats: boolean): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-bench-sessions-"));
  try {
    const table = path.join(place, "tiny.jsonl");
    await writeFile(table, tinyRepositories(count));
    const curve = new MemoryCurve(count);
    const search = { ...defaults.search, strategy: "none", evaluations: 0 };
    const config = { ...defaults, search, out: path.join(place, "out"), sessions: WIDTH };
    const started = performance.now();
    const { directory, summary } = await (nats ? onNats : embedded)(
      { table, config, env: { XDG_STATE_HOME: place, XDG_CACHE_HOME: place } },
      (done) => curve.tick(done),
    );
    const rate = (1000 * count) / (performance.now() - started);
    const finished = summary.sessions.filter(({ status }) => status === "done").length;
    const { size } = await stat(path.join(directory, "log.hlog"));
    const options = defaultOptions({
      format: "documents",
      to: path.join(place, "export"),
      version: "bench",
    });
    const manifest = await exportDataset(exportInputs([directory]), options);
    const stats = await statsOf(directory);
    curve.point(count);
    const where = nats ? "on NATS" : "embedded";
    const figures = `${rate.toFixed(1)} sessions/s, log ${Math.round(size / 1e6)} MB`;
    return [
      row(`${count} tiny repositories ${where}: sessions done`, finished, count, "sessions"),
      row("trajectories exported", manifest.counts.rows, count, "rows"),
      row("sessions counted by stats", stats.sessions.done, count, "sessions"),
      row(
        `resident memory at the end, against the first tenth (${figures})`,
        ...curve.ends("rss"),
        "MB",
      ),
      row("heap at the end, against the first tenth", ...curve.ends("heap"), "MB"),
    ];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

interface SessionsRun {
  readonly table: string;
  readonly config: Config;
  readonly env: Readonly<Record<string, string>>;
}

function embedded({ table, config, env }: SessionsRun, tick: Tick): Promise<RunResult> {
  let done = 0;
  return run({
    repositories: [table],
    config,
    env,
    onProgress: ({ type }) => {
      if (type === "session.finished") tick((done += 1));
    },
  });
}

function onNats({ table, config, env }: SessionsRun, tick: Tick): Promise<RunResult> {
  return withServer(({ url }) =>
    runOnNats({
      nats: { servers: url },
      repositories: [table],
      config,
      env,
      onEnd: (_session, done) => tick(done),
    }),
  );
}

function tinyRepositories(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => ({
    repo_name: `tiny/${at}`,
    license: "MIT",
    files: [{ path: "a.py", content: `def answer():\n    return ${at}\n` }],
  }));
  return rows.map((each) => JSON.stringify(each)).join("\n");
}

/** Memory of this process by sessions that are done. */
class MemoryCurve {
  readonly #step: number;
  readonly #points: { rss: number; heap: number }[] = [];
  readonly #collect: () => void;

  constructor(count: number) {
    this.#step = Math.ceil(count / POINTS);
    setFlagsFromString("--expose-gc");
    this.#collect = runInNewContext("gc") as () => void;
  }

  tick(done: number): void {
    if (done % this.#step === 0) this.point(done);
  }

  point(done: number): void {
    this.#collect();
    const memory = process.memoryUsage();
    const [rss, heap] = [memory.rss / 1e6, memory.heapUsed / 1e6];
    this.#points.push({ rss, heap });
    process.stderr.write(
      `${Math.round(performance.now() / 1000)} s, ${done} sessions: ${Math.round(rss)} MB resident, ${Math.round(heap)} MB of heap\n`,
    );
  }

  /** At the end and after the first tenth, in MB. */
  ends(what: "rss" | "heap"): [last: number, first: number] {
    return [this.#points.at(-1)?.[what] ?? 0, this.#points[0]?.[what] ?? 0];
  }
}

function row(name: string, ours: number, baseline: number, unit: string): BenchRow {
  return { name, ours, baseline, ratio: ours / baseline, unit };
}
