"""Repeated log lines become a count, and a minute has a bound of bytes."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.logs.events import QueueEvent, bind_log_context, current_log_context, log_event
from receipt_desktop.logs.limits import (
    MAX_EQUAL_LINES,
    MAX_LINE_KINDS,
    REPEAT_WINDOW_SECONDS,
    LimitingHandler,
)
from receipt_desktop.logs.setup import configure_logging
from tests.unit.logs.test_setup import EXPECTS_ERRORS, log_exception, read_log_lines

log = logging.getLogger("receipt_desktop.test")


class RecordingHandler(logging.Handler):
    """What was admitted, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str, Mapping[str, Any]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        facts = {**current_log_context(), **getattr(record, "facts", {})}
        self.lines.append((record.levelname, record.getMessage(), facts))


def make_handler(
    clock: list[float], most: int = 10_000_000
) -> tuple[LimitingHandler, RecordingHandler]:
    kept = RecordingHandler()
    return LimitingHandler(kept, most, lambda: clock[0]), kept


def log_warning(handler: logging.Handler, message: str, *values: object) -> None:
    handler.handle(logging.LogRecord("net", logging.WARNING, "", 0, message, values, None))


def test_repeated_lines_become_a_count() -> None:
    clock = [0.0]
    handler, kept = make_handler(clock)
    for number in range(1000):
        log_warning(handler, "client %d sends rubbish", number)
    assert len(kept.lines) == MAX_EQUAL_LINES
    clock[0] = REPEAT_WINDOW_SECONDS
    log_warning(handler, "something else")
    told = [line[:2] for line in kept.lines[MAX_EQUAL_LINES:]]
    assert told == [
        ("WARNING", "repeated 990 times in 30 s: client 999 sends rubbish"),
        ("WARNING", "something else"),
    ]
    assert kept.lines[MAX_EQUAL_LINES][2] == {"repeated": 990}
    handler.close()


def test_lines_with_other_numbers_in_them_are_repeated_too() -> None:
    handler, kept = make_handler([0.0])
    for number in range(100):
        log_warning(handler, f"fd={number} at 0x{number:012x}")
    handler.close()
    assert len(kept.lines) == MAX_EQUAL_LINES + 1
    assert kept.lines[-1][1] == "repeated 90 times in 1 s: fd=99 at 0x000000000063"


def test_an_error_from_another_place_is_another_line() -> None:
    handler, kept = make_handler([0.0])

    def raised(number: int) -> Any:
        try:
            raise ValueError(number) if number % 2 else OSError(number)
        except (ValueError, OSError):
            return sys.exc_info()

    for number in range(100):
        record = logging.LogRecord("net", logging.ERROR, "", 0, "failed", (), raised(number))
        handler.handle(record)
    handler.close()
    assert [line[1] for line in kept.lines].count("failed") == 2 * MAX_EQUAL_LINES
    assert [line[1] for line in kept.lines[-2:]] == ["repeated 40 times in 1 s: failed"] * 2


def test_a_count_is_about_the_receipt_of_its_lines() -> None:
    clock = [0.0]
    handler, kept = make_handler(clock)
    with bind_log_context("a", 1):
        for _ in range(50):
            log_warning(handler, "slow")
    with bind_log_context("b", 1):
        log_warning(handler, "slow")
        clock[0] = REPEAT_WINDOW_SECONDS
        log_warning(handler, "slow")
    handler.close()
    counted = [line[2] for line in kept.lines if line[1].startswith("repeated")]
    assert counted == [{"receipt": "a", "attempt": 1, "repeated": 40}]


def test_events_of_the_queue_are_all_written(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        for number in range(100):
            log_event(QueueEvent.QUEUED, receipt=str(number))
    assert len(read_log_lines(paths)) == 100


def test_the_kinds_of_lines_that_are_remembered_are_bounded() -> None:
    handler, kept = make_handler([0.0])
    for number in range(2 * MAX_LINE_KINDS):
        letters = "".join(chr(97 + int(digit)) for digit in str(number))
        for _ in range(MAX_EQUAL_LINES + 1):
            log_warning(handler, letters)
    assert len(handler._repeats.repeated_lines) <= MAX_LINE_KINDS + 1
    handler.close()
    assert len([one for one in kept.lines if one[1].startswith("repeated")]) == 2 * MAX_LINE_KINDS


def test_a_minute_has_a_bound_of_bytes() -> None:
    clock = [0.0]
    handler, kept = make_handler(clock, most=100_000)
    for number in range(1000):
        record = logging.LogRecord("queue", logging.INFO, "", 0, "event", (), None)
        record.facts = {"number": number}
        handler.handle(record)
    written_lines = len(kept.lines)
    assert 100 < written_lines < 100_000 / 300
    clock[0] = 60.0
    log_warning(handler, "a minute later")
    left_out = 1000 - written_lines
    assert [line[1] for line in kept.lines[written_lines:]] == [
        f"{left_out} log lines were left out: too many", "a minute later",
    ]  # fmt: skip
    handler.close()


@EXPECTS_ERRORS
def test_the_terminal_is_not_flooded(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with configure_logging(paths, terminal=True, level=logging.INFO):
        for number in range(1000):
            log_exception(f"no number {number}")
    told = capsys.readouterr().err
    assert told.count("Traceback") == MAX_EQUAL_LINES
    assert "repeated 990 times" in told
    lines_of_file = read_log_lines(paths)
    assert len(lines_of_file) == MAX_EQUAL_LINES + 1
    assert lines_of_file[-1]["repeated"] == 990


class BrokenStream(io.StringIO):
    """A terminal whose other end is closed."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_logging_survives_a_closed_terminal(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sys.stderr
    monkeypatch.setattr(sys, "stderr", BrokenStream())
    with configure_logging(paths, terminal=True, level=logging.INFO):
        monkeypatch.setattr(sys, "stderr", before)
        log.info("one")
    assert capsys.readouterr().err == ""
    assert [line["event"] for line in read_log_lines(paths)] == ["one"]
