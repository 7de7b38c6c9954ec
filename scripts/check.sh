#!/usr/bin/env bash
# The fast part of the tests: formatting, lints, the rules and their catalogue.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

say "Formatting"
cargo fmt --all --check || fail "some files are not formatted" "cargo fmt --all"
say "Lints"
cargo clippy --quiet --workspace --all-targets --features lianban-backend/bench -- -D warnings
cargo clippy --quiet --target wasm32-unknown-unknown -p lianban-frontend -p lianban-wasm-probe -- -D warnings
[ "${1:-}" = --lints-only ] && exit
say "Rules"
cargo test --quiet -p lianban-rules
cargo run --quiet -p lianban-backend -- check
