import { extensionOf } from "../languages/names.ts";

/** Formats that tools write without line ends: code for the web, and data. */
const dense = new Set(
  (
    "js mjs cjs jsx ts mts cts tsx css html json svg vue svelte geojson topojson ipynb har gltf " +
    "webmanifest jsonld"
  ).split(" "),
);
/** A line of more is longer than people write, in UTF-16 units. */
const longLine = 300;
const smallest = 2048;
/** A text of this length on a few lines is data in any format. */
const largest = 80_000;
const veryLongLine = 5000;

/**
 * Whether a tool took out the line ends: most of the text is on long lines, and there are few
 * others. One long line, such as the path of a picture, among lines that somebody wrote says
 * nothing; neither does a list of long lines in a custom format.
 */
export function isSqueezed(name: string, text: string): boolean {
  if (/\.min\.(?:js|mjs|cjs|css)$/.test(name)) return true;
  if (text.length < smallest) return false;
  const { long, inLong, inVeryLong, others } = measure(text);
  if (text.length >= largest && inVeryLong > text.length / 2) return true;
  if (!dense.has(extensionOf(name)) || inLong <= text.length / 2) return false;
  return others < Math.max(4, 3 * long);
}

/** Lengths and counts of lines; those that are empty or a comment alone count for nothing. */
function measure(text: string): {
  long: number;
  inLong: number;
  inVeryLong: number;
  others: number;
} {
  let [long, inLong, inVeryLong, others] = [0, 0, 0, 0];
  const ends = /[\r\n]/g;
  for (let start = 0; start < text.length;) {
    ends.lastIndex = start;
    const end = ends.exec(text)?.index ?? text.length;
    const length = end - start;
    if (length > longLine) {
      long++;
      inLong += length;
      if (length > veryLongLine) inVeryLong += length;
    } else if (length > 0 && isCode(text.slice(start, end))) others++;
    start = end + 1;
  }
  return { long, inLong, inVeryLong, others };
}

function isCode(line: string): boolean {
  const text = line.trim();
  return text !== "" && !/^(?:\/\/|\/?\*|<!--|#)/.test(text);
}
