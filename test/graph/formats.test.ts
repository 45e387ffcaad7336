import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { dotText, graphJson, outlineOf, treeText } from "../../graph/index.ts";
import { indexOf } from "./tree.ts";

const files = {
  'a"]; evil [label="x.ts': `import "./b.ts"; import "pkg"; import "node:fs"; import "./no";`,
  "b.ts": "export function b(): void {}\n",
  "dir\u202Egnp.ts": "",
  "back\\slash.ts": "",
  "x.bin": Buffer.from([0]),
  "docs/guide.md": "# Title\n\n```\n# not a heading\n```\n\n## Part [1]\n",
  "conf.toml": "[tool.x]\na = 1\n[[list]]\nb = 2\n",
  "data.json": '{"one": {"two": "secret"}, "three": 3}',
  "ci.yaml": "on: push\njobs:\n  build: x\n",
};

test("JSON holds what the design names", async () => {
  const index = await indexOf(files);
  const json = graphJson(index);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json.files.find((file) => file.path === "b.ts")).toEqual({
    path: "b.ts",
    language: "typescript",
    bytes: 29,
    lines: 1,
    included: true,
    symbols: [
      {
        name: "b",
        kind: "function",
        line: 1,
        signature: "function b(): void",
        end_line: 1,
        exported: true,
        visibility: "public",
      },
    ],
  });
  expect(json.files.find((file) => file.path === "x.bin")).toMatchObject({
    included: false,
    reason: "binary",
  });
  expect(json.imports).toEqual([
    { from: 'a"]; evil [label="x.ts', to: "b.ts", specifier: "./b.ts", line: 1, kind: "static" },
  ]);
  expect(json.external.map(({ name, builtin }) => [name, builtin])).toEqual([
    ["fs", true],
    ["pkg", false],
  ]);
  expect(json.unresolved).toEqual([
    { from: 'a"]; evil [label="x.ts', specifier: "./no", line: 1, reason: "missing" },
  ]);
  expect(json.order).toContain("b.ts");
});

test("a tree and a drawing survive hostile names", async () => {
  const index = await indexOf(files);
  const tree = treeText(index.manifest, { excluded: true });
  expect(tree).toContain("docs/\n  guide.md\n");
  expect(tree).toContain("x.bin (binary)\n");
  expect(tree).toContain("dir\\u202egnp.ts\n");
  expect(treeText(index.manifest, { maxLines: 2 })).toMatch(/\nand \d+ more\n$/);
  const dot = dotText(index);
  expect(dot).toContain('"file:a\\"]; evil [label=\\"x.ts" -> "file:b.ts";');
  expect(dot).not.toContain("\u202E");
  // Quotes must balance on every line once escapes are gone.
  for (const line of dot.split("\n")) {
    expect((line.replace(/\\./g, "").match(/"/g) ?? []).length % 2).toBe(0);
  }
  if (spawnSync("dot", ["-V"]).status === 0) execFileSync("dot", ["-Tplain"], { input: dot });
});

test("files without symbols say what they are about", async () => {
  const index = await indexOf(files);
  const headings = (path: string): string[] => index.files.get(path)?.headings ?? [];
  expect(headings("docs/guide.md")).toEqual(["Title", "Part [1]"]);
  expect(headings("conf.toml")).toEqual(["tool", "tool.x", "list"]);
  expect(headings("data.json")).toEqual(["one", "three"]);
  expect(headings("ci.yaml")).toEqual(["on", "jobs"]);
  const file = index.files.get("docs/guide.md");
  expect(file && outlineOf(file)).toBe("docs/guide.md (markdown, 7 lines)\n  Title\n  Part [1]\n");
});
