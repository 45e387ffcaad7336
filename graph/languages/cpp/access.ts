import type { Node, Tree } from "web-tree-sitter";
import type { Visibility } from "../../parse/record.ts";

interface Mark {
  readonly at: number;
  readonly visibility: Visibility;
}

/** The access marks of the lists of members of a file, each list read once. */
const lists = new WeakMap<Tree, Map<number, readonly Mark[]>>();

/** Who may name a member: what the last mark in front of it says, else its kind of class. */
export function accessOf(member: Node): Visibility | undefined {
  const outer = member.parent;
  const inner = outer?.type === "template_declaration" ? outer : member;
  const list = inner.parent;
  if (list?.type !== "field_declaration_list") return undefined;
  const known = lists.get(list.tree) ?? new Map<number, readonly Mark[]>();
  lists.set(list.tree, known);
  let marks = known.get(list.id);
  if (marks === undefined) known.set(list.id, (marks = marksOf(list)));
  const last = marks.findLast(({ at }) => at < inner.startIndex);
  return last?.visibility ?? (list.parent?.type === "class_specifier" ? "private" : "public");
}

function marksOf(list: Node): Mark[] {
  const marks: Mark[] = [];
  for (const child of list.namedChildren) {
    if (child.type !== "access_specifier") continue;
    const word = child.text.trim();
    const visibility =
      word === "protected" ? "protected" : word === "private" ? "private" : "public";
    marks.push({ at: child.startIndex, visibility });
  }
  return marks;
}
