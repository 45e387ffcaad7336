import { expect, test } from "vitest";
import { csharpVocabulary } from "../../../../graph/languages/csharp/vocabulary.ts";
import { outlineLines, recordOf } from "../language.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const record = await recordOf(
    "src/Shop/Cart.cs",
    `using System;
using Alias = Shop.Api.Box<int>;

namespace Shop.Carts
{
    /// <summary>Holds items.</summary>
    [Serializable, Obsolete("hidden")]
    public abstract partial class Cart<T> : Base<T>, IStore where T : class, new()
    {
        private const int Limit = 3, More = 4;
        public static readonly Item First = Make("hidden");
        public event EventHandler<Args> Changed;
        public string Name { get; private set; } = "hidden";
        public int Size => items.Count;
        public int this[int index] { get { return items[index]; } }
        public Cart(int size, params string[] names) : base(size, "hidden") { this.size = size; }
        ~Cart() { Close(); }
        public static Cart<T> operator +(Cart<T> left, Cart<T> right) { return left; }
        protected virtual async Task<List<R>> Find<R>(string name = "hidden", ref int at) where R : struct
        {
            foreach (var each in items) { if (each == null) throw new Missing("hidden"); }
            try { await Load(each); } catch (Broken problem) { Recover(problem); }
            int Inner(int secret) { return secret; }
            return name switch { "a" => null, _ => other };
        }
        int IStore.Explicit() => 1;
        internal delegate void Handler(object sender);
        enum Color : byte { Red = 1, Green }
        private protected struct Point { public int X; }
    }

    public static class Extensions
    {
        public static bool IsEmpty(this string text) { return text.Length == 0; }
    }
    interface ISized { int Size(); }
}
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(JSON.stringify(record.symbols)).not.toContain('hidden"');
  expect(outlineLines(record)).toEqual([
    "namespace namespace Shop.Carts (public)",
    "class public abstract partial class Cart<T> : Base<T>, IStore where T : class, new() (public, exported)",
    "  constant private const int Limit (private)",
    "  constant private const int More (private)",
    "  constant public static readonly Item First (public)",
    "  event public event EventHandler<Args> Changed (public)",
    "  property public string Name (public)",
    "  property public int Size (public)",
    "  property public int this[int index] (public)",
    "  constructor public Cart(int size, params string[] names) (public)",
    "  destructor ~Cart() (private)",
    "  operator public static Cart<T> operator +(Cart<T> left, Cart<T> right) (public)",
    '  method protected virtual async Task<List<R>> Find<R>(string name = "…", ref int at) where R : struct (protected)',
    "    function Inner (private)",
    "  method int IStore.Explicit() (private)",
    "  delegate internal delegate void Handler(object sender) (package)",
    "  enum enum Color : byte (private)",
    "    member Red (public)",
    "    member Green (public)",
    "  struct private protected struct Point (protected)",
    "    property public int X (public)",
    "class public static class Extensions (public, exported)",
    "  extension public static bool IsEmpty(this string text) (public)",
    "interface interface ISized (package)",
    "  method int Size() (public)",
  ]);
});

test("of a condition that cuts a definition in two the first branch is read", async () => {
  const record = await recordOf(
    "A.cs",
    `class A
#if NEW
    : First
#else
    : Second
#endif
{
#if NEW
    void Go(int a) {
#else
    void Go() {
#endif
    }
}
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(outlineLines(record)).toEqual([
    "class class A : First (package)",
    "  method void Go(int a) (private)",
  ]);
});

test("branches of whole statements or members stay next to one that cuts a definition", async () => {
  const record = await recordOf(
    "A.cs",
    `class A
#if NEW
    : First
#else
    : Second
#endif
{
#if NEW
    void Go() { Here.Run(); }
#elif OLD
    void Went() { There.Run(")"); }
#else
    void Gone() { }
#endif
    void Last()
#if NEW
    { Body.Run(); }
#else
    ;
#endif
    int size =
#if NEW
        One.Size;
#else
        Two.Size;
#endif
}
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(outlineLines(record).map((line) => line.trim())).toEqual([
    "class class A : First (package)",
    "method void Go() (private)",
    "method void Went() (private)",
    "method void Gone() (private)",
    "method void Last() (private)",
    "property int size (private)",
  ]);
  expect(record.imports.map(({ specifier }) => specifier)).toEqual([
    "First",
    "Here.Run",
    ".Here.Run",
    "There.Run",
    ".There.Run",
    "Body.Run",
    ".Body.Run",
    "One.Size",
  ]);
});

test("the vocabulary has the words of the language and of its library", () => {
  const words = new Set(csharpVocabulary());
  for (const word of [
    "readonly",
    "Dictionary",
    "SelectMany",
    "System.Linq",
    "ConfigureAwait",
    "IDisposable",
  ])
    expect(words).toContain(word);
});
