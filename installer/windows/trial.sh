#!/bin/sh
# Tries the Windows setup under Wine, by hand: sh installer/windows/trial.sh SETUP.exe [FOLDER]
#
# Needs ../shared/windows/wine.sh (Windows programs on Debian) with its `setup` done, and the real
# receipts in ../shared/receipts; says so and ends with 0 where they are missing. What it sees is
# written to FOLDER/trial.log, the window to FOLDER/window.png. Wine is not Windows: see
# resources/docs/installing.md. Environment: SCREEN (:74) an X display, PICTURES the folder that
# receipts are taken from, RECEIPTS (20) how many; its last JPEG is to be another one; TESTS the
# folders or files below tests/unit to run, LIMIT (3600) seconds for each program.
set -u
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
WINE="$ROOT/../shared/windows/wine.sh"
WINE_ROOT=${WINE_CACHE:-$HOME/.cache/wine-debian13}/trixie
USUAL_DATA="$WINE_ROOT/root/prefix/drive_c/users/root/AppData/Local/receipt-desktop"
PICTURES=${PICTURES:-$ROOT/../shared/receipts/sroie}
SETUP=${1:?usage: trial.sh SETUP.exe [FOLDER]}
WORK=${2:-$(mktemp -d)}
SCREEN=${SCREEN:-:74}
RECEIPTS=${RECEIPTS:-20}
LIMIT=${LIMIT:-3600}
PROGRAM="Receipt Desktop ü"
DATA='Z:\work\Daten für Belege'
TOKEN=a-token-for-the-trial-under-wine-0123456789
LONG=$(printf 'Belege_für_das_Jahr_%s/' 1 2 3 4 5 6 7 8 9 10 11 12)
FAILED=0

[ -f "$WINE" ] && [ -d "$PICTURES" ] || { echo "no Wine or no receipts here: nothing tried"; exit 0; }
mkdir -p "$WORK"
LOG="$WORK/trial.log"
export WINE_ENV="LANG=C.UTF-8 DISPLAY=$SCREEN PROCESSING_TIMEOUT_MS=600000 RECEIPT_DESKTOP_API_TOKEN=$TOKEN"

say() { printf '%s %s\n' "$(date +%T)" "$*" | tee -a "$LOG"; }
# `wine.sh run` ends a program after ten minutes; a busy machine takes longer for some.
wine_run() {
    mountpoint -q "$WINE_ROOT/work" || sh "$WINE" run "$WORK" cmd /c ver >/dev/null
    wine_run_beside "$@"
}
# Runs a command line of Windows and prints its exit code last, as "exit=N".
command_line() { wine_run cmd /v:on /c "$* & echo exit=!errorlevel!" 2>&1 | tr -d '\r'; }
# The same while another program runs, and /work stays what it is.
wine_run_beside() {
    # shellcheck disable=SC2086
    chroot "$WINE_ROOT" env -i HOME=/root PATH=/usr/bin:/bin XDG_RUNTIME_DIR=/tmp \
        WINEPREFIX=/root/prefix WINEDEBUG=-all WINEDLLOVERRIDES=winemenubuilder.exe=d $WINE_ENV \
        sh -c 'cd /work && (echo | timeout "$0" wine "$@"; echo "ended with $?") 2>&1 | cat' \
        "$LIMIT" "$@" | tr -d '\r'
}
command_line_beside() { wine_run_beside cmd /v:on /c "$* & echo exit=!errorlevel!"; }

# shellcheck source=installer/windows/trial_redis.sh
. "$ROOT/installer/windows/trial_redis.sh"
# shellcheck source=installer/windows/trial_copies.sh
. "$ROOT/installer/windows/trial_copies.sh"

# check NAME COMMAND…: says whether the command succeeds, and how long it took.
check() {
    name=$1
    shift
    began=$(date +%s)
    if "$@" >"$WORK/last.txt" 2>&1; then result=ok; else result=FAILED FAILED=$((FAILED + 1)); fi
    say "$result: $name ($(($(date +%s) - began)) s)"
    sed 's/^/    /' "$WORK/last.txt" | tail -n 25 >>"$LOG"
}

