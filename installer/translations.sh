#!/bin/sh
# Compiles resources/translations/*.ts to *.qm where the .ts is newer.
set -u
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
for source in "$ROOT"/resources/translations/*.ts; do
    [ -f "$source" ] || continue
    target="${source%.ts}.qm"
    if [ ! -f "$target" ] || [ "$(find "$source" -newer "$target")" ]; then
        "$ROOT/.venv/bin/pyside6-lrelease" -silent "$source" -qm "$target" || exit 1
    fi
done
