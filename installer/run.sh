#!/bin/sh
# Starts Receipt Desktop; installs what is missing first. Arguments go to the program:
#   sh installer/run.sh                            the window
#   sh installer/run.sh process DIR --csv out.csv  the main job without a screen
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/environment.sh"

system_packages
make_environment run
script_languages
compile_translations || say "the translations could not be compiled; the window speaks English"
install_launcher
# -P: a file called json.py in the folder where this is run is not the program's business.
exec "$PYTHON" -P -m receipt_desktop "$@"
