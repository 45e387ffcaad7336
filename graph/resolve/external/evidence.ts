import type { FileSet } from "../file-set.ts";
import { baseOf } from "../paths.ts";
import type { Evidence, Target } from "../resolver.ts";
import { ecosystems, type Ecosystem } from "./ecosystems.ts";
import { ownNames, type OwnNames } from "./own-names.ts";

/**
 * Why a package that a resolver named is outside of the repository.
 *
 * @param language of the importing file
 * @returns undefined when nothing says so: the repository has something of that name, and no
 *   manifest names a package that it could mean
 */
export type EvidenceOf = (
  language: string,
  from: string,
  specifier: string,
  target: Extract<Target, { type: "package" }>,
) => Evidence | undefined;

/** Looks for evidence in the manifests and lock files of a repository, read on demand. */
export function externalEvidence(files: FileSet): EvidenceOf {
  const own = ownNames(files);
  const known = new Map<Ecosystem, Declared>();
  const declaredIn = (ecosystem: Ecosystem): Declared => {
    const found = known.get(ecosystem) ?? readDeclared(files, ecosystem);
    known.set(ecosystem, found);
    return found;
  };
  return (language, from, specifier, { name, builtin, evidence }) => {
    if (evidence !== undefined) return evidence;
    if (builtin) return "standard";
    if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) && language !== "ruby") return schemeOf(specifier);
    const ecosystem = ecosystems.find(({ languages }) => languages.includes(language));
    if (ecosystem === undefined) return "absence";
    const keys = ecosystem.keys(name, specifier);
    const { manifests, locks } = declaredIn(ecosystem);
    if (keys.some((key) => manifests.has(key))) return "manifest";
    if (keys.some((key) => locks.has(key))) return "lock";
    return isOwn(own, ecosystem, from, name, specifier) ? undefined : "absence";
  };
}

interface Declared {
  manifests: ReadonlySet<string>;
  locks: ReadonlySet<string>;
}

function readDeclared(files: FileSet, ecosystem: Ecosystem): Declared {
  const manifests = new Set<string>();
  const locks = new Set<string>();
  for (const path of files.paths) {
    const name = baseOf(path);
    const isManifest =
      ecosystem.manifest.test(name) || ecosystem.manifest.test(path.split("/").slice(-2).join("/"));
    const found = isManifest ? manifests : ecosystem.lock.test(name) ? locks : undefined;
    if (found === undefined) continue;
    for (const item of ecosystem.declared(files.text(path) ?? "", name)) found.add(item);
  }
  return { manifests, locks };
}

function isOwn(
  own: OwnNames,
  { candidates }: Ecosystem,
  from: string,
  name: string,
  specifier: string,
): boolean {
  return candidates(own, from, specifier === "" ? name : specifier);
}

/** A scheme of a run time (`bun:sqlite`, `astro:content`) is its own; others are addresses. */
function schemeOf(specifier: string): Evidence {
  return /^(?:https?|npm|jsr|git|data|file):/i.test(specifier) ? "address" : "standard";
}
