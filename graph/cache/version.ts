import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { languages } from "../languages/index.ts";
import { coreFile, grammarFile } from "../parse/modules.ts";

let known: string | undefined;

/**
 * A hash of everything that makes a record out of a text: the code that parses and that knows the
 * languages, and the grammars. Taken from the files themselves, so that nobody has to remember to
 * raise a number.
 */
export function extractorVersion(): string {
  if (known === undefined) {
    const hash = createHash("sha256");
    for (const folder of ["parse", "languages", "facts"]) {
      addFolder(hash, path.join(import.meta.dirname, "..", folder));
    }
    for (const { name, wasm } of languages.flatMap((language) => language.grammars)) {
      hash.update(`\0${name}\0`).update(readFileSync(grammarFile(wasm)));
    }
    hash.update(readFileSync(coreFile()));
    known = hash.digest("hex");
  }
  return known;
}

function addFolder(hash: ReturnType<typeof createHash>, folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, place);
    else if (/(?<!\.d)\.[jt]s$|^words\.txt$/.test(entry.name)) {
      hash.update(`\0${entry.name}\0`).update(readFileSync(place));
    }
  }
}
