import type { Exposure } from "../protocols/index.ts";
import { wordsIn } from "./tokens.ts";

/** Shorter words are loop variables and the small words of any prose. */
const SHORTEST = 3;

/**
 * Own names that thoughts may give away whatever the share says: of a handful of names, any one is
 * a large part.
 */
const FREE = 3;

/**
 * Counts how many of a target's own names thoughts give away. A name is the target's own when no
 * context holds it: naming it tells a reader what no reasoning over the context could. A run of
 * them is a leak that no single quotation shows (SSR, arXiv:2602.14469, calls it encoding).
 */
export class NameBudget {
  /** Own names of the target. */
  readonly own: ReadonlySet<string>;
  readonly #allowed: number;

  /** @param share of the own names that thoughts may give away, from 0 to 1 */
  constructor(target: string, context: readonly string[], share: number = 1) {
    const own = new Set(wordsIn(target).filter(({ length }) => length >= SHORTEST));
    for (const text of context) {
      if (own.size === 0) break;
      for (const word of wordsIn(text)) own.delete(word);
    }
    this.own = own;
    this.#allowed = Math.max(FREE, Math.floor(share * own.size));
  }

  /** How many of the target's own names some thoughts use. */
  named(thoughts: readonly string[]): number {
    return this.#namesIn(thoughts).size;
  }

  /** The own names that a thought gives away, in the order of the thought. */
  namesIn(thought: string): string[] {
    return [...this.#namesIn([thought])];
  }

  /** Where the thoughts of a variant go over the budget, or undefined. */
  check(
    segments: readonly { readonly role: string; readonly text: string }[],
  ): Exposure | undefined {
    const named = new Set<string>();
    for (const [segment, { role, text }] of segments.entries()) {
      if (role !== "thought") continue;
      for (const name of this.#namesIn([text])) named.add(name);
      if (named.size > this.#allowed) return { segment, named: named.size, own: this.own.size };
    }
    return undefined;
  }

  #namesIn(thoughts: readonly string[]): Set<string> {
    return new Set(thoughts.flatMap(wordsIn).filter((word) => this.own.has(word)));
  }
}
