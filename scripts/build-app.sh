#!/usr/bin/env bash
# Builds the single-page app into dist/, without the network: the tools are there already.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

say "Building the app (2 to 4 minutes the first time)"
# Two programs, each with a page of its own: nobody loads the second before the first question.
# Trunk empties its folder, so each has one; it reads NO_COLOR as true or false only.
pack() {
    env -u NO_COLOR trunk build --offline --release --cargo-profile wasm-release --dist "$2" "$1" ||
        fail "the app does not build" "make check, and read the first error"
}

case_page
pack public/index.html dist
pack public/case.html "$target/case"
cp "$target"/case/lianban-case-* "$target"/case/*.css dist/
cp -r "$target/case/samples" dist/
cp "$target/case/index.html" dist/case.html
