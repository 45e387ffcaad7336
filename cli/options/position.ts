import { HindcastError } from "../../protocols/index.ts";

/** Reads a position in a log, from 1. Throws USAGE with the name of the flag or argument. */
export function readPosition(name: string, text: string): number {
  const seq = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seq) && seq > 0) return seq;
  throw new HindcastError(
    "USAGE",
    `${name}: found ${JSON.stringify(text)}, expected a position from 1`,
  );
}

/** Positions from one to another, both included. */
export interface PositionRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `A..B`, `A..`, `..B` or `A`. Throws USAGE. */
export function readRange(name: string, text: string): PositionRange {
  const [start = "", end, more] = text.split("..");
  if (more !== undefined) throw new HindcastError("USAGE", `${name}: expected A..B`);
  const from = start === "" && end !== undefined ? 1 : readPosition(name, start);
  if (end === undefined) return { from, to: from };
  const to = end === "" ? Number.MAX_SAFE_INTEGER : readPosition(name, end);
  if (to >= from) return { from, to };
  throw new HindcastError("USAGE", `${name}: ${from}..${to} goes backwards`);
}
