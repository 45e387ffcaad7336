import { languageOf } from "../../graph/index.ts";
import type { RunSummary } from "../../protocols/index.ts";
import type { TrajectoryRecord } from "../../export/index.ts";
import { exportInputs } from "../export/index.ts";
import { readSummary } from "../output/index.ts";
import { distributionOf, type Distribution } from "./distribution.ts";

/** What a run holds and took. Measures that nothing was known of are absent. */
export interface RunStats {
  readonly run: string;
  readonly sessions: { readonly done: number; readonly failed: number };
  readonly files: number;
  readonly elapsed_ms: number;
  readonly usage: RunSummary["usage"];
  /** By trajectory, but for gains, which are by file. */
  readonly distributions: Readonly<Partial<Record<Measure, Distribution>>>;
  /** Files, and characters of them, by language; `other` where none is known. */
  readonly languages: Readonly<Record<string, { files: number; characters: number }>>;
  /** Trajectories by SPDX expression; `none` where none is declared. */
  readonly licenses: Readonly<Record<string, number>>;
}

const MEASURES = [
  /** Tokens of the code, and of the kept thoughts, as the scorer counts them. */
  "code_tokens",
  "thought_tokens",
  "files",
  "thoughts",
  "violations",
  "evaluations",
  /** What first thoughts save over none, and kept ones over first ones, in nats per token. */
  "gain_by_thinking",
  "gain_by_search",
  /** Both together, as the held-out judge sees them. */
  "gain_by_judge",
] as const;
type Measure = (typeof MEASURES)[number];

/**
 * The statistics of a run that has ended; one trajectory is in memory at a time.
 *
 * @param directory output directory
 * @throws HindcastError OUTPUT_INVALID
 */
export async function statsOf(directory: string): Promise<RunStats> {
  const summary = await readSummary(directory);
  const values = new Map<Measure, number[]>(MEASURES.map((measure) => [measure, []]));
  const add = (measure: Measure, value: number): void => void values.get(measure)?.push(value);
  const done = summary.sessions.filter(({ status }) => status === "done");
  for (const { files } of done) {
    add("files", files.length);
    add(
      "code_tokens",
      sumOf(files, ({ tokens }) => tokens),
    );
    add(
      "thought_tokens",
      sumOf(files, ({ thought_tokens: tokens }) => tokens),
    );
    add(
      "evaluations",
      sumOf(files, ({ evaluations }) => evaluations),
    );
    for (const { tokens, nats_per_token: nats, judge } of files) {
      // An empty file has no likelihood.
      if (tokens === 0) continue;
      add("gain_by_thinking", nats.none - nats.first);
      add("gain_by_search", nats.first - nats.final);
      if (judge) add("gain_by_judge", judge.none - judge.final);
    }
  }
  const languages: Record<string, { files: number; characters: number }> = {};
  const licenses: Record<string, number> = {};
  if (done.length > 0) {
    for await (const input of exportInputs([directory])) {
      if (!("record" in input)) continue;
      const { record } = input;
      add("violations", record.violations);
      add("thoughts", record.events.filter(({ kind }) => kind === "think").length);
      countLanguages(record, languages);
      licenses[record.license ?? "none"] = (licenses[record.license ?? "none"] ?? 0) + 1;
    }
  }
  const distributions: Partial<Record<Measure, Distribution>> = {};
  for (const [measure, list] of values) {
    const distribution = distributionOf(list);
    if (distribution) distributions[measure] = distribution;
  }
  return {
    run: summary.run,
    sessions: { done: done.length, failed: summary.sessions.length - done.length },
    files: sumOf(done, ({ files }) => files.length),
    elapsed_ms: summary.elapsed_ms,
    usage: summary.usage,
    distributions,
    languages,
    licenses,
  };
}

function sumOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

function countLanguages(
  { events }: TrajectoryRecord,
  languages: Record<string, { files: number; characters: number }>,
): void {
  for (const event of events) {
    if (event.kind !== "write") continue;
    const entry = (languages[languageOf(event.path, event.content) ?? "other"] ??= {
      files: 0,
      characters: 0,
    });
    entry.files += 1;
    entry.characters += event.content.length;
  }
}
