import { hash } from "node:crypto";

/**
 * A number in [0, 1) that depends on its arguments alone: the first 48 bits of SHA-256 over them.
 * Counter-based, so that one more draw in one place never shifts the draws of another.
 */
export function random(seed: number, ...stream: readonly (string | number)[]): number {
  const digest = hash("sha256", JSON.stringify([seed, ...stream]), "hex");
  return Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48;
}

/** An integer in [0, below) drawn by {@link random}. */
export function randomInteger(
  below: number,
  seed: number,
  ...stream: readonly (string | number)[]
): number {
  return Math.floor(random(seed, ...stream) * below);
}
