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

fuzz() {
    # From there, so that nothing it notes down lies in the clone.
    (cd "$folder" && PYTHONPATH=$fuzzer python3 -c 'from schemathesis.cli import schemathesis; schemathesis()' run \
        "http://$address/api/openapi.json" --checks not_a_server_error --no-color --workers 2 \
        --max-examples "${LIANBAN_EXAMPLES:-30}" --suppress-health-check all "$@")
}

say "Fuzzing http://$address as anybody"
fuzz

say "Fuzzing it as a window"
IFS=$'\t' read -r name password _ <"$folder/data/demo-accounts.txt"
curl -s -D "$folder/head" -o "$folder/session" -H 'content-type: application/json' \
    -d "{\"name\":\"$name\",\"password\":\"$password\"}" "http://$address/api/session"
cookie=$(sed -n 's/^set-cookie: \([^;]*\).*/\1/p' "$folder/head")
csrf=$(sed -n 's/.*"csrf":"\([^"]*\)".*/\1/p' "$folder/session")
[ -n "$csrf" ] || fail "nobody could sign in" "cat $folder/session"
fuzz --exclude-path /api/session -H "cookie: $cookie" -H "x-csrf-token: $csrf"

kill -0 $server 2>/dev/null || fail "the server went away" "cat $folder/log"
if grep -q "panicked\|a request failed" "$folder/log"; then
    cat "$folder/log" >&2
    fail "the log names faults of the server" "read them above"
fi
