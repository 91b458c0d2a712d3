#!/bin/sh
# Some tests open workbooks in LibreOffice: find one, or install Debian's; otherwise say what to install, and fail.
# Prints where it is, for SOFFICE in the environment of the tests.
set -eu

found() {
    for name in "${SOFFICE:-}" soffice libreoffice /Applications/LibreOffice.app/Contents/MacOS/soffice; do
        if [ -n "$name" ] && command -v "$name"; then return 0; fi
    done
    return 1
}

if found; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
    echo "Installing LibreOffice Calc, which the tests of the workbooks need" >&2
    # Two checkouts may be tested at once, and apt does not wait for itself.
    exec 9>"${TMPDIR:-/tmp}/graphsvc-libreoffice-$(id -u).lock"
    flock 9
    if found; then exit 0; fi
    if $as_root apt-get update -qq >&2 &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get -o DPkg::Lock::Timeout=600 install -y -qq \
            --no-install-recommends libreoffice-calc >/dev/null; then
        if found; then exit 0; fi
    fi
fi
echo "The tests need LibreOffice and there is none: install the package 'libreoffice-calc' and run make test again." >&2
exit 1
