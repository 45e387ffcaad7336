// Keeps files and folders small enough to read: no file over 300 lines, no folder with more than 15
// code files. Word lists and fixtures are data and have no limit. An exported type has one meaning:
// its name is declared in one file.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const LINES = 300;
const FILES = 15;
const LAYERS =
  /^(protocols|model-servers|runtime|graph|guard|agents|scoring|export|app|cli|viewer|testing|test|bench|examples|scripts)\//;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
  .toString()
  .split("\0")
  .filter((file) => /\.(ts|tsx|mts|mjs|js)$/.test(file) && LAYERS.test(file))
  .filter((file) => !file.startsWith("test/fixtures/"));

const problems = [];
const perFolder = new Map();
const declared = new Map();
for (const file of files) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    continue; // Deleted, and not yet committed.
  }
  const lines = text.split("\n").length - 1;
  if (lines > LINES) problems.push(`${file} has ${lines} lines, more than ${LINES}`);
  if (!/^(test|bench|examples|scripts|viewer\/page)\//.test(file)) {
    for (const [, name] of text.matchAll(/^export (?:interface|type|class) (\w+)/gm)) {
      const first = declared.get(name) ?? file;
      if (first !== file) problems.push(`${file} declares ${name}, and so does ${first}`);
      declared.set(name, first);
    }
  }
  const folder = path.dirname(file);
  perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
}
for (const [folder, count] of perFolder) {
  if (count > FILES) problems.push(`${folder}/ has ${count} code files, more than ${FILES}`);
}

for (const problem of problems.toSorted()) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
