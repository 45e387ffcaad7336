import { type Body, type Draft } from "../../protocols/index.ts";

/** Milliseconds over which a rate forgets half of what it saw. */
const HALF_LIFE = 10_000;

/** A rate per second that follows a count, smoothed so that people can read it. */
class Rate {
  #value = 0;
  #count = 0;
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  /** The current rate, given the count. */
  at(count: number, now: number): number {
    const elapsed = now - this.#at;
    if (elapsed <= 0) return this.#value;
    const fresh = ((count - this.#count) * 1000) / elapsed;
    const kept = 0.5 ** (elapsed / HALF_LIFE);
    this.#value = kept * this.#value + (1 - kept) * fresh;
    this.#count = count;
    this.#at = now;
    return this.#value;
  }
}

/** Counts what one worker does for a run, by watching what it publishes. */
export class Meter {
  readonly #now: () => number;
  readonly #steps: Rate;
  readonly #tokens: Rate;
  /** Tokens of code whose reconstruction ended here. */
  tokens = 0;
  /** Tokens that language models wrote for it. */
  written = 0;
  /** Messages by kind. */
  readonly messages = new Map<string, number>();

  /** @param now a clock in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#steps = new Rate(now());
    this.#tokens = new Rate(now());
  }

  watch({ kind, body }: Draft): void {
    this.messages.set(kind, (this.messages.get(kind) ?? 0) + 1);
    if (kind === "coder.finished") this.tokens += (body as Body<"coder.finished">).report.tokens;
    if (kind === "author.written") {
      this.written += (body as Body<"author.written">).usage.completion_tokens;
    }
  }

  /** @param steps messages that agents have handled so far */
  rates(steps: number): { steps: number; tokens: number } {
    const now = this.#now();
    return { steps: this.#steps.at(steps, now), tokens: this.#tokens.at(this.tokens, now) };
  }
}
