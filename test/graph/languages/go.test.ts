import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freeNames } from "../../../graph/languages/go/free-names.ts";
import { goVocabulary } from "../../../graph/languages/go/vocabulary.ts";
import { edges, indexOf } from "../tree.ts";

const sorted = (names: Iterable<string>): string[] => [...names].sort();

test("outline: definitions with signatures, members and visibility", async () => {
  const index = await indexOf({
    "shop/cart.go": `// Package shop sells.
package shop

import "fmt"

// Limit is the most items.
const Limit = 3
const (
	small, large, huge = 1, "secret", 3
	other int = 2
)

var registry = map[string]func(){"hidden": func() { secret() }}

// Cart holds items.
type Cart[T any] struct {
	Base
	*pkg.Remote
	Items, spare []T \`json:"items"\`
	nested struct{ inner int }
}

type Store interface {
	fmt.Stringer
	Put(id string) (ok bool, err error)
}
type Handler func(id string) error
type ID = string

func New[T any](first, second int, rest ...string) (*Cart[T], error) {
	type local struct{ x int }
	for _, r := range rest { if r == "" { panic("empty") } }
	return nil, nil
}

func (c *Cart[T]) Add(item T) { c.Add(item); fmt.Println(item) }
`,
  });
  const record = index.files.get("shop/cart.go")?.record;
  expect(record?.syntaxError).toBe(false);
  expect(
    record?.symbols.map(
      (item) => `${"  ".repeat(item.depth)}${item.kind} ${item.signature} (${item.visibility})`,
    ),
  ).toEqual([
    "constant const Limit (public)",
    "constant const small (package)",
    "constant const large (package)",
    "constant const huge (package)",
    "constant const other int (package)",
    "variable var registry (package)",
    "struct type Cart[T any] struct (public)",
    "  property Base (public)",
    "  property Remote (public)",
    "  property Items []T (public)",
    "  property spare []T (package)",
    "  property nested (package)",
    "interface type Store interface (public)",
    "  method Put(id string) (ok bool, err error) (public)",
    "type type Handler func(id string) error (public)",
    "type type ID = string (public)",
    "function func New[T any](first, second int, rest ...string) (*Cart[T], error) (public)",
    "  struct type local (package)",
    "  method func (c *Cart[T]) Add(item T) (public)",
  ]);
  const add = record?.symbols.find((item) => item.name === "Add");
  expect(add).toMatchObject({ parent: "Cart", line: 36, endLine: 36 });
  const cart = record?.symbols.find((item) => item.name === "Cart");
  expect(cart).toMatchObject({ bases: ["Base", "Remote"], doc: { text: "Cart holds items." } });
  const make = record?.symbols.find((item) => item.name === "New");
  expect(make?.flow).toEqual(["loops", "branches", "throws"]);
  expect(make?.binds).toEqual(expect.arrayContaining(["first", "second", "rest", "r"]));
});

