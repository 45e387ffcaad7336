// Writes a repository of hostile files of every kind, each as large as a file may be:
// node dist/bench/fuzz/hostile.js --into DIRECTORY [--files N] [--bytes N] [--first SEED]
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { kinds } from "./corpus.ts";
import { Random } from "./random.ts";
import { hostileShape } from "./shapes.ts";

const { values } = parseArgs({
  options: {
    into: { type: "string" },
    files: { type: "string" },
    bytes: { type: "string" },
    first: { type: "string" },
  },
});
const root = values.into ?? "hostile";
const bytes = Number(values.bytes ?? 400_000);
const first = Number(values.first ?? 1);

for (let count = 0; count < Number(values.files ?? 1000); count++) {
  const kind = kinds[count % kinds.length] ?? "a.txt";
  const isNamed = !kind.startsWith("a.");
  // Files that say how a repository is read stand at its root once, and in directories after that.
  const directory = isNamed && count < kinds.length ? root : path.join(root, `d${count % 50}`);
  const name = isNamed ? kind : `f${count}${kind.slice(1)}`;
  mkdirSync(directory, { recursive: true });
  const text = hostileShape(new Random(first + count), bytes);
  // A text on one line counts as minified and is left out; most files are to be read and parsed.
  const lines = count % 4 === 0 ? text : inLines(text);
  writeFileSync(path.join(directory, name), withinBytes(lines));
}

/** A text with a line end after about every hundred characters. */
function inLines(text: string): string {
  return text.replace(/[^\n]{100}/gu, "$&\n");
}

/** The beginning of a text that takes as many bytes at most. */
function withinBytes(text: string): string {
  let end = Math.min(text.length, bytes);
  while (Buffer.byteLength(text.slice(0, end)) > bytes) end = Math.floor(end * 0.9);
  return text.slice(0, end);
}
