import { expect, test } from "vitest";
import { edges, indexOf } from "../../tree.ts";
import { externals, unresolved } from "../language.ts";

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
