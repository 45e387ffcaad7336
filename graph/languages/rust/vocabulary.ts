import { standardItems } from "./standard-items.ts";
import { standardCrates } from "./standard-library.ts";
import { standardMembers } from "./standard-members.ts";

const words =
  "as async await break const continue crate dyn else enum extern false fn for gen if impl in let " +
  "loop macro_rules match mod move mut pub ref return self Self static struct super trait true " +
  "type union unsafe use where while raw box try yield do bool char str u8 u16 u32 u64 u128 usize " +
  "i8 i16 i32 i64 i128 isize f32 f64 main derive cfg cfg_attr test ignore should_panic allow warn " +
  "deny forbid expect deprecated must_use inline cold no_mangle repr doc non_exhaustive no_std " +
  "no_core feature path macro_use macro_export proc_macro_derive proc_macro_attribute " +
  "target_feature target_os target_arch target_pointer_width target_endian target_family " +
  "debug_assertions track_caller global_allocator panic_handler link link_name transparent packed " +
  "automatically_derived bench dead_code unused_variables unused_imports non_snake_case clippy " +
  "rustfmt rustdoc rustc cargo crates docs CARGO_MANIFEST_DIR CARGO_PKG_VERSION OUT_DIR " +
  "RUST_BACKTRACE RUSTFLAGS msrv";

/** Words of Rust: keywords, attributes, the standard library's items and their members. */
export function* rustVocabulary(): Generator<string> {
  yield* words.split(" ");
  yield* standardCrates;
  yield* standardItems.split(" ");
  yield* standardMembers.split(" ");
}
