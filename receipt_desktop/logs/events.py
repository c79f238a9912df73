"""What a log line is about, the queue's events, and how lines about a receipt are found again.

Everything logged inside `bind_log_context` carries the receipt's id and the attempt. Standard
library only: `receipt_desktop.logs.setup` writes the files, whoever does the work need not know it.
"""

from __future__ import annotations

import enum
import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from receipt_desktop.config.paths import LOG_FILE_NAME
from receipt_desktop.domain.jobs import LogLine

MAX_SEARCHED_BYTES = 16_000_000
"""Of the newest files, looked through for one receipt."""
FACTS_ATTRIBUTE = "facts"
"""Attribute of a log record: a mapping that becomes fields of the line."""
QUEUE_LOGGER = "receipt_desktop.queue"


class QueueEvent(enum.StrEnum):
    """What the queue tells the log about its work."""

    QUEUED = "queued"
    STARTED = "started"
    FINISHED = "finished"
    FAILED = "failed"
    METRICS = "metrics"


_context: ContextVar[Mapping[str, Any] | None] = ContextVar("subject", default=None)


@contextmanager
def bind_log_context(receipt_id: str, attempt: int) -> Iterator[None]:
    """Every line that this thread logs inside the block is about this attempt at this receipt."""
    token = _context.set({"receipt": receipt_id, "attempt": attempt})
    try:
        yield
    finally:
        _context.reset(token)


def current_log_context() -> Mapping[str, Any]:
    """What is bound just now: `receipt` and `attempt`, or nothing."""
    return _context.get() or {}


def log_event(event: QueueEvent, **facts: object) -> None:
    """Log an event of the queue with its facts, which never hold text of a receipt.

    Outside `bind_log_context`, `receipt=ID` says which receipt it is about.
    """
    logging.getLogger(QUEUE_LOGGER).info(event.value, extra={FACTS_ATTRIBUTE: facts})


# -- found again


def find_log_lines(folder: Path, receipt_id: str, limit: int = 200) -> list[LogLine]:
    """The newest lines about a receipt, oldest first, within the last `MAX_SEARCHED_BYTES`."""
    wanted, found = receipt_id.encode(), []
    for raw in _iterate_newest_first(folder):
        line = _parse_line(raw, receipt_id) if wanted in raw else None
        if line:
            found.append(line)
        if len(found) >= limit:
            break
    found.reverse()  # lines of the same moment keep their order
    return sorted(found, key=lambda line: line.at)


def _iterate_newest_first(folder: Path) -> Iterator[bytes]:
    """Whole lines of all files, the last one of the newest file first."""
    left = MAX_SEARCHED_BYTES
    with ExitStack() as stack:
        for file in _open_log_files(folder, stack):
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - left))
            lines = file.read(left).split(b"\n")
            left -= size
            yield from reversed(lines[1:] if left < 0 else lines)
            if left <= 0:
                return


def _open_log_files(folder: Path, stack: ExitStack) -> list[IO[bytes]]:
    """All of them at once, so that none is missed or met twice when a full one moves on."""
    files: dict[int, IO[bytes]] = {}
    for path in sorted(sorted(folder.glob(f"{LOG_FILE_NAME}*")), key=_file_age):
        if _file_age(path) >= 0:
            with suppress(OSError):
                file = stack.enter_context(path.open("rb"))
                files.setdefault(os.fstat(file.fileno()).st_ino, file)
    return list(files.values())


def _file_age(path: Path) -> int:
    """0 for the file that is written to, then the number behind its name; -1 for others.

    0 also for the one that just now becomes `.1`.
    """
    behind = path.name.removeprefix(LOG_FILE_NAME)
    if not behind or behind.startswith(".rotate."):
        return 0
    return int(behind[1:]) if behind[1:].isdecimal() else -1


def _parse_line(raw: bytes, receipt_id: str) -> LogLine | None:
    """The line, when it is whole and about this receipt."""
    try:
        said = json.loads(raw)
        if said.pop("receipt") != receipt_id:
            return None
        at = datetime.fromisoformat(said.pop("time"))
        return LogLine(at, str(said.pop("level")), str(said.pop("event")), said)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # a torn line, or one of another program's
