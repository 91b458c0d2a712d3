#!/bin/sh
# Some tests open the pages in Chromium: find one, or install Debian's; otherwise say what to install, and fail.
set -eu

installed() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
        [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}

if installed; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
    echo "Installing Chromium, which the tests of the pages need"
    if $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium >/dev/null; then
        if installed; then exit 0; fi
    fi
fi
echo "The tests need Chromium and there is none: install the package 'chromium' (or Google Chrome) and run make test again." >&2
exit 1
