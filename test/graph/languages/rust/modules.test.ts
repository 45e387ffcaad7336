import fc from "fast-check";
import { expect, test } from "vitest";
import { edges, indexOf } from "../../tree.ts";

test("use, mod, paths in code, macros, inner modules", async () => {
  const index = await indexOf({
    "Cargo.toml": `[package]
name = "my-shop"
edition = "2021"
[dependencies]
serde_json = "1"
renamed = { package = "real-name", version = "1" }
helper = { path = "helper" }
`,
    "src/lib.rs": `pub mod cart;
mod store;
#[path = "odd/place.rs"]
mod elsewhere;
mod gone;
cfg_feature! { pub mod hidden; pub use self::hidden::{Deep as D, other::Thing}; }
mod inner { pub mod leaf; use super::store; use self::leaf::Leaf; }
pub use cart::{self as basket, Cart};
use std::{fmt, io::Read as _};
use serde_json::Value;
use renamed::thing;
use helper::tool::{Hammer, *};
use unknown_crate::x;
use Option::{None as Nothing};
include!("data/table.rs");
fn f() { include_str!("gone.txt"); crate::store::shelf::place(); serde_json::to_string(&1); println!("{}", crate::cart::price()); }
#[cfg(test)]
mod tests { use super::*; use crate::elsewhere::E; }
`,
    "src/cart.rs": "use super::store::{self, shelf::Shelf};\nuse crate::Cart;\npub struct Cart;\n",
    "src/store/mod.rs":
      "pub mod shelf;\nuse crate::cart::Cart;\nuse shelf::Shelf;\nuse self::Kind::*;\nenum Kind { A }\n",
    "src/store/shelf.rs": "use super::super::cart;\nuse ::my_shop::cart as other;\n",
    "src/odd/place.rs": "",
    "src/hidden.rs": "pub mod other;\n",
    "src/hidden/other.rs": "",
    "src/inner/leaf.rs": "",
    "src/orphan/mod.rs": "use super::store;\n",
    "src/data/table.rs": "",
    "src/main.rs": "use my_shop::{cart::Cart, store};\nfn main() {}\n",
    "tests/it.rs": "mod common;\nuse my_shop::cart;\nuse common::setup;\n",
    "tests/common/mod.rs": "",
    "helper/Cargo.toml": `[package]\nname = "helper"\n[lib]\npath = "lib/start.rs"\n`,
    "helper/lib/start.rs": "pub mod tool;\n",
    "helper/lib/tool.rs": "use std::fmt;\n",
  });
  expect(edges(index)).toEqual([
    "helper/lib/start.rs -> helper/lib/tool.rs",
    "src/cart.rs -> src/lib.rs",
    "src/cart.rs -> src/store/mod.rs",
    "src/cart.rs -> src/store/shelf.rs",
    "src/hidden.rs -> src/hidden/other.rs",
    "src/lib.rs -> helper/lib/tool.rs",
    "src/lib.rs -> src/cart.rs",
    "src/lib.rs -> src/data/table.rs",
    "src/lib.rs -> src/hidden.rs",
    "src/lib.rs -> src/hidden/other.rs",
    "src/lib.rs -> src/inner/leaf.rs",
    "src/lib.rs -> src/odd/place.rs",
    "src/lib.rs -> src/store/mod.rs",
    "src/lib.rs -> src/store/shelf.rs",
    "src/main.rs -> src/cart.rs",
    "src/main.rs -> src/lib.rs",
    "src/orphan/mod.rs -> src/store/mod.rs",
    "src/store/mod.rs -> src/cart.rs",
    "src/store/mod.rs -> src/store/shelf.rs",
    "src/store/shelf.rs -> src/cart.rs",
    "tests/it.rs -> src/cart.rs",
    "tests/it.rs -> tests/common/mod.rs",
  ]);
  const packages = new Set(index.external.map((item) => `${item.package} ${item.builtin}`));
  expect([...packages].sort()).toEqual(["real-name false", "serde_json false", "std true"]);
  expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
    ["mod gone", "missing"],
    ["unknown_crate", "missing"],
    ["include gone.txt", "missing"],
  ]);
  expect(index.imports.find(({ specifier }) => specifier === "self::hidden")?.kind).toBe(
    "reexport",
  );
});

