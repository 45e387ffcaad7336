import type { JobOutcome, Waiter } from "./job.ts";
import type { ScoreAnswer } from "../../../protocols/index.ts";
import type { TokenLines } from "../../tokens/index.ts";

/** Collects the answers for the variants of one question, in their order. */
export class PendingQuestion implements Waiter {
  readonly done: Promise<readonly ScoreAnswer[]>;
  /** Whether nobody waits for it any more. */
  over = false;
  /** When answers say what lines cost; set before the first is settled. */
  lines: TokenLines | undefined;
  readonly #answers: ScoreAnswer[];
  readonly #clip: number;
  #missing: number;
  #resolve!: (answers: readonly ScoreAnswer[]) => void;
  #reject!: (error: unknown) => void;

  constructor(variants: number, clip: number) {
    this.#answers = Array.from<ScoreAnswer>({ length: variants });
    this.#clip = clip;
    this.#missing = variants;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // It may fail while variants are still being handed in.
    this.done.catch(() => undefined);
  }

  settle(index: number, outcome: JobOutcome): void {
    if (!outcome.ok) return this.#reject(outcome.error);
    this.#answers[index] = summed(outcome.values, this.#clip, this.lines);
    this.#missing -= 1;
    if (this.#missing === 0) this.#resolve(this.#answers);
  }

  fail(error: unknown): void {
    this.#reject(error);
  }
}

/** What servers write for a probability of zero: JSON and messages hold no infinity. */
const IMPOSSIBLE = -9999;

function summed(values: Float64Array, clip: number, lines: TokenLines | undefined): ScoreAnswer {
  let logprob = 0;
  let clipped = 0;
  const costs = Array.from<number>({ length: lines?.count ?? 0 }).fill(0);
  for (const [at, value] of values.entries()) {
    const kept = Math.max(value, -clip);
    logprob += Math.max(value, IMPOSSIBLE);
    clipped += kept;
    if (lines) costs[lines.of[at]!]! -= kept;
  }
  return { logprob, clipped, tokens: values.length, ...(lines ? { lines: costs } : {}) };
}
