import type { IndexedFile } from "../graph/repository-index.ts";
import { languageNamed } from "../languages/index.ts";
import { cLexis } from "../parse/lexis.ts";
import type { FileRecord, SymbolRecord } from "../parse/record.ts";
import { documentationOf, type Documentation } from "./documentation.ts";
import { printable } from "../../protocols/index.ts";

/** How much an outline says of each definition. */
export type OutlineSize = "names" | "signatures" | "documented";

const maxLines = 600;
const maxDocLines = 12;
/** Longer files are not searched for what their documentation quotes. */
const maxDocumented = 512 * 1024;

/**
 * The outline of a file: what it defines, in its order, nested by indentation. No bodies and no
 * contents of strings at any size; documentation, where it is shown, without the code that it
 * quotes. Files without symbols show their headings.
 */
export function outlineOf(file: IndexedFile, size: OutlineSize = "signatures"): string {
  const { entry, language, lines, record, headings } = file;
  const found = [`${printable(entry.path)} (${language ?? "text"}, ${lines} lines)`];
  const read = size === "documented" ? readerOf(file) : undefined;
  addDoc(found, record?.doc, "  ", read);
  for (const symbol of record?.symbols ?? []) {
    const indent = "  ".repeat(Math.min(symbol.depth, 12) + 1);
    found.push(`${indent}${printable(size === "names" ? nameLine(symbol) : symbol.signature)}`);
    addDoc(found, symbol.doc, `${indent}  `, read);
  }
  for (const heading of headings) found.push(`  ${printable(heading)}`);
  const more = found.length - maxLines;
  if (more > 0) found.splice(maxLines, more, `  and ${more} more`);
  return `${found.join("\n")}\n`;
}

/**
 * The outline that a coder and its author get: the most telling size that takes at most two fifths
 * of the file's own length (and always up to 600 characters, never more than 16,000). An outline
 * that repeats more of the file would leave little to think about, and in files that are all
 * signatures it would be the file; a budget that depends on the text alone keeps it a function of
 * the bytes.
 */
export function fittingOutline(file: IndexedFile): string {
  const budget = Math.min(16_000, Math.max(600, Math.floor(file.text.length * 0.4)));
  for (const size of ["documented", "signatures"] as const) {
    const outline = outlineOf(file, size);
    if (outline.length <= budget) return outline;
  }
  return outlineOf(file, "names");
}

function nameLine({ kind, name }: SymbolRecord): string {
  return kind === name ? name : `${kind} ${name}`;
}

function readerOf({ language, text, record }: IndexedFile): Documentation | undefined {
  if (record === null || text.length > maxDocumented) return undefined;
  return documentationOf(text, languageNamed(language)?.lexis ?? cLexis, docsOf(record));
}

function docsOf({ doc, symbols }: FileRecord): NonNullable<FileRecord["doc"]>[] {
  return [doc, ...symbols.map((symbol) => symbol.doc)].filter((item) => item !== undefined);
}

function addDoc(
  lines: string[],
  doc: FileRecord["doc"],
  indent: string,
  read: Documentation | undefined,
): void {
  if (doc === undefined || read === undefined) return;
  const text = read(doc);
  for (const line of text.slice(0, maxDocLines)) lines.push(`${indent}| ${printable(line.trim())}`);
}
