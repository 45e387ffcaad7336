import { expect, test } from "vitest";
import { edges, indexOf } from "../../tree.ts";
import { outlineLines, recordOf } from "../language.ts";

test("annotations before a primary constructor are not part of its class's signature", async () => {
  const record = await recordOf(
    "A.kt",
    [
      "class A",
      "  // An unknown reason.",
      '  @Inject("hidden") internal constructor(val a: Int) : B()',
      "class C /** Also",
      " * unknown. */",
      "  private constructor(val c: Int)",
      "",
    ].join("\n"),
  );
  expect(outlineLines(record)).toEqual([
    "class class A internal constructor(val a: Int) : B() (public, exported)",
    "  property val a: Int (public)",
    "class class C private constructor(val c: Int) (public, exported)",
    "  property val c: Int (public)",
  ]);
});

test("annotations with arguments may be on the line of a declaration", async () => {
  const index = await indexOf({
    "src/a.kt":
      '@Retention(RUNTIME) @Target(FUNCTION) public annotation class Mark\n@Suppress("X") fun go() {}\n' +
      '@Deprecated("use (b)") val old = 1\n@Mark annotation class Last\n',
  });
  const symbols = index.files.get("src/a.kt")?.record?.symbols ?? [];
  expect(symbols.map(({ name, line }) => [name, line])).toEqual([
    ["Mark", 1],
    ["go", 2],
    ["old", 3],
    ["Last", 4],
  ]);
});

test("annotated enumerations, constants and expectations at the top are declared", async () => {
  const index = await indexOf({
    "src/marks.kt":
      "package p\nannotation class Mark(val of: Array<Int>)\nannotation class Plain\n",
    "src/a.kt":
      "package p\n/** Sides. */\n@Plain\nenum class Side { A }\n" +
      '@Mark([1, 2]) @Suppress("(") const val LIMIT = 1\n' +
      '@Deprecated(\n  "x",\n)\n// why\nexpect class Far\n@Plain data object One\n',
  });
  const symbols = index.files.get("src/a.kt")?.record?.symbols ?? [];
  const shown = symbols.map(({ name, line, signature, doc }) => [name, line, signature, doc?.text]);
  expect(shown.slice(1)).toEqual([
    ["Side", 4, "enum class Side", "Sides."],
    ["A", 4, "A", undefined],
    ["LIMIT", 5, "const val LIMIT", undefined],
    ["Far", 10, "expect class Far", "why"],
    ["One", 11, "data object One", undefined],
  ]);
  expect(edges(index)).toEqual(["src/a.kt -> src/marks.kt"]);
});

const annotations = [
  "@Plain\n",
  "@Plain ",
  "@Mark(1) ",
  "@Mark(1)\n@Plain\n",
  "@Plain @Mark(1)\n",
  "@p.Plain @Mark(1) // why\n",
  "@get:Mark(1)\n/* why */\n",
  "@Of<Int>(1)\n",
  "context(a: Plain)\n",
];
const declarations = [
  "class It(val a: Int) {\n  fun b() {}\n}",
  "fun interface It {\n  fun b()\n}",
  "internal sealed class It",
  "data object It",
  "fun It() {}",
  "private fun It() {}",
  "public operator fun Other.It() = 1",
  "actual fun It() {}",
  "val It = 1",
  "private val It by lazy { 1 }",
  "private const val It = 1",
  "internal typealias It = Other",
];

test.each(annotations)(
  "what follows %j at the top is declared, and the annotation named",
  async (mark) => {
    const marks =
      "package p\nannotation class Mark(val a: Int)\nannotation class Plain\nannotation class Of<T>(val a: Int)\n";
    const files = Object.fromEntries(
      declarations.map((text, at) => [
        `src/a${at}.kt`,
        `package p\n\n${mark}${text}\n\nclass Last\n`,
      ]),
    );
    const index = await indexOf({ ...files, "src/marks.kt": marks });
    const lines = 3 + (mark.match(/\n/g) ?? []).length;
    for (const [path, text] of Object.entries(files)) {
      const record = index.files.get(path)?.record;
      const tops = record?.symbols.filter(({ depth }) => depth === 0) ?? [];
      expect(record?.syntaxError, text).toBe(false);
      expect(
        tops.slice(1).map(({ name, line }) => [name, line]),
        text,
      ).toEqual([
        ["It", lines],
        ["Last", lines + (text.slice(text.indexOf("It")).match(/\n/g) ?? []).length - 1],
      ]);
      expect(edges(index), text).toContain(`${path} -> src/marks.kt`);
    }
  },
);

test("a comment is above the annotations of its declaration, on one line or on several", async () => {
  const { symbols } = await recordOf(
    "A.kt",
    [
      "/** One. */",
      "@Plain @p.Mark(",
      '  "x",',
      "",
      "  [1],",
      ") @Last",
      "enum class A { X }",
      "/** Two. */",
      "@Plain @p.Mark",
      "internal fun b() {}",
      "/** Another. */",
      "val c = d(",
      "  1,",
      ")",
      "@Plain const val e = 1",
      "",
    ].join("\n"),
  );
  expect(symbols.map(({ name, doc }) => [name, doc?.text])).toEqual([
    ["A", "One."],
    ["X", undefined],
    ["b", "Two."],
    ["c", "Another."],
    ["e", undefined],
  ]);
});
