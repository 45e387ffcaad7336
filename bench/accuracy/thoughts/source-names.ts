import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The names of one source file, found without any part of ours. */
export interface SourceNames {
  path: string;
  classes: { name: string; members: string[]; derived: boolean; text: string }[];
  functions: string[];
  constants: string[];
  /** Parameters and members that are read. */
  words: string[];
}

const python = String.raw`
import ast, json, sys
out = []
for path in json.load(sys.stdin):
    text = open(path, encoding="utf-8").read()
    tree = ast.parse(text)
    classes, functions, constants, words = [], [], [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            members = [n.name for n in node.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
            classes.append({"name": node.name, "members": members,
                            "derived": bool(node.bases or node.keywords or node.decorator_list),
                            "text": ast.get_source_segment(text, node) or ""})
        elif isinstance(node, ast.arg):
            words.append(node.arg)
        elif isinstance(node, ast.Attribute):
            words.append(node.attr)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            functions.append(node.name)
        elif isinstance(node, ast.Assign):
            constants += [t.id for t in node.targets if isinstance(t, ast.Name)]
    out.append({"path": path, "classes": classes, "functions": functions,
                "constants": constants, "words": words})
json.dump(out, sys.stdout)
`;

/** Names of Python files by CPython's own parser, of the others by the TypeScript compiler. */
export function sourceNames(root: string, paths: readonly string[]): SourceNames[] {
  const own = paths.filter((file) => file.endsWith(".py"));
  const found: SourceNames[] = [];
  if (own.length > 0) {
    const input = JSON.stringify(own.map((file) => path.join(root, file)));
    const output = execFileSync("python3", ["-c", python], { input, maxBuffer: 1 << 28 });
    for (const item of JSON.parse(output.toString()) as SourceNames[]) {
      found.push({ ...item, path: path.relative(root, item.path) });
    }
  }
  for (const file of paths) {
    if (!file.endsWith(".py")) found.push(compilerNames(root, file));
  }
  return found;
}

function compilerNames(root: string, file: string): SourceNames {
  const text = readFileSync(path.join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: SourceNames = { path: file, classes: [], functions: [], constants: [], words: [] };
  const visit = (node: ts.Node): void => {
    if ((ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) && node.name) {
      found.classes.push({
        name: node.name.text,
        members: node.members.flatMap((member) =>
          member.name && ts.isIdentifier(member.name) ? [member.name.text] : [],
        ),
        derived: node.heritageClauses !== undefined,
        text: node.getText(),
      });
    } else if (ts.isFunctionDeclaration(node) && node.name && node.parent === source) {
      found.functions.push(node.name.text);
    } else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      if (node.parent.parent.parent === source) found.constants.push(node.name.text);
    } else if (ts.isParameter(node) && ts.isIdentifier(node.name)) {
      found.words.push(node.name.text);
    } else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) {
      found.words.push(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
