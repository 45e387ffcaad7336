import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchRow } from "../row.ts";

const COMMAND = fileURLToPath(new URL("../../cli/hindcast.js", import.meta.url));
const ROUNDS = 2;

/** Commands of npm packages that index a tree which is called `tree` in the current directory. */
const peers: Readonly<Record<string, readonly string[]>> = {
  // Imports between files of JavaScript and TypeScript alone.
  madge: ["--json", "--extensions", "ts,tsx,mts,cts,js,jsx,mjs,cjs", "tree"],
  // Symbols, calls and imports in many languages, written to a database inside of the tree.
  codegraph: ["init", "tree"],
};

/**
 * Whole commands, ours with an empty cache against the peers that a directory has installed, each
 * in its turn on a fresh copy of one tree, best of two. They are no dependencies: they bring
 * hundreds of megabytes.
 *
 * @param root directory to index
 * @param directory where `npm install madge @colbymchenry/codegraph` was run
 */
export async function benchInstalledPeers(root: string, directory: string): Promise<BenchRow[]> {
  const place = (name: string): string => path.resolve(directory, "node_modules", ".bin", name);
  const installed = Object.keys(peers).filter((name) => existsSync(place(name)));
  if (installed.length === 0) {
    throw new Error(`${directory} has none of ${Object.keys(peers).join(", ")} installed`);
  }
  const rows: BenchRow[] = [];
  for (const name of installed) {
    let [ours, baseline] = [Infinity, Infinity];
    for (let round = 0; round < ROUNDS; round++) {
      const graph = [COMMAND, "graph", "tree", "--format", "json"];
      ours = Math.min(ours, await timed(root, process.execPath, graph));
      baseline = Math.min(baseline, await timed(root, place(name), peers[name] ?? []));
    }
    const what = `the command graph / ${name}, whole processes`;
    rows.push({ name: what, ours, baseline, ratio: ours / baseline, unit: "ms" });
  }
  return rows;
}

/** Milliseconds from the start of a command to its end, with nothing left over from another. */
async function timed(root: string, command: string, args: readonly string[]): Promise<number> {
  const cwd = await mkdtemp(path.join(tmpdir(), "hindcast-bench-"));
  try {
    await cp(root, path.join(cwd, "tree"), { recursive: true });
    const env = { PATH: process.env["PATH"], HOME: cwd, XDG_CACHE_HOME: path.join(cwd, "cache") };
    const start = performance.now();
    await promisify(execFile)(command, args, { cwd, env, maxBuffer: 1 << 28 });
    return performance.now() - start;
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
