import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openIndex, surveyRepository, type RepositoryIndex } from "../../graph/index.ts";

export const limits = { max_bytes: 1 << 20, max_count: 10_000, exclude: [] as string[] };

/** An empty directory that goes away with the test. */
export function emptyDirectory(): string {
  const root = mkdtempSync(path.join(tmpdir(), "hindcast-graph-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Writes files below a directory. */
export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(root, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  return root;
}

/** The index of a tree of files, parsed in this thread. */
export async function indexOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<RepositoryIndex> {
  const { bytes } = await surveyRepository(write(emptyDirectory(), files), limits);
  return openIndex(bytes, { threads: 0 });
}

/** Edges as `from -> to` lines, sorted, each once. */
export function edges(index: RepositoryIndex): string[] {
  return [...new Set(index.imports.map(({ from, to }) => `${from} -> ${to}`))].sort();
}
