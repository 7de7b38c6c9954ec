#!/usr/bin/env bash
# Installs what the browser journeys need and is not there yet: Chromium and its driver,
# a Chinese font, and axe-core, which audits every page for accessibility.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

missing=()
has chromium || missing+=(chromium)
has chromedriver || missing+=(chromium-driver)
# Without a Chinese font screenshots show boxes and widths are wrong.
has fc-list || missing+=(fontconfig)
{ has fc-list && [ -n "$(fc-list :lang=zh-cn)" ]; } || missing+=(fonts-noto-cjk)
[ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"

axe=$tools/node_modules/axe-core/package.json
if ! grep -qs "\"version\": \"$axe_version" "$axe"; then
    has npm || apt_install npm
    say "Installing axe-core $axe_version"
    npm install --prefix "$tools" --no-save --no-package-lock --no-fund --no-audit "axe-core@$axe_version" ||
        fail "could not install axe-core" "npm install --prefix $tools axe-core@$axe_version"
fi
