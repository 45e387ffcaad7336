import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
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
      .map(async (grammar) => [grammar.name, await compile(grammar.wasm)] as const),
  );
  const core = await compile("web-tree-sitter/web-tree-sitter.wasm");
  return { core, grammars: Object.fromEntries(entries) };
}

function compile(file: string): Promise<WasmModule> {
  let module = compiled.get(file);
  if (module === undefined) {
    const resolved = createRequire(import.meta.url).resolve(file);
    module = readFile(resolved).then((bytes) => wasm.compile(bytes));
    compiled.set(file, module);
    // A file that could not be read now may be readable later.
    module.catch(() => compiled.delete(file));
  }
  return module;
}
