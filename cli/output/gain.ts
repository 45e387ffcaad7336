import type { FileReport } from "../../protocols/index.ts";

/** Surprise at the code and what lowered it, over the tokens of several files. */
export interface Gain {
  readonly tokens: number;
  /** Mean negative log-probability in nats per token: without thoughts, with the first, with the kept. */
  readonly none: number;
  readonly first: number;
  readonly final: number;
}

/**
 * The mean over all tokens of the files, so that a long file counts for more; undefined without
 * tokens.
 *
 * @param by whose numbers: those of the search's own scorer, or of the held-out judge
 */
export function gainOf(
  files: readonly FileReport[],
  by: "scorer" | "judge" = "scorer",
): Gain | undefined {
  let [tokens, none, first, final] = [0, 0, 0, 0];
  for (const { tokens: weight, nats_per_token, judge } of files) {
    const nats = by === "judge" ? judge : nats_per_token;
    if (!nats) continue;
    tokens += weight;
    none += weight * nats.none;
    first += weight * nats.first;
    final += weight * nats.final;
  }
  if (tokens === 0) return undefined;
  return { tokens, none: none / tokens, first: first / tokens, final: final / tokens };
}

/** Perplexity of a mean negative log-probability in nats per token. */
export function perplexity(nats: number): string {
  const value = Math.exp(nats);
  return value < 9999.5 ? value.toFixed(value < 100 ? 2 : 0) : value.toExponential(1);
}

/**
 * What the thoughts gain and where it comes from: from thinking at all, and from the search.
 * Shares say nothing when one of the two makes things worse; then both are given in nats.
 */
export function explainGain(gain: Gain): string {
  const [thinking, search] = [gain.none - gain.first, gain.first - gain.final];
  const total = thinking + search;
  const nats = `${signed(total)} nats per token`;
  if (total < 0.0005 || thinking < 0 || search < 0) {
    return `${nats}: ${signed(thinking)} from thinking at all, ${signed(search)} from search`;
  }
  const share = Math.round((100 * thinking) / total);
  return `${nats}: ${share} % from thinking at all, ${100 - share} % from search`;
}

/** Three decimals with their sign. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(3);
  if (text === "0.000") return text;
  return `${value < 0 ? "-" : "+"}${text}`;
}
