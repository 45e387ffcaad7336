import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { decodeText, encodeText, surveyRepository } from "../../graph/index.ts";
import { readRegular } from "../../graph/walk/open.ts";
import { emptyDirectory, limits, write } from "./tree.ts";

async function reasons(root: string, exclude: string[] = []): Promise<Record<string, string>> {
  const { snapshot } = await surveyRepository(root, { ...limits, exclude });
  return Object.fromEntries(
    snapshot.manifest.map((entry) => [entry.path, entry.reason ?? entry.encoding ?? ""]),
  );
}

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

  test("believes .gitattributes and leaves in what the configuration keeps", async () => {
    const root = write(emptyDirectory(), {
      ".gitattributes":
        "# comment\n*.pb.ts linguist-generated\nsnap/** linguist-generated=true\n/lib/*.c linguist-vendored text\npackage-lock.json -linguist-generated\n*.dat binary\ndocs export-ignore\ndocs/* export-ignore\n",
      "sub/.gitattributes": "own.pb.ts -linguist-generated\n",
      ".gitignore": "*.log\n",
      "a.pb.ts": "1",
      "sub/own.pb.ts": "1",
      "sub/other.pb.ts": "1",
      "snap/deep/x.txt": "1",
      "lib/a.c": "1",
      "lib/deep/a.c": "1",
      "package-lock.json": "{}",
      "yarn.lock": "",
      "x.dat": "1",
      "docs/a.md": "# a\n",
      "y.log": "1",
      "z.min.js": "1",
      "node_modules/p/index.js": "1",
    });
    expect(await reasons(root)).toEqual({
      ".gitattributes": "utf-8",
      ".gitignore": "utf-8",
      "a.pb.ts": "generated",
      "docs/a.md": "utf-8",
      "lib/a.c": "vendored",
      "lib/deep/a.c": "utf-8",
      "node_modules/": "vendored",
      "package-lock.json": "utf-8",
      "snap/deep/x.txt": "generated",
      "sub/.gitattributes": "utf-8",
      "sub/other.pb.ts": "generated",
      "sub/own.pb.ts": "utf-8",
      "x.dat": "binary",
      "y.log": "ignored",
      "yarn.lock": "lock",
      "z.min.js": "minified",
    });
    const keep = ["ignored", "vendored", "generated", "minified", "lock"] as const;
    const { snapshot } = await surveyRepository(root, { ...limits, keep: [...keep] });
    expect(snapshot.manifest.filter(({ included }) => !included).map(({ path: at }) => at)).toEqual(
      ["x.dat"],
    );
    expect(snapshot.contents.has("node_modules/p/index.js")).toBe(true);
  });

  test("a checkout's own info/attributes come before those of the tree", async () => {
    const root = write(emptyDirectory(), {
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/info/attributes": "*.gen linguist-generated\nsub/b.out -linguist-generated\n",
      ".gitattributes": "[attr]own linguist-generated\na.gen -linguist-generated\n",
      "sub/.gitattributes": "*.out linguist-generated\n",
      "a.gen": "1",
      "sub/b.out": "1",
      "sub/c.out": "1",
      aown: "1",
    });
    expect(await reasons(root)).toEqual({
      ".gitattributes": "utf-8",
      "a.gen": "generated",
      aown: "utf-8",
      "sub/.gitattributes": "utf-8",
      "sub/b.out": "utf-8",
      "sub/c.out": "generated",
    });
  });

  test("gives every hostile entry a reason and opens none of them", async () => {
    const outside = write(emptyDirectory(), { "secret.txt": "outside\n" });
    const root = write(emptyDirectory(), {
      "fine.ts": "export const a = 1;\n",
      "crlf.txt": "a\r\nb\r\n",
      "bom.txt": "\uFEFFa\n",
      "latin.txt": Buffer.from("caf\xe9\n", "latin1"),
      "utf16.txt": Buffer.from("\uFEFFabc", "utf16le"),
      "nul.bin": Buffer.from([97, 0, 98]),
      "gzip-like.bin": Buffer.from([0x1f, 0x8b, 0x08, 0x9d, 0x01, 0x02]),
      "package-lock.json": "{}",
      "gen.go": "// Code generated by tool. DO NOT EDIT.\npackage x\n",
      "app.min.js": "var a=1;",
      "bundle.js": `var a=${"1+".repeat(4000)}1;\n`,
      "locked.txt": "x",
      "emoji 🙂.ts": "export {};\n",
      "new\nline.ts": "export {};\n",
      "fifo-beside.txt": "x",
    });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff, 0xfe])]), "x");
    symlinkSync(path.join(outside, "secret.txt"), path.join(root, "link.txt"));
    symlinkSync(outside, path.join(root, "out"));
    symlinkSync("..", path.join(root, "loop"));
    symlinkSync("nowhere", path.join(root, "dangling"));
    execFileSync("mkfifo", [path.join(root, "fifo")]);
    const server = createServer().listen(path.join(root, "socket"));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    writeFileSync(path.join(root, "huge.txt"), "text\n".repeat(2000));
    truncateSync(path.join(root, "huge.txt"), 50 << 20);
    writeFileSync(path.join(root, "huge.bin"), "\0");
    truncateSync(path.join(root, "huge.bin"), 50 << 20);
    writeFileSync(path.join(root, "yarn.lock"), "# yarn\n".repeat(2000));
    truncateSync(path.join(root, "yarn.lock"), 50 << 20);
    chmodSync(path.join(root, "locked.txt"), 0);
    const found = await reasons(root);
    // A test that runs as root can read everything.
    if (process.getuid?.() === 0) found["locked.txt"] = "unreadable";
    expect(found).toEqual({
      "app.min.js": "minified",
      "bad-\\xff\\xfe": "name",
      "bom.txt": "utf-8",
      "bundle.js": "minified",
      "crlf.txt": "utf-8",
      dangling: "symlink",
      "emoji 🙂.ts": "utf-8",
      fifo: "special",
      "fifo-beside.txt": "utf-8",
      "fine.ts": "utf-8",
      "gen.go": "generated",
      "gzip-like.bin": "binary",
      "huge.bin": "binary",
      "huge.txt": "too_large",
      "latin.txt": "latin1",
      "link.txt": "symlink",
      "locked.txt": "unreadable",
      loop: "symlink",
      "new\\x0aline.ts": "name",
      "nul.bin": "binary",
      out: "symlink",
      "package-lock.json": "lock",
      socket: "special",
      "utf16.txt": "encoding",
      "yarn.lock": "lock",
    });
  });

  test("detects generated files by their tools' marks, not by prose about them", async () => {
    const root = write(emptyDirectory(), {
      "a_pb2.py":
        "# -*- coding: utf-8 -*-\n# Generated by the protocol buffer compiler.  DO NOT EDIT!\n",
      "Form.Designer.cs":
        "//----\n// <auto-generated>\n//     This code was generated by a tool.\n",
      "x.g.cs": "// <auto-generated/>\n",
      "fast.c": "/* Generated by Cython 3.0.11 */\n",
      "gram.c": "/* A Bison parser, made by GNU Bison 3.8.2.  */\n",
      "Svc.java": "/**\n * Autogenerated by Thrift Compiler (0.20.0)\n */\n",
      "z.go": "// Code generated by mockgen. DO NOT EDIT.\npackage z\n",
      "prose.md": "Files marked <auto-generated> or Generated by Cython are left out.\n",
      "code.py": 'mark = "# Code generated by x. DO NOT EDIT."\n# what is generated is checked\n',
    });
    const found = await reasons(root);
    const kept = Object.keys(found).filter((name) => found[name] === "utf-8");
    expect(kept).toEqual(["code.py", "prose.md"]);
    expect(new Set(Object.values(found))).toEqual(new Set(["generated", "utf-8"]));
  });

  test("agrees with git about attributes: quoted, taken back, after a byte order mark", async () => {
    const root = write(emptyDirectory(), {
      ".gitattributes":
        '\uFEFF*.gen.ts linguist-generated\n"a b.ts" linguist-generated\n"q\\".ts" linguist-vendored\nback.gen.ts !linguist-generated\nno.gen.ts -linguist-generated\nblob.* binary\nblob.txt -binary\n',
      ".gitignore": "\uFEFFdrop.txt\n",
      "drop.txt": "x",
      "x.gen.ts": "1",
      "a b.ts": "1",
      'q".ts': "1",
      "back.gen.ts": "// @generated\n",
      "no.gen.ts": "// @generated\n",
      "blob.dat": "1",
      "blob.txt": "1",
    });
    const found = await reasons(root);
    execFileSync("git", ["init", "-q", root]);
    const names = Object.keys(found).filter((name) => !name.startsWith("."));
    const said = execFileSync(
      "git",
      [
        "-C",
        root,
        "check-attr",
        "-z",
        "linguist-generated",
        "linguist-vendored",
        "binary",
        "--",
      ].concat(names),
    );
    const set = said
      .toString()
      .match(/[^\0]+\0[^\0]+\0set(?=\0)/g)
      ?.map((line) => line.split("\0", 1)[0]);
    const ours = ["a b.ts", "blob.dat", 'q".ts', "x.gen.ts"];
    expect(set?.sort()).toEqual(ours);
    expect(found).toEqual({
      ".gitattributes": "utf-8",
      ".gitignore": "utf-8",
      "drop.txt": "ignored",
      "a b.ts": "generated",
      // What nothing is said of is judged by what it looks like.
      "back.gen.ts": "generated",
      "no.gen.ts": "utf-8",
      "blob.dat": "binary",
      "blob.txt": "utf-8",
      'q".ts': "vendored",
      "x.gen.ts": "generated",
    });
  });

  test("looks into a vendored tree that .gitattributes calls the repository's own", async () => {
    const root = write(emptyDirectory(), {
      ".gitattributes": "vendor/** -linguist-vendored\n",
      "go.mod": "module x\n",
      "vendor/own.go": "package own\n",
      "node_modules/p/index.js": "1",
    });
    expect(await reasons(root)).toEqual({
      ".gitattributes": "utf-8",
      "go.mod": "utf-8",
      "node_modules/": "vendored",
      "vendor/own.go": "utf-8",
    });
  });

  test("never opens a FIFO or follows a link that took a file's place", () => {
    const root = write(emptyDirectory(), { "a.txt": "x" });
    execFileSync("mkfifo", [path.join(root, "fifo")]);
    symlinkSync("a.txt", path.join(root, "link"));
    expect(readRegular(path.join(root, "fifo"), 100)).toEqual({ reason: "special", size: 0 });
    expect(readRegular(path.join(root, "link"), 100)).toEqual({ reason: "symlink", size: 0 });
    expect(readRegular(root, 100)).toEqual({ reason: "special", size: 0 });
    expect(readRegular(path.join(root, "a.txt"), 0)).toEqual({
      reason: "too_large",
      size: 1,
      head: Buffer.from("x"),
    });
  });

  test("fails with a code for each kind of useless tree", async () => {
    const root = emptyDirectory();
    const fails = (place: string, max = 10): Promise<unknown> =>
      surveyRepository(place, { ...limits, max_count: max }).catch((error: unknown) => error);
    expect(await fails(root)).toMatchObject({ code: "REPOSITORY_EMPTY" });
    write(root, { "a.bin": Buffer.from([0]) });
    expect(await fails(root)).toMatchObject({ code: "REPOSITORY_EMPTY", detail: /1 binary/ });
    expect(await fails(path.join(root, "no"))).toMatchObject({ code: "REPOSITORY_MISSING" });
    expect(await fails(path.join(root, "a.bin"))).toMatchObject({ code: "REPOSITORY_MISSING" });
    write(root, { "a.txt": "", "b.txt": "", "c.txt": "" });
    expect(await fails(root, 2)).toMatchObject({ code: "REPOSITORY_TOO_LARGE" });
    await expect(
      surveyRepository(root, limits, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: "INTERRUPTED" });
  });

  test("ends on a tree that is deeper than anything written by hand", async () => {
    const root = emptyDirectory();
    mkdirSync(path.join(root, ...Array.from({ length: 100 }, () => "d")), { recursive: true });
    write(root, { "a.txt": "x" });
    const { snapshot } = await surveyRepository(root, limits);
    expect(snapshot.manifest.map((entry) => entry.reason)).toEqual([undefined, "too_large"]);
  });
});

