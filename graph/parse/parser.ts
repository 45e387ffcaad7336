import { Language as Grammar, Parser, Query, type Tree } from "web-tree-sitter";
import type { Language } from "../languages/language.ts";
import { headingsOf } from "../facts/headings.ts";
import { languages } from "../languages/index.ts";
import { deadline } from "./deadline.ts";
import { extractRecord } from "./extract.ts";
import type { ParserModules } from "./modules.ts";
import { emptyRecord, type FileRecord } from "./record.ts";
import { wasm, type WasmInstance, type WasmModule } from "./web-assembly.ts";

/** A file to read: to parse by the grammar of that name, or a language without one. */
export type ParseInput = { text: string } & ({ grammar: string } | { language: string });

interface Loaded {
  parser: Parser;
  query: Query;
  language: Language;
}

/** Longer texts are listed but not parsed, in UTF-16 units. */
const parseLimit = 1 << 20;
/**
 * Pages of 64 KiB that the memory of the parser may have: 512 MiB, fifty times what source code of
 * the largest size needs. A parser that wants more breaks its thread.
 */
const maxPages = 8192;
/** Pages that the core of the parser asks for when it starts. */
const firstPages = 512;

const loaded = new Map<string, Loaded>();
let core: Promise<void> | undefined;

/**
 * Makes this thread ready for the grammars of the modules; cheap when it is already.
 */
export async function prepareParsers(modules: ParserModules): Promise<void> {
  core ??= Parser.init({
    wasmMemory: new wasm.Memory({ initial: firstPages, maximum: maxPages }),
    // What a damaged parser says before it breaks its thread is of no use to anybody.
    printErr: () => {},
    instantiateWasm(imports: object, done: (instance: WasmInstance, module: WasmModule) => void) {
      done(new wasm.Instance(modules.core, imports), modules.core);
      return {};
    },
  });
  await core;
  for (const language of languages) {
    for (const { name, query } of language.grammars) {
      const module = modules.grammars[name];
      if (module === undefined || loaded.has(name)) continue;
      const grammar = Grammar.loadSync(module);
      const parser = new Parser().setLanguage(grammar);
      loaded.set(name, {
        parser,
        query: new Query(grammar, query),
        language,
      });
    }
  }
}

/**
 * The record of one file. Whatever goes wrong with the file is a flag on its record.
 *
 * @throws RuntimeError when the parser itself has broken and this thread must not be used again
 */
export function parseFile(input: ParseInput): FileRecord {
  if ("language" in input) return withoutGrammar(input.language, input.text);
  const found = loaded.get(input.grammar);
  if (found === undefined) return emptyRecord("failed");
  if (input.text.length > parseLimit) return emptyRecord("too_large");
  const isLate = deadline();
  const parsed = parseText(found, input.text, isLate);
  if (parsed === undefined) return emptyRecord("timeout");
  const { tree, source } = parsed;
  try {
    const { query, language } = found;
    const record = extractRecord(tree.rootNode, query, language, source, isLate);
    return record ?? emptyRecord("timeout");
  } catch (error) {
    if (error instanceof wasm.RuntimeError) throw error;
    return emptyRecord("failed");
  } finally {
    tree.delete();
  }
}

function withoutGrammar(language: string, text: string): FileRecord {
  try {
    return emptyRecord({ headings: headingsOf(language, text) });
  } catch {
    return emptyRecord("failed");
  }
}

interface Parsed {
  tree: Tree;
  /** The text that names are read from. */
  source: string;
}

/** The tree of a text, or of its repaired form when only that one has no error. */
function parseText(
  { parser, language }: Loaded,
  text: string,
  isLate: () => boolean,
): Parsed | undefined {
  const options = { progressCallback: isLate };
  const tree = parser.parse(language.prepare?.(text) ?? text, null, options);
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  const repaired = tree.rootNode.hasError ? language.repair?.(text) : undefined;
  if (repaired === undefined || repaired === text) return { tree, source: text };
  const second = parser.parse(repaired, null, options);
  if (second === null) parser.reset();
  if (second === null || second.rootNode.hasError) {
    second?.delete();
    return { tree, source: text };
  }
  tree.delete();
  return { tree: second, source: repaired };
}
