# shellcheck shell=sh
# Read by trial.sh and trial_archive.sh: a bare Debian 12 in $BARE, an ordinary user in it, and what
# that user does with an installed Receipt Desktop. Sets ROOT, WORK, BARE.

ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
WORK=${2:-/var/tmp/receipt-desktop-trial}
BARE="$WORK/debian"
DISPLAY_NUMBER=${TRIAL_DISPLAY:-73}
LIMIT=600
COMMAND=receipt-desktop

say() { printf '== %s: %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
inside() { timeout "$LIMIT" chroot "$BARE" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_person() {
    timeout "$LIMIT" chroot --userspec=person:person "$BARE" env -i HOME=/home/person \
        PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY=":$DISPLAY_NUMBER" "$@"
}

start_screen() {
    mkdir -p "$WORK"
    [ ! -e "/tmp/.X11-unix/X$DISPLAY_NUMBER" ] ||
        fail "another screen has the number $DISPLAY_NUMBER; set TRIAL_DISPLAY"
    Xvfb ":$DISPLAY_NUMBER" -screen 0 1280x900x24 >/dev/null 2>&1 &
    screen=$!
    export DISPLAY=":$DISPLAY_NUMBER"
}

clean_up() {
    [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
    for place in tmp/.X11-unix dev/shm proc; do
        mountpoint -q "$BARE/$place" && umount "$BARE/$place"
    done
    return 0
}

make_bare_system() {
    if [ ! -f "$BARE/etc/debian_version" ]; then
        say "debootstrap"
        debootstrap --variant=minbase bookworm "$BARE" "${TRIAL_MIRROR:-http://deb.debian.org/debian}" \
            >"$WORK/debootstrap.log" 2>&1 || fail "debootstrap, see $WORK/debootstrap.log"
    fi
    cp -L /etc/resolv.conf "$BARE/etc/resolv.conf"
    [ ! -d /etc/apt/apt.conf.d ] || cp -R /etc/apt/apt.conf.d/. "$BARE/etc/apt/apt.conf.d/"
    mount -t proc proc "$BARE/proc"
    mkdir -p "$BARE/dev/shm" "$BARE/tmp/.X11-unix"
    mount -t tmpfs tmpfs "$BARE/dev/shm"
    mount --bind /tmp/.X11-unix "$BARE/tmp/.X11-unix"
    inside id person >/dev/null 2>&1 || inside useradd --create-home --shell /bin/sh person
    inside apt-get purge -qq -y receipt-desktop >/dev/null 2>&1 || true
    rm -rf "$BARE/home/person/.local"
    inside sh -c '! command -v python3' || fail "Python is in the bare system"
}

copy_receipts() {
    mkdir -p "$BARE/home/person/Belege für März"
    found=$(find "$ROOT/../shared/receipts/wild" "$ROOT/../../shared/receipts/wild" \
        -name '*.jpg' 2>/dev/null | sort | head -2)
    [ -n "$found" ] || found="$ROOT/resources/samples/cafe.jpg"
    echo "$found" | while read -r file; do cp "$file" "$BARE/home/person/Belege für März/"; done
    chmod -R a+rX "$BARE/home/person/Belege für März"
}

read_receipts() {
    as_person "$COMMAND" process "/home/person/Belege für März" --csv /home/person/out.csv \
        --no-model "$@" || fail "process ended with $?"
    cut -d, -f2-7 "$BARE/home/person/out.csv"
}

count_receipts() {
    as_person "$COMMAND" export -o /home/person/all.csv >/dev/null
    rows=$(($(wc -l <"$BARE/home/person/all.csv") - 1))
    say "$rows receipts are kept"
    [ "$rows" -ge 1 ] || fail "the receipts are gone"
}

find_window() { xdotool search --onlyvisible --name 'Receipt Desktop' | head -1; }

# A picture of the screen, on which the window has to be.
take_picture() {
    [ -n "$(find_window)" ] || fail "the window is gone, see $WORK/window-$1.log"
    import -window root "$WORK/window-$2.png"
}

# Crashes of a Python like the program's that the kernel has noted.
count_crashes() { dmesg 2>/dev/null | grep -cE 'python3\.11\[[0-9]+\]:? (segfault|trap|general)' || true; }

# What a crash leaves: an exit code, a line of the shell, Python's own trace, one of the kernel.
check_end() {
    [ "$2" -eq 0 ] || fail "the window ended with $2, see $WORK/window-$1.log"
    if grep -aE 'Segmentation fault|Fatal Python error|Aborted|Traceback' "$WORK/window-$1.log"; then
        fail "the window crashed"
    fi
    traces=$(find "$BARE/home/person" -name crash.log -size +0c -exec head -n 40 {} +)
    [ -z "$traces" ] || fail "the window crashed: $traces"
    [ "$(count_crashes)" -eq "$crashes" ] || fail "the kernel notes a crash: $(dmesg | tail -5)"
}

# show_window NAME [FILE…]: the window with files that are added, its pictures, and its end.
show_window() {
    name=$1
    shift
    crashes=$(count_crashes)
    as_person "$COMMAND" "$@" >"$WORK/window-$name.log" 2>&1 &
    window=$!
    timeout 120 xdotool search --sync --onlyvisible --name 'Receipt Desktop' >/dev/null ||
        fail "no window, see $WORK/window-$name.log"
    say "the window is there"
    xdotool windowsize "$(find_window)" 1200 800 || true
    xdotool mousemove 400 132 click 1
    sleep 5
    take_picture "$name" "$name"
    [ -z "${FIRST_KEY:-}" ] || xdotool key "$FIRST_KEY" sleep 2 windowfocus "$(find_window)"
    for page in 4-reports 5-sources; do
        xdotool key "ctrl+${page%%-*}"
        sleep 5
        take_picture "$name" "$name-${page#*-}"
    done
    xdotool key ctrl+q
    (sleep 60 && pkill -TERM -P "$window") 2>/dev/null &
    watchdog=$!
    code=0
    wait "$window" || code=$?
    kill "$watchdog" 2>/dev/null || fail "the window did not close"
    check_end "$name" "$code"
    say "the window ended with $code"
}

# A person without data yet, who drops a receipt on the icon and presses Start on the first page.
try_first_run() {
    data="$BARE/home/person/.local/share/receipt-desktop"
    mv "$data" "$data-aside"
    dropped=$(find "$BARE/home/person/Belege für März" -name '*.jpg' | head -1)
    FIRST_KEY=Return
    show_window first "${dropped#"$BARE"}"
    FIRST_KEY=
    count_receipts
    rm -rf "$data"
    mv "$data-aside" "$data"
}
