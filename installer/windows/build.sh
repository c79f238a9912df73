#!/bin/sh
# Builds the Windows setup on Debian: sh installer/windows/build.sh [--output DIR] [--tree DIR]
#   [--python FILE_OR_ADDRESS --python-sha256 HEX] [--compile-with PYTHON3.13]
# Needs: apt-get install nsis gcc-mingw-w64-x86-64; uv; the checkout's environment (.venv).
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
for tool in makensis x86_64-w64-mingw32-gcc x86_64-w64-mingw32-windres; do
    command -v "$tool" >/dev/null || {
        echo "build.sh: $tool is missing: apt-get install nsis gcc-mingw-w64-x86-64" >&2
        exit 3
    }
done
cd "$ROOT"
QT_QPA_PLATFORM=offscreen exec "$ROOT/.venv/bin/python" -m installer.windows.build "$@"
