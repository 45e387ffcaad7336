import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadActors } from "../../app/actors/index.ts";
import { foldLog } from "../../app/replay/index.ts";
import { LOG_FILE } from "../../runtime/bus/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { BenchRow } from "../row.ts";
import { benchDebugger } from "./debugger.ts";

const COMMAND = fileURLToPath(new URL("../../cli/hindcast.js", import.meta.url));
const EVALUATIONS = 8;
const ROUNDS = 5;

/**
 * Folding the log of a real run through its agents, every message compared, against reading the
 * same log: the median of the rounds. The run reconstructs prom-client, which is in node_modules. Then
 * the debugger, on a longer log.
 */
export async function benchReplay(): Promise<BenchRow[]> {
  const root = await mkdtemp(path.join(tmpdir(), "hindcast-bench-"));
  try {
    const repository = path.dirname(fileURLToPath(import.meta.resolve("prom-client/package.json")));
    const out = path.join(root, "out");
    const search = ["--evaluations", String(EVALUATIONS), "--progress", "off"];
    await promisify(execFile)(process.execPath, [
      COMMAND,
      "run",
      repository,
      "--out",
      out,
      ...search,
    ]);
    const log = path.join(out, LOG_FILE);
    const actors = await loadActors();
    let messages = 0;
    const read = async (): Promise<void> => {
      messages = 0;
      for await (const envelope of readLog(log)) messages += envelope.seq > 0 ? 1 : 0;
    };
    const rates: { ours: number; baseline: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const baseline = await seconds(read);
      const ours = await seconds(async () => {
        const { report } = await foldLog(log, actors, {});
        if (report.divergences.length > 0)
          throw new Error("the log does not follow from its agents");
      });
      if (round > 0) rates.push({ ours: messages / ours, baseline: messages / baseline });
    }
    rates.sort((a, b) => a.ours / a.baseline - b.ours / b.baseline);
    const { ours, baseline } = rates[Math.floor(ROUNDS / 2)] ?? { ours: 0, baseline: 1 };
    const name = `fold ${messages} messages through their agents / read them`;
    const folding = { name, ours, baseline, ratio: ours / baseline, unit: "messages/s" };
    return [folding, ...(await benchDebugger(log))];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
