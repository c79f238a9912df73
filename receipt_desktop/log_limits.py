"""Limits on what is logged: repeated lines become a count, and a minute has a bound of bytes."""

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

from receipt_desktop import logbook

FIRST_LINES = 10
"""Equal lines that are written before the others are counted only."""
WINDOW_SECONDS = 30.0
"""From the first of equal lines to their count."""
MOST_KINDS = 500
"""Different lines that are remembered at a time."""
LINE_BYTES = 300
"""Of a line's fields beside its message, estimated."""
TRACEBACK_BYTES = 4_000
"""Of a traceback, estimated."""
MESSAGE_BYTES = 16_000
"""Of a message that is longer: it is shortened when it is written."""
MINUTE = 60.0
NUMBERS = re.compile(r"0x[0-9a-fA-F]+|[0-9]+")
"""Lines that differ in these alone are equal: addresses, ports, file descriptors."""

Key = tuple[object, ...]


@dataclass(slots=True)
class Kind:
    """Equal lines of one window."""

    began: float
    last: logging.LogRecord
    subject: Mapping[str, Any]
    written: int = 0
    left_out: int = 0


@dataclass(slots=True)
class Repeats:
    """Decides which lines are written; not thread-safe."""

    kinds: OrderedDict[Key, Kind] = field(default_factory=OrderedDict)

    def admit(self, record: logging.LogRecord, now: float) -> list[logging.LogRecord]:
        """The lines to write now: counts that are due, and the record unless it is repeated.

        `now` in seconds of a monotonic clock.
        """
        due = self._due(now)
        if is_event(record):
            return [*due, record]
        key = key_of(record)
        kind = self.kinds.setdefault(key, Kind(now, record, logbook.subject()))
        if kind.written < FIRST_LINES:
            kind.written += 1
            return [*due, *self._surplus(now), record]
        kind.left_out, kind.last = kind.left_out + 1, record
        return due

    def flush(self, now: float) -> list[logging.LogRecord]:
        """All counts, at the end."""
        kinds = list(self.kinds.values())
        self.kinds.clear()
        return [count_of(kind, now) for kind in kinds if kind.left_out]

    def _due(self, now: float) -> list[logging.LogRecord]:
        """Counts of windows that have ended; the oldest window is the first."""
        ended = []
        while self.kinds and now - next(iter(self.kinds.values())).began >= WINDOW_SECONDS:
            ended.append(self.kinds.popitem(last=False)[1])
        return [count_of(kind, now) for kind in ended if kind.left_out]

    def _surplus(self, now: float) -> list[logging.LogRecord]:
        if len(self.kinds) <= MOST_KINDS:
            return []
        _, oldest = self.kinds.popitem(last=False)
        return [count_of(oldest, now)] if oldest.left_out else []


@dataclass(slots=True)
class Budget:
    """A bound of bytes a minute; not thread-safe."""

    most: int
    """Bytes a minute, estimated."""
    began: float = float("-inf")
    used: int = 0
    left_out: int = 0

    def admit(self, record: logging.LogRecord, now: float) -> list[logging.LogRecord]:
        """The record, or nothing while the minute is used up; how many were left out before it."""
        told = []
        if now - self.began >= MINUTE:
            told = self.flush()
            self.began, self.used = now, 0
        self.used += cost(record)
        if self.used > self.most:
            self.left_out += 1
            return told
        return [*told, record]

    def flush(self) -> list[logging.LogRecord]:
        """How many lines were left out, when there were any."""
        count, self.left_out = self.left_out, 0
        if not count:
            return []
        return [
            made_record(__name__, logging.WARNING, f"{count} log lines were left out: too many", {})
        ]


class Limited(logging.Handler):
    """Hands to another handler what its limits admit. Never raises."""

    def __init__(
        self,
        inner: logging.Handler,
        bytes_a_minute: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(inner.level)
        self._inner = inner
        self._clock = clock
        self._repeats = Repeats()
        self._budget = Budget(bytes_a_minute)
        self._limits = threading.RLock()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, a count of others, both or neither."""
        now = self._clock()
        with self._limits:
            wanted = [
                admitted
                for one in self._repeats.admit(record, now)
                for admitted in self._budget.admit(one, now)
            ]
        for one in wanted:
            self._write(one, record)

    def close(self) -> None:
        """Write what was counted, and close the other handler."""
        with self._limits:
            left = [*self._repeats.flush(self._clock()), *self._budget.flush()]
        for one in left:
            self._write(one, None)
        self._inner.close()
        super().close()

    def _write(self, one: logging.LogRecord, given: logging.LogRecord | None) -> None:
        """A count has a subject of its own, not the one of the record that made it due."""
        if one is given:
            self._inner.handle(one)
        else:
            contextvars.Context().run(self._inner.handle, one)


def is_event(record: logging.LogRecord) -> bool:
    """Whether it reports an event with facts of its own: such lines are never equal."""
    return record.levelno <= logging.INFO and hasattr(record, logbook.FACTS)


def key_of(record: logging.LogRecord) -> Key:
    """Equal for equal lines: logger, level, message before formatting, error, subject."""
    error = record.exc_info[1] if record.exc_info else None
    place = error.__traceback__ if error else None
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = (place.tb_frame.f_code.co_filename, place.tb_lineno) if place else None
    message = NUMBERS.sub("#", str(record.msg)[:MESSAGE_BYTES])
    subject = tuple(sorted((name, str(said)) for name, said in logbook.subject().items()))
    return record.name, record.levelno, message, type(error), where, subject


def count_of(kind: Kind, now: float) -> logging.LogRecord:
    """The line that stands for those that were left out; their last message is in it."""
    seconds = max(1, round(now - kind.began))
    last = kind.last
    message = f"repeated {kind.left_out} times in {seconds} s: {plain_message(last)}"
    facts = {**kind.subject, "repeated": kind.left_out}
    return made_record(last.name, last.levelno, message, facts)


def made_record(name: str, level: int, message: str, facts: Mapping[str, Any]) -> logging.LogRecord:
    """A log record of our own."""
    record = logging.LogRecord(name, level, "", 0, message, None, None)
    setattr(record, logbook.FACTS, facts)
    return record


def cost(record: logging.LogRecord) -> int:
    """Bytes of the line, estimated."""
    message = min(len(plain_message(record)), MESSAGE_BYTES)
    return LINE_BYTES + message + (TRACEBACK_BYTES if record.exc_info else 0)


def plain_message(record: logging.LogRecord) -> str:
    """The message; of a wrong log call what can be had of it."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 (whatever an argument's own method raises)
        return str(record.msg)
