/** One sequence to be judged and continued. */
export interface TokenPrompt {
  /** Names it to those who want to abort it; one is made up when there is none. */
  readonly rid?: string;
  /** At least one id of the vocabulary. */
  readonly ids: readonly number[];
  /** How many of the first tokens need no log-probability and may come out of the cache. */
  readonly from: number;
  /** Whether the cache may be read. */
  readonly reuse: boolean;
  /** How many of the likeliest tokens are listed at every place. */
  readonly top: number;
  /** Tokens to generate. */
  readonly write: number;
}

/** A token and how likely it is. */
export interface RankedToken {
  readonly id: number;
  /** ln p in nats; -Infinity for a token that the model cannot say. Null and NaN are faults. */
  readonly logprob: number | null;
}

/** A token and the likeliest ones at its place. */
export interface JudgedToken extends RankedToken {
  /** Best first. */
  readonly top: readonly RankedToken[];
}

/** What the model says of a prompt. */
export interface PromptScore {
  readonly rid: string;
  /** All ids of the prompt, as the answer repeats them. */
  readonly ids: readonly number[];
  /** The prompt's tokens after `from`. */
  readonly judged: readonly JudgedToken[];
  readonly written: readonly JudgedToken[];
  /** Tokens of the prompt that came out of the cache. */
  readonly cached: number;
  /** Somebody stopped it, before it ran or while it did; everything else is empty then. */
  readonly aborted?: "waiting" | "running";
}
