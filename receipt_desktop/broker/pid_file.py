"""The file with the process id of our own Redis, and the end of a server left over."""

from __future__ import annotations

import logging
from pathlib import Path

import psutil

from receipt_desktop.config.paths import Paths

log = logging.getLogger(__name__)

STALE_STOP_SECONDS = 2.0
"""Grace period of a server left over from an earlier run before it is killed."""


def pid_file(paths: Paths) -> Path:
    """The file, with the process id and the start time of the server."""
    return paths.redis / "redis.pid"


def write_pid_file(paths: Paths, pid: int) -> None:
    """Remember the server; nothing is written when it has already ended. Raises `OSError`."""
    try:
        born = psutil.Process(pid).create_time()
    except psutil.Error:
        return
    pid_file(paths).write_text(f"{pid} {born!r}\n", encoding="ascii")


def terminate_stale_server(paths: Paths) -> bool:
    """Terminate a bundled server left over from an earlier run, never another process."""
    file = pid_file(paths)
    try:
        pid, born = file.read_text(encoding="ascii").split()
        process = psutil.Process(int(pid))
        if repr(process.create_time()) != born:
            return False
        _terminate_process(process)
    except (OSError, ValueError, psutil.Error):
        return False
    finally:
        file.unlink(missing_ok=True)
    log.info("ended a Redis server left over from an earlier run")
    return True


def _terminate_process(process: psutil.Process) -> None:
    process.terminate()
    try:
        process.wait(STALE_STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(STALE_STOP_SECONDS)
