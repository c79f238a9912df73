"""Limits on logging: repeated lines are counted, and bytes per minute are bounded."""

from __future__ import annotations

import contextvars
import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from receipt_desktop.logs import events

MAX_EQUAL_LINES = 10
"""Equal lines that are written; further ones are only counted."""
REPEAT_WINDOW_SECONDS = 30.0
"""Time from the first of equal lines until their count is written."""
MAX_LINE_KINDS = 500
"""Different lines that are tracked at a time."""
ESTIMATED_LINE_BYTES = 300
"""Estimated bytes of a line without its message."""
ESTIMATED_TRACEBACK_BYTES = 4_000
"""Estimated bytes of a traceback."""
MAX_MESSAGE_BYTES = 16_000
"""Longer messages are shortened when they are written."""
BUDGET_SECONDS = 60.0
NUMBER_PATTERN = re.compile(r"0x[0-9a-fA-F]+|[0-9]+")
"""Numbers (addresses, ports, file descriptors) that equal lines may differ in."""

LineKey = tuple[object, ...]


@dataclass(slots=True)
class RepeatedLine:
    """Equal lines within one window."""

    started_at: float
    last: logging.LogRecord
    subject: Mapping[str, Any]
    written: int = 0
    suppressed_count: int = 0


@dataclass(slots=True)
class RepeatFilter:
    """Suppresses repeated lines. Not thread-safe."""

    repeated_lines: OrderedDict[LineKey, RepeatedLine] = field(default_factory=OrderedDict)

    def admit_record(self, record: logging.LogRecord, now: float) -> list[logging.LogRecord]:
        """The records to write now: counts that are due, and the record unless it is repeated.

        `now` is in seconds of a monotonic clock.
        """
        due = self._expired_counts(now)
        if is_queue_event(record):
            return [*due, record]
        key = make_line_key(record)
        kind = self.repeated_lines.setdefault(
            key, RepeatedLine(now, record, events.current_log_context())
        )
        if kind.written < MAX_EQUAL_LINES:
            kind.written += 1
            return [*due, *self._evict_oldest(now), record]
        kind.suppressed_count, kind.last = kind.suppressed_count + 1, record
        return due

    def flush_counts(self, now: float) -> list[logging.LogRecord]:
        """Records of all pending counts."""
        kinds = list(self.repeated_lines.values())
        self.repeated_lines.clear()
        return [make_repeat_record(kind, now) for kind in kinds if kind.suppressed_count]

    def _expired_counts(self, now: float) -> list[logging.LogRecord]:
        """Records of the counts whose window has ended, the oldest first."""
        ended = []
        while (
            self.repeated_lines
            and now - next(iter(self.repeated_lines.values())).started_at >= REPEAT_WINDOW_SECONDS
        ):
            ended.append(self.repeated_lines.popitem(last=False)[1])
        return [make_repeat_record(kind, now) for kind in ended if kind.suppressed_count]

    def _evict_oldest(self, now: float) -> list[logging.LogRecord]:
        if len(self.repeated_lines) <= MAX_LINE_KINDS:
            return []
        _, oldest = self.repeated_lines.popitem(last=False)
        return [make_repeat_record(oldest, now)] if oldest.suppressed_count else []


@dataclass(slots=True)
class ByteBudget:
    """A limit of bytes per minute. Not thread-safe."""

    max_bytes: int
    """Estimated bytes per minute."""
    started_at: float = float("-inf")
    used_bytes: int = 0
    suppressed_count: int = 0

    def admit_record(self, record: logging.LogRecord, now: float) -> list[logging.LogRecord]:
        """The records to write now: a due count, and the record unless the budget is used up."""
        due = []
        if now - self.started_at >= BUDGET_SECONDS:
            due = self.flush_count()
            self.started_at, self.used_bytes = now, 0
        self.used_bytes += estimate_bytes(record)
        if self.used_bytes > self.max_bytes:
            self.suppressed_count += 1
            return due
        return [*due, record]

    def flush_count(self) -> list[logging.LogRecord]:
        """A record with the number of suppressed lines, if there are any."""
        count, self.suppressed_count = self.suppressed_count, 0
        if not count:
            return []
        return [
            make_record(__name__, logging.WARNING, f"{count} log lines were left out: too many", {})
        ]


class LimitingHandler(logging.Handler):
    """Passes records to another handler within the limits. Never raises."""

    def __init__(
        self,
        inner: logging.Handler,
        bytes_a_minute: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(inner.level)
        self._inner = inner
        self._clock = clock
        self._repeats = RepeatFilter()
        self._budget = ByteBudget(bytes_a_minute)
        self._limits = threading.RLock()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record and the due counts, as far as the limits allow."""
        now = self._clock()
        with self._limits:
            wanted = [
                admitted
                for one in self._repeats.admit_record(record, now)
                for admitted in self._budget.admit_record(one, now)
            ]
        for one in wanted:
            self._forward_record(one, record)

    def close(self) -> None:
        """Write the pending counts and close the other handler."""
        with self._limits:
            left = [*self._repeats.flush_counts(self._clock()), *self._budget.flush_count()]
        for one in left:
            self._forward_record(one, None)
        self._inner.close()
        super().close()

    def _forward_record(self, one: logging.LogRecord, given: logging.LogRecord | None) -> None:
        """Write a record; a count does not get the log context of the record that made it due."""
        if one is given:
            self._inner.handle(one)
        else:
            contextvars.Context().run(self._inner.handle, one)


def is_queue_event(record: logging.LogRecord) -> bool:
    """Whether the record is an event with facts; such lines are never equal."""
    return record.levelno <= logging.INFO and hasattr(record, events.FACTS_ATTRIBUTE)


def make_line_key(record: logging.LogRecord) -> LineKey:
    """The key of equal lines: logger, level, unformatted message, error, context."""
    error = record.exc_info[1] if record.exc_info else None
    frame = error.__traceback__ if error else None
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    location = (frame.tb_frame.f_code.co_filename, frame.tb_lineno) if frame else None
    message = NUMBER_PATTERN.sub("#", str(record.msg)[:MAX_MESSAGE_BYTES])
    subject = tuple(
        sorted((name, str(value)) for name, value in events.current_log_context().items())
    )
    return record.name, record.levelno, message, type(error), location, subject


def make_repeat_record(kind: RepeatedLine, now: float) -> logging.LogRecord:
    """A record for suppressed lines, with the last of their messages."""
    seconds = max(1, round(now - kind.started_at))
    last = kind.last
    message = (
        f"repeated {kind.suppressed_count} times in {seconds} s: {format_message_safely(last)}"
    )
    facts = {**kind.subject, "repeated": kind.suppressed_count}
    return make_record(last.name, last.levelno, message, facts)


def make_record(name: str, level: int, message: str, facts: Mapping[str, Any]) -> logging.LogRecord:
    """A log record of the limits themselves."""
    record = logging.LogRecord(name, level, "", 0, message, None, None)
    setattr(record, events.FACTS_ATTRIBUTE, facts)
    return record


def estimate_bytes(record: logging.LogRecord) -> int:
    """The estimated size of the line in bytes."""
    message = min(len(format_message_safely(record)), MAX_MESSAGE_BYTES)
    return ESTIMATED_LINE_BYTES + message + (ESTIMATED_TRACEBACK_BYTES if record.exc_info else 0)


def format_message_safely(record: logging.LogRecord) -> str:
    """The message, unformatted if the arguments of the log call are wrong."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 (whatever an argument's own method raises)
        return str(record.msg)
