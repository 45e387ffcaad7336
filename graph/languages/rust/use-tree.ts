import type { Node } from "web-tree-sitter";

/** One path that a `use` names. */
export interface UsePath {
  readonly segments: readonly string[];
  /** The name that it binds; `*` for all, `_` for none. */
  readonly name: string;
}

/** The paths of the argument of a `use` declaration, nested lists spread out. */
export function usePaths(argument: Node): UsePath[] {
  const found: UsePath[] = [];
  collect(argument, [], found);
  return found;
}

/** The segments of a path without generic arguments; one that begins with `::` keeps it. */
export function segmentsOf(path: Node | null): string[] {
  if (path === null) return [];
  switch (path.type) {
    case "scoped_identifier":
    case "scoped_type_identifier": {
      const outer = path.childForFieldName("path");
      const name = path.childForFieldName("name")?.text.replace(/^r#/, "") ?? "";
      return outer === null ? [`::${name}`] : [...segmentsOf(outer), name];
    }
    case "generic_type":
    case "bracketed_type":
      return [];
    default:
      return [path.text.replace(/^r#/, "")];
  }
}

function collect(node: Node, prefix: readonly string[], found: UsePath[]): void {
  switch (node.type) {
    case "use_list":
      for (const child of node.namedChildren) collect(child, prefix, found);
      break;
    case "scoped_use_list": {
      const list = node.childForFieldName("list");
      const inner = [...prefix, ...segmentsOf(node.childForFieldName("path"))];
      if (list !== null) collect(list, inner, found);
      break;
    }
    case "use_wildcard":
      found.push({
        segments: [...prefix, ...segmentsOf(node.namedChildren[0] ?? null)],
        name: "*",
      });
      break;
    case "use_as_clause": {
      const segments = [...prefix, ...segmentsOf(node.childForFieldName("path"))];
      add(segments, node.childForFieldName("alias")?.text);
      break;
    }
    case "line_comment":
    case "block_comment":
    case "attribute_item":
      break;
    default:
      add([...prefix, ...segmentsOf(node)]);
  }

  function add(written: readonly string[], alias?: string): void {
    // `a::{self}` names `a`, but `use self` alone is the module itself.
    const segments =
      written.length > 1 && written.at(-1) === "self" ? written.slice(0, -1) : written;
    const last = segments.at(-1);
    if (last !== undefined) found.push({ segments, name: alias ?? last.replace("::", "") });
  }
}