test("workspace dependencies, targets with a path, the 2015 edition, a guess by the place", async () => {
  const index = await indexOf({
    "Cargo.toml": `[workspace]\nmembers = ["a", "b"]\n[workspace.dependencies]\nb-lib = { path = "b" }\n`,
    "a/Cargo.toml": `[package]\nname = "a"\n[dependencies]\nb-lib.workspace = true\n[[bin]]\nname = "odd"\npath = "odd.rs"\n`,
    "a/odd.rs":
      "mod part;\nextern crate b_lib as lib;\nuse lib::shown;\nuse part::X;\nfn main() {}\n",
    "a/part.rs": "use crate::far::Y;\n",
    "a/far.rs": "",
    "b/Cargo.toml": `[package]\nname = "b-lib"\n`,
    "b/src/lib.rs": "pub mod shown;\nmod macros;\nhide!(pub mod secret;);\n",
    "b/src/shown.rs": "use macros::m;\n",
    "b/src/macros.rs": "",
  });
  expect(edges(index)).toEqual([
    "a/odd.rs -> a/part.rs",
    "a/odd.rs -> b/src/lib.rs",
    "a/odd.rs -> b/src/shown.rs",
    "a/part.rs -> a/odd.rs",
    "b/src/lib.rs -> b/src/macros.rs",
    "b/src/lib.rs -> b/src/shown.rs",
    "b/src/shown.rs -> b/src/macros.rs",
  ]);
});

test("a path goes through modules that another module passes on", async () => {
  const index = await indexOf({
    "Cargo.toml": `[workspace]\nmembers = ["*"]\n`,
    "face/Cargo.toml": `[package]\nname = "face"\n[dependencies]\ncore-part = { path = "../core" }\nhidden = { path = "../hidden" }\n`,
    "face/src/lib.rs":
      "pub extern crate core_part as part;\npub use hidden as open;\nuse hidden as shut;\nfn f() { shut::go(); }\n",
    "core/Cargo.toml": `[package]\nname = "core-part"\n`,
    "core/src/lib.rs": `mod unix;
mod windows;
pub use self::unix::*;
pub use windows::*;
pub mod prelude { pub use crate::deep::inner; }
mod deep;
`,
    "core/src/unix.rs": "pub mod net;\npub use super::deep;\n",
    "core/src/windows.rs": "pub mod net;\npub use super::unix::*;\n",
    "core/src/unix/net.rs": "",
    "core/src/windows/net.rs": "",
    "core/src/deep/mod.rs": "pub mod inner;\npub mod job;\npub use self::job::job;\n",
    "core/src/deep/inner.rs": "use crate::net::Socket;\n",
    "core/src/deep/job.rs": "",
    "hidden/Cargo.toml": `[package]\nname = "hidden"\n`,
    "hidden/src/lib.rs": "",
    "app/Cargo.toml": `[package]\nname = "app"\n[dependencies]\nface = { path = "../face" }\n`,
    "app/src/main.rs": "use face::part::net::Socket;\nuse face::open::X;\nuse face::shut::Y;\n",
    "app/src/bin/inner.rs": "use face::part::prelude::inner::Thing;\n",
    "app/src/bin/value.rs": "use face::part::deep;\nfn f() { deep::job(); }\n",
  });
  const from = (file: string): string[] => edges(index).filter((edge) => edge.startsWith(file));
  expect(from("app/")).toEqual([
    "app/src/bin/inner.rs -> core/src/deep/inner.rs",
    // What a call names at its end is no module, even where one has the name.
    "app/src/bin/value.rs -> core/src/deep/mod.rs",
    // What the face takes in for itself is not seen from here.
    "app/src/main.rs -> core/src/unix/net.rs",
    "app/src/main.rs -> core/src/windows/net.rs",
    "app/src/main.rs -> face/src/lib.rs",
    "app/src/main.rs -> hidden/src/lib.rs",
  ]);
  expect(from("face/")).toEqual([
    "face/src/lib.rs -> core/src/lib.rs",
    "face/src/lib.rs -> hidden/src/lib.rs",
  ]);
  expect(from("core/src/deep/inner.rs")).toEqual([
    "core/src/deep/inner.rs -> core/src/unix/net.rs",
    "core/src/deep/inner.rs -> core/src/windows/net.rs",
  ]);
});

test("modules of one name under different conditions, and globs in a circle", async () => {
  const index = await indexOf({
    "src/lib.rs": `#[cfg(unix)] #[path = "unix.rs"] mod imp;
#[cfg(windows)] #[path = "windows.rs"] mod imp;
#[cfg(test)] mod fake { pub mod store; }
#[cfg(not(test))] mod fake;
mod a;
mod b;
use imp::Handle;
use fake::store::Store;
use a::nothing::X;
`,
    "src/unix.rs": "",
    "src/windows.rs": "",
    "src/fake.rs": "pub mod store;\n",
    "src/fake/store.rs": "",
    "src/a.rs":
      "pub use crate::b::*;\npub use nowhere::thing as other;\nuse other::thing as nowhere;\n",
    "src/b.rs": "pub use crate::a::*;\nuse super::b::gone::Y;\n",
  });
  expect(edges(index)).toEqual([
    "src/a.rs -> src/b.rs",
    "src/b.rs -> src/a.rs",
    "src/fake.rs -> src/fake/store.rs",
    "src/lib.rs -> src/a.rs",
    "src/lib.rs -> src/b.rs",
    "src/lib.rs -> src/fake.rs",
    "src/lib.rs -> src/fake/store.rs",
    "src/lib.rs -> src/unix.rs",
    "src/lib.rs -> src/windows.rs",
  ]);
});

