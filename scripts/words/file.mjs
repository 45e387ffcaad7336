// Reading and writing `words.txt` of a language; graph/languages/words.ts describes the form.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const width = 100;

/** Adds words to sections of a language's list, which stay sorted; nothing is removed. */
export function addWords(language, additions) {
  const file = fileURLToPath(
    new URL(`../../graph/languages/${language}/words.txt`, import.meta.url),
  );
  const out = [];
  let section = "";
  let known = [];
  const flush = () => {
    if (known.length === 0) return;
    const more = Object.hasOwn(additions, section) ? additions[section] : undefined;
    const all =
      more === undefined
        ? known
        : [...new Set([...known, ...more])].sort((a, b) => (a < b ? -1 : 1));
    out.push(...wrapped(all));
    known = [];
  };
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const name = /^\[([\w-]+)\]$/.exec(line)?.[1];
    if (line !== "" && !line.startsWith("# ") && name === undefined)
      known.push(...line.split(/\s+/));
    else {
      flush();
      out.push(line);
      if (name !== undefined) section = name;
    }
  }
  flush();
  writeFileSync(file, out.join("\n"));
}

function wrapped(words) {
  const lines = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}
