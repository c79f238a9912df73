#!/bin/sh
# Builds the app and its disk image into dist/, on macOS (sh installer/build.sh macos).
# Not tried yet: nobody has run this on a Mac.
#
#   PYTHON_ARCHIVE    file or address of a Python 3.13 for this processor, from python-build-standalone
#                     (cpython-3.13.*-{aarch64,x86_64}-apple-darwin-install_only.tar.gz)
#   PYTHON_SHA256     its checksum
#   BUILD_INFO        build.json of installer/release.py, for updates (none without it)
#   SIGN_IDENTITY     "Developer ID Application: …" for codesign; without it the signature is ad hoc
#   NOTARY_PROFILE    profile of `xcrun notarytool store-credentials`; without it nothing is notarised
set -eu
# shellcheck source=installer/environment.sh
. "$(dirname -- "$0")/../environment.sh"

[ "$(uname -s)" = "Darwin" ] || fail "this package is built on macOS"
[ -n "${PYTHON_ARCHIVE:-}" ] || fail "PYTHON_ARCHIVE is not set, see installer/macos/build.sh"
[ -n "${PYTHON_SHA256:-}" ] || fail "PYTHON_SHA256 is not set, see installer/macos/build.sh"

here="$ROOT/installer/macos"
processor=$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
app="$work/image/Receipt Desktop.app"
identity=${SIGN_IDENTITY:--}

fetch_python() {
    case "$PYTHON_ARCHIVE" in
    https://*) curl --fail --location --proto '=https' --output "$work/python.tar.gz" "$PYTHON_ARCHIVE" ;;
    *) cp "$PYTHON_ARCHIVE" "$work/python.tar.gz" ;;
    esac
    echo "$PYTHON_SHA256  $work/python.tar.gz" | shasum -a 256 -c - >/dev/null ||
        fail "the checksum of $PYTHON_ARCHIVE is not PYTHON_SHA256"
    tar -xzf "$work/python.tar.gz" -C "$work"
}

compile_launcher() {
    library="$app/Contents/Resources/python/lib"
    install_name_tool -id @rpath/libpython3.13.dylib "$library/libpython3.13.dylib"
    clang -Os -Wall -Wextra -mmacosx-version-min=14.0 -o "$app/Contents/MacOS/Receipt Desktop" \
        "$here/launcher.c" -I "$work/python/include/python3.13" -L "$library" -lpython3.13 \
        -Wl,-rpath,@executable_path/../Resources/python/lib
}

sign() {
    if [ "$identity" = "-" ]; then
        codesign --force --sign - --entitlements "$here/entitlements.plist" "$@"
    else
        codesign --force --sign "$identity" --timestamp --options runtime \
            --entitlements "$here/entitlements.plist" "$@"
    fi
}

sign_app() { # from the inside out: first every library and program, then the app
    find "$app/Contents/Resources" -type f | while IFS= read -r file; do
        case "$(file -b "$file")" in
        Mach-O*) sign "$file" ;;
        esac
    done
    sign "$app"
    codesign --verify --deep --strict "$app"
}

notarise() {
    [ -n "${NOTARY_PROFILE:-}" ] || return 0
    xcrun notarytool submit "$1" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$1"
}

make_environment run
find_uv
cd "$ROOT"
version=$("$PYTHON" -c 'import receipt_desktop; print(receipt_desktop.__version__)')
image="$ROOT/dist/receipt-desktop-$version-macos-$processor.dmg"
fetch_python
UV="$UV" QT_QPA_PLATFORM=offscreen \
    "$PYTHON" -m installer.macos.app "$app" "$work/python" "$processor" "$version"
compile_launcher
sign_app
ln -s /Applications "$work/image/Applications"
mkdir -p "$ROOT/dist"
rm -f "$image"
hdiutil create -volname "Receipt Desktop" -srcfolder "$work/image" -fs HFS+ -format UDZO "$image"
[ "$identity" = "-" ] || codesign --force --sign "$identity" --timestamp "$image"
notarise "$image"
say "built $image"
