import type { Proposer } from "../../../protocols/index.ts";
import { normal, type Stream } from "./draws.ts";

/** What is known of one proposer at one kind of step. */
export interface Arm {
  /** Results, older ones for less where results wear off. */
  readonly count: number;
  readonly mean: number;
  /** Summed squares of the deviations from the mean. */
  readonly spread: number;
  /** Moves that were asked, and how many of them were scored. */
  readonly asked: number;
  readonly scored: number;
}

/** By proposer and kind of step. */
export type Arms = Readonly<Record<string, Arm>>;

/** How a proposer's results are to be read, before any of them is there. */
interface Nature {
  /**
   * A fresh text is as good as it is, whatever was there: its result is what the text is worth.
   * Another starts from the text that is there: its result is the change.
   */
  readonly fresh: boolean;
  /** Mean and deviation to expect, as multiples of what a first thought is worth. */
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The prior of each proposer, about as bench/search finds them on first thoughts, and weak: it
 * counts as one result.
 */
export const natures: Readonly<Record<Proposer, Nature>> = {
  blind: { fresh: true, mean: -1, deviation: 0.8 },
  informed: { fresh: true, mean: 0.5, deviation: 1 },
  refine: { fresh: false, mean: 0.7, deviation: 1 },
  condense: { fresh: false, mean: -0.3, deviation: 0.4 },
  continue: { fresh: true, mean: -1, deviation: 0.8 },
};

/**
 * What the results of a refining proposer keep of their weight with each new one: what can be added
 * to a text runs out.
 */
const WEAR = 0.85;
/** What the prior's deviation counts for, in results. */
const PRIOR_FREEDOM = 5;
/** What the other kinds of step count for in the prior of one, in results at most. */
const POOLED = 6;

const UNTRIED: Arm = { count: 0, mean: 0, spread: 0, asked: 0, scored: 0 };

export function armOf(arms: Arms, proposer: Proposer, kind: string): Arm {
  return arms[`${proposer} ${kind}`] ?? UNTRIED;
}

/** The arms with one more result; `undefined` for a move that was not scored. */
export function withResult(
  arms: Arms,
  proposer: Proposer,
  kind: string,
  result: number | undefined,
  weight: number,
): Arms {
  const arm = armOf(arms, proposer, kind);
  const asked = arm.asked + 1;
  if (result === undefined) return { ...arms, [`${proposer} ${kind}`]: { ...arm, asked } };
  const kept = natures[proposer].fresh ? 1 : WEAR;
  const before = arm.count * kept;
  const count = before + weight;
  const mean = (before * arm.mean + weight * result) / count;
  const shift = result - arm.mean;
  const spread = arm.spread * kept + ((before * weight) / count) * shift * shift;
  return {
    ...arms,
    [`${proposer} ${kind}`]: { count, mean, spread, asked, scored: arm.scored + 1 },
  };
}

/** A normal distribution that results may come from. */
export interface Belief {
  readonly mean: number;
  readonly variance: number;
}

/**
 * The posterior of an arm: normal-inverse-chi-square, its prior pooled over what the proposer did at
 * other kinds of step. The mean is drawn (Thompson sampling); the variance is the expected one,
 * since drawn ones have tails that make a bad arm look promising again and again. Moves in flight
 * narrow the draw as if they had come out as expected, so that a batch spreads without a false loss
 * (the idea of WU-UCT, for posteriors).
 *
 * @param scale what a first thought is worth, in nats per target token
 */
export function drawBelief(
  arms: Arms,
  proposer: Proposer,
  kind: string,
  scale: number,
  inFlight: number,
  seed: number,
  stream: Stream,
): Belief {
  const nature = natures[proposer];
  const { count, mean, spread } = armOf(arms, proposer, kind);
  const pooled = pooledOf(arms, proposer, kind);
  const share = Math.min(POOLED, pooled.count);
  const priorCount = 1 + share;
  const priorMean = (nature.mean * scale + share * pooled.mean) / priorCount;
  const total = priorCount + count;
  const center = (priorCount * priorMean + count * mean) / total;
  const freedom = PRIOR_FREEDOM + count;
  const shift = mean - priorMean;
  const squares =
    PRIOR_FREEDOM * (nature.deviation * scale) ** 2 +
    spread +
    ((priorCount * count) / total) * shift * shift;
  const variance = squares / freedom;
  const doubt = Math.sqrt(variance / (total + inFlight));
  return { mean: center + doubt * normal(seed, stream), variance };
}

/** All results of a proposer at other kinds of step. */
function pooledOf(
  arms: Arms,
  proposer: Proposer,
  kind: string,
): { readonly count: number; readonly mean: number } {
  let [count, sum] = [0, 0];
  for (const [name, arm] of Object.entries(arms)) {
    if (!name.startsWith(`${proposer} `) || name.endsWith(` ${kind}`)) continue;
    count += arm.count;
    sum += arm.count * arm.mean;
  }
  return { count, mean: count === 0 ? 0 : sum / count };
}
