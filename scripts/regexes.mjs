// Finds regular expressions whose time grows faster than the text: `npm run regexes [-- FOLDER...]`.
// It takes minutes, and ends with 1 when it finds one. Expressions that are put together while the
// program runs are not seen.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { checkSync } from "recheck";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const layers = "protocols model-servers runtime graph guard agents scoring export app cli".split(
  " ",
);
const folders = process.argv.length > 2 ? process.argv.slice(2) : layers;

/** Regular expressions of a file that repeat something, with their places. */
function expressionsOf(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found = [];
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
      const text = node.getText(source);
      const end = text.lastIndexOf("/");
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const at = `${path.relative(root, file)}:${line + 1}`;
      found.push({ at, pattern: text.slice(1, end), flags: text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter(({ pattern }) => /[*+]|\{\d+,/.test(pattern));
}

const counts = { safe: 0, vulnerable: 0, unknown: 0 };
for (const folder of folders) {
  for (const name of readdirSync(path.join(root, folder), { recursive: true })) {
    if (!name.endsWith(".ts")) continue;
    for (const { at, pattern, flags } of expressionsOf(path.join(root, folder, name))) {
      const { status, complexity } = checkSync(pattern, flags, { timeout: 6000 });
      counts[status]++;
      if (status === "safe") continue;
      // oxlint-disable-next-line no-console -- its report
      console.log(`${at} ${complexity?.summary ?? status} /${pattern}/${flags}`);
    }
  }
}
// oxlint-disable-next-line no-console -- its report
console.log(
  `${counts.safe} safe, ${counts.vulnerable} vulnerable, ${counts.unknown} not decided in time`,
);
process.exitCode = counts.vulnerable > 0 ? 1 : 0;
