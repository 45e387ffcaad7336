import type { ManifestEntry } from "../../protocols/repository.ts";
import { printable } from "../../protocols/index.ts";

interface Folder {
  folders: Map<string, Folder>;
  files: ManifestEntry[];
}

/**
 * The file tree as indented text, one entry a line, directories ending in `/`. Entries that are
 * left out say why.
 *
 * @param excluded whether entries that are left out are shown
 * @param maxLines a longer tree ends with a count of what is not shown
 */
export function treeText(
  manifest: readonly ManifestEntry[],
  options: { excluded?: boolean; maxLines?: number } = {},
): string {
  const root: Folder = { folders: new Map(), files: [] };
  for (const entry of manifest) {
    if (entry.included || options.excluded === true) place(root, entry);
  }
  const lines: string[] = [];
  write(root, 0, lines);
  const limit = options.maxLines ?? Infinity;
  const more = lines.length - limit;
  if (more > 0) lines.splice(limit, more, `and ${more} more`);
  return lines.map((line) => `${line}\n`).join("");
}

function place(root: Folder, entry: ManifestEntry): void {
  const parts = entry.path.replace(/\/$/, "").split("/");
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    let next = folder.folders.get(part);
    if (next === undefined) {
      next = { folders: new Map(), files: [] };
      folder.folders.set(part, next);
    }
    folder = next;
  }
  folder.files.push(entry);
}

function write(folder: Folder, depth: number, lines: string[]): void {
  const indent = "  ".repeat(depth);
  for (const [name, inner] of folder.folders) {
    lines.push(`${indent}${printable(name)}/`);
    write(inner, depth + 1, lines);
  }
  for (const entry of folder.files) {
    const parts = entry.path.split("/");
    const name = parts.at(-1) === "" ? `${parts.at(-2) ?? ""}/` : (parts.at(-1) ?? "");
    const note = entry.included ? "" : ` (${entry.reason ?? "excluded"})`;
    lines.push(`${indent}${printable(name)}${note}`);
  }
}
