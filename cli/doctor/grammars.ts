import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";
import { attempt, type Check } from "./check.ts";

/** Grammars of tree-sitter and a text that each must parse without an error. */
const GRAMMARS = [
  { file: "tree-sitter-python/tree-sitter-python.wasm", text: "def f(x):\n    return x\n" },
  { file: "tree-sitter-javascript/tree-sitter-javascript.wasm", text: "const f = (x) => x;\n" },
  { file: "tree-sitter-typescript/tree-sitter-typescript.wasm", text: "const x: number = 1;\n" },
  { file: "tree-sitter-typescript/tree-sitter-tsx.wasm", text: "const x = <a>{1}</a>;\n" },
] as const;

/** Whether the parser and every grammar load and work. */
export function checkGrammars(): Promise<Check> {
  const todo = "install Hindcast again; its packages are not complete";
  return attempt("grammars", todo, async () => {
    const { resolve } = createRequire(import.meta.url);
    await Parser.init();
    for (const { file, text } of GRAMMARS) {
      const parser = new Parser();
      parser.setLanguage(await Language.load(await readFile(resolve(file))));
      const tree = parser.parse(text);
      const right = tree !== null && !tree.rootNode.hasError;
      tree?.delete();
      parser.delete();
      if (!right) throw new Error(`${file} does not parse a simple text`);
    }
    return { status: "ok", detail: `${GRAMMARS.length} grammars load and parse` };
  });
}
