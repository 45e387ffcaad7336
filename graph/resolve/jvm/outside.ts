import type { DeclaredNames } from "../declared/index.ts";
import type { FileSet } from "../file-set.ts";
import type { Target } from "../resolver.ts";
import { isStandard, typePaths, type LibraryNamer } from "./libraries.ts";

/** Packages of a build tool, to which a repository's build logic may add files. */
const extended = /^org\.gradle(?:\.|$)/;

/** Distinguishes the repository's own packages from external ones. */
export interface Surroundings {
  files: FileSet;
  names: DeclaredNames;
  /** The directories that hold the packages of source files. */
  roots: ReadonlySet<string>;
  library: LibraryNamer;
}

/**
 * What a full name that no file declares leads to: the platform, a library, or nothing, with the
 * reason.
 */
export function outside({ files, names, roots, library }: Surroundings, specifier: string): Target {
  const path = specifier.replace(/\.\*$/, "");
  const packageName = packageOf(specifier);
  if (isStandard(path)) return { type: "package", name: packageName, builtin: true };
  for (const place of typePaths(roots, path)) {
    const reason = files.exclusion(place);
    if (reason !== undefined) return { type: "unresolved", reason: `excluded: ${reason}` };
  }
  const name = library(packageName);
  const isWithin = name === packageName && names.isWithin(packageName);
  const isOurs = (isWithin || names.has(packageName)) && !extended.test(packageName);
  if (isOurs) return { type: "unresolved", reason: "missing" };
  return { type: "package", name, builtin: false };
}

/** The package of a full name: the part before the first name that is written like a type. */
function packageOf(specifier: string): string {
  const parts = specifier.replace(/\.\*$/, "").split(".");
  const type = parts.findIndex((part, index) => index > 0 && /^[A-Z]/.test(part));
  if (type > 0) return parts.slice(0, type).join(".");
  return specifier.endsWith(".*") ? parts.join(".") : parts.slice(0, -1).join(".");
}
