# Shared by the scripts beside it: where things are, how to speak, how to fail.
# Sourced after `set -euo pipefail`; leaves the working directory at the root of the clone.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Tools live outside the clone, so that a fresh clone finds them again.
tools=${LIANBAN_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/lianban}/tools
target=${CARGO_TARGET_DIR:-target}
export LIANBAN_TOOLS=${tools%/tools}
export PATH="$tools/bin:$PATH"

# The versions this project is built with; wasm-bindgen's follows Cargo.lock.
trunk_version=0.21.14
axe_version=4.14
chinesecalendar_version=1.11.0
schemathesis_version=4.32.5

say() { printf '\n==> %s\n' "$*"; }

# fail WHAT COMMAND: says what went wrong and the command that mends it.
fail() {
    printf '\nerror: %s\n' "$1" >&2
    printf '  mend it with:  %s\n' "$2" >&2
    exit 1
}

# The page of the second program: that of the first, but for the program and more styles.
case_page() {
    trap 'rm -f public/case.html' EXIT
    sed -e 's/data-bin="lianban-guide"/data-bin="lianban-case"/' \
        -e 's/^ *<!-- case$//' -e 's/^ *case -->$//' public/index.html >public/case.html
}

has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "this needs root: $*" "su -c '$*'"
    fi
}

# apt_install PACKAGE…: on Debian and Ubuntu; elsewhere says which packages are meant.
apt_install() {
    has apt-get || fail "missing: $* (named as on Debian)" "install them with your system's package manager, then try again"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq)
    say "Installing $*"
    as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null && return
    # The package lists may be missing or old.
    as_root "${apt[@]}" update </dev/null || true
    as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null ||
        fail "could not install $*" "sudo apt-get update && sudo apt-get install $*"
}
