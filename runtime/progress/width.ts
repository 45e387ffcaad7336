import stringWidth from "string-width";

// oxlint-disable-next-line no-control-regex -- colour codes start with one
const ANSI = /\u001B\[[0-9;?]*[ -/]*[@-~]/y;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

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
      yield { text: segment, width: stringWidth(segment) };
    }
    start = end;
  }
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
