import { expect, test } from "vitest";
import { rustVocabulary } from "../../../../graph/languages/rust/vocabulary.ts";
import { indexOf } from "../../tree.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const index = await indexOf({
    "src/lib.rs": `//! About the crate.

/// A store.
#[derive(Debug)]
pub struct Store<'a, T: Clone> where T: Copy { pub name: &'a str, inner: T, nested: HashMap<String, Vec<Option<Result<Something, OtherError>>>> }
pub(crate) struct Pair(pub u8, String);
pub enum Shape { Point, Circle { radius: f64 }, Rect(f64, f64) = 3 }
pub trait Draw: Base + Other<u8> { type Out; const SIZE: usize = 4; fn draw(&self) -> Self::Out; fn twice(&self) { self.draw(); } }
impl<'a, T: Clone + Copy> Draw for Store<'a, T> { type Out = (); fn draw(&self) { secret(); } }
impl<'a, T> Store<'a, T> {
    pub fn new(name: &'a str, inner: T) -> Self { fn helper(hidden: u8) {} for i in 0..3 { if i > 1 { panic!("no") } } helper(1); unreachable!() }
    fn private(&mut self) -> Result<(), Error> { self.private() }
}
pub const LIMIT: usize = 3;
static NAME: &str = "secret";
pub type Alias<T> = Vec<T>;
/// Makes one.
#[macro_export]
macro_rules! make { ($x:expr) => { $x }; }
macro_rules! inner { () => {}; }
mod nested { pub(super) fn deep<F>(call: F) where F: Fn(u8) -> u8 {} }
extern "C" { fn external(a: i32) -> i32; }
const _: () = { fn hidden(secret: u8) {} };
pub async fn run(stream: impl Stream<Item = u8>) { stream.next().await; let f = |a, b| a + b; }
`,
  });
  const record = index.files.get("src/lib.rs")?.record;
  expect(record?.syntaxError).toBe(false);
  expect(
    record?.symbols.map(
      (item) => `${"  ".repeat(item.depth)}${item.kind} ${item.signature} (${item.visibility})`,
    ),
  ).toEqual([
    "struct pub struct Store<'a, T: Clone> where T: Copy (public)",
    "  property pub name: &'a str (public)",
    "  property inner: T (private)",
    "  property nested: HashMap<String, Vec<Option<Result<Something, OtherError>>>> (private)",
    "struct pub(crate) struct Pair(pub u8, String) (package)",
    "enum pub enum Shape (public)",
    "  member Point (public)",
    "  member Circle {…} (public)",
    "  member Rect(f64, f64) (public)",
    "trait pub trait Draw: Base + Other<u8> (public)",
    "  type type Out (public)",
    "  constant const SIZE: usize (public)",
    "  method fn draw(&self) -> Self::Out (public)",
    "  method fn twice(&self) (public)",
    "impl impl<'a, T: Clone + Copy> Draw for Store<'a, T> (public)",
    "  type type Out = () (public)",
    "  method fn draw(&self) (public)",
    "impl impl<'a, T> Store<'a, T> (public)",
    "  method pub fn new(name: &'a str, inner: T) -> Self (public)",
    "    function fn helper (private)",
    "  method fn private(&mut self) -> Result<(), Error> (private)",
    "constant pub const LIMIT: usize (public)",
    "variable static NAME: &str (private)",
    "type pub type Alias<T> = Vec<T> (public)",
    "macro macro_rules! make (public)",
    "macro macro_rules! inner (package)",
    "module mod nested (private)",
    "  function pub(super) fn deep<F>(call: F) where F: Fn(u8) -> u8 (package)",
    "function fn external(a: i32) -> i32 (private)",
    "constant const _: () (private)",
    "  function fn hidden (private)",
    "function pub async fn run(stream: impl Stream<Item = u8>) (public)",
  ]);
  const find = (name: string) => record?.symbols.find((item) => item.name === name);
  expect(find("Store")?.doc?.text).toBe("A store.");
  expect(find("Draw")?.bases).toEqual(["Base", "Other"]);
  expect(find("new")).toMatchObject({ parent: "Store", flow: ["loops", "branches", "throws"] });
  expect(find("private")?.flow).toContain("recurses");
  expect(find("run")).toMatchObject({ flow: ["awaits"] });
  expect(find("make")?.exported).toBe(true);
  expect(JSON.stringify(record?.symbols)).not.toContain("secret()");
});

test("the vocabulary knows the language and its library", () => {
  const words = new Set(rustVocabulary());
  for (const word of "match dyn derive HashMap unwrap_or_else BTreeMap collections Iterator println macro_rules SeqCst".split(
    " ",
  )) {
    expect(words, word).toContain(word);
  }
  for (const word of ["fetch_ledger", "CartStore"]) expect(words).not.toContain(word);
});
