import { rubyLoadPath, type LoadPath } from "../../resolve/gems/index.ts";
import type { FileSet } from "../../resolve/file-set.ts";
import { directoryOf, joinInside, within } from "../../resolve/paths.ts";
import type { Resolver, Target } from "../../resolve/resolver.ts";
import type { ImportRecord } from "../../parse/record.ts";
import { conventionalConstants, type ConstantFinder } from "./conventions.ts";
import { standardLibraries } from "./vocabulary.ts";

interface World {
  files: FileSet;
  loadPath: LoadPath;
  constants: ConstantFinder;
}

/**
 * Imports of Ruby files: `require_relative` from the file's directory, `require`, `load` and
 * `autoload` along the load path of the file's gem. Constants lead to files only where the project
 * loads by names (Rails, Zeitwerk).
 */
export function rubyResolver(files: FileSet): Resolver {
  const world = {
    files,
    loadPath: rubyLoadPath(files),
    constants: conventionalConstants(files),
  };
  return (from, record) =>
    isMention(record) ? mentioned(world, from, record) : required(world, from, record);
}

/** Constants in the code; an import is a `require` or is not run at once. */
function isMention({ kind }: ImportRecord): boolean {
  return kind === "reference" || kind === "static";
}

function mentioned({ constants }: World, from: string, record: ImportRecord): Target[] {
  const name = record.specifier.split("::").at(-1) ?? record.specifier;
  return constants(from, record)
    .filter((path) => path !== from)
    .map((path) => ({ type: "file", path, names: [name], imported: [name] }));
}

function required(world: World, from: string, record: ImportRecord): Target[] {
  const { specifier, names, imported } = record;
  const { files, loadPath } = world;
  if (specifier.includes("…")) return [{ type: "unresolved", reason: "dynamic" }];
  if (specifier.startsWith("/")) return [{ type: "unresolved", reason: "outside" }];
  const isRelative = /^\.{1,2}(?:\/|$)/.test(specifier);
  const directories = isRelative ? [directoryOf(from)] : loadPath.directoriesFor(from);
  let isInside = false;
  for (const directory of directories) {
    const place = joinInside(directory, specifier);
    if (place === undefined) continue;
    isInside = true;
    for (const path of [`${place}.rb`, place]) {
      if (files.has(path)) return path === from ? [] : [{ type: "file", path, names, imported }];
    }
  }
  if (isRelative) return [missing(files, directoryOf(from), specifier, isInside)];
  return [outside(world, from, specifier)];
}

function missing(files: FileSet, base: string, specifier: string, isInside: boolean): Target {
  if (!isInside) return { type: "unresolved", reason: "outside" };
  const place = joinInside(base, specifier) ?? "";
  const excluded = files.exclusion(`${place}.rb`) ?? files.exclusion(place);
  return {
    type: "unresolved",
    reason: excluded === undefined ? "missing" : `excluded: ${excluded}`,
  };
}

function outside({ files, loadPath }: World, from: string, specifier: string): Target {
  const name = specifier.replace(/\.(?:rb|so)$/, "");
  const top = name.split("/", 1)[0] ?? name;
  const gem = loadPath.gemOf(name);
  const [lib = ""] = loadPath.directoriesFor(from);
  // A path beside the gem's own files that does not exist is missing, unless another gem may
  // have it, as plug-ins share their directories with what they extend.
  const isFront = files.has(within(lib, `${top}.rb`));
  const isOurs = isFront || files.hasDirectory(within(lib, top));
  if (isOurs && (gem === undefined || (isFront && gem === top))) {
    return missing(files, lib, name, true);
  }
  if (standardLibraries.has(name) || standardLibraries.has(top)) {
    return { type: "package", name: top, builtin: true };
  }
  return { type: "package", name: gem ?? top, builtin: false };
}
