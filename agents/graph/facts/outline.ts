import type { IndexedFile } from "../graph/repository-index.ts";
import { shown } from "./shown.ts";

const maxLines = 600;

/**
 * The outline of a file: what it defines, in its order, nested by indentation, as names and
 * signatures. No bodies, no contents of strings, no comments, no documentation. Files without
 * symbols show their headings.
 */
export function outlineOf(file: IndexedFile): string {
  const { entry, language, lines, record, headings } = file;
  const found = [`${shown(entry.path)} (${language ?? "text"}, ${lines} lines)`];
  for (const symbol of record?.symbols ?? []) {
    found.push(`${"  ".repeat(Math.min(symbol.depth, 12) + 1)}${shown(symbol.signature)}`);
  }
  for (const heading of headings) found.push(`  ${shown(heading)}`);
  const more = found.length - maxLines;
  if (more > 0) found.splice(maxLines, more, `  and ${more} more`);
  return `${found.join("\n")}\n`;
}
