#!/bin/sh
# Some tests open workbooks in LibreOffice. Prints where it is, for SOFFICE in the environment of the tests.
set -eu
. "$(dirname "$0")/installed.sh"

installed LibreOffice libreoffice-calc "${SOFFICE:-}" soffice libreoffice \
    /Applications/LibreOffice.app/Contents/MacOS/soffice
