import { expect, test } from "vitest";
import { javaVocabulary } from "../../../graph/languages/java/vocabulary.ts";
import { edges, indexOf } from "../tree.ts";
import { externals, outlineLines, recordOf, unresolved } from "./language.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const record = await recordOf(
    "src/main/java/shop/Cart.java",
    `/* Licence */
package shop;

import java.util.List;

/**
 * Holds items.
 */
@Deprecated(since = "hidden")
public abstract class Cart<T extends Item> extends Base<T> implements Store, shop.api.Sized {
  /** The most items. */
  public static final int LIMIT = 3, MORE = secret();
  protected Map.Entry<String, T> last = make("hidden");
  private int[] counts;
  static { register("hidden"); }

  public Cart(int size, String... names) throws Broken { this.size = size; }

  @Override
  public <R> R find(final List<? extends R> from, @Nullable String name) {
    for (R each : from) { if (each == null) throw new Missing("hidden"); }
    try { return find(from, name); } catch (IOException | Broken problem) { recover(problem); }
    Runnable task = () -> { int inner = 1; };
    class Local { void run() {} }
    return switch (name) { case "a" -> null; default -> null; };
  }

  abstract void empty();
  enum Color { RED(1), GREEN { void paint() {} }; Color(int code) {} }
  interface Sizes { int size(); int MAX = 3; default int twice() { return size() * 2; } }
  record Pair(int left, Item right) { Pair { check(left); } }
  @interface Mark { String value() default "hidden"; }
}

class Hidden {}
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(JSON.stringify(record.symbols)).not.toContain('hidden"');
  expect(outlineLines(record)).toEqual([
    "package package shop (public)",
    "class public abstract class Cart<T extends Item> extends Base<T> implements Store, shop.api.Sized (public, exported)",
    "  constant public static final int LIMIT (public)",
    "  constant public static final int MORE (public)",
    "  property protected Map.Entry<String, T> last (protected)",
    "  property private int[] counts (private)",
    "  constructor public Cart(int size, String... names) throws Broken (public)",
    "  method public <R> R find(final List<? extends R> from, String name) (public)",
    "    class class Local (package)",
    "      method run (package)",
    "  method abstract void empty() (package)",
    "  enum enum Color (package)",
    "    member RED (public)",
    "    member GREEN (public)",
    "      method void paint() (package)",
    "    constructor Color(int code) (package)",
    "  interface interface Sizes (package)",
    "    method int size() (public)",
    "    constant int MAX (public)",
    "    method default int twice() (public)",
    "  record record Pair(int left, Item right) (package)",
    "    constructor Pair (package)",
    "  annotation @interface Mark (package)",
    "    method String value() (public)",
    "class class Hidden (package)",
  ]);
});

test("imports by name, of whole packages, static ones, and names that need none", async () => {
  const index = await indexOf({
    "pom.xml": `<project><dependencies><dependency><groupId>com.acme.lib</groupId><artifactId>lib-core</artifactId></dependency></dependencies></project>`,
    "app/src/main/java/module-info.java":
      "module shop.app { requires java.sql; requires shop.base; uses shop.api.Store; provides shop.api.Store with shop.app.Main; }",
    "base/src/main/java/module-info.java": "module shop.base { exports shop.api; }",
    "app/src/main/java/shop/app/Main.java": `package shop.app;
