#!/usr/bin/env bash
# Asks a running server everything its API document allows, and much that it does not: no
# answer may be a fault of the server. LIANBAN_EXAMPLES says how many tries for each route.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

fuzzer=$tools/schemathesis
if [ ! -d "$fuzzer/schemathesis-$schemathesis_version.dist-info" ]; then
    has python3 || apt_install python3
    python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip
    say "Installing schemathesis $schemathesis_version"
    rm -rf "$fuzzer"
    python3 -m pip install --quiet --disable-pip-version-check --target "$fuzzer" \
        "schemathesis==$schemathesis_version" ||
        fail "could not install schemathesis" "python3 -m pip install --target $fuzzer schemathesis==$schemathesis_version"
fi

say "Building the server"
cargo build --quiet -p lianban-backend
folder=$(mktemp -d)
address=127.0.0.1:${LIANBAN_FUZZ_PORT:-8099}
LIANBAN_LISTEN=$address LIANBAN_DATA=$folder/data LIANBAN_LOG=warn "$target/debug/lianban" serve --demo >"$folder/out" 2>"$folder/log" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 200); do
    curl -sf "http://$address/api/health" >/dev/null && break
    sleep 0.1
done

say "Fuzzing http://$address"
PYTHONPATH=$fuzzer python3 -c 'from schemathesis.cli import schemathesis; schemathesis()' run \
    "http://$address/api/openapi.json" \
    --checks not_a_server_error --max-examples "${LIANBAN_EXAMPLES:-50}" --no-color \
    --workers 2 --suppress-health-check all
kill -0 $server 2>/dev/null || fail "the server went away" "cat $folder/log"
if grep -q "panicked\|a request failed" "$folder/log"; then
    cat "$folder/log" >&2
    fail "the log names faults of the server" "read them above"
fi
