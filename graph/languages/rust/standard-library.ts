/** Crates that come with the compiler. */
export const standardCrates: ReadonlySet<string> = new Set([
  "std",
  "core",
  "alloc",
  "proc_macro",
  "test",
]);
