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
    one_stylesheet "$2"
    finish_page "$2/index.html"
}

# finish_page PAGE: comments are for us and stay here; the program starts when the page is `ready`.
finish_page() {
    perl -0pi -e 's/<!--.*?-->\s*//gs; s/\n\s*\n/\n/g; s/^window\.wasmBindings.*\n|^dispatchEvent.*\n//gm; s/^\s*\/\/.*\n//gm; s/^const wasm = /await ready;\n/m; s/^[ \t]+//gm' "$1"
    grep -q '^await ready;$' "$1" ||
        fail "the program does not wait for the page" "compare finish_page in scripts/build-app.sh with what Trunk writes in $1"
}

# lighter: a stylesheet without what only its authors read, comments and indentation.
lighter() {
    perl -0pe 's{/\*.*?\*/}{}gs; s/^\s+//gm'
}

# one_stylesheet FOLDER: the many small stylesheets of its page become one, in their order:
# together they compress far better, and a phone asks once.
one_stylesheet() {
    local page=$1/index.html sheets name link
    mapfile -t sheets < <(grep -o 'href="/[a-z-]*-[0-9a-f]*\.css"' "$page" | sed 's/^href="\///; s/"$//')
    [ ${#sheets[@]} -gt 1 ] || return 0
    (cd "$1" && cat "${sheets[@]}" && rm "${sheets[@]}") | lighter >"$1/all.css"
    name=app-$(sha256sum "$1/all.css" | cut -c1-16).css
    mv "$1/all.css" "$1/$name"
    link="<link rel=\"stylesheet\" href=\"/$name\">"
    awk -v link="$link" '
        /rel="stylesheet"/ && /\.css"/ {
            kept = ""
            while (match($0, /<link[^>]*\.css"[^>]*>/)) {
                kept = kept substr($0, 1, RSTART - 1) link
                link = ""
                $0 = substr($0, RSTART + RLENGTH)
            }
            $0 = kept $0
            if ($0 ~ /^[ \t]*$/) next
        }
        { print }
    ' "$page" >"$page.new" && mv "$page.new" "$page"
}

case_page
pack public/index.html dist
pack public/case.html "$target/case"
cp "$target"/case/lianban-case-* "$target"/case/*.css dist/
cp -r "$target/case/samples" dist/
cp "$target/case/index.html" dist/case.html
