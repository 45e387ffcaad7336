import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { messageId } from "../../protocols/index.ts";
import { EmbeddedBus, LOG_FILE } from "../../runtime/bus/index.ts";
import type { BenchRow } from "../row.ts";

const COMMAND = fileURLToPath(new URL("../../cli/hindcast.js", import.meta.url));
const ROUNDS = 7;

/**
 * Starting a command against starting Node alone (`node -e 0`), in processes per second of wall
 * clock; the two take turns, and the median of the rounds counts. A ratio of 0.33 is 3 times bare
 * Node.
 */
export async function benchStartup(): Promise<BenchRow[]> {
  const root = await mkdtemp(path.join(tmpdir(), "hindcast-bench-"));
  try {
    const log = await smallLog(root);
    const cases: readonly (readonly string[])[] = [["--version"], ["--help"], ["log", "show", log]];
    return cases.map((args) => {
      const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
        baseline: 1 / seconds(["-e", "0"]),
        ours: 1 / seconds([COMMAND, ...args]),
      })).slice(1);
      rounds.sort((a, b) => a.ours / a.baseline - b.ours / b.baseline);
      const { ours, baseline } = rounds[Math.floor(ROUNDS / 2)] ?? { ours: 0, baseline: 1 };
      const shown = args.map((arg) => (arg === log ? "LOG" : arg)).join(" ");
      const name = `hindcast ${shown} / node -e 0`;
      return { name, ours, baseline, ratio: ours / baseline, unit: "starts/s" };
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function smallLog(root: string): Promise<string> {
  const directory = path.join(root, "out");
  const bus = await EmbeddedBus.create(directory, { run: "bench" });
  const from = "run/control/main";
  await bus.publish({
    id: messageId(from, 0),
    run: "bench",
    session: "run",
    from,
    to: from,
    kind: "bench.note",
    cause: null,
    body: {},
  });
  await bus.close();
  return path.join(directory, LOG_FILE);
}

function seconds(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")}: ${status}: ${stderr.toString()}`);
  return (performance.now() - start) / 1000;
}
