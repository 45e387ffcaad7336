import { languageOf, type Snapshot } from "../../graph/index.ts";
import { parseCondition, type FilterCondition } from "../../export/index.ts";

/** A condition on repositories. */
export type RepositoryFilter = FilterCondition<Snapshot>;

/** What is known of a repository before anything of it is parsed. */
const VALUES = {
  license: ({ repository }: Snapshot) => repository.licence ?? "",
  repo: ({ repository }: Snapshot) => repository.name,
  language: mainLanguage,
  files: ({ contents }: Snapshot) => contents.size,
  bytes: ({ contents }: Snapshot) =>
    [...contents.values()].reduce((sum, { length }) => sum + length, 0),
} as const;

/** A condition such as `license=MIT,Apache-2.0`, `language=python` or `files<=500`. Throws USAGE. */
export function parseRepositoryFilter(text: string): RepositoryFilter {
  return parseCondition("--only", text, VALUES);
}

/** The language that most bytes are written in; empty when none is known. */
function mainLanguage({ contents }: Snapshot): string {
  const sizes = new Map<string, number>();
  for (const [path, bytes] of contents) {
    // Only the first lines decide where an extension has several languages.
    const language = languageOf(path, Buffer.from(bytes.subarray(0, 8192)).toString("utf8"));
    if (language) sizes.set(language, (sizes.get(language) ?? 0) + bytes.length);
  }
  const [largest] = [...sizes].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return largest?.[0] ?? "";
}
