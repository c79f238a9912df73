#!/bin/sh
# Installs Receipt Desktop for one user, without root. Run it from the unpacked archive:
#   sh install.sh              into ~/.local
#   sh install.sh --to DIR     the program's folder into DIR, the rest into ~/.local
# Each version has a folder of its own; the command and the menu start the one installed last.
set -u
NAME=receipt-desktop
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

say() { printf '%s\n' "$NAME: $*"; }
fail() {
    printf '%s\n' "$NAME: $*" >&2
    exit 1
}

check_system() {
    [ "$(uname -sm)" = "Linux x86_64" ] || fail "this archive is for Linux on x86-64"
    [ -d "${HOME:-}" ] || fail "there is no home folder"
    [ -x "$HERE/program/bin/$NAME" ] || fail "the archive is incomplete; unpack it again"
    "$HERE/program/bin/$NAME" --version >/dev/null ||
        fail "the program does not start here; it needs glibc 2.36 or newer (Debian 12, Ubuntu 23.04)"
}

# Qt loads these at the window's start; a desktop has them, a server may not.
name_missing_libraries() {
    site="$HERE/program/lib/python3/dist-packages/PySide6"
    missing=$(ldd "$site/Qt/plugins/platforms/libqxcb.so" "$site/QtWidgets.abi3.so" 2>/dev/null |
        sed -n 's/^[[:space:]]*\(lib[^ ]*\) => not found.*/\1/p' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || say "the window needs libraries that are missing here: $missing"
}

# Beside it, then in its place: an interrupted copy is never started.
copy_program() {
    version=$(cat "$HERE/version") || fail "the archive is incomplete; unpack it again"
    target="$folder/$version"
    mkdir -p "$folder" || fail "$folder cannot be written to"
    rm -rf "$target.new"
    cp -R "$HERE/program" "$target.new" || fail "$target could not be written; is the disk full?"
    cp "$HERE/uninstall.sh" "$target.new/uninstall.sh"
    rm -rf "$target"
    mv "$target.new" "$target" || fail "$target could not be written"
}

link_command() {
    mkdir -p "$HOME/.local/bin"
    link="$HOME/.local/bin/$NAME"
    if [ -e "$link" ] && [ ! -L "$link" ]; then
        mv "$link" "$link.before" && say "kept another $link as $link.before"
    fi
    ln -sfn "$target/bin/$NAME" "$link" || fail "$link could not be written"
    case ":$PATH:" in
    *":$HOME/.local/bin:"*) ;;
    *) say "$HOME/.local/bin is not on PATH: type the whole path, or use the menu" ;;
    esac
}

copy_shared_data() {
    share="${XDG_DATA_HOME:-$HOME/.local/share}"
    mkdir -p "$share" "$HOME/.config/systemd/user"
    cp -R "$HERE/share/." "$share/"
    # the menu finds the command also where ~/.local/bin is not on PATH
    sed "s|^Exec=$NAME|Exec=\"$HOME/.local/bin/$NAME\"|" \
        "$HERE/share/applications/$NAME.desktop" >"$share/applications/$NAME.desktop"
    cp "$HERE/lib/systemd/user/$NAME-serve.service" "$HOME/.config/systemd/user/"
    command -v update-desktop-database >/dev/null 2>&1 &&
        update-desktop-database -q "$share/applications"
    return 0
}

folder="$HOME/.local/lib/$NAME"
if [ "${1:-}" = --to ] && [ -n "${2:-}" ]; then
    mkdir -p "$2" || fail "$2 cannot be written to"
    folder=$(CDPATH='' cd -- "$2" && pwd -P)
elif [ $# -gt 0 ]; then
    fail "usage: sh install.sh [--to DIR]"
fi
check_system
name_missing_libraries
copy_program
link_command
copy_shared_data
say "installed version $version in $target"
for other in "$folder"/*/; do
    [ "$other" = "$target/" ] || say "an older version is still there: $other (delete it when you like)"
done
say "start it from the menu or with: $NAME"
say "remove it with: sh \"$target/uninstall.sh\""
