import path from "node:path";
import { createInterface } from "node:readline";

/**
 * Reads what `rustc -Zunpretty=hir-tree` prints, from standard input, and writes lines with tabs
 * between their parts:
 *
 * - `module NAME FILE`: a module and the file that holds it,
 * - `item FILE`: a file with an item that the conditions of the compilation left,
 * - `mod PLACE NAME`: where the item of a module stands,
 * - `path PLACE NAME WORD SORT`: where a path stands, the last module that it names and the word
 *   for it; SORT is `use` or `code`,
 * - `crate PLACE WORD`: where an `extern crate` stands and the crate's name.
 *
 * A module's name is the compiler's own, with the crate's hash; a place is
 * `file:line:column:line:column`. The text that is read is Rust's `{:#?}`: what belongs to a node is
 * indented more than the node.
 */
const directory = process.argv[2] ?? ".";
const lines = new Set<string>();
/** Modules so far; one comes before what it holds. */
const modules = new Set<string>();

interface OpenPath {
  readonly indent: number;
  readonly isUse: boolean;
  place: string | undefined;
  /** The last module that a segment names, and the last one's word. */
  module: string | undefined;
  word: string;
  /** The module that the whole path leads to. */
  whole: string | undefined;
  /** How many times the path begins with `super`, whose module a `use` does not tell. */
  ups: number;
  lastWord: string;
}

const open: OpenPath[] = [];
let owner = "";
let before = "";
let isDeclaration = false;
let crate: string | undefined;

for await (const line of createInterface({ input: process.stdin })) {
  const text = line.trimStart();
  const indent = line.length - text.length;
  for (let top = open.at(-1); top !== undefined && indent <= top.indent; top = open.at(-1)) {
    open.pop();
    finish(top);
  }
  read(text, indent);
  before = text;
}
for (const line of lines) process.stdout.write(`${line}\n`);

function read(text: string, indent: number): void {
  const header = indent === 0 ? /^DefId\(\d+:\d+ ~ (.+)\) => /.exec(text) : null;
  if (header !== null) {
    owner = header[1] ?? "";
    isDeclaration = false;
  } else if (/(?:^|: )Path \{$/.test(text)) open.push(pathAt(indent));
  else if (text.startsWith("span: ")) readPlace(text, indent);
  else if (text.startsWith("inner_span: ")) {
    const file = fileOf(placeIn(text)?.place ?? "");
    modules.add(owner);
    if (file !== "") lines.add(`module\t${owner}\t${file}`);
    isDeclaration = true;
  } else if (text.startsWith("ident: ")) {
    const top = open.at(-1);
    const word = /^ident: (.+)#\d+,$/.exec(text)?.[1];
    const isSegment = top !== undefined && indent === top.indent + 12;
    if (!isSegment || word === undefined) return;
    top.lastWord = word;
    if (word === "super") top.ups++;
  } else if (before === "Mod,") readModule(text, indent);
  else if (before === "kind: ExternCrate(" || crate === "") {
    // The crate's own name, where it is renamed, stands before the new one.
    const renamed = /^"(.+)",$/.exec(text)?.[1];
    crate = renamed ?? (/^(.+)#\d+,$/.exec(text)?.[1] || "");
  }
}

function pathAt(indent: number): OpenPath {
  const isUse = before === "kind: Use(";
  const parts = { place: undefined, module: undefined, whole: undefined };
  return { indent, isUse, word: "", lastWord: "", ups: 0, ...parts };
}

function readPlace(text: string, indent: number): void {
  const found = placeIn(text);
  const top = open.at(-1);
  if (top !== undefined) {
    if (indent !== top.indent + 4 || found === undefined) return;
    top.place = found.place;
    return;
  }
  if (indent === 16 && found !== undefined) lines.add(`item\t${fileOf(found.place)}`);
  if (isDeclaration && found !== undefined) lines.add(`mod\t${found.place}\t${owner}`);
  isDeclaration = false;
  if (crate !== undefined && crate !== "" && found?.isMade === false) {
    lines.add(`crate\t${found.place}\t${crate}`);
  }
  crate = undefined;
}

function readModule(text: string, indent: number): void {
  const top = open.at(-1);
  const name = /^DefId\(\d+:\d+ ~ (.+)\),$/.exec(text)?.[1];
  if (top === undefined || name === undefined) return;
  // A segment's own resolution stands deeper than the path's, which comes first.
  if (top.lastWord === "") top.whole = name;
  else if (indent === top.indent + 16) {
    top.module = name;
    top.word = top.lastWord;
  }
}

function finish({ place, module, whole, ups, word, lastWord, isUse }: OpenPath): void {
  const name = whole ?? module ?? (ups > 0 ? moduleAbove(ups) : undefined);
  if (place === undefined || name === undefined) return;
  const sort = isUse ? "use" : "code";
  lines.add(
    ["path", place, name, whole === undefined ? word || "super" : lastWord, sort].join("\t"),
  );
}

function moduleAbove(ups: number): string | undefined {
  let at = owner;
  for (let left = ups; left >= 0; left--) {
    do {
      const end = at.lastIndexOf("::");
      if (end < 0) return undefined;
      at = at.slice(0, end);
    } while (!modules.has(at));
  }
  return at;
}

function placeIn(text: string): { place: string; isMade: boolean } | undefined {
  const match = /span: (.+):(\d+:\d+): (\d+:\d+) \(#(\d+)\),$/.exec(text);
  if (match === null) return undefined;
  const [, file = "", start = "", end = "", context] = match;
  return { place: `${path.resolve(directory, file)}:${start}:${end}`, isMade: context !== "0" };
}

function fileOf(place: string): string {
  return place.replace(/(?::\d+){4}$/, "");
}
