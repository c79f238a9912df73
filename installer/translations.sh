#!/bin/sh
# Compiles resources/translations/*.ts to *.qm where the .ts is newer.
set -u
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
for source in "$ROOT"/resources/translations/*.ts; do
    [ -f "$source" ] || continue
    target="${source%.ts}.qm"
    if [ ! -f "$target" ] || [ "$(find "$source" -newer "$target")" ]; then
        # Beside it, then in its place: a window that runs has the old one mapped into its memory.
        "$ROOT/.venv/bin/pyside6-lrelease" -silent "$source" -qm "$target.new" || exit 1
        mv -f "$target.new" "$target" || exit 1
    fi
done
