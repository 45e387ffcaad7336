import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { languages } from "../languages/index.ts";
import { wasm, type WasmModule } from "./web-assembly.ts";

/** Compiled code that threads share: the parser's core and one module per grammar. */
export interface ParserModules {
  core: WasmModule;
  grammars: Readonly<Record<string, WasmModule>>;
}

const compiled = new Map<string, Promise<WasmModule>>();

/**
 * Compiles the core and the named grammars, each once per process.
 *
 * @param names of grammars, as in {@link languages}
 */
export async function loadModules(names: Iterable<string>): Promise<ParserModules> {
  const wanted = new Set(names);
  const grammars = languages.flatMap((language) => language.grammars);
  const entries = await Promise.all(
    grammars
      .filter((grammar) => wanted.has(grammar.name))
      .map(async ({ name, wasm: file }) => [name, await compile(grammarFile(file))] as const),
  );
  const core = await compile(coreFile());
  return { core, grammars: Object.fromEntries(entries) };
}

const here = fileURLToPath(import.meta.url);

/**
 * The file of a grammar. The build copies those of the packages beside the compiled code, so that
 * the packages themselves are needed for development alone.
 *
 * @param file as {@link Grammar.wasm} has it
 */
export function grammarFile(file: string): string {
  return here.endsWith(".ts")
    ? createRequire(import.meta.url).resolve(file)
    : path.join(path.dirname(here), "..", "grammars", path.basename(file));
}

/** The file of the parser itself. */
export function coreFile(): string {
  return createRequire(import.meta.url).resolve("web-tree-sitter/web-tree-sitter.wasm");
}

function compile(file: string): Promise<WasmModule> {
  let module = compiled.get(file);
  if (module === undefined) {
    module = readFile(file).then((bytes) => wasm.compile(bytes));
    compiled.set(file, module);
    // A file that could not be read now may be readable later.
    module.catch(() => compiled.delete(file));
  }
  return module;
}
