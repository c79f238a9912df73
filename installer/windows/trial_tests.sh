#!/bin/sh
# Runs under Wine those unit tests that need no POSIX and no checkout; called by trial.sh:
#   trial_tests.sh WINE.SH WORK PROGRAM_FOLDER [TEST…]
# The program is the installed one; only pytest, what the tests use and the tests are added; moto,
# the S3 server, is not: tests that need a bucket are skipped. TEST is a folder or a file below
# tests/unit. It may take TESTS_SECONDS (600) for each file with tests in it, so that large folders
# come to their end. A TEST without a result was ended by that limit: its last lines are shown.
set -eu
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
WINE=$1 WORK=$2 PROGRAM=$3
WINE_ROOT=${WINE_CACHE:-$HOME/.cache/wine-debian13}/trixie
SECONDS_PER_FILE=${TESTS_SECONDS:-600}
shift 3
[ $# -gt 0 ] || set -- messages domain validation config files export extraction reading jobs store cli \
    actions broker intake logs updates backup imports api/phone

rm -rf "$WORK/tests" "$WORK/installer" "$WORK/python" "$WORK/app"
mkdir -p "$WORK/tests" "$WORK/site"
cp -R "$WORK/$PROGRAM/runtime" "$WORK/python"
cp -Rl "$WORK/$PROGRAM/app" "$WORK/app" # what is added stays out of the program
printf 'python313.zip\n.\n..\\app\n..\\site\n..\\\nimport site\n' >"$WORK/python/python313._pth"
"${UV:-uv}" pip install --quiet --python-platform windows --python-version 3.13 --only-binary :all: \
    --target "$WORK/site" pytest pytest-timeout pytest-qt pytest-xdist hypothesis fsspec \
    fpdf2 pypdf openpyxl cryptography beancount
# pytest-qt needs a module of Qt that the setup leaves out.
app="$WORK/app"
qt=$(basename "$app"/pyside6_essentials-*.dist-info .dist-info | tr _ - | sed 's/-\([0-9]\)/==\1/')
"${UV:-uv}" pip install --quiet --python-platform windows --python-version 3.13 --only-binary :all: \
    --no-deps --target "$WORK/qt" "$qt"
cp "$WORK/qt/PySide6/QtTest.pyd" "$WORK/qt/PySide6/Qt6Test.dll" "$app/PySide6/"
rm -rf "$WORK/qt"
cp -R "$ROOT/tests/." "$WORK/tests/"
cp -R "$ROOT/installer" "$WORK/" # the tests of updates use its tool
cp "$ROOT/pyproject.toml" "$WORK/"

# Like `wine.sh run`, which has a limit of ten minutes and shows nothing before the end. Afterwards
# all of Wine is ended: a console that it forgot would hold the pipe open for ever.
wine_run() {
    chroot "$WINE_ROOT" env -i HOME=/root PATH=/usr/bin:/bin XDG_RUNTIME_DIR=/tmp \
        WINEPREFIX=/root/prefix WINEDEBUG=-all WINEDLLOVERRIDES=winemenubuilder.exe=d \
        LANG=C.UTF-8 DISPLAY="${SCREEN:-:74}" PYTEST_ADDOPTS='-m "not slow"' \
        sh -c 'cd /work && (echo | timeout "$0" wine "$@"; wineserver -k) 2>&1 | cat' \
            "$LIMIT" "$@"
}

count_files() { find "$ROOT/tests/unit/$1" -name 'test_*.py' | wc -l; }

sh "$WINE" run "$WORK" cmd /c ver >/dev/null # puts WORK at /work
failed=0
for name in "$@"; do
    began=$(date +%s)
    LIMIT=$(($(count_files "$name") * SECONDS_PER_FILE))
    said="$WORK/tests-$(printf %s "$name" | tr / -).txt"
    # Wine's explorer, started before: else it is the child of the first test with a window, and a
    # test fails when it leaves a child behind.
    wine_run cmd /c "start /b explorer.exe /desktop & python\\python.exe -u -m pytest -q \
-p no:cacheprovider -o addopts= --continue-on-collection-errors --timeout 600 tests/unit/$name" \
        >"$said" 2>&1 || true
    result=$(tr -d '\r' <"$said" | grep -aE '^[0-9]+ [a-z]+.* in [0-9.]+s' | tail -n 1)
    echo "$name: ${result:-no result} ($(($(date +%s) - began)) s)"
    printf %s "$result" | grep -q ' passed' && ! printf %s "$result" | grep -qE 'failed|error' || {
        grep -aE '^(FAILED|ERROR)|^E  ' "$said" | head -n 40
        [ -n "$result" ] || tail -n 5 "$said"
        failed=1
    }
done
exit "$failed"
