import type { TrajectoryRecord } from "../record/index.ts";
import type { Benchmarks, Contamination } from "./benchmarks.ts";
import { DuplicateIndex, type Duplicate, type DuplicateOptions } from "./duplicates.ts";
import type { Filter } from "./filter.ts";

/** Which trajectories a data set holds. */
export interface SelectionOptions {
  readonly filters: readonly Filter[];
  /** Repositories that are left out: names, origins, or `owner/name` of an origin. */
  readonly without: ReadonlySet<string>;
  /** Near-duplicates are left out; none are looked for when absent. */
  readonly duplicates?: DuplicateOptions | undefined;
  /** Texts that no trajectory may share a run of words with. */
  readonly benchmarks?: Benchmarks | undefined;
}

/** What was found about one trajectory: a line of the data set's `selection.jsonl`. */
export type SelectionFinding =
  | ({ readonly kind: "contaminated" } & Contamination)
  | ({ readonly kind: "duplicate"; readonly left_out: boolean } & Duplicate);

export interface Verdict {
  /** Why the trajectory is left out; undefined for one that is not. */
  readonly reason?: string;
  readonly findings: readonly SelectionFinding[];
}

/** Trajectories that were checked, and those that were left out. */
export interface SelectionCounts {
  contamination?: { checked: number; left_out: number };
  duplicates?: { checked: number; left_out: number; pairs: number };
}

/** Decides about one trajectory after the other; the order decides which duplicate stays. */
export class ChosenRows {
  readonly #options: SelectionOptions;
  readonly #without: ReadonlySet<string>;
  readonly #index: DuplicateIndex | undefined;
  readonly #counts: SelectionCounts;

  constructor(options: SelectionOptions) {
    const { duplicates, benchmarks, without } = options;
    this.#options = options;
    this.#without = new Set([...without].map((name) => name.toLowerCase()));
    this.#index = duplicates && new DuplicateIndex(duplicates);
    this.#counts = {
      ...(benchmarks && { contamination: { checked: 0, left_out: 0 } }),
      ...(duplicates && { duplicates: { checked: 0, left_out: 0, pairs: 0 } }),
    };
  }

  get counts(): SelectionCounts {
    return structuredClone(this.#counts);
  }

  decide(record: TrajectoryRecord): Verdict {
    if (namesOf(record).some((name) => this.#without.has(name))) {
      return { reason: "opted out", findings: [] };
    }
    const failed = this.#options.filters.find(({ holds }) => !holds(record));
    if (failed) return { reason: `filter ${failed.text}`, findings: [] };
    return this.#contaminated(record) ?? this.#duplicated(record) ?? { findings: [] };
  }

  #contaminated(record: TrajectoryRecord): Verdict | undefined {
    const { contamination } = this.#counts;
    const found = this.#options.benchmarks?.find(record);
    if (contamination) contamination.checked += 1;
    if (!found || !contamination) return undefined;
    contamination.left_out += 1;
    return {
      reason: `shares ${found.runs} runs of words with a benchmark, first ${found.benchmark}`,
      findings: [{ kind: "contaminated", ...found }],
    };
  }

  #duplicated(record: TrajectoryRecord): Verdict | undefined {
    const { duplicates } = this.#counts;
    if (!this.#index || !duplicates) return undefined;
    const { isDuplicate, found } = this.#index.add(record);
    duplicates.checked += 1;
    duplicates.pairs += found.length;
    const findings = found.map((each): SelectionFinding => ({
      kind: "duplicate",
      left_out: isDuplicate,
      ...each,
    }));
    if (!isDuplicate) return { findings };
    duplicates.left_out += 1;
    const [{ of, similarity } = { of: { session: "" }, similarity: 0 }] = found;
    return { reason: `near-duplicate of ${of.session} (${similarity.toFixed(2)})`, findings };
  }
}

/** What a repository may be called in a list of those that opted out, in small letters. */
function namesOf({ repo, origin }: TrajectoryRecord): string[] {
  const names = [repo];
  if (origin !== null) {
    names.push(origin);
    const parts = origin.replace(/\.git$/, "").split(/[/:]/);
    names.push(parts.slice(-2).join("/"));
  }
  return names.map((name) => name.toLowerCase());
}
