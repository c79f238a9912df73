"""Repeated log lines become a count, and a minute has a bound of bytes."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from receipt_desktop.journal import journal
from receipt_desktop.log_limits import FIRST_LINES, MOST_KINDS, WINDOW_SECONDS, Limited
from receipt_desktop.logbook import Event, about, note, subject
from receipt_desktop.paths import Paths
from tests.unit.test_journal import ERRORS, fail, written

log = logging.getLogger("receipt_desktop.test")


class Kept(logging.Handler):
    """What was admitted, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str, Mapping[str, Any]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        facts = {**subject(), **getattr(record, "facts", {})}
        self.lines.append((record.levelname, record.getMessage(), facts))


def limited(clock: list[float], most: int = 10_000_000) -> tuple[Limited, Kept]:
    kept = Kept()
    return Limited(kept, most, lambda: clock[0]), kept


def warn(handler: logging.Handler, message: str, *values: object) -> None:
    handler.handle(logging.LogRecord("net", logging.WARNING, "", 0, message, values, None))


def test_repeated_lines_become_a_count() -> None:
    clock = [0.0]
    handler, kept = limited(clock)
    for number in range(1000):
        warn(handler, "client %d sends rubbish", number)
    assert len(kept.lines) == FIRST_LINES
    clock[0] = WINDOW_SECONDS
    warn(handler, "something else")
    told = [line[:2] for line in kept.lines[FIRST_LINES:]]
    assert told == [
        ("WARNING", "repeated 990 times in 30 s: client 999 sends rubbish"),
        ("WARNING", "something else"),
    ]
    assert kept.lines[FIRST_LINES][2] == {"repeated": 990}
    handler.close()


def test_lines_with_other_numbers_in_them_are_repeated_too() -> None:
    handler, kept = limited([0.0])
    for number in range(100):
        warn(handler, f"fd={number} at 0x{number:012x}")
    handler.close()
    assert len(kept.lines) == FIRST_LINES + 1
    assert kept.lines[-1][1] == "repeated 90 times in 1 s: fd=99 at 0x000000000063"


def test_an_error_from_another_place_is_another_line() -> None:
    handler, kept = limited([0.0])

    def raised(number: int) -> Any:
        try:
            raise ValueError(number) if number % 2 else OSError(number)
        except (ValueError, OSError):
            return sys.exc_info()

    for number in range(100):
        record = logging.LogRecord("net", logging.ERROR, "", 0, "failed", (), raised(number))
        handler.handle(record)
    handler.close()
    assert [line[1] for line in kept.lines].count("failed") == 2 * FIRST_LINES
    assert [line[1] for line in kept.lines[-2:]] == ["repeated 40 times in 1 s: failed"] * 2


def test_a_count_is_about_the_receipt_of_its_lines() -> None:
    clock = [0.0]
    handler, kept = limited(clock)
    with about("a", 1):
        for _ in range(50):
            warn(handler, "slow")
    with about("b", 1):
        warn(handler, "slow")
        clock[0] = WINDOW_SECONDS
        warn(handler, "slow")
    handler.close()
    counted = [line[2] for line in kept.lines if line[1].startswith("repeated")]
    assert counted == [{"receipt": "a", "attempt": 1, "repeated": 40}]


def test_events_of_the_queue_are_all_written(paths: Paths) -> None:
    with journal(paths, terminal=False):
        for number in range(100):
            note(Event.QUEUED, receipt=str(number))
    assert len(written(paths)) == 100


def test_the_kinds_of_lines_that_are_remembered_are_bounded() -> None:
    handler, kept = limited([0.0])
    for number in range(2 * MOST_KINDS):
        letters = "".join(chr(97 + int(digit)) for digit in str(number))
        for _ in range(FIRST_LINES + 1):
            warn(handler, letters)
    assert len(handler._repeats.kinds) <= MOST_KINDS + 1
    handler.close()
    assert len([one for one in kept.lines if one[1].startswith("repeated")]) == 2 * MOST_KINDS


def test_a_minute_has_a_bound_of_bytes() -> None:
    clock = [0.0]
    handler, kept = limited(clock, most=100_000)
    for number in range(1000):
        record = logging.LogRecord("queue", logging.INFO, "", 0, "event", (), None)
        record.facts = {"number": number}
        handler.handle(record)
    written_lines = len(kept.lines)
    assert 100 < written_lines < 100_000 / 300
    clock[0] = 60.0
    warn(handler, "a minute later")
    left_out = 1000 - written_lines
    assert [line[1] for line in kept.lines[written_lines:]] == [
        f"{left_out} log lines were left out: too many", "a minute later",
    ]  # fmt: skip
    handler.close()


@ERRORS
def test_the_terminal_is_not_flooded(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with journal(paths, terminal=True, level=logging.INFO):
        for number in range(1000):
            fail(f"no number {number}")
    told = capsys.readouterr().err
    assert told.count("Traceback") == FIRST_LINES
    assert "repeated 990 times" in told
    lines_of_file = written(paths)
    assert len(lines_of_file) == FIRST_LINES + 1
    assert lines_of_file[-1]["repeated"] == 990


class Gone(io.StringIO):
    """A terminal whose other end is closed."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_terminal_that_is_gone_stops_nothing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sys.stderr
    monkeypatch.setattr(sys, "stderr", Gone())
    with journal(paths, terminal=True, level=logging.INFO):
        monkeypatch.setattr(sys, "stderr", before)
        log.info("one")
    assert capsys.readouterr().err == ""
    assert [line["event"] for line in written(paths)] == ["one"]
