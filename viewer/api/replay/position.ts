import { HindcastError } from "../../../protocols/index.ts";

/** A position, or an index, as a question names it. Throws USAGE for anything else. */
export function positionOf(name: string, text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new HindcastError("USAGE", `${name}: found ${JSON.stringify(text)}, expected a number`);
}
