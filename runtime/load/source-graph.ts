import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { hashOf, sha256 } from "../../protocols/index.ts";

/** Files that one module may be made of; a module that needs more is no plug-in. */
const FILES = 2000;

/** A relative import, by any of the forms of the language. */
const RELATIVE = /\b(?:from|import|require)\s{0,20}\(?\s{0,20}["'](\.{1,2}\/[^"'\n]{1,500})["']/g;

const EXTENSIONS = ["", ".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", ".tsx", ".json"];

/**
 * Hash of a module's own source: the file and all that it imports by relative paths, directly or
 * not. Packages that it imports are not part of it. The place of the module is not either, so that
 * the same files have the same hash on every machine.
 */
export async function sourceHash(file: string): Promise<string> {
  const parts = [...(await sourceFiles(file))].map(([name, text]) => [name, sha256(text)]);
  return hashOf(parts.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1))).slice(0, 16);
}

/** The files that {@link sourceHash} covers: their paths from the directory of the module, and texts. */
export async function sourceFiles(file: string): Promise<ReadonlyMap<string, string>> {
  const directory = path.dirname(file);
  const texts = new Map<string, string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined && texts.size < FILES; next = open.pop()) {
    if (texts.has(next)) continue;
    const text = await readFile(next, "utf8");
    texts.set(next, text);
    for (const [, specifier = ""] of text.matchAll(RELATIVE)) {
      const found = await resolveRelative(path.resolve(path.dirname(next), specifier));
      if (found !== undefined && !texts.has(found)) open.push(found);
    }
  }
  return new Map(
    [...texts].map(([name, text]) => [
      path.relative(directory, name).split(path.sep).join("/"),
      text.replaceAll("\r\n", "\n"),
    ]),
  );
}

/** The file that a relative import names, by the rules of Node and of TypeScript. */
async function resolveRelative(named: string): Promise<string | undefined> {
  const bare = named.replace(/\.([cm]?)js$/, ".$1ts");
  const candidates = [
    ...EXTENSIONS.map((extension) => `${named}${extension}`),
    bare,
    ...EXTENSIONS.slice(1).map((extension) => path.join(named, `index${extension}`)),
  ];
  for (const candidate of candidates) {
    const stats = await stat(candidate).catch(() => undefined);
    if (stats?.isFile()) return candidate;
  }
  return undefined;
}