describe("text", () => {
  test("comes back as the same bytes, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 7, maxLength: 60 }), (bytes) => {
        const decoded = decodeText(Buffer.from(bytes));
        fc.pre("text" in decoded);
        expect(encodeText(decoded.text, decoded.encoding)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 500, maxSkipsPerRun: 1000 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("utf8", "latin1"),
        (text, as) => {
          const bytes = Buffer.from(text, as as BufferEncoding);
          const decoded = decodeText(bytes);
          fc.pre("text" in decoded);
          expect(encodeText(decoded.text, decoded.encoding)).toEqual(bytes);
        },
      ),
    );
  });

  test("in another encoding is distinguished from binary data", () => {
    const other = (text: string): unknown => decodeText(Buffer.from(text, "hex"));
    expect(other("c4e3bac3cac0bde7")).toEqual({ reason: "encoding" });
    expect(other("0000feff00000061")).toEqual({ reason: "encoding" });
    expect(other("fffe000061000000")).toEqual({ reason: "encoding" });
    expect(other("1f8b089d0102")).toEqual({ reason: "binary" });
    expect(other("6361666520e9")).toEqual({ text: "cafe é", encoding: "latin1" });
  });

  test("keeps a byte order mark", () => {
    expect(decodeText(Buffer.from([0xef, 0xbb, 0xbf, 97]))).toEqual({
      text: "\uFEFFa",
      encoding: "utf-8",
    });
  });
});
