import path from "node:path";
import { Command } from "commander";
import { statsOf, type Distribution, type RunStats } from "../../../app/stats/index.ts";
import { printable } from "../../../protocols/index.ts";
import { formatDuration } from "../../../runtime/progress/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../../output/index.ts";

/** `hindcast stats OUT`: how what a run made and took is distributed. */
export function statsCommand(io: CommandIo): Command {
  return new Command("stats")
    .argument("<out>", "the output directory of a run")
    .option("--json", "print one JSON value on stdout")
    .action(async (out: string, { json }: { json?: true }) => {
      const stats = await statsOf(path.resolve(io.cwd, out));
      if (json) return writeJson(io.stdout, stats);
      await writeText(io.stdout, formatStats(stats, useColor(io.stdout, io.env)));
    });
}

const BARS = " ▁▂▃▄▅▆▇█";

/** A bar for each bin, as high as its share of the fullest; a bin that is not empty has one. */
function barsOf(bins: readonly number[]): string {
  const most = Math.max(1, ...bins);
  return bins.map((count) => BARS[Math.ceil((count / most) * 8)]).join("");
}

/** Whole numbers with separators, others with four significant digits. */
function numberOf(value: number): string {
  return Number.isInteger(value)
    ? value.toLocaleString("en")
    : value.toLocaleString("en", { maximumSignificantDigits: 4 });
}

/** The statistics as text for people. */
function formatStats(stats: RunStats, color: boolean): string {
  const paint = paintFor(color);
  const { run, sessions, files, usage, elapsed_ms: elapsed } = stats;
  const head =
    `run ${printable(run)}: ${sessions.done} sessions done, ${sessions.failed} failed, ` +
    `${numberOf(files)} files, ${formatDuration(elapsed)}; author: ${numberOf(usage.requests)} requests, ` +
    `${numberOf(usage.prompt_tokens)} prompt and ${numberOf(usage.completion_tokens)} completion tokens\n`;
  const number = (title: string, of: (row: Distribution) => number) => ({
    title,
    align: "right" as const,
    cell: ([, row]: [string, Distribution]) => numberOf(of(row)),
  });
  const measures = formatTable<[string, Distribution]>(
    [
      { title: "measure", cell: ([name]) => name.replaceAll("_", " ") },
      number("least", ({ min }) => min),
      number("median", ({ median }) => median),
      number("mean", ({ mean }) => mean),
      number("90 %", ({ p90 }) => p90),
      number("most", ({ max }) => max),
      { title: "least to most", cell: ([, { bins }]) => barsOf(bins) },
    ],
    Object.entries(stats.distributions),
    paint,
  );
  const languages = formatTable<[string, { files: number; characters: number }]>(
    [
      { title: "language", cell: ([name]) => name },
      { title: "files", align: "right", cell: ([, row]) => numberOf(row.files) },
      { title: "characters", align: "right", cell: ([, row]) => numberOf(row.characters) },
    ],
    Object.entries(stats.languages).toSorted(([, a], [, b]) => b.characters - a.characters),
    paint,
  );
  const licenses = formatTable<[string, number]>(
    [
      { title: "license", cell: ([name]) => name },
      { title: "trajectories", align: "right", cell: ([, count]) => numberOf(count) },
    ],
    Object.entries(stats.licenses).toSorted(([, a], [, b]) => b - a),
    paint,
  );
  return [head, measures, languages, licenses].join("\n");
}