install_silently() { # [FOLDER below WORK]
    folder=${1:-$PROGRAM}
    cp "$SETUP" "$WORK/receipt-desktop-setup.exe"
    command_line "start /wait receipt-desktop-setup.exe /S /D=Z:\\work\\$folder" | grep -a -x 'exit=0 *' &&
        [ -f "$WORK/$folder/receipt-desktopw.exe" ] && [ -f "$WORK/$folder/uninstall.exe" ]
}

# Wine 10 lacks a C function that newer NumPys call, and the ICU library of every Windows 10.
adapt_to_wine() { # [FOLDER below WORK]
    app="$WORK/${1:-$PROGRAM}/app"
    rm -rf "$app/numpy" "$app/numpy.libs" "$app"/numpy-*.dist-info
    "${UV:-uv}" pip install --quiet --python-platform windows --python-version 3.13 \
        --only-binary :all: --no-deps --target "$app" numpy==2.1.3 &&
        sh "$WINE" stub "$app/PySide6"
}

starts() { wine_run "$PROGRAM/receipt-desktop.exe" --version | grep -E '^[0-9]+\.[0-9]+'; }

# A pipe has the code page of the system, cp1252 here: other letters must not end the program.
survives_code_pages() {
    wine_run "$PROGRAM/runtime/python.exe" -m receipt_desktop doctor --data-dir 'Z:\work\Ünï ₿ 領収書' |
        tee "$WORK/code_page.txt" | grep -a 'u20bf'
    ! grep -a -E 'UnicodeEncodeError|Traceback' "$WORK/code_page.txt"
}

