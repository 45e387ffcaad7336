/**
 * The logistic function and its inverse as tables. They are built from additions, products and
 * quotients only, which IEEE 754 rounds the same way everywhere; `Math.exp` and `Math.log` may
 * differ in the last bit between engines, and one bit is enough to make two machines disagree.
 */

/** Values in the logistic domain are kept within this bound; squash(12) is 1 - 6e-6. */
export const stretchLimit = 12;

const squashSteps = 4096;
const stretchSteps = 4096;

function exponential(x: number): number {
  const small = x / 1024;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 12; n++) {
    term *= small / n;
    sum += term;
  }
  for (let doubling = 0; doubling < 10; doubling++) sum *= sum;
  return sum;
}

function logarithm(x: number): number {
  let mantissa = x;
  let halvings = 0;
  while (mantissa > 1.5) {
    mantissa /= 2;
    halvings++;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    halvings--;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  let power = ratio;
  let sum = 0;
  for (let n = 1; n < 60; n += 2) {
    sum += power / n;
    power *= ratio * ratio;
  }
  return 2 * sum + halvings * Math.LN2;
}

/** squash at -12, -12 + 24/4096, ..., 12, with one entry more for the interpolation. */
const squashTable = Float64Array.from(
  { length: squashSteps + 2 },
  (_, i) => 1 / (1 + exponential(stretchLimit - (i * 2 * stretchLimit) / squashSteps)),
);

/** ln(p / (1 - p)) for p in the middle of each of 4,096 equal parts of (0, 1). */
export const stretchTable = Float64Array.from({ length: stretchSteps }, (_, i) => {
  const p = (i + 0.5) / stretchSteps;
  return logarithm(p / (1 - p));
});

/** 1 / (1 + e^-x), never 0 or 1: x is cut at the limit first. */
export function squash(x: number): number {
  if (x > stretchLimit - 0.01) x = stretchLimit - 0.01;
  if (x < 0.01 - stretchLimit) x = 0.01 - stretchLimit;
  const at = (x + stretchLimit) * (squashSteps / (2 * stretchLimit));
  const low = at | 0;
  const left = squashTable[low]!;
  return left + (squashTable[low + 1]! - left) * (at - low);
}
