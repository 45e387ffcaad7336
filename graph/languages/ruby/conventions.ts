import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { autoloads, type RubyAutoload, type AutoloadRoot } from "./autoload.ts";

/** Finds the files of a constant by its name, one for each module that contains it. */
export type ConstantFinder = (from: string, record: ImportRecord) => readonly string[];

/**
 * Constants of projects that load files by the names of their constants: the directories below
 * `app` of a Rails application and what it adds, and the directories of loaders of Zeitwerk. A
 * name is looked up in the modules around it, from the inside out.
 */
export function conventionalConstants(files: FileSet): ConstantFinder {
  const autoload = autoloads(files);
  let last: { path: string; lines: ReadonlyMap<string, readonly number[]> } | undefined;
  return (from, { specifier, line }) => {
    const own = autoload.roots.filter(
      ({ project }) => project === "" || from.startsWith(`${project}/`),
    );
    if (own.length === 0) return [];
    if (last?.path !== from) last = { path: from, lines: linesOf(files.text(from) ?? "") };
    const lines = last.lines.get(specifier) ?? [line];
    const nestings = new Map(
      (specifier.startsWith("::") ? [line] : lines).map((at) => {
        const around = specifier.startsWith("::") ? [] : nestingAt(files, from, at);
        return [around.join("::"), around];
      }),
    );
    const name = specifier.replace(/^::/, "");
    const found = [...nestings.values()].map((around) =>
      lookUp(files, autoload, own, from, around, name),
    );
    return [...new Set(found)].filter((path) => path !== undefined);
  };
}

/** From the inside out, what a name means in the modules around it. */
function lookUp(
  files: FileSet,
  { fileOf }: RubyAutoload,
  roots: readonly AutoloadRoot[],
  from: string,
  around: readonly string[],
  name: string,
): string | undefined {
  const inFile = definedNames(files, from);
  for (let depth = around.length; depth >= 0; depth--) {
    const parts = [...around.slice(0, depth), ...name.split("::")];
    // `A::B` of a file `a.rb` alone is defined in there.
    for (let end = parts.length; end > depth; end--) {
      const full = parts.slice(0, end).join("::");
      const path = roots.map((root) => fileOf(root, full)).find((place) => place !== undefined);
      // A module of the file itself may be one that it opens again.
      if (path !== undefined) return path;
      if (inFile.has(full)) return undefined;
    }
  }
  return undefined;
}

/** The lines of each constant. Comments and strings count too, since there is no tree here. */
function linesOf(text: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*#/.test(line)) continue;
    for (const [name] of line.matchAll(/(?<![\w:])(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*/g)) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [index + 1]);
      else known.push(index + 1);
    }
  }
  return found;
}

/** Full names of what a file defines. */
function definedNames(files: FileSet, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { kind, name, line } of files.record(path)?.symbols ?? []) {
    if (!/^(?:module|class|constant)$/.test(kind)) continue;
    const around = nestingAt(files, path, line);
    found.add((kind === "constant" ? [...around, name] : around).join("::"));
  }
  return found;
}

function nestingAt(files: FileSet, path: string, line: number): string[] {
  const found: string[] = [];
  for (const symbol of files.record(path)?.symbols ?? []) {
    if (symbol.kind !== "module" && symbol.kind !== "class") continue;
    if (symbol.line <= line && line <= symbol.endLine) found.push(...symbol.name.split("::"));
  }
  return found;
}