test("paths in the tokens of macros, and from the root of the 2015 edition", async () => {
  const index = await indexOf({
    "src/lib.rs": "#[macro_use] mod macros;\nmod store;\nmod cart;\nmod inner;\n",
    "src/macros.rs": `macro_rules! make { ($x:expr) => { $crate::store::put($x, $name::skip) } }\n`,
    "src/store.rs":
      "cfg_on! { pub(in crate::cart) fn hidden() {} mod tests { use super::put; use super::super::inner::X; } }\n",
    "src/cart.rs": "fn f() -> ::inner::Deep { ::store::put() }\n",
    "src/inner.rs": "cfg_on! { fn f() { use crate::cart; use $crate::store as s; } }\n",
  });
  const { imports } = index;
  expect(edges(index).filter((edge) => !edge.startsWith("src/lib.rs"))).toEqual([
    "src/cart.rs -> src/inner.rs",
    "src/cart.rs -> src/store.rs",
    "src/inner.rs -> src/cart.rs",
    "src/inner.rs -> src/store.rs",
    "src/macros.rs -> src/store.rs",
    "src/store.rs -> src/inner.rs",
  ]);
  expect(imports.find(({ from }) => from === "src/macros.rs")?.imported).toEqual(["put"]);
});

test("a broken manifest, modules in a circle and any text do no harm", async () => {
  const circle = await indexOf({
    "Cargo.toml": "[package\nname = ",
    "src/lib.rs":
      '#[path = "lib.rs"]\nmod again;\n#[path = "../../../etc/passwd"]\nmod out;\nmod a;\n',
    "src/a.rs": '#[path = "lib.rs"]\nmod back;\nuse super::super::super::x;\n',
  });
  expect(edges(circle)).toEqual(["src/a.rs -> src/lib.rs", "src/lib.rs -> src/a.rs"]);
  const piece = fc.constantFrom(
    ...'use mod fn impl struct crate :: super self { } ( ) ; , * as x Y \' " #[path=""] macro! \n'.split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (parts) => {
      const index = await indexOf({ "src/lib.rs": parts.join(" ") });
      expect(index.files.get("src/lib.rs")?.record?.failure).toBeUndefined();
    }),
    { numRuns: 25 },
  );
});

// `rustc --emit=dep-info` reads these files on Unix; the others are read elsewhere.
test("path under conditions, nested, in raw strings, on inline modules and among tokens", async () => {
  const index = await indexOf({
    "Cargo.toml": '[package]\nname = "r"\n',
    "src/lib.rs": `#[cfg_attr(any(unix, windows), path = r"plat/unix.rs", allow(dead_code))]
pub mod sys;
#[cfg_attr(all(), cfg_attr(unix, path = r#"plat/nested.rs"#))] // a word
mod nested;
#[cfg_attr(false, path = "plat/never.rs")]
#[doc = r#"path = "plat/never.rs""#]
mod plain;
#[path = "odd/place.rs"]
mod elsewhere;
mod thread { #[cfg_attr(unix, path = "other.rs")] pub mod local; }
#[cfg_attr(unix, path = "d")]
mod dd { pub mod e; }
#[cfg_attr(unix, path = "sys/a.rs")]
#[cfg_attr(windows, path = "sys/b.rs")]
#[path = "sys/c.rs"]
mod many;
cfg_if! { if #[cfg(unix)] { #[path = "plat/one.rs"] mod imp; } else {
  #[cfg_attr(windows, path = "plat/two.rs")] #[allow(x)] pub(crate) mod imp; } }
#[cfg_attr(unix, path = "gone.rs")]
mod gone;
`,
    ...Object.fromEntries(
      (
        "plat/unix plat/nested plat/never plat/one plat/two nested plain thread/other d/e dd/e sys/a sys/b " +
        "sys/c many odd/deep"
      )
        .split(" ")
        .map((name) => [`src/${name}.rs`, "pub fn f() {}\n"]),
    ),
    "src/odd/place.rs": "pub mod deep;\npub use self::deep::f;\n",
    "src/odd/place/deep.rs": "",
  });
  expect(edges(index)).toEqual(
    "plat/unix plat/nested nested plain odd/place thread/other d/e dd/e sys/a sys/b sys/c plat/one plat/two"
      .split(" ")
      .map((name) => `src/lib.rs -> src/${name}.rs`)
      .concat("src/odd/place.rs -> src/odd/deep.rs")
      .toSorted(),
  );
  expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
    ['mod gone "gone.rs" or mod gone', "missing"],
  ]);
});