describe("free names", () => {
  test("members, fields, labels and what is bound locally do not count", () => {
    const { free, members } = freeNames(`package a
type Own[P Bound] struct { Field Kind; One, Two int; Embedded; *other.Deep; f [Size]byte; Gen[Arg] }
type Face interface { Method(arg Param) Result; Union | ~Basic }
func (r *Own[Q]) Do(in Input, list []Elem, n ...Rest) (out Output, err error) {
	local := Make(in)
	var typed Typed = Value
	for i, item := range list { use(i, item, local, typed) }
	switch v := in.(type) { case Case: v.Call() }
	x := Lit{Key: Val, Nested: []Sub{{Hidden: Deep}}}
	m := map[Keys]Vals{KeyConst: {Skip: Seen}}
	f := func(shadow int) int { return shadow + Outer }
loop:
	for { break loop }
	return x.Sel, pkg.Member(m, f, pkg.Other)
}
func plain(Unnamed, *Pointer) { Own{} }
`);
    expect(sorted(free)).toEqual(
      sorted([
        ..."Bound Kind other Size Gen Arg Embedded Param Result Union Basic Input Elem Rest".split(
          " ",
        ),
        ..."Output Make Typed Value use Case Lit Val Sub Deep Keys Vals KeyConst Seen".split(" "),
        ..."Outer pkg Unnamed Pointer".split(" "),
      ]),
    );
    expect(sorted(members.get("pkg") ?? [])).toEqual(["Member", "Other"]);
    expect(sorted(members.get("other") ?? [])).toEqual(["Deep"]);
  });

  test("composite literals in a control statement's head, literals of functions, raw strings", () => {
    const { free } = freeNames(`package a
func f() {
	if v := get(); v == Want { after() }
	for _, g := range []func(){A, B} { g() }
	s := \`Not Names { func\` + "Nor These" // nor Those
	if ok := (Pair{Left: L}).Equal(s); ok { Then() } else if Else { }
	select { case c <- Sent: default: Done() }
}`);
    expect(sorted(free)).toEqual(
      sorted(["get", "Want", "after", "A", "B", "Pair", "L", "Then", "Else", "c", "Sent", "Done"]),
    );
  });

  test("a variable is no name in the statement that makes it, and hides the package's after it", () => {
    const { free, members } = freeNames(`package a
func f() {
	user := user(1)
	user.Name()
	context := &context{Key: Val}
	if kind := kind.Of(user); kind.Known() { use(kind) }
	switch node := node.(type) { case Leaf: node.Visit() }
	for item := range item.All() { use(item, context) }
	select { case got := <-got: use(got) }
}`);
    expect(sorted(free)).toEqual(
      sorted(["user", "context", "Val", "kind", "use", "node", "Leaf", "item", "got"]),
    );
    expect(sorted(members.get("user") ?? [])).toEqual([]);
    expect(sorted(members.get("kind") ?? [])).toEqual(["Of"]);
    expect(sorted(members.get("item") ?? [])).toEqual(["All"]);
  });

  test("what a head binds lasts until its statement ends", () => {
    const { free, members } = freeNames(`package a
func f() {
	if store := find(); store.Ok() { store.Use() } else if other := store.Next(); other { store.Twice() } else { other.Last() }
	store.After(other.Also)
	for item := range list { item.Do() }
	item.Free()
	switch kind := load().(type) { case int: kind.Inner() }
	kind.Outer()
	for i, part := 0, first(); i < 3; i++ { if part := part.Half(); part.Ok() { part.Do() } }
	part.Free()
	for _, word := range []string{A, B} { word.Do() }
	word.Free()
	if ready := func() bool { if deep := 1; deep > 0 { return true }; deep.Free(); return false }(); ready { ready.Do() }
	ready.Free()
	if list[0] == f()[1] { inside() }
	if x == struct{}{} { y.Do() } else { z := 1; z.Do() }
	z.Free()
}`);
    expect(sorted(free)).toEqual(
      sorted(
        "find store other list item load kind first part A B word deep ready inside x y z".split(
          " ",
        ),
      ),
    );
    const taken = (name: string): string[] => sorted(members.get(name) ?? []);
    expect(taken("store")).toEqual(["After"]);
    expect(taken("other")).toEqual(["Also"]);
    expect(taken("kind")).toEqual(["Outer"]);
    for (const name of ["item", "part", "word", "deep", "ready", "z"]) {
      expect(taken(name), name).toEqual(["Free"]);
    }
  });

  test("what a clause binds lasts until the next one", () => {
    const { members } = freeNames(`package a
func f(c chan int) {
	switch { case true: one := 1; one.Own(); case false: one.Free(); two := 2; two.Own() }
	select { case one := <-c: one.Own(); default: one.Default() }
	one.After(); two.After()
	switch x := y.(type) { case A: v := func() { switch x { case 1: w := 1; w.Own() } }; v.Own(); default: v.Free(); w.Free() }
}`);
    expect(sorted(members.get("one") ?? [])).toEqual(["After", "Default", "Free"]);
    expect(sorted(members.get("two") ?? [])).toEqual(["After"]);
    expect(sorted(members.get("v") ?? [])).toEqual(["Free"]);
    expect(sorted(members.get("w") ?? [])).toEqual(["Free"]);
  });

  test("a declaration takes the names around it, a type its own", () => {
    const { free, members } = freeNames(`package a
func f() {
	var store = store.New()
	store.Own()
	var ( cart, shelf Shelf = cart.New(), 1; more = cart.Own() )
	const size = size + 1
	type node struct { next *node }
	use(shelf, more, size)
	if true { var log = log.With(func() { var inner = inner.New() }); log.Own() }
}`);
    expect(sorted(free)).toEqual(sorted("store cart Shelf size use log inner".split(" ")));
    expect(sorted(members.get("store") ?? [])).toEqual(["New"]);
    expect(sorted(members.get("cart") ?? [])).toEqual(["New"]);
    expect(sorted(members.get("log") ?? [])).toEqual(["With"]);
  });

  test("any text gives an answer", () => {
    const piece = fc.constantFrom(
      ..."func ( ) { } [ ] := , . ; type var struct if else for switch case select default else a B \n \" ` ' / *".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) => {
        const { free, members } = freeNames(parts.join(" "));
        for (const name of members.keys()) expect(free.has(name)).toBe(true);
      }),
    );
  });
});

