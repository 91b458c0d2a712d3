# Finds a program that tests need, or installs Debian's package of it; otherwise says what to install, and fails.
# Sourced by the scripts beside it: installed NAME PACKAGE WHERE..., which prints where the program is.

first_of() {
    for where in "$@"; do
        if [ -n "$where" ] && command -v "$where"; then return 0; fi
    done
    return 1
}

installed() {
    name="$1" package="$2"
    shift 2
    if first_of "$@"; then return 0; fi
    if command -v apt-get >/dev/null 2>&1; then
        if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
        echo "Installing $name, which the tests need" >&2
        # Two checkouts may be tested at once, and apt does not wait for itself.
        exec 9>"${TMPDIR:-/tmp}/graphsvc-$package-$(id -u).lock"
        flock 9
        if first_of "$@"; then return 0; fi
        if $as_root apt-get update -qq >&2 &&
            DEBIAN_FRONTEND=noninteractive $as_root apt-get -o DPkg::Lock::Timeout=600 install -y -qq \
                --no-install-recommends "$package" >/dev/null; then
            if first_of "$@"; then return 0; fi
        fi
    fi
    echo "The tests need $name and there is none: install the package '$package' and run make test again." >&2
    return 1
}
