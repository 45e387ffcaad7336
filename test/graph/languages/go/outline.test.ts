import { expect, test } from "vitest";
import { goVocabulary } from "../../../../graph/languages/go/vocabulary.ts";
import { indexOf } from "../../tree.ts";

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

test("the vocabulary knows the language and its library", () => {
  const words = new Set(goVocabulary());
  for (const word of "defer iota append net/http httptest ListenAndServe WaitGroup Sprintf MarshalJSON CutPrefix".split(
    " ",
  )) {
    expect(words, word).toContain(word);
  }
  for (const word of ["FetchLedger", "cartStore", "undefined"]) expect(words).not.toContain(word);
});