test("imports lead to the files that declare what is taken", async () => {
  const index = await indexOf({
    "go.mod": `module example.com/shop // shop
go 1.21
require (
	github.com/lib/pq v1.2.3
	gopkg.in/yaml.v3 v3.0.0 // indirect
)
replace example.com/forked => ./forked
`,
    "main.go": `package main
import (
	"C"
	"fmt"
	"net/http"
	"example.com/shop/cart"
	st "example.com/shop/store"
	_ "example.com/shop/driver"
	. "example.com/shop/dot"
	"github.com/lib/pq/oid"
	"gopkg.in/yaml.v3"
	"example.com/forked/x"
	"example.com/shop/gone"
	"example.com/shop/made"
	"golang.org/x/net/html"
)
func main() { fmt.Println(http.Get, cart.New(), st.Open(), Dotted(), oid.T, yaml.Node{}, x.Y, helper()) }
`,
    "helper.go": "package main\nfunc helper() {}\n",
    "cart/cart.go": "package cart\ntype Cart struct{}\nfunc New() *Cart { return price() }\n",
    "cart/price.go": "package cart\nfunc price() {}\n",
    "cart/cart_test.go":
      'package cart_test\nimport "example.com/shop/cart"\nvar _ = cart.New\nvar _ = cart.Exported\n',
    "cart/export_test.go": "package cart\nvar Exported = price\n",
    "cart/gen.go": "//go:build ignore\n\npackage main\nfunc New() {}\n",
    "store/a.go": "package store\nfunc Open() {}\n",
    "store/b.go": "package store\nfunc Close() {}\n",
    "driver/one.go": "package driver\nfunc init() {}\n",
    "driver/two.go": "package driver\n",
    "driver/two_test.go": "package driver\n",
    "dot/dot.go": "package dot\nfunc Dotted() {}\n",
    "dot/other.go": "package dot\nfunc Other() {}\n",
    "made/made.pb.go": "// Code generated by protoc-gen-go. DO NOT EDIT.\n\npackage made\n",
    "forked/go.mod": "module example.com/forked\n",
    "forked/x/x.go": "package x\nconst Y = 1\n",
  });
  expect(edges(index)).toEqual([
    "cart/cart.go -> cart/price.go",
    "cart/cart_test.go -> cart/cart.go",
    "cart/cart_test.go -> cart/export_test.go",
    "cart/export_test.go -> cart/price.go",
    "main.go -> cart/cart.go",
    "main.go -> dot/dot.go",
    "main.go -> driver/one.go",
    "main.go -> driver/two.go",
    "main.go -> forked/x/x.go",
    "main.go -> helper.go",
    "main.go -> store/a.go",
  ]);
  expect(index.external.map((item) => [item.package, item.builtin])).toEqual([
    ["C", true],
    ["fmt", true],
    ["net/http", true],
    ["github.com/lib/pq", false],
    ["gopkg.in/yaml.v3", false],
    ["golang.org/x/net/html", false],
  ]);
  expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
    ["example.com/shop/gone", "missing"],
    ["example.com/shop/made", "excluded: generated"],
  ]);
  const order = index.order.filter((path) => path.endsWith(".go"));
  expect(order.indexOf("cart/price.go")).toBeLessThan(order.indexOf("cart/cart.go"));
  expect(order.indexOf("cart/cart.go")).toBeLessThan(order.indexOf("main.go"));
});

test("without a module an import is found by the end of its path, as a guess", async () => {
  const index = await indexOf({
    "main.go": 'package main\nimport "github.com/me/tool/sub"\nimport "../up"\nvar _ = sub.A\n',
    "sub/a.go": "package sub\nvar A = 1\n",
  });
  expect(index.imports).toMatchObject([{ to: "sub/a.go", rule: "suffix" }]);
  expect(index.unresolved).toMatchObject([{ specifier: "../up", reason: "outside" }]);
});

test("the vocabulary knows the language and its library", () => {
  const words = new Set(goVocabulary());
  for (const word of "defer iota append net/http httptest ListenAndServe WaitGroup Sprintf MarshalJSON CutPrefix".split(
    " ",
  )) {
    expect(words, word).toContain(word);
  }
  for (const word of ["FetchLedger", "cartStore", "undefined"]) expect(words).not.toContain(word);
});

test("a package of a nested module is a guess by the path of the outer module", async () => {
  const index = await indexOf({
    "go.mod": "module example.com/shop\n",
    "cart/cart.go": "package cart\nfunc New() {}\n",
    "examples/go.mod": "module examples\nreplace example.com/shop => ../\n",
    "examples/main.go": `package main
import (
	"example.com/shop/cart"
	"example.com/shop/examples/data"
)
var _, _ = cart.New, data.All
`,
    "examples/data/data.go": "package data\nvar All = 1\n",
  });
  expect(index.imports.map(({ to, rule }) => [to, rule])).toEqual([
    ["cart/cart.go", undefined],
    ["examples/data/data.go", "suffix"],
  ]);
});

test("references lead to the used parts of a package, whatever precedes them", async () => {
  const index = await indexOf({
    "go.mod": "module example.com/shop\n",
    "main.go": `package main
import (
	"example.com/shop/cart"
	. "example.com/shop/dot"
)
func main() { cart.New(); cart.Sum(); Dotted(); helper() }
`,
    "helper.go": "package main\nfunc helper() {}\n",
    "cart/cart.go": "package cart\nfunc New() {}\nfunc Sum() {}\n",
    "dot/dot.go": "package dot\nfunc Dotted() {}\n",
  });
  const found = index.referencesOf("main.go").map(({ symbol }) => symbol.name);
  expect(sorted(found)).toEqual(["Dotted", "New", "Sum", "helper"]);
});
