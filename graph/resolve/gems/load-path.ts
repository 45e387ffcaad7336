import type { FileSet } from "../file-set.ts";
import { baseOf, directoryOf, within } from "../paths.ts";

/** The directories along which a file's `require` looks, and the gems that are declared. */
export interface LoadPath {
  /** In the order in which they are searched for a file. */
  directoriesFor: (path: string) => readonly string[];
  /** The declared gem that a required path is most likely of; undefined when none is. */
  gemOf: (required: string) => string | undefined;
}

/**
 * The load paths of the gems of a repository: what a gem specification says, or `lib`; for a
 * project's own files also its test and spec directories, which test runners add.
 */
export function rubyLoadPath(files: FileSet): LoadPath {
  const projects = new Map<string, string[]>();
  const gems = new Set<string>();
  for (const path of files.paths) {
    const name = baseOf(path);
    const directory = directoryOf(path);
    if (!/(?:\.gemspec|^Gemfile|^Rakefile|^gems\.rb)$/.test(name) && name !== "Gemfile.lock")
      continue;
    const text = files.text(path) ?? "";
    for (const gem of declaredGems(name, text)) gems.add(gem);
    if (name === "Gemfile.lock") continue;
    const known = projects.get(directory) ?? [];
    const paths = name.endsWith(".gemspec") ? requirePaths(text) : ["lib"];
    projects.set(directory, [...new Set([...known, ...paths.map((at) => within(directory, at))])]);
  }
  if (!projects.has("")) projects.set("", ["lib"]);
  const roots = [...projects.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return {
    directoriesFor(path) {
      const own = roots.find((root) => root === "" || path.startsWith(`${root}/`)) ?? "";
      const tests = ["test", "spec", "ext", ""].map((name) => within(own, name).replace(/\/$/, ""));
      const others = roots
        .filter((root) => root !== own)
        .flatMap((root) => projects.get(root) ?? []);
      return [...(projects.get(own) ?? []), ...tests, ...others].filter((directory) =>
        files.hasDirectory(directory),
      );
    },
    gemOf: (required) => fittingGem(required, gems),
  };
}

function requirePaths(text: string): string[] {
  const at = text.search(/\.require_paths?[ \t]*=/);
  const value = at < 0 ? "" : text.slice(text.indexOf("=", at) + 1, at + 2000).trimStart();
  const list = /^(?:%w[[({]([^\])}]*)[\])}]|\[([^\]]*)\]|(["'][^"']*["']))/.exec(value);
  const found = (list?.[1]?.split(/\s+/) ?? (list?.[2] ?? list?.[3] ?? "").split(","))
    .map((item) => item.trim().replace(/^["']|["'](?:\.freeze)?$/g, ""))
    .filter((item) => /^[\w./-]+$/.test(item) && !item.includes(".."));
  return found.length > 0 ? found : ["lib"];
}

function* declaredGems(name: string, text: string): Generator<string> {
  const declared =
    name === "Gemfile.lock"
      ? /^ {4}([\w.-]+) \(/gm
      : /\b(?:gem|add(?:_runtime|_development)?_dependency)[ \t]*(?:\([ \t]*)?["']([\w.-]+)["']/g;
  for (const [, gem = ""] of text.matchAll(declared)) yield gem;
}

/** `active_support/core_ext` is of activesupport, `rspec/core` of rspec-core, `foo/bar` of foo. */
function fittingGem(required: string, gems: ReadonlySet<string>): string | undefined {
  const parts = required.split("/");
  for (let end = parts.length; end > 0; end--) {
    const some = parts.slice(0, end);
    for (const name of [some.join("-"), some.join("_"), some.join("").replaceAll("_", "")]) {
      if (gems.has(name)) return name;
    }
  }
  return undefined;
}
