#!/bin/sh
# Builds a package into dist/. Further arguments go to the builder:
#   sh installer/build.sh deb        Debian package           (on Debian 12)
#   sh installer/build.sh tar        archive with install.sh  (on Debian 12)
#   sh installer/build.sh windows    setup program            (on Debian)
#   sh installer/build.sh macos      app and disk image       (on macOS)
set -u
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/environment.sh"

BUILD_PACKAGES="binutils gcc icu-devtools patchelf xz-utils"

kind=${1:-}
case "$kind" in
deb | tar)
    [ "$(uname -sm)" = "Linux x86_64" ] || fail "this package is built on Linux on x86-64"
    command -v apt-get >/dev/null 2>&1 || fail "this package is built on Debian: its parts are Debian's"
    # shellcheck disable=SC2086
    install_packages $QT_PACKAGES $BUILD_PACKAGES
    make_environment run
    find_uv
    cd "$ROOT" || exit 3
    UV="$UV" exec "$PYTHON" -m installer.package "$@"
    ;;
windows | macos)
    [ -f "$ROOT/installer/$kind/build.sh" ] || fail "installer/$kind/build.sh is missing"
    shift
    exec sh "$ROOT/installer/$kind/build.sh" "$@"
    ;;
*) fail "usage: sh installer/build.sh deb|tar|windows|macos" ;;
esac
