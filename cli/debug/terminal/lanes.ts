import { shortAddress } from "../../../app/debug/index.ts";
import type { Envelope } from "../../../protocols/index.ts";

/** A column for each actor that takes part in the messages that are shown. */
export interface Lanes {
  /** The letters of the lanes, above them. */
  readonly head: string;
  /** Which actor each letter is. */
  readonly legend: string;
  /** The way of a message through the lanes. */
  row(message: Envelope): string;
}

const LETTERS = "123456789abcdefghijklmnopqrstuvwxyz";

/**
 * Draws messages as arrows between lanes, as a sequence diagram turned to fit one line each.
 *
 * @param addresses all actors of the log in the order of their lanes
 * @param columns columns of the terminal that the lanes may fill; further actors have none
 */
export function lanesOf(
  shown: readonly Envelope[],
  addresses: readonly string[],
  columns: number,
): Lanes {
  const taking = new Set(shown.flatMap(({ from, to }) => [from, to]));
  const most = Math.max(1, Math.min(LETTERS.length, Math.floor(columns / 2)));
  const lanes = addresses.filter((address) => taking.has(address)).slice(0, most);
  const place = new Map(lanes.map((address, at) => [address, at]));
  const width = lanes.length * 2 - 1;
  return {
    head: lanes.map((_, at) => LETTERS[at]).join(" "),
    legend: lanes.map((address, at) => `${LETTERS[at]} ${shortAddress(address)}`).join("  "),
    row: ({ from, to }) => arrow(place.get(from), place.get(to), width),
  };
}

/** One line across all lanes; an end without a lane points out of them. */
function arrow(from: number | undefined, to: number | undefined, width: number): string {
  const cells: string[] = Array.from({ length: Math.max(width, 1) }, (_, at) =>
    at % 2 === 0 ? "│" : " ",
  );
  const start = from === undefined ? undefined : from * 2;
  const end = to === undefined ? undefined : to * 2;
  if (start !== undefined && end !== undefined) {
    const [low, high] = [Math.min(start, end), Math.max(start, end)];
    for (let at = low + 1; at < high; at += 1) cells[at] = "─";
  }
  if (start !== undefined) cells[start] = "o";
  if (end !== undefined) {
    cells[end] = start === undefined ? "*" : end > start ? ">" : end < start ? "<" : "@";
  }
  return cells.join("");
}
