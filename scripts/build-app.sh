#!/usr/bin/env bash
# Builds the single-page app into dist/, without the network: the tools are there already.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

say "Building the app (2 to 4 minutes the first time)"
# Trunk reads NO_COLOR as true or false only.
env -u NO_COLOR trunk build --offline --release --cargo-profile wasm-release ||
    fail "the app does not build" "make check, and read the first error"
