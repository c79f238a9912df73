#!/bin/sh
# Tries the Debian package in a bare Debian 12 without Python. By hand, as root, on Debian:
#   sh installer/linux/trial.sh dist/receipt-desktop_VERSION_amd64.deb [WORK]
# Install of an older version, a real receipt, the window, upgrade, removal, purge. Needs
# debootstrap, Xvfb, xdotool and ImageMagick; receipts beside the checkout in ../shared/receipts,
# else samples. WORK (default: /var/tmp/receipt-desktop-trial) keeps the Debian and screenshots.
set -eu
# shellcheck source=installer/linux/bare_system.sh
. "$(dirname -- "$0")/bare_system.sh"
NEW=$(readlink -f -- "$1")
# Of the main line: the migrations of a branch are put in their order when it is merged.
OLDER=${TRIAL_OLDER:-$(git -C "$ROOT" rev-list --first-parent HEAD | sed -n 60p)}

# The new package with the code of an older commit and a lower version.
make_older_package() {
    rm -rf "$WORK"/older "$WORK"/older-*
    mkdir -p "$WORK/older-source"
    git -C "$ROOT" archive "$OLDER" | tar -x -C "$WORK/older-source"
    "${UV:-uv}" build --quiet --wheel --out-dir "$WORK/older-wheel" "$WORK/older-source"
    dpkg-deb -R "$NEW" "$WORK/older"
    site="$WORK/older/usr/lib/receipt-desktop/lib/python3/dist-packages"
    rm -rf "$site/receipt_desktop"
    python3 -m zipfile -e "$WORK"/older-wheel/*.whl "$WORK/older-unpacked"
    cp -R "$WORK/older-unpacked/receipt_desktop" "$site/"
    sed -i 's/^Version: .*/Version: 0.0.9/' "$WORK/older/DEBIAN/control"
    dpkg-deb --root-owner-group -Znone --build "$WORK/older" "$WORK/older.deb" >/dev/null
    rm -rf "$WORK/older"
}

install() {
    cp "$1" "$BARE/tmp/package.deb"
    inside apt-get update -qq
    inside apt-get install -qq -y --no-install-recommends /tmp/package.deb >"$WORK/apt.log" 2>&1 ||
        fail "apt, see $WORK/apt.log"
    inside dpkg-query -W receipt-desktop
}

trap clean_up EXIT
start_screen
make_bare_system
make_older_package
say "install the older version"
install "$WORK/older.deb"
copy_receipts
read_receipts
count_receipts
say "upgrade"
install "$NEW"
count_receipts
read_receipts --again
show_window upgraded
say "first run, with a receipt dropped on the icon"
try_first_run
say "the doctor"
as_person receipt-desktop doctor || say "the doctor ended with $?"
inside find /usr/lib/receipt-desktop -newer /tmp/package.deb -type f | head
say "remove"
inside apt-get remove -qq -y receipt-desktop >"$WORK/remove.log" 2>&1
[ ! -e "$BARE/usr/bin/receipt-desktop" ] || fail "the command is still there"
[ ! -e "$BARE/usr/lib/receipt-desktop" ] || fail "files are left in /usr/lib/receipt-desktop"
say "purge"
inside apt-get purge -qq -y receipt-desktop >"$WORK/purge.log" 2>&1
grep receipt-desktop: "$WORK/purge.log" || true
[ -f "$BARE/home/person/.local/share/receipt-desktop/receipts.db" ] || fail "purge took the data"
say "passed; screenshots in $WORK"
