#!/bin/sh
# What cargo runs in place of rustc: beside compiling, it writes down what paths and modules of the
# checkout's own crates came to be. TREES is a directory for that, ROOT the checkout, READER and NODE
# what reads the tree.
case "$CARGO_MANIFEST_DIR/" in
"$ROOT"/*)
  case " $* " in
  *" --crate-name ___ "*) ;;
  *" --crate-name "*)
    RUSTC_BOOTSTRAP=1 "$@" -Zunpretty=hir-tree 2>/dev/null |
      "$NODE" "$READER" "$PWD" >"$(mktemp "$TREES/XXXXXXXX")"
    # What an older compiler let pass must not keep others from being compiled.
    exec "$@" --cap-lints allow
    ;;
  esac
  ;;
esac
exec "$@"
