import { globalNames, nodeModules } from "./standard-library.ts";

const keywords =
  "async await break case catch class const continue debugger default delete do else export " +
  "extends false finally for from function get if import in instanceof let new null of return " +
  "set static super switch this throw true try typeof undefined var void while with yield " +
  "arguments require module exports __dirname __filename process console globalThis global " +
  "window document navigator location self constructor prototype";

/** Words of JavaScript: keywords, global objects with their members, modules of Node. */
export function* javascriptVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  yield* globalNames;
  for (const module of nodeModules) {
    yield module;
    yield `node:${module}`;
    yield* module.split("/");
  }
}
