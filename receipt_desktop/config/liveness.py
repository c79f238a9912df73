"""Liveness of the processes of this machine: each holds a file lock for as long as it runs.

The system releases the lock however a process ends, so that neither clocks nor process ids matter:
a suspended process counts as alive, a killed one as ended at once.
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
    """The liveness lock of this process, and checks of the other locks. Thread-safe."""

    def __init__(self, paths: Paths) -> None:
        self._folder = paths.processes
        self._prefix = make_process_prefix(paths)
        self.name = f"{self._prefix}{os.getpid()}-{secrets.token_hex(4)}"
        """Unique prefix of the owner names of this process's leases."""
        self._lock: filelock.BaseFileLock | None = None

    def acquire(self) -> None:
        """Acquire the lock; call it before the first lease. Raises `OSError`."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        file = self._lock_file_of(self.name)
        # Another process may check the file between its creation and its lock.
        self._lock = filelock.FileLock(file, timeout=LOCK_TIMEOUT_SECONDS, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        """Release the lock and delete its file."""
        if self._lock:
            self._lock.release()
            with suppress(OSError):
                self._lock_file_of(self.name).unlink(missing_ok=True)

    def has_ended(self, name: str) -> bool:
        """Whether the process of this name has ended; False for processes of other machines."""
        if name == self.name or not name.startswith(self._prefix):
            return False
        return is_unlocked(self._lock_file_of(name))

    def is_alone(self) -> bool:
        """Whether no other process is running; deletes the files of ended ones."""
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
    """The number of running processes on this data folder, including this one."""
    return sum(not is_unlocked(file) for file in paths.processes.glob("*.lock"))


def is_unlocked(file: Path) -> bool:
    """Whether no process holds the lock of this file, or the file is missing."""
    if not file.exists():
        return True
    try:
        with filelock.FileLock(file, timeout=0, thread_local=False):
            return True
    except (filelock.Timeout, OSError):
        return False
