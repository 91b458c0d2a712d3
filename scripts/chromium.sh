#!/bin/sh
# Some tests open the pages in Chromium. Prints where it is, for CHROMIUM in the environment of the tests.
set -eu
. "$(dirname "$0")/installed.sh"

installed Chromium chromium "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium
