import type { DeclaredNames } from "../declared/index.ts";
import type { FileSet } from "../file-set.ts";
import { ancestorsOf, baseOf, directoryOf } from "../paths.ts";
import type { Target } from "../resolver.ts";
import type { LibraryNamer } from "./libraries.ts";

/** What a module declaration says to those that read the module. */
interface JavaModule {
  readonly name: string;
  /** The file of the declaration; undefined for a module that only its build file names. */
  readonly file: string | undefined;
  /** Each exported package with the modules that may see it; none means all. */
  readonly exported: ReadonlyMap<string, readonly string[]>;
  /** Modules that whoever reads this one reads as well. */
  readonly passedOn: readonly string[];
}

/** The modules of a repository, by name and by the files that they hold. */
export interface JavaModules {
  named: (name: string) => JavaModule | undefined;
  /** Whether some module of the repository begins with the same two parts. */
  isRelated: (name: string) => boolean;
  /** The packages that `import module` gives a file, those of passed on modules included. */
  packagesFor: (from: string, name: string) => readonly string[];
}

/** `Automatic-Module-Name` of the manifest that a build file writes, in Maven's and Gradle's ways. */
const automaticName =
  /Automatic-Module-Name(?:["']?\s*(?:[:=,]|to)\s*["']?|>\s*)([\w$]+(?:\.[\w$]+)*)/g;

/**
 * Reads the module declarations of a repository and the automatic names that its build files give.
 *
 * @param sources the source files, of which an automatic module exports every package
 */
export function javaModules(
  files: FileSet,
  names: DeclaredNames,
  sources: readonly string[],
): JavaModules {
  const modules = new Map<string, JavaModule>();
  const owners = new Map<string, string>();
  const beginnings = new Set<string>();
  const add = (module: JavaModule, directory: string): void => {
    // Tests may declare a module of the same name over again; the first is that of the sources.
    if (!modules.has(module.name)) modules.set(module.name, module);
    owners.set(directory, module.name);
    beginnings.add(beginningOf(module.name));
  };
  for (const path of files.paths) {
    const name = baseOf(path);
    if (name === "module-info.java") {
      const module = declaredModule(files, path);
      if (module !== undefined) add(module, directoryOf(path));
    } else if (/^(?:pom\.xml|build\.gradle(?:\.kts)?|bnd\.bnd|MANIFEST\.MF)$/.test(name)) {
      for (const [, automatic = ""] of (files.text(path) ?? "").matchAll(automaticName)) {
        const directory = directoryOf(path).replace(/(?:^|\/)src\/main\/resources\/META-INF$/, "");
        const exported = new Map(
          sources
            .filter((source) => directory === "" || source.startsWith(`${directory}/`))
            .flatMap((source) => names.namespacesOf(source).map((item) => [item, []] as const)),
        );
        add({ name: automatic, file: undefined, exported, passedOn: [] }, directory);
      }
    }
  }
  const ownerOf = (path: string): string | undefined => {
    for (const above of ancestorsOf(path)) {
      const owner = owners.get(above);
      if (owner !== undefined) return owner;
    }
    return undefined;
  };
  return {
    named: (name) => modules.get(name),
    isRelated: (name) => beginnings.has(beginningOf(name)),
    packagesFor(from, name) {
      const reader = ownerOf(from) ?? "";
      const found = new Set<string>();
      const pending = [name];
      const seen = new Set(pending);
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const module = modules.get(next);
        for (const [exported, readers] of module?.exported ?? []) {
          if (readers.length === 0 || readers.includes(reader)) found.add(exported);
        }
        const passedOn = (module?.passedOn ?? []).filter((other) => !seen.has(other));
        for (const other of passedOn) seen.add(other);
        pending.push(...passedOn);
      }
      return [...found];
    },
  };
}

function beginningOf(name: string): string {
  return name.split(".").slice(0, 2).join(".");
}

function declaredModule(files: FileSet, file: string): JavaModule | undefined {
  const record = files.record(file);
  const name = record?.symbols.find(({ kind }) => kind === "module")?.name;
  if (record === undefined || name === undefined) return undefined;
  const text = (files.text(file) ?? "").replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, " ");
  const exported = new Map<string, readonly string[]>();
  for (const directive of text.split(/[;{}]/)) {
    const [word, item, to = "to", ...readers] = directive.trim().split(/[\s,]+/);
    if (word === "exports" && item !== undefined && to === "to") exported.set(item, readers);
  }
  const passedOn = record.imports
    .filter(({ kind, specifier }) => kind === "reexport" && specifier.startsWith("module "))
    .map(({ specifier }) => specifier.slice("module ".length));
  return { name, file, exported, passedOn };
}

/** What the name of a module leads to as such: its declaration, the platform, a library. */
export function moduleTargets(
  modules: JavaModules,
  library: LibraryNamer,
  from: string,
  name: string,
): Target[] {
  const module = modules.named(name);
  if (module !== undefined) {
    if (module.file === undefined || module.file === from) return [];
    return [{ type: "file", path: module.file, names: [], imported: [] }];
  }
  if (/^(?:java|jdk)\./.test(name)) return [{ type: "package", name, builtin: true }];
  const artifact = library(name);
  if (artifact !== name) return [{ type: "package", name: artifact, builtin: false }];
  if (modules.isRelated(name)) {
    return [{ type: "package", name, builtin: false, otherwise: "missing" }];
  }
  return [{ type: "package", name, builtin: false }];
}
