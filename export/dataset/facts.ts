import * as z from "zod";
import { languageOf } from "../../graph/index.ts";
import type { RecordGain, TrajectoryRecord } from "../record/index.ts";

/** Sums from which a mean and its interval follow. */
const Moments = z.strictObject({ count: z.int(), sum: z.number(), squares: z.number() });
type Moments = z.infer<typeof Moments>;

const Counts = z.record(z.string(), z.int());
const Gains = z.strictObject({ thinking: Moments, search: Moments });

/** What a data set's card says of the trajectories in it. */
export const DatasetFacts = z.strictObject({
  repositories: z.int(),
  files: z.int(),
  /** Trajectories by SPDX expression; `none` where none is declared. */
  licenses: Counts,
  /** Files by language; `other` where none is known. */
  languages: Counts,
  /** Trajectories by who wrote and scored them, and by the prompts. */
  authors: Counts,
  scorers: Counts,
  prompts: Counts,
  violations: z.int(),
  /** Trajectory means: nats per token saved by first thoughts, and by the search over them. */
  scorer: Gains.optional(),
  judge: Gains.optional(),
  grounding: Moments.optional(),
  /** Runs of 13 words, and own names of the files, in all and in the thoughts, where a judge looked. */
  audit: z
    .strictObject({ grams: z.int(), shared: z.int(), own: z.int(), named: z.int() })
    .optional(),
});
export type DatasetFacts = z.infer<typeof DatasetFacts>;

/** Nothing yet. */
export function noFacts(): DatasetFacts {
  return {
    repositories: 0,
    files: 0,
    licenses: {},
    languages: {},
    authors: {},
    scorers: {},
    prompts: {},
    violations: 0,
  };
}

/** Adds what is known of one trajectory. */
export function addFacts(facts: DatasetFacts, record: TrajectoryRecord): void {
  facts.repositories += 1;
  facts.files += record.files.length;
  facts.violations += record.violations;
  count(facts.licenses, record.license ?? "none");
  for (const event of record.events) {
    if (event.kind !== "write") continue;
    count(facts.languages, languageOf(event.path, event.content) ?? "other");
  }
  const { madeBy } = record;
  if (madeBy) {
    count(facts.authors, madeBy.author);
    for (const scorer of madeBy.scorers) count(facts.scorers, scorer);
    for (const [name, hash] of Object.entries(madeBy.prompts)) {
      count(facts.prompts, `${name} ${hash.slice(0, 12)}`);
    }
  }
  if (record.gain) facts.scorer = withGain(facts.scorer, record.gain);
  if (record.judge) facts.judge = withGain(facts.judge, record.judge);
  if (record.grounding !== undefined)
    facts.grounding = withValue(facts.grounding, record.grounding);
  const { audit } = record;
  if (audit) {
    const known = facts.audit ?? { grams: 0, shared: 0, own: 0, named: 0 };
    facts.audit = {
      grams: known.grams + audit.grams,
      shared: known.shared + audit.shared,
      own: known.own + audit.own,
      named: known.named + audit.named,
    };
  }
}

/** A mean with the half-width of its 95 % interval, by the normal approximation. */
export function meanOf({ count: n, sum, squares }: Moments): { mean: number; half: number } {
  const mean = sum / n;
  const variance = n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : Number.NaN;
  return { mean, half: 1.96 * Math.sqrt(variance / n) };
}

function withGain(
  known: DatasetFacts["scorer"],
  { none, first, final }: RecordGain,
): z.infer<typeof Gains> {
  return {
    thinking: withValue(known?.thinking, none - first),
    search: withValue(known?.search, first - final),
  };
}

function withValue(known: Moments | undefined, value: number): Moments {
  const { count: n = 0, sum = 0, squares = 0 } = known ?? {};
  return { count: n + 1, sum: sum + value, squares: squares + value * value };
}

function count(counts: Record<string, number>, name: string): void {
  // A name such as `__proto__` comes from a repository's manifest.
  const known = Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;
  Object.defineProperty(counts, name, {
    value: known + 1,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
