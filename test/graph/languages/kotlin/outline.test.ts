import { expect, test } from "vitest";
import { kotlinVocabulary } from "../../../../graph/languages/kotlin/vocabulary.ts";
import { outlineLines, recordOf } from "../language.ts";

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
