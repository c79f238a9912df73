"""Log context, events of the queue, and the search for log lines about a receipt.

Lines that are logged inside `bind_log_context` carry the receipt's id and the attempt. Standard
library only; `receipt_desktop.logs.setup` writes the files.
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
"""Bytes of the newest files that are searched for a receipt."""
FACTS_ATTRIBUTE = "facts"
"""Attribute of a log record: a mapping whose items become fields of the line."""
QUEUE_LOGGER = "receipt_desktop.queue"


class QueueEvent(enum.StrEnum):
    """Events that the queue logs."""

    QUEUED = "queued"
    STARTED = "started"
    FINISHED = "finished"
    FAILED = "failed"
    METRICS = "metrics"


_context: ContextVar[Mapping[str, Any] | None] = ContextVar("subject", default=None)


@contextmanager
def bind_log_context(receipt_id: str, attempt: int) -> Iterator[None]:
    """Add the receipt and the attempt to every line that this thread logs inside the block."""
    token = _context.set({"receipt": receipt_id, "attempt": attempt})
    try:
        yield
    finally:
        _context.reset(token)


def current_log_context() -> Mapping[str, Any]:
    """The bound context: `receipt` and `attempt`, or empty."""
    return _context.get() or {}


def log_event(event: QueueEvent, **facts: object) -> None:
    """Log an event of the queue; `facts` must not contain text of a receipt.

    Pass `receipt=ID` outside `bind_log_context`.
    """
    logging.getLogger(QUEUE_LOGGER).info(event.value, extra={FACTS_ATTRIBUTE: facts})


# -- search


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
    """The lines of all files, beginning with the last line of the newest file."""
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
    """Open all log files at once, so that a rotation does not skip or repeat one."""
    files: dict[int, IO[bytes]] = {}
    for path in sorted(sorted(folder.glob(f"{LOG_FILE_NAME}*")), key=_file_age):
        if _file_age(path) >= 0:
            with suppress(OSError):
                file = stack.enter_context(path.open("rb"))
                files.setdefault(os.fstat(file.fileno()).st_ino, file)
    return list(files.values())


def _file_age(path: Path) -> int:
    """0 for the current file, the number of a rotated one; -1 for other files.

    0 also for a file that is being rotated.
    """
    suffix = path.name.removeprefix(LOG_FILE_NAME)
    if not suffix or suffix.startswith(".rotate."):
        return 0
    return int(suffix[1:]) if suffix[1:].isdecimal() else -1


def _parse_line(raw: bytes, receipt_id: str) -> LogLine | None:
    """The parsed line; None if it is incomplete or about another receipt."""
    try:
        fields = json.loads(raw)
        if fields.pop("receipt") != receipt_id:
            return None
        at = datetime.fromisoformat(fields.pop("time"))
        return LogLine(at, str(fields.pop("level")), str(fields.pop("event")), fields)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # an incomplete line, or one of another program
