import type { Node, Tree } from "web-tree-sitter";

/** As far as `mod name` in front of a brace is looked for, in UTF-16 units. */
const longestName = 80;

interface InnerModule {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The modules with a body of each file, looked up once: asking each node's parents costs more. */
const inner = new WeakMap<Tree, readonly InnerModule[]>();

/** Names of the modules with a body around a node, outermost first. */
export function innerModules(node: Node): string[] {
  let modules = inner.get(node.tree);
  if (modules === undefined) {
    modules = node.tree.rootNode.descendantsOfType("mod_item").map((item) => ({
      start: item.childForFieldName("body")?.startIndex ?? item.endIndex,
      end: item.endIndex,
      name: item.childForFieldName("name")?.text.replace(/^r#/, "") ?? "",
    }));
    inner.set(node.tree, modules);
  }
  const at = node.startIndex;
  return modules.filter(({ start, end }) => start <= at && at < end).map(({ name }) => name);
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
