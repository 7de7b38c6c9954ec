#!/usr/bin/env bash
# Runs the server and rebuilds the app on every save: http://127.0.0.1:8090.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

scripts/build-tools.sh
cargo build -p lianban-backend
LIANBAN_LISTEN=127.0.0.1:8080 "$target/debug/lianban" serve --demo &
server=$!
# In a debug build the second program draws the pages of the first too.
case_page
trap 'kill "$server"; rm -f public/case.html' EXIT
env -u NO_COLOR trunk serve --offline --port 8090 --proxy-backend http://127.0.0.1:8080/api public/case.html
