import { expect, test } from "vitest";
import { headingsOf } from "../../../graph/facts/headings.ts";
import { parseJsonc } from "../../../graph/resolve/jsonc.ts";
import { scanPieces } from "../../../graph/parse/lexis.ts";
import { isCppHeader } from "../../../graph/languages/cpp/header.ts";
import { resolveAll } from "../../../graph/graph/resolution.ts";
import { graphJson } from "../../../graph/index.ts";
import { indexOf } from "../tree.ts";

const N = 200_000;

// Each would take minutes if its time grew with the square of its length: the runner's limit tells.
test.each([
  ["markdown", `#${"\t".repeat(N)}x\ry\n`, ["x"]],
  ["restructuredtext", `-${"--\r".repeat(N / 3)}--\n-\n===`, ["-"]],
  ["toml", `${"[".repeat(N)}\n[[]`, []],
  ["ini", `${"[\r[[".repeat(N / 4)}\n[[]`, []],
  ["css", `-\r${"\r".repeat(N)}`, []],
  ["html", "<h1".repeat(N / 3), []],
])("headings of hostile %s come in time that grows with its length", (language, text, found) => {
  expect(headingsOf(language, text)).toEqual(found);
});

test("comments, commas and quotes that never end", () => {
  expect(parseJsonc("/*\r".repeat(N / 3))).toBeUndefined();
  expect(parseJsonc(`{${", ".repeat(N / 2)}`)).toBeUndefined();
  expect(parseJsonc('{ "a": [1, 2, /* , */ ], // x\n "b": "// , ]", }')).toEqual({
    a: [1, 2],
    b: "// , ]",
  });
  expect(isCppHeader("#if __cplusplus\n".repeat(N / 16))).toBe(false);
  let pieces = 0;
  scanPieces(
    `'${"\\'".repeat(N)}`,
    { line: [], block: [], quotes: ["'"], long: [] },
    () => pieces++,
  );
  expect(pieces).toBe(1);
});

test("a file whose imports take too long says so, and the others are resolved", async () => {
  const index = await indexOf({
    "a.ts": 'import "./c.ts";\n',
    "b.ts": 'import "./c.ts";\n',
    "c.ts": "",
  });
  const { manifest, files } = index;
  const seen: number[] = [];
  const resolved = resolveAll(
    { manifest, files },
    { abandoned: new Set(["a.ts"]), onFile: (at) => seen.push(at) },
  );
  expect(seen).toEqual([0, 1, 2]);
  expect(resolved.imports.map(({ from, to }) => [from, to])).toEqual([["b.ts", "c.ts"]]);
  expect(resolved.unresolved).toMatchObject([{ from: "a.ts", line: 1, reason: "timeout" }]);
  const { files: shown } = graphJson({ ...index, unresolvedOf: () => resolved.unresolved });
  expect(shown[0]?.flags).toEqual(["timeout"]);
});

test("a name of any length is read, and so is the rest of its file", async () => {
  const name = "enum".repeat(20_000);
  // With short lines enough that it does not count as minified.
  const lines = "// a\n".repeat(20_000);
  const index = await indexOf({
    "a.cjs": `const ${name} = require("./b.cjs");\nconst b = require("./b.cjs");\nb.c();\n${lines}`,
    "b.cjs": "exports.c = () => {};\n",
  });
  expect(index.files.get("a.cjs")?.record?.failure).toBeUndefined();
  expect(index.files.get("a.cjs")?.record?.references.map((use) => use.name)).toEqual(["b"]);
});

test("a text that the parser needs too long for is given up, and the others are read", async () => {
  const index = await indexOf({
    // Quadratic: several times what the bound allows, on a fast machine too.
    "hostile.cpp": `f${"<a\n".repeat(110_000)}`,
    "plain.py": "LIMIT = 1\n",
  });
  // The parser may first need more memory than it gets.
  expect(["timeout", "failed"]).toContain(index.files.get("hostile.cpp")?.record?.failure);
  expect(index.files.get("plain.py")?.record?.symbols).toHaveLength(1);
}, 60_000);
