"""Bounded waits at the start, with a notice after some time."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from receipt_desktop.domain.errors import ServiceUnavailable

log = logging.getLogger(__name__)

START_TIMEOUT_SECONDS = 15.0
"""How long a start waits for another process that is starting or stopping."""
MIGRATION_TIMEOUT_SECONDS = 60.0
"""How long a start waits for another process that migrates the database."""
REPORT_AFTER_SECONDS = 2.0
"""A longer wait is reported."""
POLL_SECONDS = 0.1
WaitReporter = Callable[[str], None]


def print_wait_notice(what: str) -> None:
    """Log what the program waits for, and print it to standard error."""
    log.info("waiting for %s", what)
    if sys.stderr:
        print(f"receipt-desktop: waiting for {what} …", file=sys.stderr, flush=True)


def wait_until(ready: Callable[[], bool], seconds: float, what: str, report: WaitReporter) -> bool:
    """Poll `ready` for at most `seconds`; whether it returned True."""
    began, reported = time.monotonic(), False
    while not ready():
        waited = time.monotonic() - began
        if waited >= seconds:
            return False
        if waited >= REPORT_AFTER_SECONDS and not reported:
            report(what)
            reported = True
        time.sleep(POLL_SECONDS)
    return True


@contextmanager
def hold_lock(file: Path, what: str, report: WaitReporter) -> Iterator[None]:
    """Hold a lock. Raises `ServiceUnavailable` if another process holds it too long."""
    lock = filelock.FileLock(file, timeout=0, thread_local=False)
    if not wait_until(lambda: try_acquire(lock), MIGRATION_TIMEOUT_SECONDS, what, report):
        raise ServiceUnavailable("database_opening")
    try:
        yield
    finally:
        lock.release()


def try_acquire(lock: filelock.BaseFileLock) -> bool:
    """Acquire a lock if it is free; whether it was acquired."""
    try:
        lock.acquire()
    except filelock.Timeout:
        return False
    return True
