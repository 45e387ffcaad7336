import type { Leak, Exposure, Proposer, Violation } from "../../protocols/index.ts";

/** What became of a text. */
export type Fate =
  | "kept"
  | "dropped"
  | "not better"
  | "leak"
  | "exposed"
  | "ungrounded"
  | "unaffordable"
  | "repeated"
  | "unusable"
  | "unscored"
  | "not tried";

/** One evaluation that a candidate was part of. */
export interface TrialExplanation {
  /** Which evaluation of the file, from 1, in the order in which they were asked. */
  readonly evaluation: number;
  readonly action: "start" | "rewrite" | "delete" | "merge";
  readonly outcome: string;
  /** Candidate at each thought; null where none was. */
  readonly assignment: readonly (number | null)[];
  /** Nats per target token over no thinking, less the cost of the length; null when not scored. */
  readonly value: number | null;
  /** Tokens of all thoughts that were scored together; null when not scored. */
  readonly thought_tokens: number | null;
}

/** One text that was tried at a thought. */
export interface CandidateExplanation {
  /** 0 is the first thought. */
  readonly candidate: number;
  readonly text: string;
  /** Who wrote it; `first` for the thought that the coder asked for. */
  readonly proposer: Proposer | "first";
  /** The candidate that it was made from; null for the first one, or where none was. */
  readonly base: number | null;
  /** Position of the author's answer that brought it; null when the log lacks it. */
  readonly seq: number | null;
  /** Of the best evaluation with it. */
  readonly value: number | null;
  /** Tokens of all thoughts in that evaluation. */
  readonly cost: number | null;
  readonly fate: Fate;
  /** What decided, with the numbers that it was decided by. */
  readonly rule: string;
  /** Names that do not exist, as the graph said. */
  readonly violations: readonly Violation[];
  readonly leak?: Leak;
  /** Runs of code tokens of the file that the text repeats. */
  readonly leaked: readonly string[];
  readonly exposure?: Exposure;
  /** Names that only the file has, and that the text gives away. */
  readonly exposed: readonly string[];
  readonly trials: readonly TrialExplanation[];
}

/** One thought of a file with everything that was tried for it. */
export interface ThoughtExplanation {
  /** From 1, as on the command line. */
  readonly step: number;
  readonly purpose: string;
  /** The candidate that was kept; null when the thought was dropped. */
  readonly kept: number | null;
  readonly candidates: readonly CandidateExplanation[];
}

/** A thought that the coder dropped or had written again before any search. */
export interface EarlierViolation extends Violation {
  readonly handled: "rewritten" | "dropped" | "kept";
}

/** Why the thoughts of a file are as they are. */
export interface Explanation {
  readonly session: string;
  readonly path: string;
  readonly strategy: string;
  /** The model that scored. */
  readonly model: string;
  /** Tokens of the file. */
  readonly tokens: number;
  /** Mean negative log-probability of the file in nats per token. */
  readonly nats_per_token: {
    readonly none: number;
    readonly first: number;
    readonly final: number;
  };
  /** How much better than the best so far counts as better. */
  readonly margin: number;
  readonly thoughts: readonly ThoughtExplanation[];
  readonly violations: readonly EarlierViolation[];
}
