import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * The word lists of a language: the sections of the `words.txt` in its folder, read when first
 * asked for. A line `[name]` begins a section, a line that starts with `# ` is a comment, and white
 * space separates the words.
 *
 * @param folder of the language, `import.meta.dirname`
 * @returns the words of a section
 * @throws Error when the section is missing, which is a fault of ours
 */
export function wordsIn(folder: string): (section: string) => ReadonlySet<string> {
  let sections: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (section) => {
    sections ??= parseWords(readFileSync(path.join(folder, "words.txt"), "utf8"));
    const found = sections.get(section);
    if (found === undefined) throw new Error(`no [${section}] in words.txt of ${folder}`);
    return found;
  };
}

function parseWords(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const sections = new Map<string, Set<string>>();
  let current = new Set<string>();
  for (const line of text.split("\n")) {
    if (line.startsWith("# ")) continue;
    const name = /^\[([\w-]+)\]$/.exec(line)?.[1];
    if (name !== undefined) sections.set(name, (current = new Set()));
    else for (const word of line.split(/\s+/)) if (word !== "") current.add(word);
  }
  return sections;
}
