import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { ancestorsOf, baseOf, directoryOf, joinInside, within } from "../../resolve/paths.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import { configuredHeaders, type ConfiguredHeaders } from "./configured.ts";
import { searchPath, type SearchPath } from "./include-directories.ts";
import { engineHeaders, type EngineHeaders } from "./unreal.ts";
import { isSystemHeader, isToolkitHeader } from "./system-headers.ts";

const resolvers = new WeakMap<FileSet, Resolver>();

/**
 * Includes of C and C++ files, as a compiler finds them: one in quotes beside the file, then both
 * forms in the directories that the project declares. Where the project declares nothing that can
 * be read, a file above whose directory the path continues, or the nearest file whose path ends so
 * is a guess and marked as one; so is the template that a header is made from (`config.h.in`).
 */
export function cResolver(files: FileSet): Resolver {
  // C and C++ of one repository include each other's headers by the same rules.
  let resolver = resolvers.get(files);
  if (resolver === undefined) {
    const search = new IncludeSearch(files);
    resolver = (from, record) => search.targets(from, record);
    resolvers.set(files, resolver);
  }
  return resolver;
}

type FileTarget = Extract<Target, { type: "file" }>;

class IncludeSearch {
  readonly #files: FileSet;
  readonly #search: SearchPath;
  readonly #configured: ConfiguredHeaders;
  readonly #engine: EngineHeaders;
  /** Paths by their last part. */
  readonly #byName = new Map<string, string[]>();
  /** Paths in lower case by themselves; undefined where two differ by case alone. */
  readonly #byCase = new Map<string, string | undefined>();

  constructor(files: FileSet) {
    this.#files = files;
    this.#search = searchPath(files);
    this.#configured = configuredHeaders(files);
    this.#engine = engineHeaders(files);
    for (const path of files.paths) {
      const known = this.#byName.get(baseOf(path));
      if (known === undefined) this.#byName.set(baseOf(path), [path]);
      else known.push(path);
      const lower = path.toLowerCase();
      this.#byCase.set(lower, this.#byCase.has(lower) ? undefined : path);
    }
  }

