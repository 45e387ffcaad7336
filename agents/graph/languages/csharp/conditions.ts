/**
 * The text without the preprocessor's lines, and of each condition only the first branch: the
 * grammar cannot read a definition of which a condition holds a part. Spaces replace what goes, so
 * that every offset stays.
 */
export function firstBranches(text: string): string {
  if (!/^[ \t]*#[ \t]*if\b/m.test(text)) return text;
  // For each open condition, whether its present branch is kept.
  const open: boolean[] = [];
  return text.replace(/[^\n]+/g, (line) => {
    const directive = /^[ \t\uFEFF]*#[ \t]*(\w+)/.exec(line)?.[1];
    if (directive === "if") open.push(true);
    else if (directive === "elif" || directive === "else") open[open.length - 1] = false;
    else if (directive === "endif") open.pop();
    else if (directive === undefined && open.every(Boolean)) return line;
    return " ".repeat(line.length);
  });
}
