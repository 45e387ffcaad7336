// Adds the names in the headers of the installed libstdc++ to the words of C++:
//   npx tsx scripts/words/cpp.mjs [/usr/include/c++/VERSION]
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { cppVocabulary } from "../../graph/languages/cpp/vocabulary.ts";
import { addWords } from "./file.mjs";

const headers = process.argv[2] ?? newest("/usr/include/c++");
const notNames =
  /\/\*[^]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"\w*|^[ \t]*#(?:[^\\\n]|\\[^])*|\b\d[\w.]*/gm;

const names = new Set();
for (const folder of [headers, path.join(headers, "bits")]) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const code = readFileSync(path.join(folder, entry.name), "utf8").replace(notNames, " ");
    // Names with a leading underscore are the library's own, single letters are parameters.
    for (const [name] of code.matchAll(/\b[A-Za-z]\w+/g)) names.add(name);
  }
}
for (const word of cppVocabulary()) names.delete(word);
addWords("cpp", { names: [...names] });

function newest(folder) {
  const version = readdirSync(folder)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1);
  return path.join(folder, version);
}
