import { expect, test } from "vitest";
import { kotlinVocabulary } from "../../../graph/languages/kotlin/vocabulary.ts";
import { edges, indexOf } from "../tree.ts";
import { externals, outlineLines, recordOf, unresolved } from "./language.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const record = await recordOf(
    "src/main/kotlin/shop/Cart.kt",
    `package shop

import java.util.*
import shop.api.Store as Shelf

typealias Handler<T> = (T) -> Unit
const val LIMIT = 3
private var count: Int = secret()
val String.shout: String get() = uppercase()

/** Finds an item. */
@Hidden
fun <T : Any> List<T>.locate(name: String = "hidden", vararg rest: T, block: (T) -> Boolean): T? {
  for (each in this) { if (block(each)) return each }
  try { return locate(name) } catch (problem: Broken) { throw Missing("hidden") }
  fun inner(secret: Int) {}
  return when (name) {
    "a" -> null
    else -> rest.first()
  }
}

internal sealed class Cart<out T>(private val size: Int, name: String = "hidden") : Base<T>(size), Store {
  companion object {
    const val MAX = 1
  }
  constructor(big: Long) : this(big.toInt()) { check(big) }
  lateinit var last: Map.Entry<String, T>
  protected abstract suspend fun load(path: java.io.File): T
  val lazyOne by lazy { compute("hidden") }
}

enum class Color(val code: Int) {
  RED(1),
  GREEN(2);
  fun paint() {}
}
interface Sizes {
  val size: Int
  fun twice(): Int = size * 2
}
object Single : Base()
annotation class Mark(val value: String)
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(JSON.stringify(record.symbols)).not.toContain('hidden"');
  expect(outlineLines(record)).toEqual([
    "package package shop (public)",
    "type typealias Handler (public, exported)",
    "constant const val LIMIT (public, exported)",
    "variable private var count: Int (private)",
    "extension val String.shout: String (public, exported)",
    'extension fun <T : Any> List<T>.locate(name: String = "…", vararg rest: T, block: (T) -> Boolean): T? (public, exported)',
    "  function fun inner (public)",
    'class internal sealed class Cart<out T>(private val size: Int, name: String = "…") : Base<T>(size), Store (package)',
    "  property private val size: Int (private)",
    "  object companion object (public)",
    "    constant const val MAX (public)",
    "  constructor constructor(big: Long) (public)",
    "  property lateinit var last: Map.Entry<String, T> (public)",
    "  method protected abstract suspend fun load(path: java.io.File): T (protected)",
    "  property val lazyOne (public)",
    "enum enum class Color(val code: Int) (public, exported)",
    "  property val code: Int (public)",
    "  member RED (public)",
    "  member GREEN (public)",
    "  method fun paint() (public)",
    "interface interface Sizes (public, exported)",
    "  property val size: Int (public)",
    "  method fun twice(): Int (public)",
    "object object Single : Base() (public, exported)",
    "annotation annotation class Mark(val value: String) (public, exported)",
    "  property val value: String (public)",
  ]);
});

test("imports of types, functions and whole packages, also across Java, and names that need none", async () => {
  const index = await indexOf({
    "build.gradle.kts": `dependencies { implementation("com.acme.lib:lib-core:1.0") }`,
    "src/main/kotlin/shop/app/Main.kt": `package shop.app
