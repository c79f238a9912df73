#!/bin/sh
# Runs every check; installs what is missing first. Arguments go to pytest.
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/environment.sh"

system_packages
make_environment test
compile_translations
cd "$ROOT" || exit 3

failed=""
check() {
    name=$1
    shift
    say "$name"
    "$@" || failed="$failed $name"
}

export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
BIN="$VENV/bin"
check format "$BIN/ruff" format --check --quiet .
check lint "$BIN/ruff" check --quiet .
check types "$BIN/mypy"
check imports "$BIN/lint-imports"
check tests "$PYTHON" -m pytest -m "not slow" --cov --cov-report=term:skip-covered "$@"

if [ -n "$failed" ]; then
    say "failed:$failed"
    exit 1
fi
