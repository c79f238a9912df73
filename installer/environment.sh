# Read by run.sh and test.sh: everything the program needs, installed where it is missing.
# POSIX sh. Sets ROOT (the checkout) and PYTHON (the environment's interpreter).

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
VENV="$ROOT/.venv"
TOOLS="$ROOT/.tools"
PYTHON="$VENV/bin/python"

say() { printf '%s\n' "receipt-desktop: $*" >&2; }
fail() {
    say "$*"
    exit 3
}

# ---- Debian's packages ------------------------------------------------------------------

QT_PACKAGES="libegl1 libgl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3"
SCREEN_PACKAGES="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

missing_packages() {
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed' ||
            printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        fail "these packages are missing and need root to install: run as root: $*"
    fi
}

install_packages() {
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    say "installing system packages: $wanted"
    as_root apt-get update -qq || say "the package lists could not be renewed; trying all the same"
    # shellcheck disable=SC2086  # one word a package
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $wanted >&2 ||
        fail "the system packages could not be installed: $wanted"
}

system_packages() {
    [ "$(uname -s)" = Linux ] && command -v dpkg-query >/dev/null 2>&1 || return 0
    # shellcheck disable=SC2086
    install_packages $QT_PACKAGES
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        # shellcheck disable=SC2086
        install_packages $SCREEN_PACKAGES
    fi
}

# ---- uv, which makes the Python environment from uv.lock --------------------------------

find_uv() {
    UV=$(command -v uv 2>/dev/null) && "$UV" --version >/dev/null 2>&1 && return 0
    UV="$TOOLS/bin/uv"
    [ -x "$UV" ] && return 0
    command -v python3 >/dev/null 2>&1 || fail "python3 is needed; install it and try again."
    say "installing uv into .tools"
    make_tools || {
        command -v apt-get >/dev/null 2>&1 && install_packages python3-venv && make_tools
    } || fail "no virtual environment could be made for uv; is python3-venv installed?"
    "$TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check uv ||
        fail "uv could not be installed; is the network there?"
}

make_tools() {
    rm -rf "$TOOLS"
    python3 -m venv "$TOOLS" >/dev/null 2>&1 && "$TOOLS/bin/python" -m pip --version >/dev/null 2>&1
}

# ---- the environment --------------------------------------------------------------------

# What the environment was made from; the same again needs no second look.
environment_stamp() {
    { printf '%s\n' "$ROOT"; cat "$ROOT/uv.lock" "$ROOT/pyproject.toml"; } | cksum
}

# make_environment run|test: without or with the tools of development.
make_environment() {
    stamp="$VENV/.made-for-$1"
    now=$(environment_stamp)
    if [ -x "$PYTHON" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
        return 0
    fi
    system_packages
    find_uv
    say "installing the Python packages of uv.lock"
    group=--no-dev
    [ "$1" = test ] && group=--dev
    "$UV" sync --project "$ROOT" --frozen --inexact --compile-bytecode $group --quiet >&2 ||
        fail "the Python packages could not be installed."
    printf '%s\n' "$now" >"$stamp"
    [ "$1" = test ] && printf '%s\n' "$now" >"$VENV/.made-for-run"
    return 0
}

# ---- translations -----------------------------------------------------------------------

compile_translations() {
    if [ -f "$ROOT/installer/translations.sh" ]; then
        sh "$ROOT/installer/translations.sh" || say "the translations could not be compiled; the window speaks English"
    fi
}
