"""The troubles of `chaos`: each returns whether it hit something."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import psutil

from receipt_desktop.broker.address import make_own_address, responds_to_ping
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from tests.end_to_end.commands import Started

LOCKED_SECONDS = 18.0
"""Longer than a writer waits for another one (15 s)."""
FILLED_SECONDS = 8.0
FILLER = "filler"
TRUNCATED_SHARE = 0.6
"""Of the database file, what is left of it."""
SECRETS = ("queue.secret", "api.token", "webhook.secret")
Process = Started


def kill(process: Process | None) -> bool:
    """SIGKILL: the process cannot clean up."""
    if process is None or process.poll() is not None:
        return False
    process.kill()
    process.wait()
    return True


def end(process: Process | None) -> bool:
    """SIGTERM, and wait."""
    if process is None or process.poll() is not None:
        return False
    process.terminate()
    process.wait()
    return True


def kill_reader(processes: tuple[Process | None, ...]) -> bool:
    """One child process that reads pages."""
    for process in processes:
        for child in children(process, "receipt_desktop.reading.worker.main")[:1]:
            child.kill()
            return True
    return False


def kill_redis(data: Path) -> bool:
    """Our Redis, whichever process runs it."""
    server = redis_process(data)
    with contextlib.suppress(psutil.Error, AttributeError):
        server.kill()  # type: ignore[union-attr]
        return True
    return False


def freeze(process: Process | None, seconds: float) -> bool:
    """Stop it for longer than its leases last; then it goes on as if nothing had happened."""
    if process is None or process.poll() is not None:
        return False
    process.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    process.send_signal(signal.SIGCONT)
    return True


def lock_database(data: Path) -> bool:
    """Another program writes for longer than ours waits."""
    with contextlib.closing(sqlite3.connect(Paths(data).database)) as database:
        database.isolation_level = None
        with contextlib.suppress(sqlite3.OperationalError):
            database.execute("BEGIN EXCLUSIVE")
            time.sleep(LOCKED_SECONDS)
            database.execute("ROLLBACK")
            return True
    return False


def fill_disk(data: Path) -> bool:
    """No byte is free for a while."""
    filler = data.parent / FILLER
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * (1 << 16))
    time.sleep(FILLED_SECONDS)
    filler.unlink()
    return True


def end_owner(data: Path, processes: tuple[Process | None, ...], number: int) -> float | None:
    """End the process that holds the data folder while another one goes on.

    `number` is the signal. Returns the seconds until a new Redis answers, infinite when none does;
    None when there was no owner among these processes, or it was alone.
    """
    server = redis_process(data)
    alive = [one for one in processes if one is not None and one.poll() is None]
    owner = next((one for one in alive if server and is_child(server, one)), None)
    if owner is None or server is None or len(alive) < 2:
        return None
    owner.send_signal(number)
    owner.wait()
    began = time.monotonic()
    return time.monotonic() - began if new_redis(data, server.pid) else float("inf")


def new_redis(data: Path, old: int) -> bool:
    """Wait until another server than the old one (a process id) answers, at most 30 s."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        server = redis_process(data)
        if (
            server
            and server.pid != old
            and responds_to_ping(make_own_address(Paths(data), Settings()))
        ):
            return True
        time.sleep(0.1)
    return False


def copy_database(data: Path, copy: Path) -> bool:
    """A whole copy, by SQLite itself, to be put back later."""
    if not Paths(data).database.exists():
        return False
    with (
        contextlib.closing(sqlite3.connect(Paths(data).database, timeout=30)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return True


def put_back_database(data: Path, copy: Path) -> bool:
    """An older copy takes the database's place; nothing runs meanwhile."""
    if not copy.exists():
        return False
    lose_wal(data)
    shutil.copy(copy, Paths(data).database)
    return True


def truncate_database(data: Path) -> bool:
    """The end of the file is missing; nothing runs meanwhile."""
    database = Paths(data).database
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.open("r+b") as file:
        file.truncate(int(database.stat().st_size * TRUNCATED_SHARE))
    return True


def lose_wal(data: Path) -> bool:
    """The write-ahead log is deleted; nothing runs meanwhile. True when it held something."""
    name = Paths(data).database.name
    log = data / f"{name}-wal"
    held = log.exists() and log.stat().st_size > 0
    for suffix in ("-wal", "-shm"):
        (data / f"{name}{suffix}").unlink(missing_ok=True)
    return held


def empty_secrets(data: Path) -> bool:
    """What a full disk leaves of files that are written in place."""
    found = [data / name for name in SECRETS if (data / name).is_file()]
    for file in found:
        file.write_bytes(b"")
    return bool(found)


def redis_process(data: Path) -> psutil.Process | None:
    """Our Redis, by its pid file."""
    with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
        pid = int((Paths(data).redis / "redis.pid").read_text().split()[0])
        return psutil.Process(pid)
    return None


def is_child(server: psutil.Process, process: Process) -> bool:
    """Whether this process started the server."""
    with contextlib.suppress(psutil.Error):
        return process.pid in {parent.pid for parent in server.parents()}
    return False


def children(process: Process | None, word: str) -> list[psutil.Process]:
    """Descendants with this word on their command line."""
    found = []
    with contextlib.suppress(psutil.Error, AttributeError):
        for child in psutil.Process(process.pid).children(recursive=True):  # type: ignore[union-attr]
            with contextlib.suppress(psutil.Error):
                if any(word in part for part in child.cmdline()):
                    found.append(child)
    return found
