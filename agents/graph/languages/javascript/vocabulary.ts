import { builtinModules } from "node:module";

const keywords =
  "async await break case catch class const continue debugger default delete do else export " +
  "extends false finally for from function get if import in instanceof let new null of return " +
  "set static super switch this throw true try typeof undefined var void while with yield " +
  "arguments require module exports __dirname __filename process console globalThis global " +
  "window document navigator location self constructor prototype";

/** Words of JavaScript: keywords, global objects with their members, modules of Node. */
export function* javascriptVocabulary(): Generator<string> {
  yield* keywords.split(" ");
  for (const module of builtinModules) {
    yield module;
    yield `node:${module}`;
    yield* module.split("/");
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!/^[A-Za-z]\w*$/.test(name)) continue;
    yield name;
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
    const value = descriptor?.value as { prototype?: unknown } | null | undefined;
    yield* membersOf(value);
    if (typeof value === "function") yield* membersOf((value as { prototype?: unknown }).prototype);
  }
}

function membersOf(value: unknown): string[] {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return [];
  return Object.getOwnPropertyNames(value);
}
