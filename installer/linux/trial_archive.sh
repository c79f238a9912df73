#!/bin/sh
# Tries the archive as an ordinary user of a bare Debian 12 without Python. By hand, as root:
#   sh installer/linux/trial_archive.sh dist/receipt-desktop-VERSION-linux-x86_64.tar.xz [WORK]
# Install into a folder with spaces and umlauts, a real receipt, the window, another version beside
# it, a program folder that may not be written to, removal. Needs what trial.sh needs.
set -eu
# shellcheck source=installer/linux/bare_system.sh
. "$(dirname -- "$0")/bare_system.sh"
ARCHIVE=$(readlink -f -- "$1")
PLACE="/home/person/Meine Programme für Büro"
COMMAND=/home/person/.local/bin/receipt-desktop
SYSTEM_LIBRARIES="libegl1 libgl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3 libx11-xcb1
    libxcb-glx0 libxcb-randr0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0
    libxcb-xkb1 libbrotli1 libgssapi-krb5-2 libwayland-cursor0 libwayland-egl1"

unpack() {
    rm -rf "$BARE/home/person/unpacked" "$BARE$PLACE"
    mkdir -p "$BARE/home/person/unpacked"
    tar -xf "$ARCHIVE" -C "$BARE/home/person/unpacked" --strip-components=1
    inside chown -R person:person /home/person
}

trap clean_up EXIT
start_screen
make_bare_system
say "a desktop's libraries, as root"
inside apt-get update -qq
# shellcheck disable=SC2086
inside apt-get install -qq -y --no-install-recommends $SYSTEM_LIBRARIES >"$WORK/apt.log" 2>&1 ||
    fail "apt, see $WORK/apt.log"
unpack
say "install as an ordinary user"
as_person sh /home/person/unpacked/install.sh --to "$PLACE"
copy_receipts
read_receipts
show_window archive
say "first run, with a receipt dropped on the icon"
try_first_run
say "another version beside it, the program's folders read-only"
as_person sh -c 'echo 9.9.9 >/home/person/unpacked/version'
as_person sh /home/person/unpacked/install.sh --to "$PLACE"
as_person chmod -R a-w "$PLACE"
touch "$WORK/installed"
for version in $(ls "$BARE$PLACE"); do
    as_person env RECEIPT_DESKTOP_DATA_DIR="/home/person/data-$version" \
        "$PLACE/$version/bin/receipt-desktop" process "/home/person/Belege für März" \
        --csv "/home/person/$version.csv" --no-model >/dev/null || fail "version $version"
    say "version $version read $(($(wc -l <"$BARE/home/person/$version.csv") - 1)) receipts"
done
written=$(find "$BARE$PLACE" -newer "$WORK/installed" | head)
[ -z "$written" ] || fail "the program wrote into its folder: $written"
say "remove both"
as_person chmod -R u+w "$PLACE"
for version in $(ls "$BARE$PLACE"); do
    as_person sh "$PLACE/$version/uninstall.sh"
done
[ ! -e "$BARE$COMMAND" ] || fail "the command is still there"
[ -f "$BARE/home/person/.local/share/receipt-desktop/receipts.db" ] || fail "the data are gone"
say "passed; screenshots in $WORK"
