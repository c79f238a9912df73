# shellcheck shell=sh
# Two copies of the program side by side; read by trial.sh, and uses its functions.
SECOND="Receipt Desktop 2"
APP_PATH='HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\receipt-desktop.exe'
MENU="$WINE_ROOT/root/prefix/drive_c/users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"

install_second_copy() { install_silently "$SECOND" && adapt_to_wine "$SECOND" && has_entries "$SECOND"; }

# What other programs and the Start menu find: it names the copy that was installed last.
# Windows prints an umlaut in a code page, so it is any byte here.
has_entries() { # FOLDER below WORK, as a pattern of bytes
    wine_run reg query "$APP_PATH" | LC_ALL=C grep -a "work.$1.receipt-desktop\.exe" &&
        [ -f "$MENU/Receipt Desktop.lnk" ]
}

# Mounted read-only: this system's root writes wherever permissions forbid it.
reads_from_read_only_folder() {
    mountpoint -q "$WINE_ROOT/work" || wine_run cmd /c ver
    place="$WINE_ROOT/work/$SECOND"
    mkdir -p "$WORK/Ein Beleg" && cp "$1" "$WORK/Ein Beleg/"
    mount --bind "$place" "$place" && mount -o remount,bind,ro "$place" || return 1
    ! touch "$place/app/new" || return 1
    wine_run_beside "$SECOND/receipt-desktop.exe" process 'Z:\work\Ein Beleg' --no-model \
        --data-dir 'Z:\work\Daten ohne Schreibrecht' | tee "$WORK/read-only.txt"
    wait_for 60 umount "$place" || return 1
    grep -aq '^1 of 1 completed' "$WORK/read-only.txt" && grep -aqx 'ended with 0' "$WORK/read-only.txt"
}

# The second program ends at once; the window of the first one takes its file.
hands_over() {
    before=$(count_originals)
    cp "$1" "$WORK/übergeben.jpg"
    printf another >>"$WORK/übergeben.jpg" # other bytes: another receipt
    wine_run_beside "$SECOND/receipt-desktopw.exe" 'Z:\work\übergeben.jpg' --data-dir "$DATA" |
        grep -x 'ended with 0' && wait_for 120 has_more_originals "$before"
}
count_originals() { find "$WORK/Daten für Belege/originals" -type f | wc -l; }
has_more_originals() { [ "$(count_originals)" -gt "$1" ]; }

# The first copy was installed over itself meanwhile, so it is the last one.
uninstall_second_copy() {
    wine_run "$SECOND/uninstall.exe" /S
    wait_for 120 is_second_gone && has_entries "Receipt Desktop [^2]"
}
is_second_gone() { [ ! -e "$WORK/$SECOND" ]; }
