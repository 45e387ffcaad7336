import { benchGraph } from "./graph/index.ts";
import { benchLog } from "./log/index.ts";
import type { BenchRow } from "./row.ts";
import { benchOffline } from "./offline/index.ts";
import { benchRuntime } from "./runtime/index.ts";

const suites: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  runtime: benchRuntime,
  log: benchLog,
  graph: () => benchGraph(),
  offline: benchOffline,
};

const wanted = process.argv.slice(2);
for (const [name, suite] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { name: what, ours, baseline, ratio, unit } of await suite()) {
    const figures = `${round(ours)} against ${round(baseline)} ${unit}`;
    process.stdout.write(`${name}: ${what}: ratio ${ratio.toFixed(3)} (${figures})\n`);
  }
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
