#!/bin/sh
# Removes this version of Receipt Desktop for one user. Receipts and settings stay.
set -u
NAME=receipt-desktop
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
[ -x "$HERE/bin/$NAME" ] || {
    echo "$NAME: run the uninstall.sh of the installed version" >&2
    exit 1
}
link="$HOME/.local/bin/$NAME"
share="${XDG_DATA_HOME:-$HOME/.local/share}"
if [ "$(readlink -f -- "$link" 2>/dev/null)" = "$HERE/bin/$NAME" ]; then
    rm -f "$link" "$share/applications/$NAME.desktop" "$share/man/man1/$NAME.1" \
        "$share/metainfo/org.receipt_desktop.ReceiptDesktop.metainfo.xml" \
        "$HOME/.config/systemd/user/$NAME-serve.service" \
        "$share"/icons/hicolor/*/apps/"$NAME".png "$share"/icons/hicolor/scalable/apps/"$NAME".svg
fi
rm -rf "$HERE"
echo "$NAME: removed $HERE. The receipts were kept in $share/$NAME."
