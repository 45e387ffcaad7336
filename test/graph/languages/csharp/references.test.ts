import { expect, test } from "vitest";
import { edges, indexOf } from "../../tree.ts";
import { externals, unresolved } from "../language.ts";

test("usings of every form, enclosing namespaces, partial types, extensions", async () => {
  const index = await indexOf({
    "src/App/App.csproj": `<Project><ItemGroup><PackageReference Include="Acme.Lib" Version="1.0" /><Using Include="Shop.Shared" /></ItemGroup></Project>`,
    "src/App/Globals.cs": "global using Shop.Everywhere;\n",
    "src/App/Main.cs": `using System.Linq;
using Shop.Api;
using Acme.Lib.Deep;
using Other.Things;
using Shop.Gone;
using static Shop.Text.Strings;
using Box = Shop.Boxes.Box<int>;
namespace Shop.App.Inner
{
    [Marked]
    class Main : Parent, IStore
    {
        Outer one; Pair<int, string> two; Api.Deep.Thing three; Part four; GlobalOne five; SharedOne six;
        public Naming Naming { get; set; }
        void Run(int limit) { "x".Shorten(); list.Select(x => x); Parts.Second(); Naming.Length(); new Box(); Whole.Go(); }
    }
}`,
    "src/App/Parent.cs": "namespace Shop.App.Inner { class Parent {} }",
    "src/App/Outer.cs": "namespace Shop { class Outer {} }",
    "src/App/MarkedAttribute.cs":
      "namespace Shop.App { class MarkedAttribute {} class Marked2 {} }",
    "src/App/Naming.cs": "namespace Shop.App { class Naming {} }",
    "src/App/Pair.cs": "namespace Shop.App { class Pair {} }",
    "src/App/Pair2.cs": "namespace Shop.App { class Pair<A, B> {} }",
    "src/App/Part.One.cs": "namespace Shop.App { partial class Part { void First() {} } }",
    "src/App/Part.Two.cs": "namespace Shop.App { partial class Part { void Second() {} } }",
    "src/App/Parts.One.cs":
      "namespace Shop.App { static partial class Parts { public static void First() {} } }",
    "src/App/Parts.Two.cs":
      "namespace Shop.App { static partial class Parts { public static void Second() {} } }",
    "src/App/Whole.cs":
      "namespace Shop.App;\npublic static class Whole { public static void Go() {} }",
    "src/Lib/IStore.cs": "namespace Shop.Api { public interface IStore {} public class Unused {} }",
    "src/Lib/Unused.cs": "namespace Shop.Api { public class NotUsed {} }",
    "src/Lib/Thing.cs": "namespace Shop.Api.Deep { public class Thing {} }",
    "src/Lib/Strings.cs": "namespace Shop.Text { public static class Strings {} }",
    "src/Lib/Box.cs": "namespace Shop.Boxes { public class Box<T> {} }",
    "src/Lib/Extensions.cs":
      "namespace Shop.Api { public static class Extensions { public static string Shorten(this string s) => s; public static int Select(this int s) => s; } }",
    "src/Lib/GlobalOne.cs": "namespace Shop.Everywhere { public class GlobalOne {} }",
    "src/Lib/SharedOne.cs": "namespace Shop.Shared { public class SharedOne {} }",
  });
  const main = "src/App/Main.cs";
  expect(edges(index)).toEqual([
    `${main} -> src/App/MarkedAttribute.cs`,
    `${main} -> src/App/Naming.cs`,
    `${main} -> src/App/Outer.cs`,
    `${main} -> src/App/Pair2.cs`,
    `${main} -> src/App/Parent.cs`,
    `${main} -> src/App/Part.One.cs`,
    `${main} -> src/App/Part.Two.cs`,
    `${main} -> src/App/Parts.Two.cs`,
    `${main} -> src/App/Whole.cs`,
    `${main} -> src/Lib/Box.cs`,
    `${main} -> src/Lib/Extensions.cs`,
    `${main} -> src/Lib/GlobalOne.cs`,
    `${main} -> src/Lib/IStore.cs`,
    `${main} -> src/Lib/SharedOne.cs`,
    `${main} -> src/Lib/Strings.cs`,
    `${main} -> src/Lib/Thing.cs`,
  ]);
  expect(externals(index)).toEqual([
    ["Acme.Lib", false],
    ["Other.Things", false],
    ["System.Linq", true],
  ]);
  expect(unresolved(index)).toEqual([["Shop.Gone", "missing"]]);
});