  targets(from: string, record: ImportRecord): Target[] {
    const { specifier } = record;
    if (specifier.startsWith("(")) return [this.#macro(from, specifier.slice(1, -1), record)];
    const angled = specifier.startsWith("<");
    return [this.#header(from, angled ? specifier.slice(1, -1) : specifier, angled, record)];
  }

  /** A macro that the same file defines as a header's name. */
  #macro(from: string, name: string, record: ImportRecord): Target {
    const text = this.#files.text(from) ?? "";
    const line = new RegExp(
      `^[ \\t]*#[ \\t]*define[ \\t]+${name}[ \\t]+(?:"([^"\\n]+)"|<([^>\\n]+)>)`,
      "m",
    );
    const [, quoted, angled] = line.exec(text) ?? [];
    const header = quoted ?? angled;
    if (header === undefined) return { type: "unresolved", reason: "dynamic" };
    return this.#header(from, header, quoted === undefined, record);
  }

  #header(from: string, written: string, angled: boolean, record: ImportRecord): Target {
    const name = written.replaceAll("\\", "/");
    const found = (path: string): FileTarget => ({
      type: "file",
      path,
      names: record.names,
      imported: record.imported,
    });
    const places = [...(angled ? [] : [directoryOf(from)]), ...this.#search(from)];
    const candidates = places.map((place) => joinInside(place, name));
    for (const path of candidates) {
      if (path !== undefined && this.#files.has(path)) return found(path);
    }
    // What the system has is not looked for under other names.
    if (isSystemHeader(name) && (angled || !this.#isOurs(name))) {
      return { type: "package", name, builtin: true };
    }
    const guess = this.#above(from, name) ?? this.#bySuffix(from, name);
    if (guess !== undefined) return { ...found(guess), rule: "suffix" };
    const made = this.#configured.get(baseOf(name));
    const above = [...ancestorsOf(from)].map((place) => joinInside(place, name));
    const templates = [...candidates, ...above].map(
      (path) => path !== undefined && this.#templateOf(path),
    );
    const template = made ?? templates.find((path) => path !== undefined && path !== false);
    if (typeof template === "string") return { ...found(template), rule: "source" };
    // A header that the build makes without a template is no library's.
    if (this.#configured.has(baseOf(name))) return { type: "unresolved", reason: "missing" };
    // Written for a file system that does not tell cases apart.
    const folded = [...candidates, ...above]
      .map((path) => (path === undefined ? undefined : this.#byCase.get(path.toLowerCase())))
      .find((path) => path !== undefined && path !== from);
    if (folded !== undefined) return { ...found(folded), rule: "suffix" };
    return this.#missing(from, name, angled, candidates);
  }

  /** `a/b.h` below a directory above the file, or below its `include` or `src`. */
  #above(from: string, name: string): string | undefined {
    for (const place of ancestorsOf(from)) {
      for (const inner of [place, within(place, "include"), within(place, "src")]) {
        const path = joinInside(inner, name);
        if (path !== undefined && path !== from && this.#files.has(path)) return path;
      }
    }
    return undefined;
  }

  #bySuffix(from: string, name: string): string | undefined {
    const tail = name.replace(/^(?:\.{1,2}\/)+/, "");
    const ending = `/${tail}`;
    const paths = (this.#byName.get(baseOf(tail)) ?? []).filter(
      (path) => path !== from && (path === tail || path.endsWith(ending)),
    );
    return paths.toSorted(
      (a, b) => shared(b, from) - shared(a, from) || a.length - b.length || (a < b ? -1 : 1),
    )[0];
  }

  #templateOf(path: string): string | undefined {
    const stem = path.replace(/\.[^./]+$/, "");
    const forms = [
      `${path}.in`,
      `${path}.cmake`,
      `${path}.cmakein`,
      `${path}.cmake.in`,
      `${stem}.in`,
    ];
    return forms.find((form) => this.#files.has(form));
  }

  #isOurs(name: string): boolean {
    return this.#byName.has(baseOf(name));
  }

  #missing(
    from: string,
    name: string,
    angled: boolean,
    candidates: readonly (string | undefined)[],
  ): Target {
    if (!angled && candidates.every((path) => path === undefined)) {
      return { type: "unresolved", reason: "outside" };
    }
    for (const path of candidates) {
      const excluded = path === undefined ? undefined : this.#files.exclusion(path);
      if (excluded !== undefined) return { type: "unresolved", reason: `excluded: ${excluded}` };
    }
    const top = name.split("/")[0] ?? name;
    if (isToolkitHeader(name)) return { type: "package", name: "cuda", builtin: false };
    if (this.#engine.has(from, name)) {
      return { type: "package", name: "UnrealEngine", builtin: false, evidence: "manifest" };
    }
    // A directory that is searched has the first part, so that the build makes the header there.
    const searched = this.#search(from).some((place) =>
      this.#files.hasDirectory(within(place, top)),
    );
    if (name.includes("/") && searched) return { type: "unresolved", reason: "missing" };
    const isLibrary =
      name.includes("/") && top !== ".." && top !== "." && !this.#hasDirectory(from, top);
    const library = top.replace(/\.[^.]+$/, "");
    // A name without a directory is a library's in quotes only where a manifest asks for that library.
    return {
      type: "package",
      name: library,
      builtin: false,
      ...(!angled && !isLibrary && { otherwise: "missing" }),
    };
  }

  /** Whether the first part of a path is a directory of the repository. */
  #hasDirectory(from: string, top: string): boolean {
    for (const place of [...ancestorsOf(from), ...this.#search(from)]) {
      for (const inner of [place, within(place, "include"), within(place, "src")]) {
        if (this.#files.hasDirectory(within(inner, top))) return true;
      }
    }
    return false;
  }
}

/** How many directories two paths have in common. */
function shared(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  let count = 0;
  while (count < left.length - 1 && left[count] === right[count]) count++;
  return count;
}
