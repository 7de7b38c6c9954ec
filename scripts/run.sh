#!/usr/bin/env bash
# Builds app and server and starts the server with the demo data folder.
# LIANBAN_LISTEN and LIANBAN_DATA say where it listens and keeps its data.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

scripts/build-tools.sh
scripts/build-app.sh
say "Building the server (2 to 4 minutes the first time)"
cargo build --release --locked -p lianban-backend ||
    fail "the server does not build" "make check, and read the first error"
say "Starting; stop it with Ctrl+C"
exec "$target/release/lianban" serve --demo
