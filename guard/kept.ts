import type { Violation } from "../protocols/index.ts";
import { LeakGuard, QUOTATION } from "./leak.ts";
import { NameBudget } from "./names.ts";

/** What thoughts of one file are held against. */
export interface KeptThoughtOptions {
  /** The true text of the file. */
  readonly target: string;
  /** Texts that thoughts may repeat freely: what a scorer is shown as context. */
  readonly context: readonly string[];
  /** Share of the target's own names that thoughts may give away, from 0 to 1. */
  readonly names: number;
}

/**
 * Decides, thought by thought, what may be kept for one file. It has the rules of the scorer's
 * guards and none of its own, so that everything an honest search keeps is kept here too.
 */
export class KeptThoughtGuard {
  readonly #leaks: LeakGuard;
  readonly #names: NameBudget;
  readonly #accepted: string[] = [];

  constructor({ target, context, names }: KeptThoughtOptions) {
    this.#leaks = new LeakGuard(target, context);
    this.#names = new NameBudget(target, context, names);
  }

  /** Why a text may not be kept beside those accepted before it; undefined when it may. */
  refuse(path: string, text: string): Violation | undefined {
    const leak = this.leak(path, text);
    if (leak) return leak;
    const segments = [...this.#accepted, text].map((thought) => ({
      role: "thought" as const,
      text: thought,
    }));
    const exposure = this.#names.check(segments);
    if (exposure) {
      const { named, own } = exposure;
      const detail = `the thoughts give away ${named} of the ${own} names that only the file has`;
      return { code: "THOUGHT_EXPOSED", subject: path, detail };
    }
    this.#accepted.push(text);
    return undefined;
  }

  /** Whether a text quotes the target; for texts that are no thoughts, such as reasons of reads. */
  leak(path: string, text: string): Violation | undefined {
    const run = this.#leaks.longestQuotation(text);
    return run === 0 ? undefined : leakOf(path, run);
  }
}

/**
 * Runs of code tokens from here on are a quotation where a text is about the whole repository:
 * requirements and plans may name what many files say, but not hold a file.
 */
const LONG_QUOTATION = 4 * QUOTATION;

/** A text about the whole repository, which may not hold a passage of any of its files. */
export class LongQuotations {
  readonly #text: string;
  readonly #own: LeakGuard;

  constructor(text: string) {
    this.#text = text;
    this.#own = new LeakGuard(text, []);
  }

  /** Whether the text holds a passage of a file that the file's outline lacks. */
  refuse(path: string, target: string, outline: () => string): Violation | undefined {
    // Most files share nothing with it, and looking them up in the short text is the cheap way.
    if (this.#own.longestQuotation(target) < LONG_QUOTATION) return undefined;
    const run = new LeakGuard(target, [outline()]).longestQuotation(this.#text);
    return run < LONG_QUOTATION ? undefined : leakOf(path, run);
  }
}

function leakOf(path: string, run: number): Violation {
  const detail = `a text quotes ${run} tokens of code in a row that nothing before it shows`;
  return { code: "THOUGHT_LEAK", subject: path, detail };
}
