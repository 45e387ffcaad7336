import { random } from "../../../protocols/index.ts";

/** A place in the stream of draws; equal places give equal draws. */
export type Stream = readonly (string | number)[];

/** A draw from the standard normal distribution (Box and Muller, 1958). */
export function normal(seed: number, stream: Stream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random(seed, ...stream, "radius")));
  return radius * Math.cos(2 * Math.PI * random(seed, ...stream, "angle"));
}

/**
 * The mean by which a normal variable exceeds 0, where it does: the expected improvement of
 * something that is only taken when it is one.
 */
export function expectedExcess(mean: number, deviation: number): number {
  if (deviation <= 0) return Math.max(0, mean);
  const z = mean / deviation;
  return mean * cumulative(z) + deviation * Math.exp(-0.5 * z * z) * 0.3989422804014327;
}

/** The standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function cumulative(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = series * Math.exp(-0.5 * z * z) * 0.3989422804014327;
  return z > 0 ? 1 - tail : tail;
}
