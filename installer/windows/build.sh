#!/bin/sh
# Builds the Windows setup on Debian (sh installer/build.sh windows):
#   sh installer/windows/build.sh [--to DIR] [--tree DIR] [--version VERSION]
#       [--python FILE_OR_ADDRESS --python-sha256 HEX] [--compile-with PYTHON3.13]
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/../environment.sh"

command -v apt-get >/dev/null 2>&1 || fail "this package is built on Debian"
# shellcheck disable=SC2086
install_packages $QT_PACKAGES nsis gcc-mingw-w64-x86-64
make_environment run
find_uv
cd "$ROOT" || exit 3
UV="$UV" QT_QPA_PLATFORM=offscreen exec "$PYTHON" -m installer.windows.build "$@"
