/** A text that was tried at a step of a search. */
export interface CandidateAnswer {
  readonly text: string;
  /** Who proposed it; null for the first thought. */
  readonly proposer: string | null;
  /** What became of it, and the rule that decided, as `hindcast explain` has them. */
  readonly fate: string;
  readonly rule: string;
  /** Runs of code tokens of the file that it repeats. */
  readonly leaked: readonly string[];
  /** Names that only the file has, and that it gives away. */
  readonly exposed: readonly string[];
  /** Names in it that do not exist. */
  readonly unknown: readonly string[];
}

/** One evaluation of a search. */
export interface NodeAnswer {
  /** Which candidate is at each step; null for none. */
  readonly assignment: readonly (number | null)[];
  readonly fate: string;
  /** Nats per target token over no thinking, less what the length costs. */
  readonly value?: number;
  /** Tokens of target and thoughts that were read. */
  readonly cost?: number;
  /** Index of the evaluation that it changes; null for the baselines. */
  readonly parent: number | null;
  readonly action?: string;
  readonly proposer?: string;
  /** Steps that the move touches. */
  readonly steps: readonly number[];
  /** Why a guard refused it. */
  readonly rule?: string;
}

/** `/api/search?path=P&session=S` */
export interface SearchAnswer {
  readonly path: string;
  readonly model: string;
  readonly steps: readonly {
    readonly purpose: string;
    readonly candidates: readonly CandidateAnswer[];
  }[];
  readonly nodes: readonly NodeAnswer[];
  /** Index of the evaluation whose thoughts were kept. */
  readonly kept: number | null;
}

/** A line of a file, and what its tokens cost: nats, each token's clipped. */
export interface SurpriseAnswer {
  readonly line: number;
  readonly nats: number;
}

/** `/api/surprises?path=P&session=S`: the lines that surprise the scorer most, at three moments. */
export interface SurprisesAnswer {
  /** How many lines the search asked for; 0 for a strategy that asks for none. */
  readonly listed: number;
  readonly none: readonly SurpriseAnswer[];
  readonly first: readonly SurpriseAnswer[];
  readonly kept: readonly SurpriseAnswer[];
}
