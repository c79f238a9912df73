"""Which processes of this machine still live: each holds a file lock for as long as it runs.

The system releases the lock however a process ends, so no clock and no process number is trusted:
a process that was stopped for a while is alive, one that was killed is known to be dead at once.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

import filelock

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import make_process_prefix

LOCK_TIMEOUT_SECONDS = 10.0


class ProcessLock:
    """The lock of this process and a look at those of the others. Thread-safe."""

    def __init__(self, paths: Paths) -> None:
        self._folder = paths.processes
        self._prefix = make_process_prefix(paths)
        self.name = f"{self._prefix}{os.getpid()}-{secrets.token_hex(4)}"
        """Begins the names of this process's leases; no other process ever has the same."""
        self._lock: filelock.BaseFileLock | None = None

    def acquire(self) -> None:
        """Be alive, from before the first lease until `release`. Raises `OSError`."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        file = self._lock_file_of(self.name)
        # Another process may be looking at the file between its creation and its lock.
        self._lock = filelock.FileLock(file, timeout=LOCK_TIMEOUT_SECONDS, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        """Be alive no more."""
        if self._lock:
            self._lock.release()
            with suppress(OSError):
                self._lock_file_of(self.name).unlink(missing_ok=True)

    def has_ended(self, name: str) -> bool:
        """Whether the process of this name is known to be dead; False for other machines'."""
        if name == self.name or not name.startswith(self._prefix):
            return False
        return is_unlocked(self._lock_file_of(name))

    def is_alone(self) -> bool:
        """Whether no other process is at work here; the files of dead ones are deleted."""
        own, alone = self._lock_file_of(self.name), True
        for file in self._list_lock_files():
            if file == own:
                continue
            if is_unlocked(file):
                with suppress(OSError):
                    file.unlink(missing_ok=True)
            else:
                alone = False
        return alone

    def _list_lock_files(self) -> list[Path]:
        try:
            return list(self._folder.glob("*.lock"))
        except OSError:
            return []

    def _lock_file_of(self, name: str) -> Path:
        return self._folder / f"{name.removeprefix(self._prefix)}.lock"


def count_live_processes(paths: Paths) -> int:
    """How many processes are at work on this data folder, this one included."""
    return sum(not is_unlocked(file) for file in paths.processes.glob("*.lock"))


def is_unlocked(file: Path) -> bool:
    """Whether no process holds the lock of this file, or it is not there."""
    if not file.exists():
        return True
    try:
        with filelock.FileLock(file, timeout=0, thread_local=False):
            return True
    except (filelock.Timeout, OSError):
        return False
