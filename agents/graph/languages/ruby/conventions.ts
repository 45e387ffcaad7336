import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, joinInside, within } from "../../resolve/paths.ts";
import { underscored } from "./underscored.ts";

/** Finds the file of a constant by its name; undefined when no convention holds. */
export type ConstantFinder = (from: string, record: ImportRecord) => string | undefined;

/** Where files are loaded by name, and the project whose files may use them. */
interface AutoloadRoot {
  directory: string;
  project: string;
}

/**
 * Constants of projects that load files by the names of their constants: the directories below
 * `app` of a Rails application and what it adds, and the directories of loaders of Zeitwerk. A
 * name is looked up in the modules around it, from the inside out.
 */
export function conventionalConstants(files: FileSet): ConstantFinder {
  const roots = autoloadRoots(files);
  return (from, { specifier, line }) => {
    const own = roots.filter(({ project }) => project === "" || from.startsWith(`${project}/`));
    if (own.length === 0) return undefined;
    const name = specifier.replace(/^::/, "");
    const inFile = definedNames(files, from);
    const around = specifier.startsWith("::") ? [] : nestingAt(files, from, line);
    for (let depth = around.length; depth >= 0; depth--) {
      const parts = [...around.slice(0, depth), ...name.split("::")];
      // `A::B` of a file `a.rb` alone is defined in there.
      for (let end = parts.length; end > depth; end--) {
        const inner = `${underscored(parts.slice(0, end).join("::"))}.rb`;
        const path = own
          .map(({ directory }) => within(directory, inner))
          .find((place) => files.has(place));
        // A module of the file itself may be one that it opens again.
        if (path !== undefined) return path;
        if (inFile.has(parts.slice(0, end).join("::"))) return undefined;
      }
    }
    return undefined;
  };
}

function autoloadRoots(files: FileSet): AutoloadRoot[] {
  const roots: AutoloadRoot[] = [];
  for (const path of files.paths) {
    if (!path.endsWith(".rb")) continue;
    const application = /^(.*?)\/?config\/application\.rb$/.exec(path)?.[1];
    const text = files.text(path) ?? "";
    if (application !== undefined) {
      const found = applicationDirectories(files, within(application, "app/"));
      for (const directory of [...found, ...configuredDirectories(text, application)]) {
        roots.push({ directory, project: application });
      }
    } else if (text.includes("Zeitwerk::")) {
      for (const directory of loadedDirectories(text, path)) {
        roots.push({ directory, project: directoryOf(directory) });
      }
    }
  }
  return roots;
}

/** What `config/application.rb` adds: `config.autoload_lib`, and paths of `Rails.root.join`. */
function* configuredDirectories(text: string, application: string): Generator<string> {
  if (/^[^#\n]*\bautoload_lib\b/m.test(text)) yield within(application, "lib");
  for (const [line] of text.matchAll(/^[^#\n]*\b(?:autoload|eager_load)_paths\b.*$/gm)) {
    for (const [, name = ""] of line.matchAll(/(?:join\(|root\}\/)["']?([\w/]+)["']/g)) {
      yield within(application, name);
    }
  }
}

/** The directories of a loader that a file sets up: of a gem its own, else what is pushed. */
function* loadedDirectories(text: string, path: string): Generator<string> {
  if (/^[^#\n]*\bZeitwerk::Loader\.for_gem\b/m.test(text)) yield directoryOf(path);
  for (const [, argument = ""] of text.matchAll(/^[^#\n]*\.push_dir[\s(]+([^\n]*)/gm)) {
    const name = /^\w+/.exec(argument.replace(/^["']#\{/, ""))?.[0] ?? "";
    const assigned = new RegExp(`^\\s*${name}\\s*=\\s*(.*)$`, "m").exec(text)?.[1];
    const base = directoryIn(assigned ?? argument, path);
    const directory =
      base === undefined || assigned === undefined
        ? base
        : joinInside(base, /\}([^"']*)/.exec(argument)?.[1] ?? "");
    if (directory !== undefined) yield directory;
  }
}

/** A directory that is put together from `__dir__` or `__FILE__` and literals. */
function directoryIn(expression: string, path: string): string | undefined {
  const base = /\b__dir__\b/.test(expression)
    ? directoryOf(path)
    : /\b__FILE__\b/.test(expression)
      ? /\bdirname\b/.test(expression)
        ? directoryOf(path)
        : path
      : undefined;
  if (base === undefined) return undefined;
  const literals = [...expression.matchAll(/"([^"]*)"|'([^']*)'/g)];
  const inner = literals.map(([, a, b]) => (a ?? b ?? "").replace(/#\{[^}]*\}/g, ""));
  return joinInside(base, inner.join("/"));
}

function applicationDirectories(files: FileSet, app: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of files.paths) {
    if (!path.startsWith(app)) continue;
    const inner = /^([^/]+)\/(concerns\/)?/.exec(path.slice(app.length));
    if (inner?.[1] === undefined) continue;
    found.add(app + inner[1]);
    if (inner[2] !== undefined) found.add(`${app}${inner[1]}/concerns`);
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
