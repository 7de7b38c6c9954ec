#!/usr/bin/env bash
# Installs what building needs and is not there yet: a C compiler, the pinned Rust with
# the WASM target, Trunk, wasm-bindgen-cli and wasm-opt. A fresh machine takes 4 to 6 minutes.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

rust() {
    has cargo || fail "Rust is missing" "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
    local channel
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
    if ! has rustup; then
        [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] ||
            fail "this Rust was not installed by rustup and has no WASM target" "install Rust $channel with rustup: https://rustup.rs"
        return
    fi
    # Automatic installation may be switched off, so toolchain and target are asked for by name.
    local targets components
    targets=$(rustup target list --installed --toolchain "$channel" 2>/dev/null || true)
    components=$(rustup component list --installed --toolchain "$channel" 2>/dev/null || true)
    if [[ $targets != *wasm32-unknown-unknown* || $components != *clippy* || $components != *rustfmt* ]]; then
        say "Installing Rust $channel with the WASM target"
        rustup toolchain install "$channel" --profile minimal --component clippy,rustfmt \
            --target wasm32-unknown-unknown --no-self-update ||
            fail "could not install Rust $channel" "rustup toolchain install $channel --target wasm32-unknown-unknown"
    fi
}

# cargo_tool COMMAND CRATE VERSION OPTION…: builds a tool without optimisation, which is
# as fast in use and far sooner there, in a folder that is thrown away.
cargo_tool() {
    local command=$1 crate=$2 version=$3
    shift 3
    [[ "$("$tools/bin/$command" --version 2>/dev/null)" == *" $version"* ]] && return
    say "Installing $crate $version (a few minutes)"
    local build
    build=$(mktemp -d)
    CARGO_TARGET_DIR=$build CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0 \
        cargo install "$crate" --version "$version" --debug --force --root "$tools" "$@" || {
        rm -rf "$build"
        fail "could not install $crate $version" "cargo install $crate --version $version --root $tools $*"
    }
    rm -rf "$build"
}

has cc || apt_install build-essential
rust
has wasm-opt || apt_install binaryen
cargo_tool trunk trunk "$trunk_version" --locked --no-default-features --features rustls
wasm_bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
cargo_tool wasm-bindgen wasm-bindgen-cli "$wasm_bindgen"
