import type { FileAnswer, RunAnswer, SessionAnswer } from "./run.ts";

/** How the values of one measure are spread. */
export interface DistributionAnswer {
  readonly count: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
  /** Values in ranges of equal width from the least to the greatest. */
  readonly bins: readonly number[];
}

/** `/api/data`: the statistics of a run that has ended. */
export interface DataAnswer {
  readonly sessions: { readonly done: number; readonly failed: number };
  readonly files: number;
  readonly distributions: Readonly<Record<string, DistributionAnswer>>;
  readonly languages: Readonly<Record<string, { files: number; characters: number }>>;
  readonly licenses: Readonly<Record<string, number>>;
}

/** `/api/dataset`: what an export holds. */
export interface DatasetAnswer {
  readonly hindcast: string;
  readonly complete: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: readonly {
    readonly path: string;
    readonly split: string;
    readonly rows: number;
    readonly bytes: number;
  }[];
  readonly trajectories: number;
  readonly rows: number;
  readonly characters: Readonly<Record<string, { trained: number; masked: number }>>;
  readonly tokens: { readonly trained: number; readonly masked: number };
  readonly languages: Readonly<Record<string, number>>;
  readonly licenses: Readonly<Record<string, number>>;
  readonly left_out: readonly { readonly session: string; readonly reason: string }[];
  /** The card as the Hub shows it: Markdown. */
  readonly card: string;
}

/** One session of two runs; absent where a run has none of this repository. */
export interface ComparedSession {
  readonly name: string;
  readonly left?: SessionAnswer;
  readonly right?: SessionAnswer;
}

/** One file of both runs. */
export interface ComparedFile {
  readonly session: string;
  readonly path: string;
  readonly left: FileAnswer;
  readonly right: FileAnswer;
}

/** `/api/comparison`: a run beside another one. */
export interface ComparisonAnswer {
  readonly left: RunAnswer;
  readonly right: RunAnswer;
  readonly sessions: readonly ComparedSession[];
  /** Files of sessions that both have; `left_only` and `right_only` are those of one run alone. */
  readonly files: readonly ComparedFile[];
  readonly left_only: number;
  readonly right_only: number;
}
