#!/bin/sh
# Runs every check; installs what is missing first. Arguments go to pytest:
#   sh installer/test.sh                    everything that a change has to pass, with coverage
#   sh installer/test.sh -m slow            the long ones
#   sh installer/test.sh tests/unit -k csv  some
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/environment.sh"

system_packages
make_environment test
cd "$ROOT" || exit 3
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
BIN="$VENV/bin"

failed=""
check() {
    name=$1
    shift
    say "$name"
    "$@" || failed="$failed $name"
}

if [ $# -eq 0 ]; then
    set -- --numprocesses 3 --dist loadfile --cov --cov-report=term:skip-covered
fi
# Each process that the tests start imports the package: compiled once, not once a process.
"$PYTHON" -m compileall -q receipt_desktop tests
check translations compile_translations
check format "$BIN/ruff" format --check --quiet .
check lint "$BIN/ruff" check --quiet .
check types "$BIN/mypy"
check imports "$BIN/lint-imports"
check tests "$PYTHON" -m pytest -m "not slow" "$@"

if [ -n "$failed" ]; then
    say "failed:$failed"
    exit 1
fi
