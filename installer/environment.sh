# shellcheck shell=sh
# Read by run.sh and test.sh: everything the program needs, installed where it is missing.
# POSIX sh. Sets ROOT (the checkout) and PYTHON (the environment's interpreter).

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
ROOT=${ROOT%/installer*} # of installer/ or a folder below it
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

# Prints those that are not installed. Newer releases call some of them NAMEt64: that will do.
missing_packages() {
    renamed=""
    for package in "$@"; do renamed="$renamed ${package}t64"; done
    # shellcheck disable=SC2086,SC2016  # one word a package; dpkg-query's own variables
    there=$(dpkg-query -W -f '/${Package} ${db:Status-Status}/' "$@" $renamed 2>/dev/null)
    for package in "$@"; do
        case "$there" in
        *"/$package installed/"* | *"/${package}t64 installed/"*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Installs those of the given packages that are missing. Quick and quiet when none is.
install_packages() {
    wanted=$(missing_packages "$@")
    wanted=${wanted% }
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        fail "system packages are missing and only root can install them. Run as root: apt-get install $wanted"
    fi
    say "installing system packages: $wanted"
    quietly as_root apt-get update -qq || say "the package lists could not be renewed; trying the old ones"
    # shellcheck disable=SC2086  # one word a package
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o DPkg::Lock::Timeout=300 $wanted ||
        fail "the system packages could not be installed: $wanted"
}

# What a command says is shown only when it fails: apt has a line for each of fifty packages.
quietly() {
    said=$(mktemp) || return 1
    "$@" >"$said" 2>&1
    result=$?
    [ "$result" -eq 0 ] || cat "$said" >&2
    rm -f "$said"
    return "$result"
}

system_packages() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 || return 0
    needed=$QT_PACKAGES
    [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || needed="$needed $SCREEN_PACKAGES"
    # shellcheck disable=SC2086
    install_packages $needed
}

# ---- Tesseract's languages for scripts that RapidOCR does not read -----------------------

SCRIPT_LANGUAGES="ara ben bul ell fas heb hin hye kat kor rus srp tam tha ukr"

# Tried once for each environment, without asking for a password: most receipts need none of them,
# and a receipt that does names the package that brings its language.
script_languages() {
    [ ! -e "$VENV/.made-languages" ] || return 0
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 || return 0
    [ "$(id -u)" -eq 0 ] || sudo -n true >/dev/null 2>&1 || return 0
    # shellcheck disable=SC2046,SC2086  # one word a language
    wanted=$(missing_packages tesseract-ocr $(printf 'tesseract-ocr-%s ' $SCRIPT_LANGUAGES))
    [ -z "$wanted" ] || install_languages
    : >"$VENV/.made-languages"
}

install_languages() {
    say "installing Tesseract's languages for Greek, Cyrillic, Hebrew, Arabic, Korean, Thai and other scripts"
    # shellcheck disable=SC2086  # one word a package
    apt_quickly update -qq && apt_quickly install -y -qq --no-install-recommends $wanted ||
        say "they could not be installed. Receipts in these scripts name the package that they need."
}

# Gives up soon: the program starts without what this brings.
apt_quickly() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::http::Timeout=10 \
        -o Acquire::https::Timeout=10 -o Acquire::Retries=0 -o DPkg::Lock::Timeout=10 "$@" \
        >/dev/null 2>&1
}

# ---- uv, which makes the Python environment from uv.lock --------------------------------

# Sets UV: the one on PATH, else our own in .tools, where no other program sees it.
find_uv() {
    UV=$(command -v uv 2>/dev/null) && "$UV" --version >/dev/null 2>&1 && return 0
    UV="$TOOLS/bin/uv"
    "$UV" --version >/dev/null 2>&1 && return 0
    command -v python3 >/dev/null 2>&1 || fail "python3 is needed; install it and try again."
    say "installing uv into .tools"
    make_tools || repair_python || fail "python3 could not make a virtual environment for uv."
    "$TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check uv >&2 ||
        fail "uv could not be installed; is the network there?"
}

# Debian's python3 makes environments without pip as long as python3-venv is missing.
make_tools() {
    rm -rf "$TOOLS"
    python3 -m venv "$TOOLS" >/dev/null 2>&1 && "$TOOLS/bin/python" -m pip --version >/dev/null 2>&1
}

repair_python() {
    command -v apt-get >/dev/null 2>&1 || return 1
    install_packages python3-venv
    make_tools
}

# ---- the environment --------------------------------------------------------------------

# An environment holds its own place in many files: after a move it is made anew.
forget_moved_environment() {
    [ -f "$VENV/.made-in" ] && [ "$(cat "$VENV/.made-in")" != "$ROOT" ] || return 0
    say "this folder was moved; making its Python environment anew"
    rm -rf "$VENV"
}

