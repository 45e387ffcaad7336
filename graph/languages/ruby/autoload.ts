import type { FileSet } from "../../resolve/file-set.ts";
import { ancestorsOf, directoryOf, joinInside, within } from "../../resolve/paths.ts";
import { underscored } from "./underscored.ts";

/** Where files are loaded by name, and the project whose files may use them. */
export interface AutoloadRoot {
  directory: string;
  project: string;
}

/** What a repository says of files that are loaded by the names of their constants. */
export interface Autoload {
  roots: readonly AutoloadRoot[];
  /** Whether a file is left out of what is loaded by name. */
  isIgnored: (path: string) => boolean;
  /** The path of a constant below a root, without its ending. */
  placeOf: (name: string) => string;
}

/**
 * Reads the applications of Rails (`app`, `autoload_lib`, `autoload_paths`) and the loaders of
 * Zeitwerk (`for_gem`, `push_dir`, `ignore`, `inflect`) of a repository.
 */
export function autoloads(files: FileSet): Autoload {
  const roots: AutoloadRoot[] = [];
  const ignored: string[] = [];
  const inflected = new Map<string, string>();
  for (const path of files.paths) {
    if (!path.endsWith(".rb")) continue;
    const text = files.text(path) ?? "";
    const [, application, inner = ""] =
      /^(.*?)\/?config\/(application\.rb|environments\/\w+\.rb)$/.exec(path) ?? [];
    if (application !== undefined) {
      const app = within(application, "app/");
      const found = inner === "application.rb" ? applicationDirectories(files, app) : [];
      for (const directory of [...found, ...configuredDirectories(text, application)]) {
        roots.push({ directory, project: application });
      }
      ignored.push(...ignoredBelowLib(text, application));
    } else if (text.includes("Zeitwerk::")) {
      for (const directory of loadedDirectories(text, path)) {
        roots.push({ directory, project: directoryOf(directory) });
      }
      for (const [, argument = ""] of text.matchAll(/^[^#\n]*\.ignore[\s(]+([^\n]*)/gm)) {
        const place = placeIn(argument, text, path);
        if (place !== undefined) ignored.push(place);
      }
      for (const [list] of text.matchAll(/\.inflect\b\(?([^()]*)\)?/g)) {
        for (const [, file = "", name = ""] of list.matchAll(/["'](\w+)["']\s*=>\s*["'](\w+)["']/g))
          inflected.set(name, file);
      }
    }
  }
  const left = new Set(ignored);
  return {
    roots,
    isIgnored: (path) =>
      left.size > 0 &&
      [path, path.replace(/\.rb$/, ""), ...ancestorsOf(path)].some((at) => left.has(at)),
    placeOf: (name) =>
      name
        .split("::")
        .map((part) => inflected.get(part) ?? underscored(part))
        .join("/"),
  };
}

/** What `config/application.rb` adds: `config.autoload_lib`, and paths of `Rails.root.join`. */
function* configuredDirectories(text: string, application: string): Generator<string> {
  if (/^[^#\n]*\bautoload_lib\b/m.test(text)) yield within(application, "lib");
  const added =
    /^[^#\n]*\b(?:autoload|eager_load)_paths\b(?:[^\n(]*\([^()]*(?:\([^()]*\)[^()]*)*\)|.*$)/gm;
  for (const [statement] of text.matchAll(added)) {
    for (const [, name = ""] of statement.matchAll(
      /(?:join\(|root\}\/|%w\[\s*)["']?([\w/]+)["'\s]/g,
    )) {
      yield within(application, name);
    }
  }
}

/** `autoload_lib(ignore: %w[assets tasks])` */
function* ignoredBelowLib(text: string, application: string): Generator<string> {
  const list =
    /^[^#\n]*\bautoload_lib\s*\(\s*ignore:\s*(?:%w)?[[({]([^\])}]*)[\])}]/m.exec(text)?.[1] ?? "";
  for (const [name] of list.matchAll(/[\w./-]+/g)) yield within(application, `lib/${name}`);
}

/** The directories of a loader that a file sets up: of a gem its own, else what is pushed. */
function* loadedDirectories(text: string, path: string): Generator<string> {
  if (/^[^#\n]*\bZeitwerk::Loader\.for_gem\b/m.test(text)) yield directoryOf(path);
  for (const [, argument = ""] of text.matchAll(/^[^#\n]*\.push_dir[\s(]+([^\n]*)/gm)) {
    const directory = placeIn(argument, text, path);
    if (directory !== undefined) yield directory;
  }
}

/** A place that is named by literals, or by a variable that the file sets. */
function placeIn(argument: string, text: string, path: string): string | undefined {
  const name = /^\w+/.exec(argument.replace(/^["']#\{/, ""))?.[0] ?? "";
  const assigned = new RegExp(`^\\s*${name}\\s*=\\s*(.*)$`, "m").exec(text)?.[1];
  const base = directoryIn(assigned ?? argument, path);
  return base === undefined || assigned === undefined
    ? base
    : joinInside(base, /\}([^"']*)/.exec(argument)?.[1] ?? "");
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
