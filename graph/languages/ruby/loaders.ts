import { directoryOf, joinInside } from "../../resolve/paths.ts";

/** What the set-up of loaders in one file says. */
export interface LoaderSetup {
  /** Directories of constants, each with the module that they are in, `""` for none. */
  roots: { directory: string; namespace: string }[];
  /** Patterns of directories that are no modules of their own. */
  collapsed: string[];
  /** Patterns of files and directories that are not loaded by name. */
  ignored: string[];
  /** Names of files whose constants are written otherwise than usual. */
  inflected: Map<string, string>;
}

/** Longest arguments of a call that are read, in UTF-16 units. */
const longestCall = 4000;

/**
 * What a file says of loaders of Zeitwerk: `for_gem`, `for_gem_extension`, `push_dir`, `collapse`,
 * `ignore` and `inflect`.
 *
 * @param base directory that a place without `__dir__` and `__FILE__` is relative to; absent where
 *   such a place is not known
 */
export function loaderSetup(text: string, path: string, base?: string): LoaderSetup {
  const setup: LoaderSetup = { roots: [], collapsed: [], ignored: [], inflected: new Map() };
  const code = withoutComments(text);
  for (const { name, argument } of callsOf(code)) {
    switch (name) {
      case "for_gem":
        setup.roots.push({ directory: directoryOf(path), namespace: "" });
        break;
      case "for_gem_extension": {
        const namespace = /^[A-Z][\w:]*/.exec(argument)?.[0];
        if (namespace !== undefined) setup.roots.push({ directory: directoryOf(path), namespace });
        break;
      }
      case "push_dir": {
        const [directory] = placesIn(argument, code, path, base);
        const namespace = /\bnamespace:\s*(?:::)?([A-Z][\w:]*)/.exec(argument)?.[1] ?? "";
        if (directory !== undefined) setup.roots.push({ directory, namespace });
        break;
      }
      case "collapse":
        setup.collapsed.push(...placesIn(argument, code, path, base));
        break;
      case "ignore":
        setup.ignored.push(...placesIn(argument, code, path, base));
        break;
      default:
        for (const [, file = "", constant = ""] of argument.matchAll(
          /["'](\w+)["']\s*(?:=>|:)\s*["'](\w+)["']/g,
        ))
          setup.inflected.set(constant, file);
    }
  }
  return setup;
}

/** The text without comments; a `#` before a brace is an interpolation. */
function withoutComments(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => line.replace(/(?<!\S)#(?!\{)[^]*/, ""))
    .join("\n");
}

function callsOf(code: string): { name: string; argument: string }[] {
  const found: { name: string; argument: string }[] = [];
  const call = /\.(for_gem_extension|for_gem|push_dir|collapse|ignore|inflect)\b/g;
  for (const { 0: whole, 1: name = "", index } of code.matchAll(call)) {
    found.push({ name, argument: argumentAt(code, index + whole.length) });
  }
  return found;
}

/** The arguments of a call with or without brackets, which end with their line or a later one. */
function argumentAt(code: string, from: number): string {
  const text = code.slice(from, from + longestCall);
  if (!text.startsWith("(")) return (text.split("\n", 1)[0] ?? "").trim();
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return text.slice(1, at).trim();
  }
  return "";
}

/** The places that arguments name by literals, or by a variable that the file sets. */
function placesIn(argument: string, code: string, path: string, base?: string): string[] {
  return partsOf(argument)
    .filter((part) => !/^\w+:/.test(part))
    .flatMap((part) => placeIn(part, code, path, base) ?? []);
}

/** The parts between commas outside of brackets. */
function partsOf(list: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of list) {
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function placeIn(
  argument: string,
  code: string,
  path: string,
  base: string | undefined,
): string | undefined {
  const name = /^\w+/.exec(argument.replace(/^["']#\{/, ""))?.[0] ?? "";
  const assigned = name === "" ? undefined : assignmentOf(code, name);
  const place = directoryIn(assigned ?? argument, path, base);
  return place === undefined || assigned === undefined
    ? place
    : joinInside(place, /\}([^"']*)/.exec(argument)?.[1]?.replace(/^\//, "") ?? "");
}

function assignmentOf(code: string, name: string): string | undefined {
  const line = code.split("\n").find((each) => {
    const start = each.trimStart();
    return start.startsWith(name) && /^\s*=(?![=~])/.test(start.slice(name.length));
  });
  return line?.slice(line.indexOf("=") + 1).trim();
}

/** A directory that is put together from `__dir__`, `__FILE__` or the base, and literals. */
function directoryIn(expression: string, path: string, base?: string): string | undefined {
  const isPlain = /^["'][\w./*-]+["']$|\bRails\.root\b|\broot\.join\b|#\{(?:Rails\.)?root\}/.test(
    expression,
  );
  const start = /\b__dir__\b/.test(expression)
    ? directoryOf(path)
    : /\b__FILE__\b/.test(expression)
      ? /\bdirname\b/.test(expression)
        ? directoryOf(path)
        : path
      : isPlain
        ? base
        : undefined;
  if (start === undefined) return undefined;
  const literals = [...expression.matchAll(/"([^"]*)"|'([^']*)'/g)];
  const inner = literals.map(([, a, b]) => (a ?? b ?? "").replace(/#\{[^{}]*\}/g, ""));
  return joinInside(start, inner.map((part) => part.replace(/^\/+/, "")).join("/"));
}