import shop.api.Store;
import shop.api.Outer.Inner;
import static shop.util.Text.join;
import static shop.util.Numbers.*;
import shop.wide.*;
import java.util.List;
import org.junit.Test;
import com.acme.lib.Thing;
import org.other.*;
import shop.api.Gone;
class Main extends Base implements Store {
  Sibling one; Used two; String text; Outside three; shop.full.Named four; Helper.Nested five;
  Object run(int Sibling2) { @Tag class L {} ; return shop.full.Called.go(Peer.make(), Peer::new, List.of()); }
}`,
    "app/src/main/java/shop/app/Base.java": "package shop.app; class Base {}",
    "app/src/main/java/shop/app/Sibling.java": "package shop.app; class Sibling { Sibling self; }",
    "app/src/main/java/shop/app/Sibling2.java": "package shop.app; class Sibling2 {}",
    "app/src/main/java/shop/app/Helper.java": "package shop.app; class Helper { class Nested {} }",
    "app/src/main/java/shop/app/Peer.java": "package shop.app; class Peer {}",
    "app/src/main/java/shop/app/Tag.java": "package shop.app; @interface Tag {}",
    "app/src/test/java/shop/app/Sibling.java": "package shop.app; class Sibling {}",
    "app/src/test/java/shop/app/MainTest.java": "package shop.app; class MainTest { Main main; }",
    "base/src/main/java/shop/api/Store.java": "package shop.api; public interface Store {}",
    "base/src/main/java/shop/api/Outer.java":
      "package shop.api; public class Outer { public class Inner {} }",
    "base/src/main/java/shop/util/Text.java": "package shop.util; public class Text {}",
    "base/src/main/java/shop/util/Numbers.java": "package shop.util; public class Numbers {}",
    "base/src/main/java/shop/wide/Used.java": "package shop.wide; public class Used {}",
    "base/src/main/java/shop/wide/Unused.java": "package shop.wide; public class Unused {}",
    "base/src/main/java/shop/full/Named.java": "package shop.full; public class Named {}",
    "base/src/main/java/shop/full/Called.java": "package shop.full; public class Called {}",
    "base/src/main/java/shop/else_/Outside.java": "package shop.else_; public class Outside {}",
  });
  const main = "app/src/main/java/shop/app/Main.java";
  expect(edges(index).filter((edge) => edge.startsWith(main))).toEqual([
    `${main} -> app/src/main/java/shop/app/Base.java`,
    `${main} -> app/src/main/java/shop/app/Helper.java`,
    `${main} -> app/src/main/java/shop/app/Peer.java`,
    `${main} -> app/src/main/java/shop/app/Sibling.java`,
    `${main} -> app/src/main/java/shop/app/Tag.java`,
    `${main} -> base/src/main/java/shop/api/Outer.java`,
    `${main} -> base/src/main/java/shop/api/Store.java`,
    `${main} -> base/src/main/java/shop/full/Called.java`,
    `${main} -> base/src/main/java/shop/full/Named.java`,
    `${main} -> base/src/main/java/shop/util/Numbers.java`,
    `${main} -> base/src/main/java/shop/util/Text.java`,
    `${main} -> base/src/main/java/shop/wide/Used.java`,
  ]);
  expect(edges(index).filter((edge) => !edge.startsWith(main))).toEqual([
    `app/src/main/java/module-info.java -> ${main}`,
    "app/src/main/java/module-info.java -> base/src/main/java/module-info.java",
    "app/src/main/java/module-info.java -> base/src/main/java/shop/api/Store.java",
    `app/src/test/java/shop/app/MainTest.java -> ${main}`,
  ]);
  expect(externals(index)).toEqual([
    ["com.acme.lib:lib-core", false],
    ["java.sql", true],
    ["java.util", true],
    ["junit:junit", false],
    ["org.other", false],
  ]);
  expect(unresolved(index)).toEqual([["shop.api.Gone", "missing"]]);
  const kinds = index.importsOf(main).map(({ specifier, kind }) => [specifier, kind]);
  expect(kinds).toContainEqual(["Base", "static"]);
  expect(kinds).toContainEqual(["Peer", "reference"]);
});

test("a type that was left out says why, and a file that cannot be read whole keeps its name", async () => {
  const index = await indexOf({
    ".gitignore": "Made.java\n",
    "src/a/Made.java": "package a; class Made {}",
    "src/a/Broken.java": "package a; public class Broken { void x( { ",
    "src/b/Use.java": "package b; import a.Made; import a.Broken; class Use {}",
  });
  expect(edges(index)).toEqual(["src/b/Use.java -> src/a/Broken.java"]);
  expect(unresolved(index)).toEqual([["a.Made", "excluded: ignored"]]);
});

test("the vocabulary has the words of the language and of its library", () => {
  const words = new Set(javaVocabulary());
  for (const word of [
    "synchronized",
    "HashMap",
    "computeIfAbsent",
    "java.util.concurrent",
    "concurrent",
    "Override",
  ])
    expect(words).toContain(word);
});

test("a module import gives what the module exports, what it passes on, and comes last", async () => {
  const main = "a/src/main/java/app/Main.java";
  const index = await indexOf({
    "a/pom.xml":
      "<project><dependencies><dependency><groupId>org.springframework</groupId>" +
      "<artifactId>spring-core</artifactId></dependency></dependencies></project>",
    [main]: `package app;
