import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

/** A file as the baseline takes it. */
export interface BareFile {
  location: string;
  grammar: string;
}

/** Reads and parses files one after the other with nothing around it; returns milliseconds. */
export async function readAndParse(
  files: readonly BareFile[],
  wasm: ReadonlyMap<string, string>,
): Promise<number> {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const parsers = new Map<string, Parser>();
  for (const [name, file] of wasm) {
    const language = await Language.load(require.resolve(file));
    parsers.set(name, new Parser().setLanguage(language));
  }
  const start = performance.now();
  for (const { location, grammar } of files) {
    const text = readFileSync(location, "utf8");
    parsers.get(grammar)?.parse(text)?.delete();
  }
  const elapsed = performance.now() - start;
  for (const parser of parsers.values()) parser.delete();
  return elapsed;
}
