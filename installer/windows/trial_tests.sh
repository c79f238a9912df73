#!/bin/sh
# Runs under Wine those unit tests that need no POSIX and no checkout; called by trial.sh:
#   trial_tests.sh WINE.SH WORK PROGRAM_FOLDER [TEST…]
# The program is the installed one; only pytest and the tests are added.
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
WINE=$1 WORK=$2 PROGRAM=$3
shift 3
[ $# -gt 0 ] || set -- config domain messages validation export files broker jobs

rm -rf "$WORK/tests" "$WORK/python"
mkdir -p "$WORK/tests" "$WORK/site"
cp -R "$WORK/$PROGRAM/runtime" "$WORK/python"
printf 'python313.zip\n.\n..\\%s\\app\n..\\site\n..\\\nimport site\n' "$PROGRAM" >"$WORK/python/python313._pth"
"${UV:-uv}" pip install --quiet --python-platform windows --python-version 3.13 --only-binary :all: \
    --target "$WORK/site" pytest pytest-timeout pytest-qt hypothesis segno fsspec fpdf2 pypdf
# pytest-qt needs a module of Qt that the setup leaves out.
app="$WORK/$PROGRAM/app"
qt=$(basename "$app"/pyside6_essentials-*.dist-info .dist-info | tr _ - | sed 's/-\([0-9]\)/==\1/')
"${UV:-uv}" pip install --quiet --python-platform windows --python-version 3.13 --only-binary :all: \
    --no-deps --target "$WORK/qt" "$qt"
cp "$WORK/qt/PySide6/QtTest.pyd" "$WORK/qt/PySide6/Qt6Test.dll" "$app/PySide6/"
rm -rf "$WORK/qt"
cp -R "$ROOT/tests/." "$WORK/tests/"
cp "$ROOT/pyproject.toml" "$WORK/"
folders=""
for name in "$@"; do folders="$folders tests/unit/$name"; done
# shellcheck disable=SC2086
sh "$WINE" run "$WORK" python/python.exe -m pytest -q -p no:cacheprovider -o addopts= \
    --continue-on-collection-errors --timeout 120 $folders >"$WORK/tests.txt" 2>&1 || true
tail -n 60 "$WORK/tests.txt"
tail -n 1 "$WORK/tests.txt" | grep -a -E '[0-9]+ passed'