collect_receipts() {
    mkdir -p "$WORK/Belege mit Ümlaut/$LONG"
    find "$PICTURES" -maxdepth 1 -type f | sort | head -n "$RECEIPTS" | while read -r file; do
        cp "$file" "$WORK/Belege mit Ümlaut/Beleg ä $(basename "$file")"
    done
    set -- "$WORK/Belege mit Ümlaut"/*.jpg
    mv "$1" "$WORK/Belege mit Ümlaut/$LONG" # a path of more than 260 characters
}

process_receipts() {
    wine_run "$PROGRAM/receipt-desktop.exe" process 'Z:\work\Belege mit Ümlaut' --no-model \
        --concurrency 1 --csv 'Z:\work\Ergebnis ä.csv' --data-dir "$DATA"
    [ "$(wc -l <"$WORK/Ergebnis ä.csv")" -gt "$RECEIPTS" ]
}

# Waits for a line; the program runs beside.
wait_for() { # SECONDS COMMAND…
    until=$(($(date +%s) + $1))
    shift
    while ! "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$until" ] || return 1
        sleep 1
    done
}

# Ends all programs and lets go of the folder, which they hold for a moment.
stop_wine() {
    sh "$WINE" stop
    wait_for 60 umount "$WINE_ROOT/work"
}

# Its title alone, not that of the setup.
is_window_there() { DISPLAY=$SCREEN xwininfo -root -tree | grep -q '"Receipt Desktop": ('; }

show_window() {
    wine_run "$PROGRAM/receipt-desktopw.exe" "Z:\\work\\$(cd "$WORK" && ls -d Belege*)\\$1" \
        --data-dir "$DATA" >"$WORK/window.txt" 2>&1 &
    wait_for 400 is_window_there || return 1
    sleep 30 # for the receipt to be read and drawn
    import -display "$SCREEN" -window root "$WORK/window.png"
}

# Passwords of mailboxes, the page for phones, a watched folder: the window watches it later.
prepares_sources() {
    cp "$ROOT/installer/windows/sources_trial.py" "$WORK/"
    mkdir -p "$WORK/Überwacht"
    wine_run "$PROGRAM/runtime/python.exe" sources_trial.py "$DATA" 'Z:\work\Überwacht' |
        tee "$WORK/sources.txt"
    grep -aq 'passwords: keyring.backends.Windows gone again: True' "$WORK/sources.txt" &&
        grep -aq 'page for phones: 200' "$WORK/sources.txt" &&
        grep -aq '^watched folder: ' "$WORK/sources.txt"
}

# The file is moved once it is a receipt.
adds_from_watched_folder() {
    cp "$1" "$WORK/Überwacht/neu.jpg"
    wait_for 200 [ -f "$WORK/Überwacht/Done/neu.jpg" ]
}

focus_window() {
    export DISPLAY="$SCREEN"
    window=$(xdotool search --onlyvisible --name '^Receipt Desktop$' | head -n 1)
    [ -n "$window" ] && xdotool windowsize "$window" 1200 800 windowfocus "$window"
}

# Of the first run, before the window can be closed.
accept_welcome() {
    welcome=$(DISPLAY=$SCREEN xdotool search --onlyvisible --name '^Welcome$' | head -n 1)
    [ -n "$welcome" ] || return 1
    DISPLAY=$SCREEN xdotool windowfocus "$welcome" key Return
    sleep 5 # for the page to close
}

show_pages() {
    focus_window || return 1
    for page in 4-reports 5-sources; do
        xdotool key "ctrl+${page%%-*}"
        sleep 30 # for the page to be made and drawn, also on a busy machine
        import -window root "$WORK/window-${page#*-}.png"
    done
}

has_crashed() { # FOLDER of the data
    [ -s "$1/logs/crash.log" ] && cat "$1/logs/crash.log"
}
is_window_gone() { ! is_window_there; }

# A program that crashes ends with another code.
closes_with_0() {
    focus_window && xdotool key alt+F4
    wait_for 200 grep -q '^ended with' "$WORK/window.txt"
    cat "$WORK/window.txt"
    grep -qx 'ended with 0' "$WORK/window.txt" && ! has_crashed "$WORK/Daten für Belege"
}

# The setup must not replace the files of a program that runs, nor the uninstaller remove them.
refuses_while_running() {
    command_line_beside "start /wait receipt-desktop-setup.exe /S /D=Z:\\work\\$PROGRAM" | grep -a -x 'exit=4 *'
}

serve_receipts() {
    wine_run "$PROGRAM/receipt-desktop.exe" serve --port 8674 --data-dir "$DATA" >"$WORK/serve.txt" 2>&1 &
    wait_for 400 curl -sf -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8674/health || return 1
    [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8674/api/v1/receipts/stats)" = 401 ] || return 1
    cp "$1" "$WORK/gesendet.jpg"
    printf sent >>"$WORK/gesendet.jpg" # other bytes: it is no receipt yet
    answer=$(curl -s -H "Authorization: Bearer $TOKEN" -F clientId=trial -F "image=@$WORK/gesendet.jpg" \
        http://127.0.0.1:8674/api/v1/receipts/analyze)
    echo "$answer"
    id=$(printf %s "$answer" | grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' | head -n 1)
    has_result() {
        curl -s -H "Authorization: Bearer $TOKEN" "http://127.0.0.1:8674/api/v1/receipts/$id/result" |
            tee "$WORK/result.json" | grep -q '"completed"'
    }
    wait_for 300 has_result && head -c 600 "$WORK/result.json" && echo
}

# As Explorer's "Open with": the window opens and reads the picture, in the usual data folder.
opens_a_picture() {
    cp "$ROOT/installer/windows/open_with.py" "$WORK/"
    wine_run "$PROGRAM/runtime/python.exe" open_with.py ReceiptDesktop.Document \
        "Z:\\work\\$(cd "$WORK" && ls -d Belege*)\\$1" >"$WORK/open_with.txt" 2>&1 &
    wait_for 400 is_window_there && wait_for 200 has_original || return 1
    sleep 30 # for the receipt to be read and drawn
    import -display "$SCREEN" -window root "$WORK/open_with.png"
    for suffix in jpg pdf heic; do
        command_line_beside "reg query HKCU\\Software\\Classes\\.$suffix\\OpenWithProgids" |
            grep -a ReceiptDesktop.Document || return 1
    done
    accept_welcome || return 1
    focus_window && xdotool key alt+F4
    wait_for 200 is_window_gone && ! has_crashed "$USUAL_DATA"
}
has_original() { find "$USUAL_DATA/originals" -type f | grep -q .; }

# It copies itself to a temporary folder and goes on there, so that it can delete itself.
is_gone() { [ ! -e "$WORK/$PROGRAM" ]; }
has_data() { [ -f "$USUAL_DATA/receipts.db" ]; }
has_no_data() { [ ! -e "$USUAL_DATA" ]; }

uninstall_keeps_data() {
    wine_run "$PROGRAM/receipt-desktop.exe" stats # creates the data in their usual place
    has_data || return 1
    cp "$WORK/$PROGRAM/uninstall.exe" "$WORK/"
    wine_run "$PROGRAM/uninstall.exe" /S
    wait_for 120 is_gone && has_data && [ -d "$WORK/Daten für Belege" ]
}

uninstall_deletes_data() {
    mkdir "$WORK/$PROGRAM"
    cp "$WORK/uninstall.exe" "$WORK/$PROGRAM/"
    wine_run "$PROGRAM/uninstall.exe" /S /DELETEDATA
    wait_for 120 is_gone && wait_for 60 has_no_data && [ -d "$WORK/Daten für Belege" ]
}

say "Windows setup: $(du -m "$SETUP" | cut -f 1) MB, $(sh "$WINE" run "$WORK" cmd /c ver | tr -d '\r\n')"
check "silent install into a folder with a space and an umlaut" install_silently
say "installed: $(du -sm "$WORK/$PROGRAM" | cut -f 1) MB"
check "NumPy and ICU for Wine" adapt_to_wine
check "the program starts" starts
check "output in code page 1252" survives_code_pages
collect_receipts
PICTURE=$(find "$PICTURES" -maxdepth 1 -name '*.jpg' | sort | tail -n 1)
check "process: $RECEIPTS receipts, one with a path over 260 characters" process_receipts
check "a second copy in another folder" install_second_copy
check "a program folder that is read-only" reads_from_read_only_folder "$PICTURE"
check "passwords, the page for phones, a watched folder" prepares_sources
check "the window with a receipt: window.png" show_window "$(basename "$(ls "$WORK/Belege mit Ümlaut"/*.jpg | head -n 1)")"
check "Doctor beside the window names the server in Python" names_its_server
check "its server in Python answers only with the password" admits_only_with_password
check "the second copy hands its file over to the window" hands_over "$PICTURE"
check "a file in a watched folder becomes a receipt" adds_from_watched_folder "$PICTURE"
check "the pages of reports and sources: window-*.png" show_pages
check "setup beside a running program ends with 4" refuses_while_running
check "the window is closed and ends with 0" closes_with_0
check "a real Redis at REDIS_URL is preferred" prefers_real_redis
stop_wine
check "the API" serve_receipts "$PICTURE"
stop_wine
check "Open with opens a picture" opens_a_picture "$(basename "$(ls "$WORK/Belege mit Ümlaut"/*.jpg | head -n 1)")"
stop_wine
check "install over an older version" install_silently
check "NumPy and ICU for Wine again" adapt_to_wine
check "unit tests" sh "$ROOT/installer/windows/trial_tests.sh" "$WINE" "$WORK" "$PROGRAM" ${TESTS:-}
check "uninstall of the second copy leaves the first one's entries" uninstall_second_copy
check "uninstall keeps the data" uninstall_keeps_data
check "uninstall with /DELETEDATA deletes those in their usual place" uninstall_deletes_data
say "$FAILED failed"
[ "$FAILED" -eq 0 ]
