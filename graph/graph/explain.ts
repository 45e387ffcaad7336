import type { ExclusionReason } from "../../protocols/repository.ts";
import { languageNamed } from "../languages/index.ts";
import { languageOf } from "../languages/names.ts";
import type { ImportRecord } from "../parse/record.ts";
import type { FileSet } from "../resolve/file-set.ts";
import { importResolver, resolverFiles, type Resolved } from "./resolution.ts";
import type { RepositoryIndex } from "./repository-index.ts";

/** Why a file is in the graph or not, and how each of its imports was resolved. */
export interface FileExplanation {
  path: string;
  included: boolean;
  /** As the manifest has it. */
  reason?: ExclusionReason;
  /** What the reason means, or why the file is included, as a sentence. */
  detail: string;
  language: string | null;
  imports: ExplainedImport[];
}

/** One import with where it leads and the paths that were looked for, in order. */
export interface ExplainedImport extends Resolved {
  specifier: string;
  line: number;
  kind: ImportRecord["kind"];
  tried: string[];
}

const details: Readonly<Record<ExclusionReason, string>> = {
  ignored: "git ignores it: a .gitignore, .git/info/exclude, and it is not tracked",
  vendored: "it is a copy of somebody else's: by its directory or by .gitattributes",
  generated: "a tool wrote it: by a mark in its first comments or by .gitattributes",
  minified: "most of it is on lines that nobody writes by hand",
  lock: "it is the lock file of a package manager",
  lfs_pointer: "it is a pointer of Git LFS, whose content was not fetched",
  binary: "it holds bytes that no text has",
  encoding: "it is neither UTF-8 nor Latin-1",
  too_large: "it is larger than files.max_bytes",
  symlink: "it is a symbolic link: what it leads to is included once, at its own place",
  submodule: "it is a repository of its own",
  special: "it is no regular file",
  name: "its name is not UTF-8 or has control characters",
  unreadable: "it may not be read",
  changed: "it changed while it was read",
  excluded: "files.exclude of the configuration names it",
};

/**
 * Explains one file of an index. Undefined when the index has nothing of that path.
 *
 * @param path relative to the root; a path in a directory that is left out as a whole gets the
 *   directory's reason
 */
export function explainFile(index: RepositoryIndex, path: string): FileExplanation | undefined {
  const inside = (entry: string): boolean => entry.endsWith("/") && path.startsWith(entry);
  const entry =
    index.manifest.find((item) => item.path === path || item.path === `${path}/`) ??
    index.manifest.find((item) => inside(item.path));
  if (entry === undefined) return undefined;
  if (!entry.included) {
    const reason = entry.reason ?? "excluded";
    const where = entry.path === path ? "" : ` (all of ${entry.path})`;
    const detail = details[reason] + where;
    return { path, included: false, reason, detail, language: languageOf(path), imports: [] };
  }
  const { language = null, record } = index.files.get(path) ?? {};
  const known = languageNamed(language) !== undefined;
  const detail = known
    ? "it is text, nothing leaves it out, and its language is read"
    : "it is text and nothing leaves it out; the imports of its language are not read";
  const imports =
    known && language !== null && record !== undefined && record !== null
      ? explainImports(index, path, language, record.imports)
      : [];
  return { path, included: true, detail, language, imports };
}

function explainImports(
  index: RepositoryIndex,
  path: string,
  language: string,
  records: readonly ImportRecord[],
): ExplainedImport[] {
  const { files, log } = recording(resolverFiles(index.manifest, index.files));
  const resolve = importResolver(files);
  const run = (): string[][] =>
    records.map((record) => {
      log.length = 0;
      resolve(path, language, record);
      return [...new Set(log)];
    });
  // The first pass reads configurations as well, the second one only looks for targets.
  const first = run();
  const second = run();
  return records.map((record, at) => ({
    specifier: record.specifier,
    line: record.line,
    kind: record.kind,
    tried: lookedFor(first[at] ?? [], second[at] ?? []),
    ...resolve(path, language, record),
  }));
}

const configuration = /(?:^|\/)(?:[tj]sconfig|package|deno|import_map|jsr)\.jsonc?$/;

/** What the second pass asked for; nothing of it is asked again when the answer was kept. */
function lookedFor(first: readonly string[], second: readonly string[]): string[] {
  return (second.length > 0 ? second : first).filter((path) => !configuration.test(path));
}

/** A file set that notes what it is asked for. */
function recording(files: FileSet): { files: FileSet; log: string[] } {
  const log: string[] = [];
  return {
    log,
    files: {
      ...files,
      has(path) {
        log.push(path);
        return files.has(path);
      },
      hasDirectory(path) {
        if (path !== "") log.push(`${path}/`);
        return files.hasDirectory(path);
      },
    },
  };
}
