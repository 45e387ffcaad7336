import type { Node, Tree } from "web-tree-sitter";
import { modulePaths } from "./module-paths.ts";

/** As far as `mod name` in front of a brace is looked for, in UTF-16 units. */
const longestName = 80;
/** Directories that conditions may leave for one module; more are not looked at. */
const mostWays = 16;

interface InnerModule {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** What each `path` in front of it may make its directory; undefined is its name. */
  readonly places: readonly (string | undefined)[];
  /** Modules that are declared right inside of it. */
  readonly declares: ReadonlySet<string>;
}

/** The modules with a body of each file, looked up once: asking each node's parents costs more. */
const inner = new WeakMap<Tree, readonly InnerModule[]>();

/** Names of the modules with a body around a node, outermost first. */
export function innerModules(node: Node): string[] {
  return modulesAround(node).map(({ name }) => name);
}

function modulesAround(node: Node): readonly InnerModule[] {
  let modules = inner.get(node.tree);
  if (modules === undefined) {
    modules = node.tree.rootNode.descendantsOfType("mod_item").map((item) => ({
      start: item.childForFieldName("body")?.startIndex ?? item.endIndex,
      end: item.endIndex,
      name: nameOf(item),
      places: placesOf(item),
      declares: new Set(
        item
          .childForFieldName("body")
          ?.namedChildren.filter(({ type }) => type === "mod_item")
          .map(nameOf),
      ),
    }));
    inner.set(node.tree, modules);
  }
  const at = node.startIndex;
  return modules.filter(({ start, end }) => start <= at && at < end);
}

function nameOf(item: Node): string {
  return item.childForFieldName("name")?.text.replace(/^r#/, "") ?? "";
}

function placesOf(item: Node): readonly (string | undefined)[] {
  if (item.childForFieldName("body") === null) return [undefined];
  const { written, isSure } = modulePaths(item);
  return isSure ? written : [...written, undefined];
}

/**
 * The directories in which the files of modules inside of a node's modules may be, when `path` of
 * one of those moves it: from the directory of the file, or from that of its own modules as `*`.
 * Undefined where the names of the modules say it.
 */
export function directoriesInside(node: Node): readonly (string | undefined)[] {
  let ways: (readonly { name: string; place: string | undefined }[])[] = [[]];
  for (const { name, places } of modulesAround(node)) {
    ways = ways.flatMap((way) => places.map((place) => [...way, { name, place }]));
    if (ways.length > mostWays) ways.length = mostWays;
  }
  return ways.map((way) => {
    if (way.every(({ place }) => place === undefined)) return undefined;
    const parts = way.map(({ name, place }) => place ?? name);
    return way[0]?.place === undefined ? ["*", ...parts].join("/") : parts.join("/");
  });
}

/** A path that begins with a module beside it, as the module of the file itself would write it. */
export function fromModules(segments: readonly string[], node: Node): string[] {
  const around = modulesAround(node);
  const isBeside = around.at(-1)?.declares.has(segments[0] ?? "") === true;
  const names = around.map(({ name }) => name);
  return fromFile(isBeside ? ["self", ...segments] : segments, names);
}

/** A path as the module of the file itself would write it. */
export function fromFile(segments: readonly string[], around: readonly string[]): string[] {
  const first = segments[0];
  if (around.length === 0 || (first !== "self" && first !== "super")) return [...segments];
  const rest = first === "self" ? segments.slice(1) : segments;
  const ups = rest.findIndex((part) => part !== "super");
  const up = ups < 0 ? rest.length : ups;
  const tail = rest.slice(up);
  if (up > around.length) return rest.slice(around.length);
  return ["self", ...around.slice(0, around.length - up), ...tail];
}

/** Names of the modules with a body among the tokens of a macro around a node, outermost first. */
export function modulesInTokens(node: Node, source: string): string[] {
  const names: string[] = [];
  for (let tree = node.parent; tree?.type === "token_tree"; tree = tree.parent) {
    const before = source.slice(Math.max(0, tree.startIndex - longestName), tree.startIndex);
    const name = /\bmod\s+(?:r#)?(\w+)\s*$/.exec(before)?.[1];
    if (name !== undefined) names.unshift(name);
  }
  return names;
}
