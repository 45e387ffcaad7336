import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, joinInside, within } from "../../resolve/paths.ts";

/** One `go.mod` with what it says about import paths. */
export interface GoModule {
  /** Directory that holds it. */
  readonly directory: string;
  readonly path: string;
  /** Module paths that it requires. */
  readonly requires: readonly string[];
  /** Module paths that it replaces by directories of the repository. */
  readonly replaces: ReadonlyMap<string, string>;
}

/** The modules of a repository, those with long paths first, so that the first match is right. */
export function goModules(files: FileSet): GoModule[] {
  const modules: GoModule[] = [];
  for (const path of files.paths) {
    if (path !== "go.mod" && !path.endsWith("/go.mod")) continue;
    const module = parseModule(directoryOf(path), files.text(path) ?? "");
    if (module !== undefined) modules.push(module);
  }
  return modules.sort(
    (a, b) => b.path.length - a.path.length || (a.directory < b.directory ? -1 : 1),
  );
}

/** The module of a file: the one of the nearest directory above it. */
export function moduleOf(modules: readonly GoModule[], path: string): GoModule | undefined {
  let best: GoModule | undefined;
  for (const module of modules) {
    const holds = module.directory === "" || path.startsWith(`${module.directory}/`);
    if (holds && module.directory.length >= (best?.directory.length ?? 0)) best = module;
  }
  return best;
}

/** The rest of an import path after a prefix; undefined when it has another prefix. */
export function pathBehind(prefix: string, specifier: string): string | undefined {
  if (specifier === prefix) return "";
  return specifier.startsWith(`${prefix}/`) ? specifier.slice(prefix.length + 1) : undefined;
}

function parseModule(directory: string, text: string): GoModule | undefined {
  let path: string | undefined;
  const requires: string[] = [];
  const replaces = new Map<string, string>();
  let block = "";
  for (const raw of text.split("\n")) {
    const line = (raw.split("//", 1)[0] ?? "").trim();
    if (line === ")") block = "";
    const opened = /^(\w+)\s*\($/.exec(line)?.[1];
    if (opened !== undefined) block = opened;
    const words = line.split(/\s+/).map((word) => word.replace(/^["`]|["`]$/g, ""));
    const verb = block === "" ? words.shift() : block;
    const [first, second, third, fourth] = words;
    if (opened !== undefined || first === undefined || first === "" || first === ")") continue;
    if (verb === "module") path ??= first;
    else if (verb === "require") requires.push(first);
    else if (verb === "replace") {
      const target = second === "=>" ? third : fourth;
      const place = target?.startsWith(".") === true ? joinInside(directory, target) : undefined;
      if (place !== undefined) replaces.set(first, place);
    }
  }
  return path === undefined ? undefined : { directory, path, requires, replaces };
}

/** A possible location of the package of an import path. */
interface PackageDirectory {
  readonly directory: string;
  /**
   * Another module begins between the module of the path and the directory. Go takes that for no
   * part of the module around it.
   */
  readonly isNested: boolean;
}

/** Directories that may contain an import path's package, best first. */
export function packageDirectories(
  modules: readonly GoModule[],
  own: GoModule | undefined,
  specifier: string,
): PackageDirectory[] {
  const found = new Map<string, PackageDirectory>();
  const add = (path: string, base: string): void => {
    const rest = pathBehind(path, specifier);
    if (rest === undefined) return;
    const directory = rest === "" ? base : within(base, rest);
    const inner = moduleOf(modules, within(directory, "go.mod"))?.directory ?? "";
    if (!found.has(directory)) {
      found.set(directory, { directory, isNested: inner.length > base.length });
    }
  };
  for (const [path, directory] of own?.replaces ?? []) add(path, directory);
  // The file's own module wins over another one of the same path, such as a copy in `testdata`.
  for (const module of own === undefined ? modules : [own, ...modules]) {
    add(module.path, module.directory);
  }
  return [...found.values()];
}
