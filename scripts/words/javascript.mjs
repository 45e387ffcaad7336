// Adds the modules and the global names of the running Node to the words of JavaScript:
//   node scripts/words/javascript.mjs
import { builtinModules } from "node:module";
import { addWords } from "./file.mjs";

const globals = new Set();
for (const name of Object.getOwnPropertyNames(globalThis)) {
  globals.add(name);
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  const value = descriptor?.get === undefined ? descriptor?.value : globalThis[name];
  if (value === globalThis || (typeof value !== "function" && typeof value !== "object")) continue;
  addMembers(value);
  if (typeof value === "function") addMembers(value.prototype);
}

addWords("javascript", {
  modules: builtinModules
    .map((name) => name.replace(/^node:/, ""))
    .filter((name) => !/(?:^|\/)_/.test(name)),
  globals: [...globals].filter((name) => /^(?:__|[A-Za-z$])[\w$]*$/.test(name)),
});

function addMembers(value) {
  if (value === null || value === undefined) return;
  for (const name of Object.getOwnPropertyNames(value)) globals.add(name);
}
