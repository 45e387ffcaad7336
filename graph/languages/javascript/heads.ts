import type { Node } from "web-tree-sitter";
import { headText, type Hidden } from "../../parse/signature.ts";

/** What signatures of JavaScript and TypeScript do not show. */
export const hidden: Hidden = {
  strings: ["string", "template_string", "template_literal_type"],
  comments: ["comment", "html_comment"],
  values: [
    "object",
    "array",
    "regex",
    "statement_block",
    "class_body",
    "call_expression",
    "new_expression",
    "arrow_function",
    "function_expression",
  ],
  // Braces and brackets alone are types and patterns; a value needs a default, a decorator or a
  // call to inherit from.
  marks: /["'`@]|=(?!>)\s*\S|\/[/*]|\bextends\b(?:(?!\bextends\b)[^{(])*\(/,
};

/** Whether a value is a function of any form. */
export function isFunction(value: Node): boolean {
  return (
    value.type === "arrow_function" ||
    value.type === "function_expression" ||
    value.type === "generator_function"
  );
}

/** The head of a function value: its parameters and result without its body. */
export function functionHead(value: Node, source: string): string {
  const head = headText(value, source, value.childForFieldName("body"), hidden);
  return head.replace(/\{\s*$/, "").trimEnd();
}

/** The type annotation of a definition when it is short, since a long one is most of the file. */
export function annotationOf(node: Node, source: string): string {
  const annotation = node.childForFieldName("type");
  if (annotation === null) return "";
  // `a?: T` and `a!: T` keep their mark.
  const mark = /[?!]$/.exec(source.slice(node.startIndex, annotation.startIndex).trimEnd())?.[0];
  const text = (mark ?? "") + headText(annotation, source, null, hidden);
  return text.length <= 60 && !text.includes("{") ? text : "";
}

/** Whether `export` comes before a declaration. */
export function isExported(node: Node): boolean {
  const parent = node.parent;
  if (parent?.type === "export_statement") return true;
  return parent?.type === "ambient_declaration" && parent.parent?.type === "export_statement";
}
