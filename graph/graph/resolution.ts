import type { ManifestEntry } from "../../protocols/repository.ts";
import { languageNamed } from "../languages/index.ts";
import type { ImportRecord } from "../parse/record.ts";
import { externalEvidence } from "../resolve/external/index.ts";
import { fileSetOf, type FileSet } from "../resolve/file-set.ts";
import type { Resolver } from "../resolve/resolver.ts";
import { deadline } from "../parse/deadline.ts";
import type {
  ExternalImport,
  ImportEdge,
  IndexedFile,
  UnresolvedImport,
} from "./repository-index.ts";

/** Where one import leads: files, packages, or nowhere. */
export interface Resolved {
  imports: ImportEdge[];
  external: ExternalImport[];
  unresolved: UnresolvedImport[];
}

/** What imports are resolved by. */
export interface ResolutionInput {
  manifest: readonly ManifestEntry[];
  files: ReadonlyMap<string, ResolvableFile>;
}

/** What of a file its own imports and those of others are resolved by. */
export type ResolvableFile = Pick<IndexedFile, "text" | "language" | "record">;

/** How the imports of many files are resolved. */
export interface ResolutionOptions {
  /** Files whose imports are not resolved, since they took too long before. */
  abandoned?: ReadonlySet<string>;
  /** Called before each file, with its index. */
  onFile?: (index: number) => void;
}

/**
 * Resolves the imports of all files. One that takes longer than a file may has the rest of its
 * imports unresolved, as `timeout`.
 */
export function resolveAll(
  { manifest, files }: ResolutionInput,
  { abandoned, onFile }: ResolutionOptions = {},
): Resolved {
  const resolve = importResolver(resolverFiles(manifest, files));
  const all: Resolved = { imports: [], external: [], unresolved: [] };
  let index = 0;
  for (const [from, { language, record }] of files) {
    onFile?.(index++);
    if (language === null || record === null) continue;
    const isGivenUp = abandoned?.has(from) === true;
    const isLate = deadline(files.size);
    for (const item of record.imports) {
      if (isGivenUp || isLate()) {
        const { specifier, line, kind, names } = item;
        all.unresolved.push({ from, specifier, line, kind, reason: "timeout", names });
        continue;
      }
      const { imports, external, unresolved } = resolve(from, language, item);
      all.imports.push(...imports);
      all.external.push(...external);
      all.unresolved.push(...unresolved);
    }
  }
  return all;
}

/** The files of a snapshot as resolvers see them. */
export function resolverFiles(
  manifest: readonly ManifestEntry[],
  files: ReadonlyMap<string, ResolvableFile>,
): FileSet {
  return fileSetOf(
    manifest,
    (path) => files.get(path)?.text,
    (path) => files.get(path)?.record ?? undefined,
  );
}

/** Resolves imports over a set of files; resolvers are made when their language is first asked for. */
export function importResolver(
  files: FileSet,
): (from: string, language: string, record: ImportRecord) => Resolved {
  const resolvers = new Map<string, Resolver>();
  const evidenceOf = externalEvidence(files);
  return (from, name, record) => {
    const found: Resolved = { imports: [], external: [], unresolved: [] };
    const { specifier, line, kind, names } = record;
    if (record.computed === true) {
      found.unresolved.push({ from, specifier, line, kind, reason: "dynamic", names });
      return found;
    }
    let resolver = resolvers.get(name);
    if (resolver === undefined) {
      resolver = languageNamed(name)?.resolver(files) ?? (() => []);
      resolvers.set(name, resolver);
    }
    for (const target of resolver(from, record)) {
      if (target.type === "file") {
        const { path, names: bound, imported, rule } = target;
        const to = files.real(path) ?? path;
        if (to === from) continue;
        const guess = rule === undefined ? {} : { rule };
        found.imports.push({ from, to, specifier, line, kind, names: bound, imported, ...guess });
      } else if (target.type === "package") {
        const { name: packageName, builtin } = target;
        const evidence = evidenceOf(name, from, specifier, target);
        const item = { from, specifier, line, kind, names };
        const isNamed = evidence !== undefined && evidence !== "absence";
        const reason = isNamed ? undefined : target.otherwise;
        if (reason !== undefined) found.unresolved.push({ ...item, reason });
        else if (evidence === undefined) found.unresolved.push({ ...item, reason: "undeclared" });
        else found.external.push({ ...item, package: packageName, builtin, evidence });
      } else {
        found.unresolved.push({ from, specifier, line, kind, reason: target.reason, names });
      }
    }
    return found;
  };
}
