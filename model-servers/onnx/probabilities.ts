import { HindcastError } from "../../protocols/index.ts";

/** Natural logarithm of a token's probability, from the logits of its place. */
export function logProbability(logits: Float32Array, id: number): number {
  const chosen = logits[id];
  if (chosen === undefined) {
    throw new HindcastError("ENDPOINT_REFUSED", `the model has no token ${id}`);
  }
  let most = -Infinity;
  for (const value of logits) if (value > most) most = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - most);
  return Math.min(0, chosen - most - Math.log(sum));
}

/** A token by its probability at a temperature; the likeliest at 0. */
export function sampled(logits: Float32Array, temperature: number, chance: number): number {
  let best = 0;
  for (let id = 1; id < logits.length; id += 1) if (logits[id]! > logits[best]!) best = id;
  if (temperature <= 0) return best;
  const weights = Float64Array.from(logits, (value) =>
    Math.exp((value - logits[best]!) / temperature),
  );
  let left = chance * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [id, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return id;
  }
  return best;
}
