import { execFileSync } from "node:child_process";
import path from "node:path";
import ts from "typescript";
import { outlineOf, type OutlineSize } from "../../graph/index.ts";
import { languageNamed } from "../../graph/languages/index.ts";
import { cLexis, scanPieces } from "../../graph/parse/lexis.ts";
import { checkoutIndex } from "./imports/index.ts";

const run = 8;
const sizes: readonly OutlineSize[] = ["names", "signatures", "documented"];

const program = String.raw`
import ast, io, json, sys, tokenize
out = []
for text in json.load(sys.stdin):
    try:
        tree = ast.parse(text)
    except SyntaxError:
        out.append(None)
        continue
    spans = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            if body:
                spans.append((body[0].lineno, body[0].col_offset, body[-1].end_lineno, body[-1].end_col_offset))
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            value = node.value
            spans.append((value.lineno, value.col_offset, value.end_lineno, value.end_col_offset))
    out.append(spans)
json.dump(out, sys.stdout)
`;

/**
 * `outlines ROOT...`: runs of 8 or more tokens that an outline of any size shares with a body of
 * its file (of a function, or the value of a variable) and with nothing outside of bodies. Bodies
 * are found by the TypeScript compiler and by CPython's parser.
 */
export async function outlinesCommand(roots: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const root of roots) {
    const index = await checkoutIndex(root);
    const files = [...index.files.values()].filter(({ language }) =>
      /^(?:python|javascript|typescript)$/.test(language ?? ""),
    );
    const own = files.filter(({ language }) => language === "python");
    const spans = pythonSpans(own.map(({ text }) => text));
    let leaks = 0;
    for (const file of files) {
      const found =
        file.language === "python"
          ? (spans[own.indexOf(file)] ?? [])
          : scriptSpans(file.entry.path, file.text);
      const { bodies, heads } = split(withoutComments(file.text, file.language), found);
      for (const size of sizes) {
        // The first line is ours.
        const outline = outlineOf(file, size).replace(/^.*\n/, "");
        const shared = stretches(outline)
          .flatMap((part) => [...runsOf(part)])
          .filter((item) => bodies.has(item) && !heads.has(item));
        leaks += shared.length;
        for (const item of shared.slice(0, 3))
          lines.push(`  ${file.entry.path} (${size}): ${item}`);
      }
    }
    lines.push(
      `${path.basename(root)}: ${files.length} files, ${leaks} runs of bodies in outlines`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Comments of a body are no code; blanks in their place keep every offset. */
function withoutComments(text: string, language: string | null): string {
  let plain = "";
  scanPieces(text, languageNamed(language)?.lexis ?? cLexis, (kind, start, end) => {
    plain += text.slice(plain.length, start);
    const piece = text.slice(start, end);
    plain += kind === "comment" ? piece.replace(/[^\n]/g, " ") : piece;
  });
  return plain + text.slice(plain.length);
}

/** Signatures one by one, since one ends with its line; documentation as a whole. */
function stretches(outline: string): string[] {
  return outline.replace(/\n *\| /g, " ").split("\n");
}

type Span = readonly [start: number, end: number];

function split(text: string, spans: readonly Span[]): { bodies: Set<string>; heads: Set<string> } {
  const outer: Span[] = [];
  for (const span of spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (span[0] >= (outer.at(-1)?.[1] ?? 0)) outer.push(span);
  }
  const bodies = new Set<string>();
  let heads = "";
  let at = 0;
  for (const [start, end] of outer) {
    for (const item of runsOf(text.slice(start, end))) bodies.add(item);
    heads += `${text.slice(at, start)} \u00a7 `;
    at = end;
  }
  heads += text.slice(at);
  // A signature of several lines loses its last comma when it is shown on one.
  const joined = heads.replace(/,(?=\s*[)\]}>])/g, "");
  return { bodies, heads: new Set([...runsOf(heads), ...runsOf(joined)]) };
}

function scriptSpans(file: string, text: string): Span[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const spans: Span[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
    const isValue = ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);
    const value = isValue ? unwrapped(node.initializer) : undefined;
    // Methods of an object or a class that is a value have heads of their own.
    const holds =
      value &&
      (ts.isObjectLiteralExpression(value) || ts.isClassLike(value) || ts.isFunctionLike(value));
    const hidden = body ?? (holds ? undefined : value);
    if (hidden) spans.push([hidden.getStart(source), hidden.end]);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return spans;
}

/** A value without what only a compiler of types reads around it. */
function unwrapped(value: ts.Expression | undefined): ts.Expression | undefined {
  const isWrapped =
    value &&
    (ts.isAsExpression(value) ||
      ts.isSatisfiesExpression(value) ||
      ts.isParenthesizedExpression(value));
  return isWrapped ? unwrapped(value.expression) : value;
}

function pythonSpans(texts: readonly string[]): Span[][] {
  if (texts.length === 0) return [];
  const output = execFileSync("python3", ["-W", "ignore", "-c", program], {
    input: JSON.stringify(texts),
    maxBuffer: 1 << 29,
  });
  const found = JSON.parse(output.toString()) as ([number, number, number, number][] | null)[];
  return found.map((spans, at) => {
    const text = texts[at] ?? "";
    const lines = text.split("\n");
    const starts = [0];
    for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
    // Columns count bytes of UTF-8.
    const offset = (line: number, column: number): number =>
      (starts[line - 1] ?? 0) +
      Buffer.from(lines[line - 1] ?? "")
        .subarray(0, column)
        .toString().length;
    return (spans ?? []).map(([line, column, endLine, endColumn]) => [
      offset(line, column),
      offset(endLine, endColumn),
    ]);
  });
}

function runsOf(text: string): Set<string> {
  const tokens = text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
  const found = new Set<string>();
  for (let at = 0; at + run <= tokens.length; at++) found.add(tokens.slice(at, at + run).join(" "));
  return found;
}
