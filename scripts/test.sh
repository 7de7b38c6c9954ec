#!/usr/bin/env bash
# Everything a change must pass: formatting, lints, all tests, the app's weight, browser journeys.
# From a clean clone on two cores it took 24 to 33 minutes, half of it journeys in the browser.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() {
    local began=$SECONDS
    "$@" || { printf '\nerror: this step failed:  %s\n' "$*" >&2; exit 1; }
    printf '    (%d s) %s\n' $((SECONDS - began)) "$*"
}

# The rules as WebAssembly without the app, for the test that both halves decide alike.
probe() {
    cargo build --quiet --profile wasm-release --target wasm32-unknown-unknown -p lianban-wasm-probe
    wasm-bindgen --target no-modules --no-typescript --out-dir "$target/wasm-probe" \
        "$target/wasm32-unknown-unknown/wasm-release/lianban_wasm_probe.wasm"
}

tests() {
    cargo test --workspace --no-fail-fast 2>&1 | tee "$log"
}

step scripts/build-tools.sh
step scripts/test-tools.sh
step scripts/check.sh --lints-only
step scripts/build-app.sh
say "Building the rules for the browser's tests"
step probe
say "Building the server and the tests"
step cargo build --quiet --workspace --all-targets
say "Testing"
export LIANBAN_BIN=$target/debug/lianban LIANBAN_PROBE=$target/wasm-probe
[[ $target = /* ]] || LIANBAN_BIN=$PWD/$LIANBAN_BIN LIANBAN_PROBE=$PWD/$LIANBAN_PROBE
step tests

scripts/count-tests.sh <"$log"
[ -d "$tools/python/chinese_calendar" ] ||
    say "SKIPPED: chinesecalendar is not installed; the calendar was not compared with an independent one"
printf '  all in %d min %d s\n' $((SECONDS / 60)) $((SECONDS % 60))