import module java.base;
import /* all of it */ module com.acme.tools;
import module
  x.auto ;
import module com.acme.gone;
import module spring.core;
import near.*;
/** Text: import module com.acme.prose; */
class Main { Hammer h; Impl i; More m; Auto a; List<String> l; Saw s; Own o; }`,
    "a/src/main/java/app/Own.java": "package app; class Own {}",
    "n/near/Saw.java": "package near; public class Saw {}",
    "b/src/main/java/module-info.java": `module com.acme.tools {
  requires transitive com.acme.more; // exports com.acme.tools.impl;
  exports com.acme.tools.api;
  exports com.acme.tools.impl to other.one, other.two;
}`,
    "b/src/main/java/com/acme/tools/api/Hammer.java":
      "package com.acme.tools.api; public class Hammer {}",
    "b/src/main/java/com/acme/tools/api/Saw.java":
      "package com.acme.tools.api; public class Saw {}",
    "b/src/main/java/com/acme/tools/api/Own.java":
      "package com.acme.tools.api; public class Own {}",
    "b/src/main/java/com/acme/tools/impl/Impl.java":
      "package com.acme.tools.impl; public class Impl {}",
    "m/src/main/java/module-info.java": "open module com.acme.more { exports com.acme.more; }",
    "m/src/main/java/com/acme/more/More.java": "package com.acme.more; public class More {}",
    "c/build.gradle": "jar { manifest { attributes('Automatic-Module-Name': 'x.auto') } }",
    "c/src/main/java/x/y/Auto.java": "package x.y; public class Auto {}",
  });
  const { symbols } = index.files.get(main)?.record ?? { symbols: [] };
  expect(symbols.map(({ name }) => name)).toContain("Main");
  expect(edges(index).filter((edge) => edge.startsWith(main))).toEqual(
    (
      "a/src/main/java/app/Own.java b/src/main/java/com/acme/tools/api/Hammer.java " +
      "b/src/main/java/module-info.java c/src/main/java/x/y/Auto.java " +
      "m/src/main/java/com/acme/more/More.java n/near/Saw.java"
    )
      .split(" ")
      .map((to) => `${main} -> ${to}`),
  );
  expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
    ["module com.acme.gone", "missing"],
  ]);
  expect(externals(index)).toEqual([
    ["java.base", true],
    ["org.springframework:spring-core", false],
  ]);
});

test("a module import in the usual form is no syntax error", async () => {
  const index = await indexOf({
    "A.java": "import module java.base;\n  import  module\tjava.sql ;\nclass A {}\n",
    "B.java": "import module.Foo;\nclass B {}\n",
    "module/Foo.java": "package module; public class Foo {}",
  });
  expect(index.files.get("A.java")?.record?.syntaxError).toBe(false);
  expect(edges(index)).toEqual(["B.java -> module/Foo.java"]);
  expect(externals(index)).toEqual([
    ["java.base", true],
    ["java.sql", true],
  ]);
});
