import type { FileSet } from "../../resolve/file-set.ts";
import { ancestorsOf, baseOf, directoryOf, within } from "../../resolve/paths.ts";
import { globOf } from "../../walk/glob.ts";
import { loaderSetup, type LoaderSetup } from "./loaders.ts";
import { underscored } from "./underscored.ts";

/** Where files are loaded by name, and the project whose files may use them. */
export interface AutoloadRoot {
  directory: string;
  /** The module that the constants of the directory are in; `""` for none. */
  namespace: string;
  project: string;
}

/** What a repository says of files that are loaded by the names of their constants. */
export interface RubyAutoload {
  roots: readonly AutoloadRoot[];
  /** The file of a constant below a root, unless it is left out of what is loaded by name. */
  fileOf: (root: AutoloadRoot, name: string) => string | undefined;
}

/**
 * Reads the applications of Rails (`app`, `autoload_lib`, `autoload_paths`, acronyms) and the loaders
 * of Zeitwerk of a repository.
 */
export function autoloads(files: FileSet): RubyAutoload {
  const roots: AutoloadRoot[] = [];
  const ignored: string[] = [];
  const collapsed: string[] = [];
  const inflected = new Map<string, string>();
  const acronyms: string[] = [];
  const take = (setup: LoaderSetup, project: (directory: string) => string): void => {
    for (const { directory, namespace } of setup.roots) {
      roots.push({ directory, namespace, project: project(directory) });
    }
    ignored.push(...setup.ignored);
    collapsed.push(...setup.collapsed);
    for (const [constant, file] of setup.inflected) inflected.set(constant, file);
  };
  for (const path of files.paths) {
    if (!path.endsWith(".rb")) continue;
    const text = files.text(path) ?? "";
    const application = applicationOf(path);
    if (application !== undefined) {
      const app = within(application, "app/");
      const found = path.endsWith("application.rb") ? applicationDirectories(files, app) : [];
      for (const directory of [...found, ...configuredDirectories(text, application)]) {
        roots.push({ directory, namespace: "", project: application });
      }
      ignored.push(...ignoredBelowLib(text, application));
      if (text.includes("autoloader"))
        take(loaderSetup(text, path, application), () => application);
      for (const [, word = ""] of text.matchAll(/\.acronym\b[ \t(]*["'](\w+)["']/g)) {
        acronyms.push(word);
      }
    } else if (text.includes("Zeitwerk::")) {
      take(loaderSetup(text, path), (directory) => projectOf(files, directory));
    }
  }
  const isIgnored = placeMatcher(ignored);
  const folds = foldsOf(files, collapsed);
  const placeOf = (name: string): string =>
    name
      .split("::")
      .map((part) => inflected.get(part) ?? underscored(withAcronyms(part, acronyms)))
      .join("/");
  return {
    roots,
    fileOf({ directory, namespace }, name) {
      if (namespace !== "" && !name.startsWith(`${namespace}::`)) return undefined;
      const inner = namespace === "" ? name : name.slice(namespace.length + 2);
      const path = `${within(directory, placeOf(inner))}.rb`;
      return [path, ...unfolded(path, folds)].find(
        (place) => files.has(place) && !isIgnored(place),
      );
    },
  };
}

/** The application whose configuration a file is part of. */
function applicationOf(path: string): string | undefined {
  if (!path.endsWith(".rb")) return undefined;
  const parts = path.split("/");
  const at = parts.findIndex((part, index) => {
    const [first, ...rest] = parts.slice(index + 1, index + 4);
    if (part !== "config") return false;
    if (first === "initializers") return rest.length > 0;
    return first === "environments" ? rest.length === 1 : first === "application.rb";
  });
  return at < 0 ? undefined : parts.slice(0, at).join("/");
}

/** The directory of a gem: where its specification is, or what holds its `lib`. */
function projectOf(files: FileSet, directory: string): string {
  const places = [directory, ...ancestorsOf(`${directory}/x`)];
  const gem = places.find((place) =>
    files.paths.some((path) => path.endsWith(".gemspec") && directoryOf(path) === place),
  );
  const lib = places.find((place) => baseOf(place) === "lib");
  return gem ?? directoryOf(lib ?? directory);
}

/** `OAuthClient` as `OauthClient`, when `OAuth` is one word. */
function withAcronyms(name: string, acronyms: readonly string[]): string {
  let plain = name;
  for (const word of acronyms) {
    plain = plain.replaceAll(word, word.slice(0, 1) + word.slice(1).toLowerCase());
  }
  return plain;
}

/** Whether a path, or what it is in, fits one of some patterns. */
function placeMatcher(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns
    .map((pattern) => globOf(`/${pattern}`))
    .filter((glob) => glob !== undefined);
  const effort = { left: 0 };
  return (path) =>
    globs.length > 0 &&
    [path, path.replace(/\.rb$/, ""), ...ancestorsOf(path)].some((place) =>
      globs.some((glob) => glob(place, effort)),
    );
}

/** Directories that are no modules of their own, by the directory that they are in. */
function foldsOf(files: FileSet, patterns: readonly string[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  if (patterns.length === 0) return found;
  const isCollapsed = placeMatcher(patterns);
  for (const directory of new Set(files.paths.flatMap((path) => [...ancestorsOf(path)]))) {
    const parent = directoryOf(directory);
    if (directory === "" || !isCollapsed(directory) || isCollapsed(parent)) continue;
    found.set(parent, [...(found.get(parent) ?? []), directory]);
  }
  return found;
}

/** The places that a path has when directories on its way are put in that are no modules. */
function unfolded(path: string, folds: ReadonlyMap<string, string[]>): string[] {
  if (folds.size === 0) return [];
  return [...ancestorsOf(path)].flatMap((directory) =>
    (folds.get(directory) ?? []).map((fold) =>
      within(fold, directory === "" ? path : path.slice(directory.length + 1)),
    ),
  );
}

/** Lines that a statement may go on for. */
const longestStatement = 40;

/** The statements with a word, from it to the end of its line or of the brackets that open there. */
function statementsWith(text: string, word: RegExp): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const at = line.search(word);
    const comment = line.search(/#(?!\{)/);
    if (at < 0 || (comment >= 0 && comment < at)) return [];
    let statement = line.slice(at);
    const count = (mark: string): number => statement.split(mark).length;
    for (let next = index + 1; next < lines.length && next < index + longestStatement; next++) {
      if (count("(") <= count(")")) break;
      statement += `\n${lines[next]}`;
    }
    return [statement];
  });
}

/** What `config/application.rb` adds: `config.autoload_lib`, and paths of `Rails.root.join`. */
function* configuredDirectories(text: string, application: string): Generator<string> {
  if (statementsWith(text, /\bautoload_lib\b/).length > 0) yield within(application, "lib");
  for (const statement of statementsWith(text, /\b(?:autoload|eager_load)_paths\b/)) {
    for (const [, name = ""] of statement.matchAll(
      /(?:join\(|root\}\/|%w\[[ \t]*)["']?([\w/]+)["'\s]/g,
    )) {
      yield within(application, name);
    }
  }
}

/** `autoload_lib(ignore: %w[assets tasks])` */
function* ignoredBelowLib(text: string, application: string): Generator<string> {
  for (const line of statementsWith(text, /\bautoload_lib\b/)) {
    const list = line.split("ignore:")[1]?.split(/[\])}]/, 1)[0] ?? "";
    for (const [name] of list.replace(/^\s*%w/, "").matchAll(/[\w./-]+/g)) {
      yield within(application, `lib/${name}`);
    }
  }
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