# make_environment run|test: without or with the tools of development. What uv.lock and
# pyproject.toml were when it was made is kept in a stamp: the same again needs no second look.
make_environment() {
    forget_moved_environment
    now=$(cat "$ROOT/uv.lock" "$ROOT/pyproject.toml" | cksum)
    if [ -x "$PYTHON" ] && [ "$(cat "$VENV/.made-for-$1" 2>/dev/null)" = "$now" ]; then
        return 0
    fi
    find_uv
    say "installing the Python packages of uv.lock; the first time takes a minute or two"
    sync_packages "$1" || fail "the Python packages could not be installed; is the network there?"
    printf '%s\n' "$ROOT" >"$VENV/.made-in"
    printf '%s\n' "$now" >"$VENV/.made-for-run"
    [ "$1" = run ] || printf '%s\n' "$now" >"$VENV/.made-for-test"
}

# Only additions, so that run.sh leaves the tools that test.sh needs. The system's own Python where
# it is recent enough, else another one that uv finds or brings.
sync_packages() {
    group=--no-dev
    [ "$1" = run ] || group=--dev
    set -- sync --project "$ROOT" --frozen --inexact --compile-bytecode "$group"
    [ -t 2 ] || set -- "$@" --quiet
    UV_PROJECT_ENVIRONMENT="$VENV" UV_PYTHON_PREFERENCE="${UV_PYTHON_PREFERENCE:-system}" \
        "$UV" "$@" >&2
}

# ---- translations -----------------------------------------------------------------------

compile_translations() {
    [ -f "$ROOT/installer/translations.sh" ] || return 0
    sh "$ROOT/installer/translations.sh" >&2
}

# ---- the launcher -----------------------------------------------------------------------

LAUNCHER_MARK="# Written by installer/run.sh of the checkout in the next line."

# Makes the command `receipt-desktop` in ~/.local/bin, which starts this checkout. A file of that
# name which it did not write, or which starts another checkout that is still there, stays.
install_launcher() {
    if [ ! -d "${HOME:-}" ]; then
        note "the command receipt-desktop was not installed: there is no home folder."
        return 0
    fi
    folder="$HOME/.local/bin"
    launcher="$folder/receipt-desktop"
    if [ -e "$launcher" ] || [ -L "$launcher" ]; then
        owner=$(launcher_checkout "$launcher") || {
            note "$launcher is another program and was not replaced."
            return 0
        }
        [ "$owner" != "$ROOT" ] || return 0
        [ ! -f "$owner/installer/run.sh" ] || {
            note "$launcher starts the checkout in $owner. Delete it to start this one by that name."
            return 0
        }
    fi
    (write_launcher "$launcher") 2>/dev/null || {
        note "the command receipt-desktop was not installed: $folder cannot be written to."
        return 0
    }
    case ":$PATH:" in
    *":$folder:"*) say "installed the command $launcher" ;;
    *) say "installed the command $launcher; $folder is not on PATH, so add it there or type the whole path" ;;
    esac
}

# Prints the checkout that a launcher starts. Fails for a file of another program.
launcher_checkout() {
    [ -f "$1" ] && [ -r "$1" ] || return 1
    {
        read -r _
        IFS= read -r mark
        IFS= read -r checkout
    } <"$1"
    [ "$mark" = "$LAUNCHER_MARK" ] || return 1
    printf '%s\n' "${checkout#\# }"
}

# Beside it, then in its place: another terminal may be starting it.
write_launcher() {
    mkdir -p "${1%/*}" || return 1
    {
        printf '#!/bin/sh\n%s\n# %s\n' "$LAUNCHER_MARK" "$ROOT"
        printf 'run=%s\n' "$(quoted "$ROOT/installer/run.sh")"
        printf '%s\n' 'if [ -f "$run" ]; then exec sh "$run" "$@"; fi'
        printf '%s\n' 'echo "receipt-desktop: $run is missing. Run installer/run.sh where the program is now." >&2'
        printf '%s\n' 'exit 3'
    } >"$1.new" || return 1
    chmod 755 "$1.new" && mv -f "$1.new" "$1"
}

# The text as one word of a shell script.
quoted() {
    printf "'"
    rest=$1
    while [ "$rest" != "${rest#*\'}" ]; do
        printf "%s'\\\\''" "${rest%%\'*}"
        rest=${rest#*\'}
    done
    printf "%s'" "$rest"
}

# Says a sentence once for each environment, not at each start.
note() {
    [ "$(cat "$VENV/.said-of-launcher" 2>/dev/null)" != "$*" ] || return 0
    say "$*"
    printf '%s\n' "$*" >"$VENV/.said-of-launcher"
}