import shop.api.Store
import shop.api.Outer.Companion.make
import shop.text.shorten as cut
import shop.wide.*
import kotlin.math.max
import com.acme.lib.Thing
import org.other.Else
import shop.api.Gone
class Main(val base: Base) : Parent(), Store by base {
  val own: Map<String, Used> = build(LIMIT)
  fun run(local: Int) { "x".trimmed(); base.shadowed(); shop.full.deep(); Obj.go(); val helper = 1; print(helper); widen() }
}
`,
    "src/main/kotlin/shop/app/Base.kt": "package shop.app\nclass Base { fun shadowed() {} }\n",
    "src/main/kotlin/shop/app/Parent.kt": "package shop.app\nopen class Parent\n",
    "src/main/kotlin/shop/app/tools.kt":
      "package shop.app\nconst val LIMIT = 1\nfun build(n: Int) = mapOf<String, Int>()\n",
    "src/main/kotlin/shop/app/more.kt": "package shop.app\nfun build(n: String) = n\n",
    "src/main/kotlin/shop/app/extensions.kt":
      "package shop.app\nfun String.trimmed() = trim()\nfun Base.shadowed() {}\n",
    "src/main/kotlin/shop/app/hidden.kt":
      "package shop.app\nprivate fun helper() {}\nprivate class Used\n",
    "src/main/kotlin/shop/app/Obj.kt": "package shop.app\nobject Obj { fun go() {} }\n",
    "src/main/java/shop/api/Store.java":
      "package shop.api; public interface Store { default void x() { shop.app.ToolsKt.build(1); } }",
    "src/main/kotlin/shop/api/Outer.kt":
      "package shop.api\nclass Outer { companion object { fun make() {} } }\n",
    "src/main/kotlin/shop/text/one.kt": "package shop.text\nfun String.shorten() = this\n",
    "src/main/kotlin/shop/text/two.kt": "package shop.text\nfun Int.shorten() = this\n",
    "src/main/kotlin/shop/wide/Used.kt": "package shop.wide\nclass Used\n",
    "src/main/kotlin/shop/wide/Unused.kt": "package shop.wide\nclass Unused\n",
    "src/main/kotlin/shop/wide/widen.kt": "package shop.wide\nfun widen() {}\n",
    "src/main/kotlin/shop/full/deep.kt": "package shop.full\nfun deep() {}\n",
  });
  const main = "src/main/kotlin/shop/app/Main.kt";
  const near = "src/main/kotlin/shop";
  expect(edges(index)).toEqual([
    `src/main/java/shop/api/Store.java -> ${near}/app/tools.kt`,
    `${main} -> src/main/java/shop/api/Store.java`,
    `${main} -> ${near}/api/Outer.kt`,
    `${main} -> ${near}/app/Base.kt`,
    `${main} -> ${near}/app/Obj.kt`,
    `${main} -> ${near}/app/Parent.kt`,
    `${main} -> ${near}/app/extensions.kt`,
    `${main} -> ${near}/app/more.kt`,
    `${main} -> ${near}/app/tools.kt`,
    `${main} -> ${near}/full/deep.kt`,
    `${main} -> ${near}/text/one.kt`,
    `${main} -> ${near}/text/two.kt`,
    `${main} -> ${near}/wide/Used.kt`,
    `${main} -> ${near}/wide/widen.kt`,
    `${near}/app/extensions.kt -> ${near}/app/Base.kt`,
  ]);
  expect(externals(index)).toEqual([
    ["com.acme.lib:lib-core", false],
    ["kotlin.math", true],
    ["org.other", false],
  ]);
  expect(unresolved(index)).toEqual([["shop.api.Gone", "missing"]]);
  const guesses = index.imports.filter((edge) => edge.rule === "name");
  expect(guesses.map(({ specifier, to }) => [specifier, to])).toEqual([
    [".trimmed", `${near}/app/extensions.kt`],
  ]);
});

test("the same name in several source sets means the common one, or the own one", async () => {
  const index = await indexOf({
    "lib/src/commonMain/kotlin/p/Clock.kt": "package p\nexpect class Clock\n",
    "lib/src/jsMain/kotlin/p/Clock.kt": "package p\nactual class Clock\n",
    "lib/src/jvmMain/kotlin/p/Clock.kt": "package p\nactual class Clock\n",
    "lib/src/jvmMain/kotlin/p/Use.kt": "package p\nval a: Clock? = null\n",
    "lib/src/commonTest/kotlin/p/ClockTest.kt": "package p\nval b: Clock? = null\n",
  });
  expect(edges(index)).toEqual([
    "lib/src/commonTest/kotlin/p/ClockTest.kt -> lib/src/commonMain/kotlin/p/Clock.kt",
    "lib/src/jvmMain/kotlin/p/Use.kt -> lib/src/jvmMain/kotlin/p/Clock.kt",
  ]);
});

test("tests of a platform mean what the platform has", async () => {
  const index = await indexOf({
    "core/commonMain/src/Clock.kt": "package p\nexpect class Clock\n",
    "core/jvmMain/src/Clock.kt":
      "package p\nactual class Clock\nactual constructor(val at: Long)\n",
    "core/jvmTest/src/Use.kt": "package p\nval a: Clock? = null\n",
    "core/commonTest/src/Use.kt": "package p\nval b: Clock? = null\n",
  });
  expect(edges(index)).toEqual([
    "core/commonTest/src/Use.kt -> core/commonMain/src/Clock.kt",
    "core/jvmTest/src/Use.kt -> core/jvmMain/src/Clock.kt",
  ]);
  expect(index.files.get("core/jvmMain/src/Clock.kt")?.record?.syntaxError).toBe(false);
});

test("a delegation in a head does not hide the body", async () => {
  const record = await recordOf(
    "A.kt",
    "class A(b: B = make()) : J, I by b {\n  fun x() {}\n}\nval y by lazy { 1 }\n",
  );
  expect(record.syntaxError).toBe(false);
  expect(outlineLines(record)).toEqual([
    "class class A(b: B = …) : J, I by b (public, exported)",
    "  method fun x() (public)",
    "variable val y (public, exported)",
  ]);
});

test.each([
  [
    "a constructor on its own line",
    "class A\ninternal constructor(val a: Int) : B() {\n  fun f() = 1\n}\n",
  ],
  ["an annotated constructor", "class A @Inject(1) constructor(val a: Int) {\n  fun f() = 1\n}\n"],
  [
    "a comment before a constructor",
    "class A\n// why\nactual constructor(val a: Int) {\n  fun f() = 1\n}\n",
  ],
  ["a class in one line", "class A(val a: Int) { fun f() = 1 }\n"],
  ["a guard", "fun f(a: Any) = when (a) {\n  is Int if a > 1 -> 2\n  else -> 3\n}\n"],
  ["a context parameter", "@Ann\ncontext(a: A, b: B)\nfun f() {}\n"],
  ["a keyword that is asked", "fun f() {\n  where?.let { open = it != final }\n}\n"],
  ["a keyword that is called", 'fun f() {\n  get("/") { a }\n  open(b)\n}\n'],
  ["a keyword between its operands", "val f = a.insert {\n} get b.id\n"],
  [
    "a name like a keyword",
    "class A {\n  operator fun get(i: Int) = 1\n  fun f() = 1\n}\nfun A.context(b: B) {}\n",
  ],
  ["a default of an annotation", "annotation class A(val a: Array<String> = [])\nval f = 1\n"],
  ["dollars before a string", 'val f = $$"a ${b.c:d}"\n'],
  [
    "a second catch on its line",
    "fun f() {\n  try {\n  }\n  catch (a: A) {\n  }\n  catch (b: B) {\n  }\n}\n",
  ],
  ["an annotated accessor", 'val f: Int\n  @JvmName("g")\n  get() = 1\n'],
  [
    "an annotated accessor below an empty line",
    "class A {\n  val f: B?\n    get() = a.b()\n\n    @C set(a) {\n      d(a)\n    }\n}\n",
  ],
  ["a comma at the end of an index", "val f = a[1,]\n"],
  ["a call that looks like an accessor", "val a = b()\nget {\n  c()\n}\n"],
  ["the context of a function's type", "fun f(a: context(B) () -> Unit = {}) {}\n"],
])("the grammar reads %s, and names and lines stay", async (_, text) => {
  const record = await recordOf("A.kt", text);
  expect(record.syntaxError).toBe(false);
  const lines = text.split("\n");
  for (const { name, signature, line } of record.symbols) {
    expect(lines[line - 1]).toContain(name);
    expect(signature).toContain(name);
  }
  const names = record.symbols.map(({ name }) => name);
  const declared = [...text.matchAll(/\b(?:class|val|fun)\s+(?:A\.)?(\w+)/g)].map(
    ([, name]) => name,
  );
  expect(names).toEqual(declared);
  expect(JSON.stringify(record)).not.toContain('_"');
});

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

const shapes = {
  "src/Sink.kt":
    "package p\ninterface Sink\nclass Box : Sink {\n  val size = 1\n  fun close() {}\n}\n",
  "src/gzip.kt":
    "package p\nfun Sink.gzip(): Sink = this\nfun Sink.close() {}\nval Sink.size: Int get() = 1\n",
  "src/Other.kt": "package p\nclass Other {\n  fun gzip() {}\n}\n",
  "src/text.kt":
    "package p\nfun String.shout() = 1\nfun Int.trim() = 1\nfun open(): Sink = Box()\n",
};

test.each([
  [
    "the declared type has it",
    "fun f(a: Box, b: Other) { a.gzip() }",
    ["Other.kt", "Sink.kt", "gzip.kt"],
  ],
  [
    "a cast says the type",
    "val a = (b as Sink).gzip()\nfun f(c: Other) {}",
    ["Other.kt", "Sink.kt", "gzip.kt"],
  ],
  ["a member comes first", "fun f(a: Box) { a.close() + a.size }", ["Sink.kt"]],
  ["the declared type does not have it", "fun f(a: Int, b: Sink) { a.gzip() }", ["Sink.kt"]],
  [
    "another type that is named has such a member",
    "fun f(b: Other, c: Sink) { make().gzip() }",
    ["Other.kt", "Sink.kt"],
  ],
  ["what a function gives has it", "val a = open()\nval c = a.size", ["gzip.kt", "text.kt"]],
  ["nothing of the file can be of its type", "fun f() { make().size }", []],
  ["the library has one of that name", "fun f() { make().trim() }", []],
  [
    "a bare call in a type that has it",
    "class Own : Sink { fun f() { gzip() } }",
    ["Sink.kt", "gzip.kt"],
  ],
  ["a bare call elsewhere", "fun f() { gzip() }", []],
])("an extension: %s", async (_, text, targets) => {
  const index = await indexOf({ ...shapes, "src/Main.kt": `package p\n${text}\n` });
  const own = index.imports.filter(({ from }) => from === "src/Main.kt");
  expect([...new Set(own.map(({ to }) => to.slice(4)))].toSorted()).toEqual(targets);
});

test("an import of what a platform declares names the common declaration too", async () => {
  const index = await indexOf({
    "core/commonMain/src/Clock.kt": "package p\nexpect class Clock {\n  fun at(): Long\n}\n",
    "core/jvmMain/src/Clock.kt": "package p\nactual class Clock {\n  actual fun at() = 1L\n}\n",
    "core/jvmMain/src/q.kt": "package q\nimport p.Clock\nval a: Clock? = null\n",
    "core/jvmTest/src/Use.kt": "package q\nimport p.*\nval b: Clock? = null\n",
    "core/commonMain/src/r.kt": "package q\nimport p.Clock\nval c: Clock? = null\n",
  });
  expect(edges(index)).toEqual([
    "core/commonMain/src/r.kt -> core/commonMain/src/Clock.kt",
    "core/jvmMain/src/q.kt -> core/commonMain/src/Clock.kt",
    "core/jvmMain/src/q.kt -> core/jvmMain/src/Clock.kt",
    "core/jvmTest/src/Use.kt -> core/commonMain/src/Clock.kt",
    "core/jvmTest/src/Use.kt -> core/jvmMain/src/Clock.kt",
  ]);
});

test("a platform sees what is common and its own, and a file its own companion", async () => {
  const index = await indexOf({
    "io/src/commonMain/kotlin/p/Path.kt":
      "package p\nimport p.Path.Companion.of\nexpect class Path { companion object { fun of() = 1 } }\nval a: Hash? = null\n",
    "io/src/jvmMain/kotlin/p/Path.kt":
      "package p\nactual class Path { companion object { fun of() = 1 } }\nclass Hash\n",
    "io/src/nativeMain/kotlin/p/read.kt": "package p\nval b: Hash? = null\nval c: Path? = null\n",
    "io/src/iosMain/kotlin/p/ios.kt": "package p\nval d = b\n",
  });
  expect(edges(index)).toEqual([
    "io/src/iosMain/kotlin/p/ios.kt -> io/src/nativeMain/kotlin/p/read.kt",
    "io/src/nativeMain/kotlin/p/read.kt -> io/src/commonMain/kotlin/p/Path.kt",
  ]);
});

test("the vocabulary has the words of the language and of its library", () => {
  const words = new Set(kotlinVocabulary());
  for (const word of [
    "companion",
    "mutableListOf",
    "Sequence",
    "let",
    "kotlin.collections",
    "joinToString",
  ])
    expect(words).toContain(word);
});

test("Java sees functions of Kotlin files in the classes that the files name", async () => {
  const index = await indexOf({
    "src/shop/text.kt": "package shop\nfun trim() {}\n",
    "src/shop/one.kt":
      '@file:JvmName("Tools")\n@file:JvmMultifileClass\npackage shop\nfun first() {}\n',
    "src/shop/two.kt":
      '@file:[JvmName("Tools") JvmMultifileClass]\npackage shop\nfun second() {}\n',
    "src/shop/Near.java": "package shop; class Near { void run() { TextKt.trim(); } }",
    "src/far/Far.java":
      "package far;\nimport static shop.Tools.second;\nclass Far { void run() { second(); } }",
    "src/far/Whole.java":
      "package far;\nimport shop.Tools;\nclass Whole { void run() { Tools.first(); Tools.second(); } }",
  });
  expect(edges(index)).toEqual([
    "src/far/Far.java -> src/shop/two.kt",
    "src/far/Whole.java -> src/shop/one.kt",
    "src/far/Whole.java -> src/shop/two.kt",
    "src/shop/Near.java -> src/shop/text.kt",
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

test("a file in a package of Gradle does not make the package the repository's own", async () => {
  const index = await indexOf({
    "build-logic/src/main/kotlin/patch.kt": "package org.gradle.kotlin.dsl\nfun own() {}\n",
    "build-logic/src/main/kotlin/use.kt":
      "package logic\nimport org.gradle.kotlin.dsl.own\nimport org.gradle.kotlin.dsl.withType\n",
  });
  expect(edges(index)).toEqual([
    "build-logic/src/main/kotlin/use.kt -> build-logic/src/main/kotlin/patch.kt",
  ]);
  expect(externals(index)).toEqual([["org.gradle.kotlin.dsl", false]]);
  expect(unresolved(index)).toEqual([]);
});
