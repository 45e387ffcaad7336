/** A part of a text as it is drawn. */
export type Piece =
  | { readonly kind: "text" | "found"; readonly text: string }
  /** A character that would be invisible, or change how others are read. */
  | { readonly kind: "hidden"; readonly code: string };

// Controls but tab and line feed, formatting marks (bidirectional overrides among them), line and
// paragraph separators, and surrogates without their other half.
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Cuts a text into what can be drawn as it is, what was searched for, and hidden characters. */
export function piecesOf(text: string, find = ""): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    pieces.push(...foundIn(text.slice(from, match.index), find));
    const point = match[0].codePointAt(0) ?? 0;
    pieces.push({ kind: "hidden", code: `U+${point.toString(16).toUpperCase().padStart(4, "0")}` });
    from = match.index + match[0].length;
  }
  pieces.push(...foundIn(text.slice(from), find));
  return pieces;
}

function foundIn(text: string, find: string): Piece[] {
  const pieces: Piece[] = [];
  const [lower, wanted] = [text.toLowerCase(), find.toLowerCase()];
  let from = 0;
  // A letter whose lower case is longer would shift what is marked; then nothing is.
  if (wanted !== "" && lower.length === text.length) {
    for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
      if (at > from) pieces.push({ kind: "text", text: text.slice(from, at) });
      from = at + wanted.length;
      pieces.push({ kind: "found", text: text.slice(at, from) });
    }
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}
