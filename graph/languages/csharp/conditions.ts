/** A condition of the preprocessor, as lines: those of its directives, the first and last included. */
type Condition = number[];

/**
 * The text without the preprocessor's lines, and of each condition that cuts a definition in two
 * only the first branch: the grammar cannot read a definition of which a condition holds a part.
 * Branches that are whole statements or members all stay. Spaces replace what goes, so that every
 * offset stays.
 */
export function readableBranches(text: string): string {
  if (!/^[ \t]*#[ \t]*if\b/m.test(text)) return text;
  const lines = text.split("\n");
  const conditions = conditionsOf(lines);
  const gone = lines.map((line) => directiveOf(line) !== undefined);
  for (const [start = 0, ...rest] of conditions) {
    const starts = [start, ...rest];
    const branches = rest.map((end, at) => codeOf(lines.slice((starts[at] ?? 0) + 1, end)));
    const before = lastCode(lines, start);
    if (/^$|[;{}\]]$/.test(before) && branches.every(isWhole)) continue;
    gone.fill(true, rest[0] ?? start, rest.at(-1));
  }
  return lines.map((line, at) => (gone[at] === true ? " ".repeat(line.length) : line)).join("\n");
}

function directiveOf(line: string): string | undefined {
  return /^[ \t\uFEFF]*#[ \t]*(\w+)/.exec(line)?.[1];
}

function conditionsOf(lines: readonly string[]): Condition[] {
  const found: Condition[] = [];
  const open: Condition[] = [];
  for (const [at, line] of lines.entries()) {
    const directive = directiveOf(line);
    if (directive === "if") open.push([at]);
    else if (directive === "elif" || directive === "else") open.at(-1)?.push(at);
    else if (directive === "endif") {
      const closed = open.pop();
      if (closed !== undefined) found.push([...closed, at]);
    }
  }
  // One that is never closed reaches to the end.
  return [...found, ...open.map((condition) => [...condition, lines.length])];
}

/** Lines without directives, line comments and what strings hold. */
function codeOf(lines: readonly string[]): string {
  return lines
    .filter((line) => directiveOf(line) === undefined)
    .map((line) =>
      line.replace(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.){1,8}'/g, '""').replace(/\/\/.*/, ""),
    )
    .join("\n")
    .trim();
}

/** The last line of code before a line, `""` where there is none. */
function lastCode(lines: readonly string[], end: number): string {
  for (let at = end - 1; at >= 0; at--) {
    const code = codeOf(lines.slice(at, at + 1));
    if (code !== "") return code;
  }
  return "";
}

/** Whether a branch begins and ends with statements or members, so that it can be placed next to another. */
function isWhole(code: string): boolean {
  let depth = 0;
  for (const [bracket] of code.matchAll(/[()[\]{}]/g)) {
    depth += "([{".includes(bracket) ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0 && /^$|^(?![{;,.:?)&|=])[^]*[;}\]]$/.test(code);
}
