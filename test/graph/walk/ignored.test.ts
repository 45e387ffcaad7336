import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { surveyRepository } from "../../../graph/index.ts";
import { emptyDirectory, limits, write } from "../tree.ts";
import { reasons } from "./survey.ts";

describe("a walk", () => {
  test("follows nested ignore files with negation and never lists .git", async () => {
    const root = write(emptyDirectory(), {
      ".gitignore": "*.log\nbuild/\n/only-here.txt\n[\n",
      ".git/info/exclude": "secret.txt\n",
      ".git/HEAD": "ref: refs/heads/main\n",
      "a.ts": "export {};\n",
      "a.log": "x",
      "secret.txt": "x",
      "only-here.txt": "x",
      "sub/only-here.txt": "kept",
      "sub/.gitignore": "!keep.log\n",
      "sub/keep.log": "kept",
      "sub/drop.log": "x",
      "build/out.js": "x",
      "node_modules/x/index.js": "x",
      "my env/pyvenv.cfg": "",
      "my env/lib/x.py": "",
      "docs/draft.md": "# x\n",
      "inner/.git/HEAD": "x",
      "inner/file.ts": "x",
    });
    expect(await reasons(root, ["docs/*.md"])).toEqual({
      ".gitignore": "utf-8",
      "a.log": "ignored",
      "a.ts": "utf-8",
      "build/": "ignored",
      "docs/draft.md": "excluded",
      "inner/": "submodule",
      "my env/": "vendored",
      "node_modules/": "vendored",
      "only-here.txt": "ignored",
      "secret.txt": "ignored",
      "sub/.gitignore": "utf-8",
      "sub/drop.log": "ignored",
      "sub/keep.log": "utf-8",
      "sub/only-here.txt": "utf-8",
    });
  });

  test("agrees with git about what is ignored", async () => {
    const root = write(emptyDirectory(), {
      ".gitignore": "/x/*\n!/x/keep\n**/cache/\n*.tmp\n!important.tmp\nfoo\\ bar\n\\#hash\n",
      "x/drop": "",
      "x/keep/a": "1",
      "y/cache/a": "",
      "y/cached": "1",
      "important.tmp": "1",
      "other.tmp": "",
      "foo bar": "",
      "#hash": "",
      "z/.gitignore": "*\n!.gitignore\n",
      "z/a": "",
      "CACHE/a": "1",
    });
    execFileSync("git", ["init", "-q", root]);
    const listed = execFileSync("git", ["-C", root, "ls-files", "-co", "--exclude-standard", "-z"]);
    const { snapshot } = await surveyRepository(root, limits);
    const ours = snapshot.manifest.filter((entry) => entry.included).map((entry) => entry.path);
    expect(ours).toEqual(listed.toString().split("\0").filter(Boolean).sort());
  });

  test.each([2, 3, 4])(
    "counts what git tracks though an ignore file names it, index v%i",
    async (version) => {
      const root = write(emptyDirectory(), {
        ".gitignore": "dist/\n*.log\n",
        "a.ts": "1",
        "dist/kept.js": "1",
        "dist/deep/kept.txt": "1",
        "dist/deep/drop.txt": "1",
        "dist/drop.js": "1",
        "dist/none/drop.js": "1",
        "kept.log": "1",
        "drop.log": "1",
        "later.txt": "1",
        "a path with ünicode.log": "1",
      });
      const git = (...args: string[]): unknown => execFileSync("git", ["-C", root, ...args]);
      execFileSync("git", ["init", "-q", root]);
      git("config", "index.version", String(version === 3 ? 2 : version));
      git(
        "add",
        "-f",
        "a.ts",
        "kept.log",
        "dist/kept.js",
        "dist/deep/kept.txt",
        "a path with ünicode.log",
      );
      // An entry that is only meant to be added makes the index a version 3.
      if (version === 3) git("add", "-N", "later.txt");
      git("update-index", "--index-version", String(version));
      git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},lib/sub`);
      expect(await reasons(root)).toEqual({
        ".gitignore": "utf-8",
        "a path with ünicode.log": "utf-8",
        "a.ts": "utf-8",
        "dist/deep/drop.txt": "ignored",
        "dist/deep/kept.txt": "utf-8",
        "dist/drop.js": "ignored",
        "dist/kept.js": "utf-8",
        "dist/none/": "ignored",
        "drop.log": "ignored",
        "kept.log": "utf-8",
        "later.txt": "utf-8",
        "lib/sub/": "submodule",
      });
    },
  );

  test("an index that makes no sense tracks nothing and stops nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const head = Buffer.concat([Buffer.from("DIRC\0\0\0\x04\0\0\xff\xff", "latin1"), bytes]);
        const root = write(emptyDirectory(), {
          ".gitignore": "x\n",
          x: "1",
          ".git/HEAD": "ref: refs/heads/main\n",
          ".git/index": head,
        });
        expect((await reasons(root))["x"]).toBe("ignored");
      }),
      { numRuns: 30 },
    );
  });
});
