import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freeNames } from "../../../../graph/languages/go/free-names/free-names.ts";
import { indexOf } from "../../tree.ts";

const sorted = (names: Iterable<string>): string[] => [...names].sort();

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
