// oxlint-disable-next-line no-control-regex -- colour codes start with one
const ANSI = /\u001B\[[0-9;?]*[ -/]*[@-~]/y;

/** First and last code points of blocks whose characters fill two columns. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1_6fe0, 0x1_b2ff],
  [0x1_f200, 0x1_f265],
  [0x2_0000, 0x3_fffd],
];

const NO_WIDTH = /^[\p{M}\p{Cf}\p{Cc}]/u;
const PICTURE = /\p{Emoji_Presentation}|\uFE0F/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function graphemeWidth(text: string): number {
  if (NO_WIDTH.test(text)) return 0;
  if (PICTURE.test(text)) return 2;
  const code = text.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** Colour codes and single characters as people see them, in order. */
function* parts(text: string): Generator<{ text: string; width: number }> {
  let start = 0;
  while (start < text.length) {
    ANSI.lastIndex = start;
    const code = ANSI.exec(text)?.[0];
    if (code !== undefined) {
      yield { text: code, width: 0 };
      start += code.length;
      continue;
    }
    const next = text.indexOf("\u001B", start + 1);
    const end = next < 0 ? text.length : next;
    for (const { segment } of segmenter.segment(text.slice(start, end))) {
      yield { text: segment, width: graphemeWidth(segment) };
    }
    start = end;
  }
}

/** Columns that a text fills on a terminal; colour codes fill none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const part of parts(text)) width += part.width;
  return width;
}

/** The text cut to a number of columns, with an ellipsis where it was cut and colours ended. */
export function truncate(text: string, columns: number): string {
  if (columns <= 0) return "";
  let [kept, width, coloured] = ["", 0, false];
  // Where the ellipsis would go, should the rest not fit.
  let [cut, cutColoured] = ["", false];
  for (const part of parts(text)) {
    if (width + part.width > columns) return `${cut}…${cutColoured ? "\u001B[0m" : ""}`;
    kept += part.text;
    width += part.width;
    if (part.text.startsWith("\u001B")) coloured = part.text !== "\u001B[0m";
    if (width < columns) [cut, cutColoured] = [kept, coloured];
  }
  return kept;
}
