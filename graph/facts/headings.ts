import { parse as parseToml } from "smol-toml";
import { parseJsonc } from "../resolve/jsonc.ts";

const limit = 60;

const withHeadings = new Set(
  "markdown restructuredtext json toml yaml ini make html css shell".split(" "),
);

/** Whether files of a language have headings. */
export function hasHeadings(language: string | null): language is string {
  return language !== null && withHeadings.has(language);
}

/**
 * What a file without symbols is about: Markdown headings, top-level keys of JSON, TOML and YAML,
 * sections of INI files, targets of a Makefile. At most 60, each cut at 120 characters.
 */
export function headingsOf(language: string, text: string): string[] {
  const plain = text.replace(/^\uFEFF/, "");
  const found = rawHeadings(language, plain);
  return [...new Set(found.map((heading) => heading.trim().slice(0, 120)))]
    .filter((heading) => heading !== "")
    .slice(0, limit);
}

function rawHeadings(language: string, text: string): string[] {
  switch (language) {
    case "markdown":
      return markdown(text);
    case "restructuredtext":
      return underlined(linesOf(text));
    case "json":
      return text.length > 4 << 20 ? [] : Object.keys(parseJsonc(text) ?? {});
    case "toml":
      return tomlKeys(text);
    case "yaml":
      return matches(text, /^["']?([\w./$@-][\w ./$@-]{0,118}?)["']?:(?=\s|$)/gm);
    case "ini":
      return sections(text);
    case "make":
      return targets(linesOf(text));
    case "html":
      return matches(text, /<h[1-3]\b[^<>]*>([^<>\n]+)<\/h[1-3]>/gi);
    case "css":
      return selectors(linesOf(text));
    case "shell":
      return matches(text, /^(?:function[ \t]+)?([\w-]+)[ \t]*\(\)[ \t]*\{/gm);
    default:
      return [];
  }
}

function markdown(text: string): string[] {
  const found: string[] = [];
  let fence: string | undefined;
  let previous = "";
  for (const line of linesOf(text)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
    } else if (fence === undefined) {
      const marks = /^#{1,6}(?=\s)/.exec(line)?.[0];
      if (marks !== undefined) found.push(withoutClosing(line.slice(marks.length).trim()));
      else if (/^(?:={2,}|-{3,})\s*$/.test(line) && /^\w/.test(previous)) found.push(previous);
    }
    previous = line;
  }
  return found;
}

/** A heading without the marks that may close it. */
function withoutClosing(heading: string): string {
  let end = heading.length;
  while (heading[end - 1] === "#") end--;
  const isMark = end < heading.length && (end === 0 || /\s/.test(heading.charAt(end - 1)));
  return isMark ? heading.slice(0, end).trimEnd() : heading;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

function underlined(lines: readonly string[]): string[] {
  const isUnderline = (line: string): boolean =>
    /^(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,})[ \t]*$/.test(line);
  return lines.filter((line, index) => line !== "" && isUnderline(lines[index + 1] ?? ""));
}

function targets(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^([\w./-]+)[ \t]*:(?!=)/.exec(line)?.[1] ?? []);
}

function sections(text: string): string[] {
  return linesOf(text).flatMap((line) => /^\[{1,2}([^[\]]+)\]/.exec(line)?.[1] ?? []);
}

/** The text before a block that opens on the same line or at the start of the next one. */
function selectors(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    const brace = line.indexOf("{");
    if (brace < 0 && lines[index + 1]?.trimStart().startsWith("{") !== true) return [];
    const head = (brace < 0 ? line : line.slice(0, brace)).trimEnd();
    return head.length <= 112 && /^[.#]?[\w-][^{};]*$/.test(head) ? [head] : [];
  });
}

function tomlKeys(text: string): string[] {
  try {
    const found: string[] = [];
    for (const [key, inner] of Object.entries(parseToml(text))) {
      found.push(key);
      if (isTable(inner)) for (const name of Object.keys(inner)) found.push(`${key}.${name}`);
    }
    return found;
  } catch {
    return sections(text);
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function matches(text: string, pattern: RegExp): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push(match[1] ?? "");
    if (found.length > 4 * limit) break;
  }
  return found;
}
