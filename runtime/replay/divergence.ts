import type { StepFailure } from "../host/index.ts";

/** A place where today's agents and the log disagree. */
export interface Divergence {
  /** The agent that sent, or should have sent. */
  readonly agent: string;
  /** Position of the recorded message, or of the message that was handled when there is none. */
  readonly seq: number;
  /** Kind of the recorded message, or of the attempted one when nothing was recorded. */
  readonly kind: string;
  /**
   * `differs`: another message than the recorded one; `missing`: the log holds a message that
   * today's agent does not send; `extra`: today's agent sends one that the log does not hold;
   * `schema`: the recorded body does not match its kind; `role`: no behaviour is loaded.
   */
  readonly what: "differs" | "missing" | "extra" | "schema" | "role";
  /** First part of the message that differs, such as `.body.text`. */
  readonly path: string;
  readonly recorded: unknown;
  readonly attempted: unknown;
  /** What today's agent threw, when that is why it sends something else. */
  readonly error?: StepFailure;
  /** Why this usually happens. */
  readonly likely: string;
}

/** Divergences of the same cause: role, kind, place and exception are the same. */
export interface DivergenceGroup {
  readonly role: string;
  readonly kind: string;
  readonly what: Divergence["what"];
  /** As in the divergences, with `[]` for every index. */
  readonly path: string;
  readonly count: number;
  /** The first of them. */
  readonly first: Divergence;
  /** Positions of the first of them. */
  readonly seqs: readonly number[];
}

/** What folding a log showed. */
export interface ReplayReport {
  readonly messages: number;
  readonly agents: number;
  readonly sessions: number;
  /** In the order of the log. */
  readonly divergences: readonly Divergence[];
  /** Divergences beyond those listed. */
  readonly more: number;
  /** All divergences by their cause, those that are not listed too; absent when there is none. */
  readonly groups?: readonly DivergenceGroup[];
}
