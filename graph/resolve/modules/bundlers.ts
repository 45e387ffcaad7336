import type { FileSet } from "../file-set.ts";
import { ancestorsOf, baseOf, directoryOf, joinInside } from "../paths.ts";

/** What the alias of a bundler makes of a specifier. */
export interface BundlerAlias {
  /** The path that it may mean; undefined when the program computes it. */
  path: string | undefined;
  /** The module that it names instead, as with `react: "preact/compat"`. */
  specifier: string | undefined;
}

interface Alias {
  key: string;
  /** `name$` of webpack: the key alone, without anything after it. */
  isExact: boolean;
  directory: string;
  /** The parts of a path below the directory of the configuration. */
  path: string | undefined;
  specifier: string | undefined;
}

const tools = new Set(
  (
    "vite vitest webpack rollup rolldown rsbuild rspack rspress farm electron craco babel metro next nuxt astro " +
    "svelte vue quasar snowpack wxt tsup gatsby"
  ).split(" "),
);
/** Directories of build programs, which serve the directory above. */
const buildDirectories = new Set(["build", "config", "scripts", "webpack"]);
/** As much of a configuration as is read, and of one value, in UTF-16 units. */
const longestText = 200_000;
const longestBlock = 20_000;

/**
 * Aliases that the configuration of a bundler writes down: Vite, webpack, Rollup, Babel's
 * module-resolver, SvelteKit and others. The configuration is a program and is not run; a value of
 * string literals below its own directory is read, of any other only that there is one.
 */
export function bundlerAliases(
  files: FileSet,
): (from: string, specifier: string) => BundlerAlias | undefined {
  const known = new Map<string, Alias[]>();
  for (const path of files.paths) {
    if (!isConfiguration(baseOf(path))) continue;
    const directory = directoryOf(path);
    const isApart = directory !== "" && buildDirectories.has(baseOf(directory));
    const scope = isApart ? directoryOf(directory) : directory;
    const found = aliasesIn((files.text(path) ?? "").slice(0, longestText), directory);
    if (found.length > 0) known.set(scope, [...(known.get(scope) ?? []), ...found]);
  }
  return (from, specifier) => {
    if (known.size === 0) return undefined;
    for (const above of ancestorsOf(from)) {
      const fitting = (known.get(above) ?? []).filter((alias) => fits(alias, specifier));
      // The longest key is the most specific one.
      const best = fitting.toSorted((a, b) => b.key.length - a.key.length)[0];
      if (best === undefined) continue;
      const rest = specifier.slice(best.key.length);
      const path = best.path === undefined ? undefined : `${best.path}/${rest}`;
      return {
        path: path === undefined ? undefined : joinInside(best.directory, path),
        specifier: best.specifier === undefined ? undefined : best.specifier + rest,
      };
    }
    return undefined;
  };
}

/** `vite.config.ts`, `webpack.base.conf.js`, `.babelrc`. */
function isConfiguration(name: string): boolean {
  if (/^\.babelrc(?:\.c?js|\.json)?$/.test(name)) return true;
  return /\.[cm]?[jt]s$/.test(name) && tools.has(name.split(/[.-]/, 1)[0] ?? "");
}

function fits({ key, isExact }: Alias, specifier: string): boolean {
  if (specifier === key) return true;
  const isBeginning = specifier.startsWith(key) && !isExact;
  return isBeginning && (key.endsWith("/") || specifier[key.length] === "/");
}

function aliasesIn(code: string, directory: string): Alias[] {
  const text = code.replace(/\/\*[\s\S]*?(?:\*\/|$)|(?<=^|[\s,;{[])\/\/[^\n]*/g, " ");
  const found: Alias[] = [];
  const add = (written: string, value: string): void => {
    const isExact = written.endsWith("$");
    const key = isExact ? written.slice(0, -1) : written;
    if (key !== "") found.push({ key, isExact, directory, ...meaningOf(value) });
  };
  let read = 0;
  for (const { index, 0: start } of text.matchAll(/\balias(?:es)?["']?\s{0,80}[:=]\s{0,80}[{[]/g)) {
    // What is inside of a block was read with it.
    if (index < read) continue;
    const begin = index + start.length;
    const { pieces, length } = piecesOf(text.slice(begin, begin + longestBlock));
    read = begin + length;
    for (const piece of pieces) {
      const pair = /^["']?([^"'\s:{}()[\]]+)["']?\s*:\s*([^]*)$/.exec(piece);
      if (pair !== null && !piece.startsWith("{")) add(pair[1] ?? "", pair[2] ?? "");
      const find = /\bfind\s*:\s*(?:["']([^"'\n]+)["']|\/\^?((?:[^/\\\n]|\\.)+)\/)/.exec(piece);
      const value = /\breplacement\s*:\s*([^]*?)\}?$/.exec(piece)?.[1];
      // A pattern is read when it is a text with its signs escaped.
      const literal = find?.[2]?.replace(/\\([/.$@~-])/g, "$1");
      const key = find?.[1] ?? (/[\\[\](){}|*+?^]/.test(literal ?? "^") ? undefined : literal);
      if (key !== undefined && value !== undefined) add(key, value);
    }
  }
  for (const [, , key = "", value = ""] of text.matchAll(
    /\balias\[\s{0,80}(["'])([^"'\n]+)\1\s{0,80}\]\s{0,80}=(?!=)([^;\n]+)/g,
  )) {
    add(key, value);
  }
  return found;
}

/** The parts between the commas of a block up to the sign that closes it, and where that is. */
function piecesOf(text: string): { pieces: string[]; length: number } {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(
    /"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|`(?:[^`\\]|\\[^])*`?|[()[\]{},]/g,
  )) {
    if (/^[([{]$/.test(sign)) depth++;
    else if (/^[)\]}]$/.test(sign)) depth--;
    if (depth < 0 || (depth === 0 && sign === ",")) {
      pieces.push(text.slice(start, index).trim());
      start = index + 1;
    }
    if (depth < 0) return { pieces, length: index };
  }
  return { pieces, length: text.length };
}

/** What a value of an alias means, as far as its literals say it. */
function meaningOf(value: string): Pick<Alias, "path" | "specifier"> {
  const texts = [...value.matchAll(/"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`/g)].map(
    ([, double, single, template]) => double ?? single ?? template ?? "",
  );
  const unknown = { path: undefined, specifier: undefined };
  const [first] = texts;
  if (first === undefined || texts.some((text) => text.includes("${"))) return unknown;
  const code = value.replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, "").replace(/\s+/g, "");
  if (code === "") {
    const isPath = /^[./]/.test(first);
    return { path: first.replace(/^\/+/, ""), specifier: isPath ? undefined : first };
  }
  if (/^require\.resolve\(\)$/.test(code)) return { path: undefined, specifier: first };
  // Only the configuration's own place and the working directory are known.
  const place =
    /^(?:[\w.]*(?:resolve|join)\((?:(?:__dirname|import\.meta\.dirname|process\.cwd\(\)),)?,*\)|(?:url\.)?fileURLToPath\(new(?:\w+\.)?URL\(,import\.meta\.url,?\)\)|new(?:\w+\.)?URL\(,import\.meta\.url\)\.pathname|(?:__dirname|process\.cwd\(\))\+)$/;
  if (!place.test(code)) return unknown;
  const path = texts.map((text) => text.replace(/^\/+/, "")).join("/");
  const at = path.lastIndexOf("node_modules/");
  return at < 0
    ? { path, specifier: undefined }
    : { path: undefined, specifier: path.slice(at + "node_modules/".length) };
}
