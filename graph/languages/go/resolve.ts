import type { ImportRecord } from "../../parse/record.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, within } from "../../resolve/paths.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import { goModules, moduleOf, packageDirectories, pathBehind, type GoModule } from "./modules.ts";
import { importable, packageFiles, type GoFile, type PackageFiles } from "./packages.ts";

/**
 * Imports of Go files. An import path leads to a directory by the longest path of a module of the
 * repository or by a local `replace`; there to the files that declare what the importing file
 * takes, or to all of the package's files when it takes nothing by name (a blank import). The
 * file's own package, `.`, leads to the files beside it that declare what it uses.
 */
export function goResolver(files: FileSet): Resolver {
  const modules = goModules(files);
  const packages = packageFiles(files);
  return (from, record) => {
    const { specifier } = record;
    if (specifier === ".") return ownPackage(packages, from, record);
    if (specifier === "C") return [{ type: "package", name: "C", builtin: true }];
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return relative(files, packages, from, record);
    const own = moduleOf(modules, from);
    const directories = packageDirectories(modules, own, specifier);
    for (const { directory, isNested } of directories) {
      const found = packageAt(packages, directory, from, record);
      if (found !== undefined) return isNested ? guessed(found) : found;
    }
    const vendored = vendoredPackage(packages, from, record);
    if (vendored !== undefined) return vendored;
    if (directories.length > 0) return [missing(files, directories[0]?.directory ?? "")];
    // Only the standard library has paths whose first part is no host.
    if (!/^[^/]*\./.test(specifier)) return [{ type: "package", name: specifier, builtin: true }];
    if (modules.length === 0) {
      const found = bySuffix(files, packages, from, record);
      if (found !== undefined) return found;
    }
    return [{ type: "package", name: moduleNameOf(own, specifier), builtin: false }];
  };
}

function packageAt(
  packages: PackageFiles,
  directory: string,
  from: string,
  record: ImportRecord,
): Target[] | undefined {
  const all = packages(directory);
  if (all.length === 0) return undefined;
  const found = importable(all);
  // The outer tests of a package see what its inner tests export for them.
  if (directory === directoryOf(from) && from.endsWith("_test.go")) {
    const name = found[0]?.package;
    found.push(...all.filter((file) => file.isTest && file.package === name));
  }
  const narrowed = declaring(found, from, record);
  if (narrowed.length > 0) return narrowed;
  return found
    .filter((file) => !file.isTest)
    .map(({ path }) => ({ type: "file", path, names: record.names, imported: [] }));
}

/** The files that declare what an import takes, each with its names. */
function declaring(found: readonly GoFile[], from: string, record: ImportRecord): Target[] {
  const targets: Target[] = [];
  // What the own package or an import by `.` gives is used without a package in front.
  const isPlain = record.names.every((name, at) => name === record.imported[at]);
  for (const { path, declares } of found) {
    const taken = record.imported.filter((name) => declares.has(name));
    if (taken.length === 0 || path === from) continue;
    // Otherwise the package's name means all of it, and the member after it identifies the use.
    const named = isPlain
      ? { names: taken, imported: taken }
      : { names: record.names, imported: ["*", ...taken] };
    targets.push({ type: "file", path, ...named });
  }
  return targets;
}

function ownPackage(packages: PackageFiles, from: string, record: ImportRecord): Target[] {
  const all = packages(directoryOf(from));
  const own = all.find((file) => file.path === from);
  const beside = all.filter(
    (file) => file.package === own?.package && (own.isTest || !file.isTest),
  );
  return declaring(beside, from, record);
}

function relative(
  files: FileSet,
  packages: PackageFiles,
  from: string,
  record: ImportRecord,
): Target[] {
  const parts = directoryOf(from).split("/").filter(Boolean);
  for (const part of record.specifier.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return [{ type: "unresolved", reason: "outside" }];
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const directory = parts.join("/");
  return packageAt(packages, directory, from, record) ?? [missing(files, directory)];
}

/** A package below the `vendor` directory of the file's module or of one above it. */
function vendoredPackage(
  packages: PackageFiles,
  from: string,
  record: ImportRecord,
): Target[] | undefined {
  for (let place = directoryOf(from); ; place = directoryOf(place)) {
    const directory = within(within(place, "vendor"), record.specifier);
    const found = packageAt(packages, directory, from, record);
    if (found !== undefined || place === "") return found;
  }
}

/** Without any `go.mod` the repository's own path is what its imports begin with. */
function bySuffix(
  files: FileSet,
  packages: PackageFiles,
  from: string,
  record: ImportRecord,
): Target[] | undefined {
  const parts = record.specifier.split("/");
  for (let at = 1; at < parts.length; at++) {
    const directory = parts.slice(at).join("/");
    if (!files.hasDirectory(directory)) continue;
    const found = packageAt(packages, directory, from, record);
    if (found !== undefined) return guessed(found);
  }
  return undefined;
}

function guessed(targets: readonly Target[]): Target[] {
  return targets.map((target) => (target.type === "file" ? { ...target, rule: "suffix" } : target));
}

function moduleNameOf(own: GoModule | undefined, specifier: string): string {
  const required = (own?.requires ?? [])
    .filter((path) => pathBehind(path, specifier) !== undefined)
    .toSorted((a, b) => b.length - a.length)[0];
  if (required !== undefined) return required;
  // Repository hosts are followed by two parts; other paths are taken whole.
  const host = /^(?:github|gitlab|bitbucket)\.(?:com|org)\/[^/]+\/[^/]+(?:\/v\d+)?/.exec(specifier);
  return host?.[0] ?? specifier;
}

function missing(files: FileSet, directory: string): Target {
  const excluded = files.exclusion(directory) ?? files.exclusionIn(directory, "go");
  const reason = excluded === undefined ? "missing" : (`excluded: ${excluded}` as const);
  return { type: "unresolved", reason };
}
