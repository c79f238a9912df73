#!/bin/sh
# Runs every check; installs what is missing first. Arguments go to pytest:
#   sh installer/test.sh                    everything that a change has to pass, with coverage
#   sh installer/test.sh -m slow            the long ones
#   sh installer/test.sh tests/unit -k csv  some
# COVERAGE=no leaves the coverage out, which makes tests of Python code a third longer.
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/environment.sh"

system_packages
make_environment test
cd "$ROOT" || exit 3
# Each process that the tests start imports the package and its libraries, and each that runs tests
# loads all of them as pytest rewrites them: compiled once and kept, not once a process.
unset PYTHONDONTWRITEBYTECODE
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
BIN="$VENV/bin"

failed=""
check() {
    name=$1
    shift
    say "$name"
    "$@" || failed="$failed $name"
}

# The types take a minute of one core. They are checked while the tests wait for their programs, and
# what mypy says is shown when both have ended.
start_types() {
    types_said=$(mktemp) || exit 3
    "$BIN/mypy" >"$types_said" 2>&1 &
    types=$!
    trap 'kill "$types" 2>/dev/null; rm -f "$types_said"' EXIT
    trap 'exit 130' INT TERM
}

finish_types() {
    wait "$types"
    result=$?
    cat "$types_said"
    return "$result"
}

if [ $# -eq 0 ]; then
    # tests/schedule.py deals the files: two of the four wait for programs, two compute.
    set -- --numprocesses 4 --dist loadfile --no-loadscope-reorder
    [ "${COVERAGE:-yes}" = no ] || set -- "$@" --cov --cov-report=term:skip-covered
fi
"$PYTHON" -m compileall -q receipt_desktop
check translations compile_translations
check format "$BIN/ruff" format --check --quiet .
check lint "$BIN/ruff" check --quiet .
start_types
check imports "$BIN/lint-imports"
check tests "$PYTHON" -m pytest -m "not slow" "$@"
check types finish_types

if [ -n "$failed" ]; then
    say "failed:$failed"
    exit 1
fi
