import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { graphJson, openIndex, surveyRepository } from "../../graph/index.ts";
import { emptyDirectory, limits, write } from "./tree.ts";

function git(root: string, ...words: string[]): void {
  execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b", ...words]);
}

async function included(root: string): Promise<string[]> {
  const { snapshot } = await surveyRepository(root, limits);
  return snapshot.manifest.filter((entry) => entry.included).map((entry) => entry.path);
}

test("a split index tracks what the shared one does, less what was taken out of it", async () => {
  const root = write(emptyDirectory(), {
    ".gitignore": "lib/\n",
    "lib/a.js": "1",
    "lib/b.js": "2",
    "lib/c.js": "3",
    "lib/d.js": "4",
    "main.js": "5",
  });
  git(root, "init", "-q");
  git(root, "add", "-f", "lib/a.js", "lib/b.js", "lib/c.js");
  git(root, "add", ".gitignore", "main.js");
  git(root, "update-index", "--split-index");
  expect(await included(root)).toEqual([
    ".gitignore",
    "lib/a.js",
    "lib/b.js",
    "lib/c.js",
    "main.js",
  ]);
  git(root, "rm", "-q", "--cached", "lib/b.js");
  git(root, "add", "-f", "lib/d.js");
  expect(await included(root)).toEqual([
    ".gitignore",
    "lib/a.js",
    "lib/c.js",
    "lib/d.js",
    "main.js",
  ]);
});

test("a nested rule brings back a directory that one above leaves out", async () => {
  const root = write(emptyDirectory(), {
    ".gitignore": "**/vendor/\n",
    "a/.gitignore": "!vendor\n",
    "a/vendor/f.txt": "1",
    "b/vendor/f.txt": "1",
  });
  expect(await included(root)).toEqual([".gitignore", "a/.gitignore", "a/vendor/f.txt"]);
});

test("in a directory of a checkout the ignore files above it hold, and what is tracked counts", async () => {
  const root = write(emptyDirectory(), {
    ".gitignore": "*.log\n/packages/one/out/\n",
    "packages/.gitignore": "tmp\n!keep.log\n",
    "packages/one/a.js": "1",
    "packages/one/a.log": "1",
    "packages/one/keep.log": "1",
    "packages/one/forced.log": "1",
    "packages/one/tmp/x": "1",
    "packages/one/out/x": "1",
    "packages/one/deep/out/x": "1",
  });
  git(root, "init", "-q");
  git(root, "add", "-f", "packages/one/forced.log");
  const inside = path.join(root, "packages/one");
  const listed = execFileSync("git", ["-C", inside, "ls-files", "-co", "--exclude-standard"]);
  const ours = await included(inside);
  expect(ours).toEqual(listed.toString().trim().split("\n").sort());
  expect(ours).toEqual(["a.js", "deep/out/x", "forced.log", "keep.log"]);
  // Who names a directory that is left out as a whole means what is in it.
  expect(await included(path.join(inside, "tmp"))).toEqual(["x"]);
});

test("the target of a link is left out as such, and is neither missing nor a package", async () => {
  const root = write(emptyDirectory(), {
    "client/shared/shape.ts": "export const a = 1;\n",
    "server/main.ts": 'import { a } from "./gen/shape";\nexport const b = a;\n',
    "real.py": "def f(): pass\n",
    "use.py": "from linked import f\n",
  });
  symlinkSync("../client/shared", path.join(root, "server/gen"));
  symlinkSync("real.py", path.join(root, "linked.py"));
  const { bytes } = await surveyRepository(root, limits);
  const { unresolved, external } = graphJson(await openIndex(bytes, { threads: 0 }));
  expect(unresolved.map(({ from, reason }) => `${from}: ${reason}`)).toEqual([
    "server/main.ts: excluded: symlink",
    "use.py: excluded: symlink",
  ]);
  expect(external).toEqual([]);
});
