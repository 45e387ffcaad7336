import fc from "fast-check";
import { expect } from "vitest";
import type { FileRecord, RepositoryIndex } from "../../../../agents/graph/index.ts";
import { indexOf } from "../tree.ts";

/** The record of one file that stands alone. */
export async function recordOf(path: string, text: string): Promise<FileRecord> {
  const record = (await indexOf({ [path]: text })).files.get(path)?.record;
  if (record === null || record === undefined) throw new Error(`no record of ${path}`);
  return record;
}

/** A line for each definition: kind, signature, and who sees it. */
export function outlineLines({ symbols }: FileRecord): string[] {
  return symbols.map(({ depth, kind, signature, visibility, exported }) => {
    const seen = exported ? `${visibility}, exported` : visibility;
    return `${"  ".repeat(depth)}${kind} ${signature} (${seen})`;
  });
}

/** Packages with whether they are built in, sorted, each once. */
export function externals(index: RepositoryIndex): [string, boolean][] {
  const found = new Map(index.external.map((item) => [item.package, item.builtin]));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Specifiers that lead nowhere with the reason, sorted. */
export function unresolved(index: RepositoryIndex): [string, string][] {
  return index.unresolved
    .map(({ specifier, reason }): [string, string] => [specifier, reason])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Checks that any text gives a record that says where things are inside of the file, and that no
 * edge leads out of the tree.
 *
 * @param pieces of the language, which make texts that are nearly right
 * @returns how many trees it has tried
 */
export async function triedTrees(extension: string, pieces: readonly string[]): Promise<number> {
  let tried = 0;
  const text = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 40 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(text, text, async (one, two) => {
      const index = await indexOf({ [`a/One.${extension}`]: one, [`b/Two.${extension}`]: two });
      expect(index.order).toHaveLength(2);
      for (const { lines, record } of index.files.values()) {
        expect(record?.failure).toBeUndefined();
        for (const symbol of record?.symbols ?? []) {
          expect(symbol.line).toBeGreaterThan(0);
          expect(symbol.endLine).toBeLessThanOrEqual(Math.max(1, lines));
        }
      }
      for (const { to } of index.imports) expect(index.files.has(to)).toBe(true);
      tried++;
    }),
    { numRuns: 40 },
  );
  return tried;
}
