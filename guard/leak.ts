import type { Leak } from "../protocols/index.ts";
import { codeTokens } from "./tokens.ts";

/**
 * The shortest run of code tokens that counts as a quotation. Shorter ones are the common turns
 * of a language; REER-PT audits 13 words of prose, and code repeats itself in shorter runs.
 */
export const QUOTATION = 8;

const SEPARATOR = "\u0000";

/**
 * Finds thoughts that quote a target: a run of {@link QUOTATION} or more code tokens of the target
 * that the context does not contain. What the context contains may be repeated, since the
 * likelihood of the target knows it already.
 */
export class LeakGuard {
  readonly #grams: ReadonlySet<string>;

  constructor(target: string, context: readonly string[]) {
    const grams = new Set(gramsOf(codeTokens(target)));
    for (const text of context) {
      if (grams.size === 0) break;
      for (const gram of gramsOf(codeTokens(text))) grams.delete(gram);
    }
    this.#grams = grams;
  }

  /** Length in code tokens of the longest quotation in a thought, 0 when there is none. */
  longestQuotation(thought: string): number {
    let longest = 0;
    let run = 0;
    for (const gram of gramsOf(codeTokens(thought))) {
      run = this.#grams.has(gram) ? run + 1 : 0;
      if (run > 0) longest = Math.max(longest, run + QUOTATION - 1);
    }
    return longest;
  }

  /** Every run of code tokens that a thought quotes, in its order, as text with single spaces. */
  quotations(thought: string): string[] {
    const tokens = codeTokens(thought);
    const found: string[] = [];
    let start: number | undefined;
    let at = 0;
    for (const gram of gramsOf(tokens)) {
      if (this.#grams.has(gram)) start ??= at;
      else if (start !== undefined) {
        found.push(tokens.slice(start, at + QUOTATION - 1).join(" "));
        start = undefined;
      }
      at += 1;
    }
    if (start !== undefined) found.push(tokens.slice(start).join(" "));
    return found;
  }

  /** The first leaking segment of a variant, or undefined. */
  check(segments: readonly { readonly role: string; readonly text: string }[]): Leak | undefined {
    for (const [segment, { role, text }] of segments.entries()) {
      if (role !== "thought") continue;
      const run = this.longestQuotation(text);
      if (run > 0) return { segment, run };
    }
    return undefined;
  }
}

function* gramsOf(tokens: readonly string[]): Generator<string> {
  for (let start = 0; start + QUOTATION <= tokens.length; start += 1) {
    yield tokens.slice(start, start + QUOTATION).join(SEPARATOR);
  }
}
