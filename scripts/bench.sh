#!/usr/bin/env bash
# Measures: the rules native and in the browser's engine, durable submissions against the same
# handler without a store and against bare redb, and the crash drill. Ratios of one run count,
# absolute numbers are of this machine. LIANBAN_ROUNDS says how often the drill kills.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

bench() {
    cargo bench --quiet -p lianban-backend --features bench --bench "$1" | tee -a "$log"
}

in_the_browser() {
    node scripts/bench-wasm.js "$(realpath "$target/wasm-bench")" "$@" | tee -a "$log"
}

scripts/build-tools.sh
has node || apt_install nodejs
say "Building (a few minutes the first time)"
cargo bench --quiet -p lianban-backend --features bench --no-run
cargo bench --quiet -p lianban-wasm-probe --no-run
cargo build --quiet --profile wasm-release --target wasm32-unknown-unknown -p lianban-wasm-probe
wasm-bindgen --target nodejs --no-typescript --out-dir "$target/wasm-bench" \
    "$target/wasm32-unknown-unknown/wasm-release/lianban_wasm_probe.wasm"

say "Rules: assessments with the next screen, in a second"
bench rules
in_the_browser rules "$(sed -n 's/^input //p' "$log")"

say "Explanations: how many, median and worst in microseconds"
cargo bench --quiet -p lianban-wasm-probe --bench explain | tee -a "$log"
read -r input day < <(sed -n 's/^explain-input //p' "$log")
in_the_browser explain "$input" "$day"

say "Submissions in a second: clients, durable, store off, bare redb (6 and 14 KB), ratios"
bench submissions

say "Crash drill"
bench crash

say "Table"
awk '
    function times(where, what, i) { return what[where " " name[i]] / median[where " assess"] }
    $1 == "rules" { rate[$2 " " $3] = $4 }
    $1 == "explain" { many[$3] = $4; median[$2 " " $3] = $5; worst[$2 " " $3] = $6 }
    $1 == "submissions" { rows = rows sprintf("| %s clients | %s | %s | %s | %s | %d %% | %d %% |\n", $2, $3, $4, $5, $6, $7 * 100, $8 * 100) }
    END {
        print "| answers | native | WASM | WASM of native |\n| --- | --- | --- | --- |"
        for (n = split("complete half", name, " "); i++ < n;)
            printf "| %s | %d | %d | %d %% |\n", name[i], rate["native " name[i]], rate["wasm " name[i]], rate["wasm " name[i]] / rate["native " name[i]] * 100
        print "\n| in multiples of one assessment | calls | native median | worst | WASM median | worst | WASM worst, ms |\n| --- | --- | --- | --- | --- | --- | --- |"
        i = 0
        for (n = split("reason ways-out compare", name, " "); i++ < n;)
            printf "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.2f |\n", name[i], many[name[i]], times("native", median, i), times("native", worst, i), times("wasm", median, i), times("wasm", worst, i), worst["wasm " name[i]] / 1000
        print "\n| | durable | store off | bare redb, 6 KB | bare redb, 14 KB | of store off | of bare redb, 6 KB |\n| --- | --- | --- | --- | --- | --- | --- |"
        printf "%s", rows
    }' "$log"
