import { parse as parseToml } from "smol-toml";
import { parseJsonc } from "../resolve/jsonc.ts";

const limit = 60;

/**
 * What a file without symbols is about: Markdown headings, top-level keys of JSON, TOML and YAML,
 * sections of INI files, targets of a Makefile. At most 60, each cut at 120 characters.
 */
export function headingsOf(language: string | null, text: string): string[] {
  const plain = text.replace(/^\uFEFF/, "");
  const found = rawHeadings(language, plain);
  return [...new Set(found.map((heading) => heading.trim().slice(0, 120)))]
    .filter((heading) => heading !== "")
    .slice(0, limit);
}

function rawHeadings(language: string | null, text: string): string[] {
  switch (language ?? "") {
    case "markdown":
      return markdown(text);
    case "restructuredtext":
      return matches(text, /^([^\n]+)\n(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,})[ \t]*$/gm);
    case "json":
      return text.length > 4 << 20 ? [] : Object.keys(parseJsonc(text) ?? {});
    case "toml":
      return tomlKeys(text);
    case "yaml":
      return matches(text, /^["']?([\w./$@-][\w ./$@-]{0,118}?)["']?:(?=\s|$)/gm);
    case "ini":
      return matches(text, /^\[([^\]\n]+)\]/gm);
    case "make":
      return matches(text, /^([\w./-]+)\s*:(?!=)/gm);
    case "html":
    case "vue":
    case "svelte":
      return matches(text, /<h[1-3][^>]*>([^<\n]{1,120})<\/h[1-3]>/gi);
    case "css":
      return matches(text, /^([.#]?[\w-][^{}\n;]{0,110}?)\s*\{/gm);
    case "shell":
      return matches(text, /^(?:function\s+)?([\w-]+)\s*\(\)\s*\{/gm);
    default:
      return [];
  }
}

function markdown(text: string): string[] {
  const found: string[] = [];
  let fence: string | undefined;
  let previous = "";
  for (const line of text.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
    } else if (fence === undefined) {
      const heading = /^#{1,6}\s+(.+?)(?:\s+#+)?\s*$/.exec(line)?.[1];
      if (heading !== undefined) found.push(heading);
      else if (/^(?:={2,}|-{3,})\s*$/.test(line) && /^\w/.test(previous)) found.push(previous);
    }
    previous = line;
  }
  return found;
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
    return matches(text, /^\[+([^\]\n]+)\]+/gm);
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
