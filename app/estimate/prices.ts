import type { ScoringWork, Work } from "./work.ts";

/** Prices of a million tokens each, in any currency. */
export interface Prices {
  /** Prompt tokens of the author. */
  readonly input: number;
  /** Prompt tokens that the author's server has in its cache; as the others when absent. */
  readonly cached?: number | undefined;
  /** Completion tokens of the author. */
  readonly output: number;
  /** Tokens that scorers and judge compute. */
  readonly score: number;
}

/** What it costs when nothing is cached, and when every common beginning is. */
export interface Costs {
  readonly without_reuse: Cost;
  readonly with_reuse: Cost;
}

interface Cost {
  readonly author: number;
  readonly scoring: number;
  readonly total: number;
}

/** The price of work. Reused tokens of a scorer cost nothing. */
export function costsOf(work: Work, prices: Prices): Costs {
  return {
    without_reuse: costOf(work, prices, false),
    with_reuse: costOf(work, prices, true),
  };
}

function costOf({ author, scorer, judge }: Work, prices: Prices, reuse: boolean): Cost {
  const { input, cached = input, output, score } = prices;
  const known = reuse ? author.reusable_tokens : 0;
  const prompts = (author.prompt_tokens - known) * input + known * cached;
  const computed = [scorer, ...(judge ? [judge] : [])]
    .map(({ tokens, reusable_tokens: reusable }: ScoringWork) => tokens - (reuse ? reusable : 0))
    .reduce((sum, tokens) => sum + tokens, 0);
  const [written, scoring] = [
    (prompts + author.completion_tokens * output) / 1e6,
    (computed * score) / 1e6,
  ];
  return { author: written, scoring, total: written + scoring };
}