test("an attribute is the class with the long name, whatever else has the short one", async () => {
  const index = await indexOf({
    "Use.cs":
      '[Target("a")] class Use : Target { } [Generic<int>] class Other { } [Short] class Third { }',
    "Target.cs": "class Target { }",
    "TargetAttribute.cs": "class TargetAttribute : System.Attribute { }",
    "GenericAttribute.cs": "class GenericAttribute<T> : System.Attribute { }",
    "Short.cs": "class Short : System.Attribute { }",
  });
  expect(edges(index)).toEqual([
    "Use.cs -> GenericAttribute.cs",
    "Use.cs -> Short.cs",
    "Use.cs -> Target.cs",
    "Use.cs -> TargetAttribute.cs",
  ]);
});

test("types in the type of an indexer and in a chain of `is` with `||`", async () => {
  const index = await indexOf({
    "Use.cs":
      "interface Use { Item this[int at] { get; } bool Is(object x) { return x is A || x is B || x is C || x is D; } }",
    "Item.cs": "class Item { }",
    "A.cs": "class A { }",
    "B.cs": "class B { }",
    "C.cs": "class C { }",
    "D.cs": "class D { }",
  });
  expect(edges(index)).toEqual(["A", "B", "C", "D", "Item"].map((name) => `Use.cs -> ${name}.cs`));
});

test("a member of a partial type leads to its part also from another part", async () => {
  const index = await indexOf({
    "One.cs":
      "static partial class Parts { static void First() { Parts.Second(); Parts.First(); } }",
    "Two.cs": "static partial class Parts { static void Second() { Parts.Second(); } }",
    "Three.cs": "static partial class Parts { static void Third() { } }",
    "Use.cs": "class Use { void Run() { global::Parts.Third(); } }",
  });
  expect(edges(index)).toEqual(["One.cs -> Two.cs", "Use.cs -> Three.cs"]);
});

test("a static method hides no extension, and a call of it is none of an extension", async () => {
  const index = await indexOf({
    "Use.cs":
      "class Use { Kind Kind; void Run() { value.Look(); Kind.Own(); value.Empty(); Enumerable.Range(1); } }",
    "Static.cs": "class Other { void Run() { Helper.Look(1); Helper.Own(); Array.Empty<int>(); } }",
    "Helper.cs": "static class Helper { internal static int Look(int a) => a; }",
    "Kind.cs": "class Kind { }",
    "Look.cs": "static class E1 { static void Look(this V v) { } }",
    "Own.cs": "static class E2 { static void Own(this Kind k) { } }",
    "Empty.cs": "static class E3 { static bool Empty(this V v) => true; }",
    "Range.cs": "static class E4 { static void Range(this V v) { } }",
  });
  expect(edges(index)).toEqual([
    "Own.cs -> Kind.cs",
    "Static.cs -> Helper.cs",
    "Use.cs -> Empty.cs",
    "Use.cs -> Kind.cs",
    "Use.cs -> Look.cs",
    "Use.cs -> Own.cs",
  ]);
});

