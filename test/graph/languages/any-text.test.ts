import fc from "fast-check";
import { expect, test } from "vitest";
import { languages } from "../../../graph/languages/index.ts";
import { indexOf } from "../tree.ts";
import { recordOf } from "./language.ts";

/** Pieces of each language, which make texts that are nearly right. */
const samples: Readonly<Record<string, { extension: string; pieces: readonly string[] }>> = {
  typescript: {
    extension: "ts",
    pieces: [
      "export class A<T> extends B {",
      "}",
      'import { a } from "b";',
      "export * from './c';",
      "function f(",
      "): void {",
      "const x = () => ",
      "@d()\n",
      "`${",
      "/**",
      "interface I {",
      "<T>",
      "namespace N {",
      "\n",
    ],
  },
  javascript: {
    extension: "js",
    pieces: [
      "class A extends B {",
      "}",
      'import a from "b";',
      "require('./c')",
      "exports.x = ",
      "function* f() {",
      "/x",
      "`${",
      "/*",
      "<A>",
      "=>",
      "\n",
    ],
  },
  python: {
    extension: "py",
    pieces: [
      "class A(B):\n",
      "def f(a):\n",
      "    ",
      "import a.b\n",
      "from . import c\n",
      '"""',
      "@d\n",
      "(",
      "lambda: ",
      "\\\n",
      "if x:\n",
      "\n",
    ],
  },
  go: {
    extension: "go",
    pieces: [
      "package a\n",
      'import "b"\n',
      "func (t T) f(",
      "type A struct {",
      "}",
      "var x = ",
      "`",
      "/*",
      "[T any]",
      "go func() {",
      "\n",
    ],
  },
  rust: {
    extension: "rs",
    pieces: [
      "mod a;",
      "mod b {",
      "use a::{b, c};",
      "pub struct A<'a>",
      "impl A for B {",
      "}",
      "fn f() ",
      "macro_rules! m {",
      'r#"',
      "/*",
      "#[cfg(x)]\n",
      "\n",
    ],
  },
  c: {
    extension: "c",
    pieces: [
      '#include "a.h"\n',
      "#if X\n",
      "#else\n",
      "#endif\n",
      "#define A(x) \\\n",
      "struct A {",
      "}",
      "int f(",
      'extern "C" {',
      "/*",
      '"',
      ";",
      "\n",
    ],
  },
  cpp: {
    extension: "cpp",
    pieces: [
      "#include <a>\n",
      "#if X\n",
      "#endif\n",
      "template <class T>",
      "class A : public B {",
      "}",
      "namespace a {",
      "A::f() ",
      'R"x(',
      "operator==",
      "/*",
      ";",
      "\n",
    ],
  },
  java: {
    extension: "java",
    pieces: [
      "class A {",
      "}",
      "import ",
      "a.b.C",
      ";",
      "package a;",
      "void f() {",
      "new A()",
      "/*",
      '"',
      "@B ",
      "<T>",
      "\n",
    ],
  },
  vue: {
    extension: "vue",
    pieces: [
      '<script setup lang="ts">',
      "</script>",
      "<template>",
      "</template>",
      "<script src='./a'/>",
      "import A from './a.vue';",
      "export default {",
      "}",
      "<!--",
      "-->",
      "\n",
      "<",
      ">",
      "`",
    ],
  },
  svelte: {
    extension: "svelte",
    pieces: [
      "<script>",
      "<script context=module>",
      "</script>",
      "import A from './a.svelte';",
      "{#if a}",
      "{/if}",
      "<A />",
      "<style>",
      "</style>",
      "<!--",
      "\n",
      "{",
      "}",
      "$: b = 1;",
    ],
  },
  astro: {
    extension: "astro",
    pieces: [
      "---",
      "\n",
      "import A from './a.astro';",
      "<A />",
      "<script>",
      "</script>",
      "{",
      "}",
      "const a = `",
      "`;",
      "<!--",
      "-->",
    ],
  },
  kotlin: {
    extension: "kt",
    pieces: [
      "class A",
      "{",
      "}",
      "import a.b\n",
      "package a\n",
      "fun ",
      "f()",
      "val x = ",
      "by b {",
      ": B(",
      "/**",
      '"""',
      "<T>",
      "\n",
    ],
  },
  csharp: {
    extension: "cs",
    pieces: [
      "namespace A",
      "{",
      "}",
      "using A.B;",
      "class C<T> : D",
      "void F() ",
      "=>",
      "#if X\n",
      "#else\n",
      "#endif\n",
      '"',
      "[A]",
      ";",
      "\n",
    ],
  },
  php: {
    extension: "php",
    pieces: [
      "<?php ",
      "namespace A;",
      "use A\\B;",
      "class C extends D {",
      "}",
      "function f() {",
      "new A();",
      "require __DIR__ . '/x.php';",
      "/*",
      "'",
      "$a->b()",
      "?>",
      "\n",
    ],
  },
  ruby: {
    extension: "rb",
    pieces: [
      "module A\n",
      "class B < C\n",
      "def f(a)\n",
      "end\n",
      'require "x"\n',
      "require_relative '../y'\n",
      "private\n",
      "do |x|",
      "attr_reader :a\n",
      "A::B",
      "<<~X\n",
      "=begin\n",
      "\n",
    ],
  },
};

const runs = 40;

function textOf(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 }));
  return fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(""));
}

/** Records say where things are inside of their files, and no edge leads out of the tree. */
async function expectWhole(extension: string, one: string, two: string): Promise<void> {
  const index = await indexOf({ [`a/One.${extension}`]: one, [`b/Two.${extension}`]: two });
  expect(index.order).toHaveLength(2);
  for (const { lines, record } of index.files.values()) {
    expect(record?.failure).toBeUndefined();
    for (const { line, endLine } of record?.symbols ?? []) {
      expect(line).toBeGreaterThan(0);
      expect(endLine).toBeGreaterThanOrEqual(line);
      expect(endLine).toBeLessThanOrEqual(Math.max(1, lines));
    }
    for (const { line } of record?.imports ?? []) {
      expect(line).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(Math.max(1, lines));
    }
  }
  for (const { to } of index.imports) expect(index.files.has(to)).toBe(true);
}

test.each(languages.map(({ name }) => name))(
  "any text of %s gives a record, and an index that holds together",
  async (name) => {
    const { extension = "", pieces = [] } = samples[name] ?? {};
    expect(pieces).not.toHaveLength(0);
    const text = textOf(pieces);
    let tried = 0;
    const property = fc.asyncProperty(text, text, async (one, two) => {
      await expectWhole(extension, one, two);
      tried++;
    });
    await fc.assert(property, { numRuns: runs });
    expect(tried).toBe(runs);
  },
  60_000,
);

test("a definition that takes in the last newline ends on the last line", async () => {
  await expectWhole("rb", "", "module A\n<<~X\n");
  const { symbols } = await recordOf("a.rb", "module A\n<<~X\n");
  expect(symbols.map(({ line, endLine }) => [line, endLine])).toEqual([[1, 2]]);
});
