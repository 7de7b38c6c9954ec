#!/usr/bin/env bash
# Installs what the browser journeys need and is not there yet: Chromium and its driver,
# a Chinese font, an independent calendar, and axe-core, which audits every page.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

missing=()
has chromium || missing+=(chromium)
has chromedriver || missing+=(chromium-driver)
# Reads the words on what the journeys print.
has pdftotext || missing+=(poppler-utils)
# Without a Chinese font screenshots show boxes and widths are wrong.
has fc-list || missing+=(fontconfig)
{ has fc-list && [ -n "$(fc-list :lang=zh-cn)" ]; } || missing+=(fonts-noto-cjk)
[ ${#missing[@]} = 0 ] || apt_install "${missing[@]}"

# An independent calendar, which ours is held against day by day.
if [ ! -d "$tools/python/chinese_calendar" ]; then
    has python3 || apt_install python3
    python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip
    say "Installing chinesecalendar $chinesecalendar_version"
    python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$tools/python" \
        "chinesecalendar==$chinesecalendar_version" ||
        say "SKIPPED: chinesecalendar could not be installed, so the days are not compared with it"
fi

axe=$tools/node_modules/axe-core/package.json
if ! grep -qs "\"version\": \"$axe_version" "$axe"; then
    has npm || apt_install npm
    say "Installing axe-core $axe_version"
    npm install --prefix "$tools" --no-save --no-package-lock --no-fund --no-audit "axe-core@$axe_version" ||
        fail "could not install axe-core" "npm install --prefix $tools axe-core@$axe_version"
fi