test("a project without a reference does not hide the project's own types", async () => {
  const referring = (path: string): string =>
    `<Project><ItemGroup><ProjectReference Include="${path}" /></ItemGroup></Project>`;
  const index = await indexOf({
    "App/App.csproj": referring("..\\Core\\Core.csproj"),
    "App/Use.cs":
      "namespace App { class Use { void Run() { value.Tested(); value.Based(); value.Kept(); Part.New(); } } }",
    "App/Part.One.cs": "namespace App { partial class Part { static void New() { } } }",
    "App/Part.Two.cs": "namespace App { partial class Part { } }",
    "App/Extensions.cs":
      "namespace App { static class Extensions { static void Tested(this V v) { } } }",
    "App/Based.cs": "namespace App { static class E1 { static void Based(this V v) { } } }",
    "App/Kept.cs": "namespace App { static class E2 { static void Kept(this V v) { } } }",
    "App/Private.cs": "namespace App { class Private { void Kept() { this.Kept(); } } }",
    "Core/Core.csproj": referring("$(Root)/elsewhere/Base.csproj"),
    "Base/Base.csproj": "<Project />",
    "Base/Type.cs": "namespace App { public class Type { public void Based() { } } }",
    "Tests/Tests.csproj": referring("../App/App.csproj"),
    "Tests/Tests.cs": "namespace App { public class Tests { public void Tested() { } } }",
    "ref/Api.cs": "namespace App { public class Part { } }",
  });
  expect(edges(index)).toEqual([
    "App/Use.cs -> App/Extensions.cs",
    "App/Use.cs -> App/Kept.cs",
    "App/Use.cs -> App/Part.One.cs",
  ]);
});

test("a using inside of a namespace starts from there or from one around it", async () => {
  const index = await indexOf({
    "a/Use.cs":
      "namespace Shop.Web { using Models; using Tools; using T = Models.Cart; class Use { Cart c; Pen p; T t; bool b = string.Blank(Kind); } }",
    "a/Cart.cs": "namespace Shop.Models { class Cart {} }",
    "a/Pen.cs": "namespace Tools { class Pen {} enum Kind { A } }",
    "a/Blank.cs": "namespace Shop { static class X { static bool Blank(this int[] a) => true; } }",
  });
  expect(edges(index)).toEqual(["a/Use.cs -> a/Cart.cs", "a/Use.cs -> a/Pen.cs"]);
  expect(unresolved(index)).toEqual([]);
});

test("what is said once for a project holds for all of its files", async () => {
  const project = "<Project />";
  const index = await indexOf({
    "Directory.Build.props":
      '<Project><ItemGroup><Using Include="Shop.Wide" /></ItemGroup></Project>',
    "App/App.csproj":
      '<Project><ItemGroup><Using Include="Shop.Never" Alias="N" /></ItemGroup></Project>',
    "App/GlobalUsings.cs":
      "global using Shop.Core;\nglobal using Price = Shop.Money.Amount;\nglobal using Microsoft.Extensions.Hosting.Extensions;\n",
    "App/Extensions.cs":
      "static class Extensions { public static void AddAll(this IHost host) {} }\n",
    "App/Program.cs": "var host = Make();\nhost.AddAll();\nItem a; Price b; Width c; Never d;\n",
    "Other/Other.csproj": project,
    "Other/Extensions.cs":
      "static class Extensions { public static void AddAll(this IHost host) {} }\n",
    "Other/Use.cs": "class Use { Item a; Price b; Width c; }\n",
    "Core/Core.csproj": project,
    "Core/Item.cs": "namespace Shop.Core;\npublic class Item {}\n",
    "Core/Amount.cs": "namespace Shop.Money;\npublic class Amount {}\n",
    "Core/Width.cs": "namespace Shop.Wide;\npublic class Width {}\n",
    "Core/Never.cs": "namespace Shop.Never;\npublic class Never {}\n",
    "Core/Hosting.cs": "namespace Microsoft.Extensions.Hosting;\npublic class Ours {}\n",
  });
  expect(edges(index)).toEqual([
    "App/GlobalUsings.cs -> Core/Amount.cs",
    "App/Program.cs -> App/Extensions.cs",
    "App/Program.cs -> Core/Amount.cs",
    "App/Program.cs -> Core/Item.cs",
    "App/Program.cs -> Core/Width.cs",
    "Other/Use.cs -> Core/Width.cs",
  ]);
  expect(unresolved(index)).toEqual([]);
});
