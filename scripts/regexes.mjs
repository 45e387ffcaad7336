// Finds regular expressions whose time grows faster than the text: `npm run regexes [-- FOLDER...]`.
// An expression is looked at once: the hashes of those that are safe are in regexes-safe.txt, which
// `npm run regexes -- --all` makes anew (that takes minutes). It ends with 1 when an expression is not
// known to be safe. Expressions that are put together while the program runs are not seen.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { check } from "recheck";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const known = path.join(root, "scripts", "regexes-safe.txt");
const layers =
  "protocols model-servers runtime graph guard agents scoring export app cli viewer testing".split(
    " ",
  );
const given = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const all = process.argv.includes("--all");
const folders = given.length > 0 ? given : layers;
/** Milliseconds that the proof of one expression may take, and the search for an attack after that. */
const timeout = 8000;

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

function filesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name));
}

function hashOf({ pattern, flags }) {
  return createHash("sha256").update(`/${pattern}/${flags}`).digest("hex").slice(0, 16);
}

/** Length of a text with which an attack is tried, in UTF-16 units; a linear search takes a few milliseconds. */
const attackLength = 200_000;
const attackTimeout = 1500;

/** `safe` when proved, `searched` when no attack was found or none worked, or what is wrong. */
async function verdictOf({ pattern, flags }) {
  let found = await check(pattern, flags, { timeout });
  if (found.status === "unknown") {
    found = await check(pattern, flags, { checker: "fuzz", timeout: 2 * timeout, randomSeed: 1 });
  }
  if (found.status === "safe") return found.checker === "automaton" ? "safe" : "searched";
  if (found.status === "unknown") return "not decided in time";
  return works(pattern, flags, found.attack) ? found.complexity.summary : "searched";
}

/** Whether the attack that the search proposes takes long in this very engine. */
function works(pattern, flags, { pumps, suffix }) {
  const unit = pumps.reduce((length, { pump }) => length + pump.length, 0);
  const times = Math.ceil(attackLength / Math.max(1, unit));
  const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join("") + suffix;
  try {
    const expression = new RegExp(pattern, flags);
    vm.runInNewContext("expression.test(text)", { expression, text }, { timeout: attackTimeout });
    return false;
  } catch {
    return true;
  }
}

const lines = readFileSync(known, "utf8").split("\n");
const safe = new Map(
  all ? [] : lines.filter((line) => /^[0-9a-f]{16} /.test(line)).map((line) => line.split(" ")),
);
const expressions = folders.flatMap(filesIn).flatMap(expressionsOf);
const save = () => {
  const used = given.length > 0 ? [...safe.keys()] : expressions.map(hashOf);
  const kept = [...new Set(used)]
    .filter((hash) => safe.has(hash))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const head = lines.filter((line) => line.startsWith("#"));
  const text = [...head, ...kept.map((hash) => `${hash} ${safe.get(hash)}`), ""].join("\n");
  if (text !== lines.join("\n")) writeFileSync(known, text);
  return kept;
};
let wrong = 0;
for (const expression of expressions) {
  const hash = hashOf(expression);
  if (safe.has(hash)) continue;
  const verdict = await verdictOf(expression);
  if (verdict === "safe" || verdict === "searched") {
    safe.set(hash, verdict);
    save();
    continue;
  }
  wrong++;
  // oxlint-disable-next-line no-console -- its report
  console.log(`${expression.at} ${verdict} /${expression.pattern}/${expression.flags}`);
}
const kept = save();
const searched = kept.filter((hash) => safe.get(hash) === "searched").length;
// oxlint-disable-next-line no-console -- its report
console.log(
  `${expressions.length} expressions: ${kept.length - searched} different ones proved safe, ${searched} searched without an attack, ${wrong} not safe`,
);
process.exitCode = wrong > 0 ? 1 : 0;
