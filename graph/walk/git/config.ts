/** The entries of a git configuration file. */
export interface GitConfig {
  /** All values of a key, in the order of the file; section and key in lower case. */
  values: (section: string, subsection: string | undefined, key: string) => readonly string[];
  /** The names of a section's subsections, each once. */
  subsections: (section: string) => readonly string[];
}

interface Entry {
  section: string;
  subsection: string | undefined;
  key: string;
  value: string;
}

/**
 * Reads the syntax of git-config(1). What a file includes is not followed: it could name any file
 * of this machine. A line that makes no sense says nothing.
 */
export function gitConfig(...texts: readonly string[]): GitConfig {
  const entries = texts.flatMap(entriesOf);
  return {
    values: (section, subsection, key) =>
      entries
        .filter(
          (entry) =>
            entry.section === section && entry.subsection === subsection && entry.key === key,
        )
        .map(({ value }) => value),
    subsections: (section) => [
      ...new Set(
        entries
          .filter((entry) => entry.section === section)
          .map(({ subsection }) => subsection)
          .filter((name) => name !== undefined),
      ),
    ],
  };
}

function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  let section: string | undefined;
  let subsection: string | undefined;
  const whole = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  // A backslash at the end of a line continues it on the next one.
  for (const line of whole.replace(/(?<!\\)((?:\\\\)*)\\\n/g, "$1").split("\n")) {
    const head = /^\s*\[([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
    if (head !== null) {
      const [, name = "", quoted] = head;
      // Once `[section.subsection]` was written for what is now `[section "subsection"]`.
      const [outer = "", ...inner] = name.toLowerCase().split(".");
      section = outer;
      subsection =
        quoted?.replace(/\\(.)/g, "$1") ?? (inner.length > 0 ? inner.join(".") : undefined);
    }
    const rest = head === null ? line : line.slice(head[0].length);
    const entry = /^\s*([a-z][\w-]*)\s*(?:=(.*))?$/is.exec(rest);
    if (section === undefined || entry?.[1] === undefined) continue;
    // A key alone is a switch that is on.
    const value = entry[2] === undefined ? "true" : plainValue(entry[2]);
    entries.push({ section, subsection, key: entry[1].toLowerCase(), value });
  }
  return entries;
}

/** A value without its quotes, its escapes and a comment after it. */
function plainValue(written: string): string {
  let value = "";
  let kept = 0;
  let quoted = false;
  for (let at = 0; at < written.length; at++) {
    let character = written.charAt(at);
    if (character === '"') {
      quoted = !quoted;
      kept = value.length;
      continue;
    }
    if (!quoted && (character === "#" || character === ";")) break;
    const blank = !quoted && /\s/.test(character);
    if (blank && value === "") continue;
    if (character === "\\") {
      character = written.charAt(++at);
      character = { n: "\n", t: "\t", b: "\b" }[character] ?? character;
    }
    value += character;
    if (!blank) kept = value.length;
  }
  return value.slice(0, kept);
}
