import type { Node } from "web-tree-sitter";

/** Where attributes of a `mod` say that its file or directory is. */
export interface ModulePaths {
  /** What `path` may be, in the order in which the compiler looks for the first that holds. */
  readonly written: readonly string[];
  /** One of them holds under every condition, so that the module's own name says nothing. */
  readonly isSure: boolean;
}

/** What the nesting of `cfg_attr` may be; more is no code that a person wrote. */
const deepest = 16;

/**
 * The paths in the attributes before a `mod`. `#[path = "a.rs"]` holds always, one inside of
 * `#[cfg_attr(condition, path = "a.rs")]` under its condition, which nothing here decides but
 * `true`, `false` and the empty `all()` and `any()`. The first path that holds counts.
 */
export function modulePaths(item: Node): ModulePaths {
  const attributes: Node[] = [];
  for (let before = item.previousSibling; before !== null; before = before.previousSibling) {
    if (before.type !== "attribute_item" && !before.type.endsWith("comment")) break;
    if (before.type === "attribute_item") attributes.unshift(before);
  }
  const written: string[] = [];
  for (const attribute of attributes.flatMap((each) => each.namedChildren)) {
    for (const { path, isSure } of pathsIn(attribute)) {
      if (!written.includes(path)) written.push(path);
      if (isSure) return { written, isSure };
    }
  }
  return { written, isSure: false };
}

interface WrittenPath {
  path: string;
  isSure: boolean;
}

function pathsIn(attribute: Node): WrittenPath[] {
  const name = attribute.namedChildren[0];
  const value = attribute.childForFieldName("value");
  if (name?.text === "path" && value !== null) return [...literal(value, true)];
  const tokens = attribute.childForFieldName("arguments");
  return name?.text === "cfg_attr" && tokens !== null ? conditional(tokens, true, 0) : [];
}

/** The paths among `(condition, attribute, ...)`. */
function conditional(tokens: Node, isSure: boolean, depth: number): WrittenPath[] {
  if (depth > deepest) return [];
  const [condition = [], ...attributes] = parts(tokens);
  const text = condition.map((token) => token.text.replace(/\s+/g, "")).join("");
  if (text === "false" || text === "any()") return [];
  const holds = isSure && (text === "true" || text === "all()");
  return attributes.flatMap(([name, second, value]) => {
    if (name?.text === "cfg_attr" && second?.type === "token_tree") {
      return conditional(second, holds, depth + 1);
    }
    const isPath = name?.text === "path" && second?.type === "=" && value !== undefined;
    return isPath ? literal(value, holds) : [];
  });
}

/** The tokens between the commas of a token tree, without its parentheses and comments. */
function parts(tokens: Node): Node[][] {
  const found: Node[][] = [[]];
  for (const token of tokens.children.slice(1, -1)) {
    if (token.type === ",") found.push([]);
    else if (!token.type.endsWith("comment")) found.at(-1)?.push(token);
  }
  return found;
}

function literal(node: Node, isSure: boolean): WrittenPath[] {
  const raw = /^r(#*)"([^"\n]+)"\1$/.exec(node.text)?.[2];
  const plain = /^"((?:[^"\\\n]|\\[\\"])+)"$/.exec(node.text)?.[1]?.replace(/\\(.)/g, "$1");
  const path = raw ?? plain;
  // Nothing that a quote would end can be a path of the repository's files.
  return path === undefined || path.includes('"') ? [] : [{ path, isSure }];
}
