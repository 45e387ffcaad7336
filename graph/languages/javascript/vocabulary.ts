import { wordsIn } from "../words.ts";

const words = wordsIn(import.meta.dirname);

/** Whether a specifier without `node:` is a module that Node brings. */
export function isNodeModule(name: string): boolean {
  return words("modules").has(name);
}

/** Words of JavaScript: keywords, global objects with their members, modules of Node. */
export function* javascriptVocabulary(): Generator<string> {
  yield* words("keywords");
  yield* words("globals");
  for (const module of words("modules")) {
    yield module;
    yield `node:${module}`;
    yield* module.split("/");
  }
}
