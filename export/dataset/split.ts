import { HindcastError, random } from "../../protocols/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";

/** A part of a data set and its share of the repositories. */
export interface Split {
  readonly name: string;
  readonly share: number;
}

const NAME = /^[a-z][a-z0-9_]{0,31}$/;

/**
 * Splits as `train=0.98,validation=0.02`; shares are relative.
 *
 * @throws HindcastError USAGE
 */
export function parseSplits(text: string): Split[] {
  const splits = text.split(",").map((part) => {
    const [name = "", share = "1"] = part.split("=");
    return { name, share: Number(share) };
  });
  const names = new Set(splits.map(({ name }) => name));
  const wrong = splits.find(({ name, share }) => !NAME.test(name) || !(share > 0 && share < 1e9));
  if (wrong || names.size < splits.length) {
    const form = "use NAME=SHARE,... with names of small letters, each once";
    throw new HindcastError("USAGE", `--split ${text}: ${form}`);
  }
  return splits;
}

/**
 * The split of a record. It depends on the repository alone, so that all runs of a repository, and
 * all of its agents, are in one split, whatever else is exported with them.
 */
export function splitOf(record: TrajectoryRecord, splits: readonly Split[], seed: number): string {
  const total = splits.reduce((sum, { share }) => sum + share, 0);
  let left = random(seed, "split", record.origin ?? record.repo) * total;
  for (const { name, share } of splits) {
    left -= share;
    if (left < 0) return name;
  }
  return splits.at(-1)?.name ?? "train";
}
