import { globOf, type Effort, type Glob } from "./glob.ts";

type Name = "generated" | "vendored" | "binary";

/**
 * What .gitattributes files say of a path, as far as it decides what counts: `true` and `false` as
 * they are set; absent when nothing is said.
 */
export type Attributes = { [name in Name]?: boolean };

interface Rule {
  matches: Glob;
  /** `undefined` takes back what was said before. */
  set: { [name in Name]?: boolean | undefined };
}

interface Layer {
  base: string;
  rules: readonly Rule[];
}

/** The rules of the .gitattributes files on the way to a directory. */
export interface AttributeRules {
  /** The nearest last. */
  readonly layers: readonly Layer[];
  /** Those that hold for this checkout alone, and come before all others. */
  readonly private: Layer;
}

/** The rules of a checkout's own `info/attributes`. */
export function privateAttributes(text: string): AttributeRules {
  return { layers: [], private: { base: "", rules: rulesOf(text) } };
}

const maxRules = 2000;
const names: Readonly<Record<string, Name>> = {
  "linguist-generated": "generated",
  "linguist-vendored": "vendored",
  binary: "binary",
};

/**
 * Rules with those of one more file. `export-ignore` says what an archive leaves out and nothing
 * about what a file is, so it does not count.
 *
 * @param base directory of the file, `""` for the root, else ending in `/`
 */
export function withAttributes(outer: AttributeRules, base: string, text: string): AttributeRules {
  const rules = rulesOf(text);
  return rules.length === 0 ? outer : { ...outer, layers: [...outer.layers, { base, rules }] };
}

function rulesOf(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split(/\r?\n/)) {
    const { pattern, rest } = patternOf(line.trim());
    // A macro names attributes; none of those that count here is usually set through one.
    if (pattern === "" || pattern.startsWith("[attr]") || rules.length >= maxRules) continue;
    const set: Rule["set"] = {};
    for (const part of rest.split(/\s+/)) {
      const [, mark = "", name = "", value = "true"] =
        /^([-!]?)([^=]*)(?:=(.*))?$/.exec(part) ?? [];
      const key = Object.hasOwn(names, name) ? names[name] : undefined;
      if (key !== undefined) set[key] = mark === "!" ? undefined : mark === "" && value !== "false";
    }
    const matches = Object.keys(set).length === 0 ? undefined : matcherOf(pattern);
    if (matches !== undefined) rules.push({ matches, set });
  }
  return rules;
}

/** What holds for a file: the last rule of the nearest file wins, attribute by attribute. */
export function attributesOf(rules: AttributeRules, path: string, effort: Effort): Attributes {
  const found: Rule["set"] = {};
  for (const { base, rules: own } of [...rules.layers, rules.private]) {
    if (!path.startsWith(base)) continue;
    const inner = path.slice(base.length);
    for (const { matches, set } of own) if (matches(inner, effort)) Object.assign(found, set);
  }
  return Object.fromEntries(Object.entries(found).filter(([, said]) => said !== undefined));
}

/** A line's pattern, which may be quoted as in C, and the attributes after it. */
function patternOf(line: string): { pattern: string; rest: string } {
  const nothing = { pattern: "", rest: "" };
  if (line.startsWith("#")) return nothing;
  if (!line.startsWith('"')) {
    const [pattern = ""] = line.split(/\s/, 1);
    return { pattern, rest: line.slice(pattern.length).trim() };
  }
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(line)?.[0];
  if (quoted === undefined) return nothing;
  const pattern = quoted.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return { pattern, rest: line.slice(quoted.length).trim() };
}

/** A pattern as gitattributes(5) has it: like .gitignore, but a directory says nothing of its files. */
function matcherOf(pattern: string): Glob | undefined {
  return pattern.startsWith("!") || pattern.endsWith("/") ? undefined : globOf(pattern);
}
