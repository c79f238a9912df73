#!/bin/sh
# Starts Receipt Desktop; installs what is missing first. Arguments go to the program:
#   sh installer/run.sh                          the window
#   sh installer/run.sh process DIR --csv out.csv
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/environment.sh"

make_environment run
compile_translations
exec "$PYTHON" -m receipt_desktop "$@"
