"""Log lines: their fields, their files, and how those about one receipt are found again."""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.config.paths import LOG_FILE_NAME, Paths
from receipt_desktop.logs import setup as journal_module
from receipt_desktop.logs.events import (
    QueueEvent,
    bind_log_context,
    find_log_lines,
    log_event,
)
from receipt_desktop.logs.setup import configure_logging
from tests.end_to_end.commands import lines

log = logging.getLogger("receipt_desktop.test")
EXPECTS_ERRORS = pytest.mark.expected_logs("receipt_desktop.test")


def read_log_lines(paths: Paths) -> list[dict[str, Any]]:
    return lines(paths.logs / LOG_FILE_NAME)


def log_exception(sentence: str) -> None:
    try:
        int(sentence)
    except ValueError as error:
        log.exception(
            "it failed", exc_info=ValueError(sentence).with_traceback(error.__traceback__)
        )


def test_a_line_says_when_where_and_what_it_is_about(paths: Paths) -> None:
    before = datetime.now(UTC)
    with configure_logging(paths, terminal=False), bind_log_context("some-id", 2):
        log.info("read %d pages", 3)
    (line,) = read_log_lines(paths)
    assert list(line) == ["time", "level", "event", "logger", "thread", "receipt", "attempt"]
    at = datetime.fromisoformat(line.pop("time"))
    assert at.utcoffset() == timedelta(0)
    assert before <= at <= datetime.now(UTC)
    assert line == {
        "level": "info", "event": "read 3 pages", "logger": "receipt_desktop.test",
        "thread": "MainThread", "receipt": "some-id", "attempt": 2,
    }  # fmt: skip


def test_each_thread_has_its_own_receipt(paths: Paths) -> None:
    met = threading.Barrier(2)

    def work(receipt_id: str) -> None:
        with bind_log_context(receipt_id, 1):
            met.wait()
            log_event(QueueEvent.STARTED, waited=0.5)
            met.wait()
        log_event(QueueEvent.METRICS, waiting=7)

    with configure_logging(paths, terminal=False):
        threads = [threading.Thread(target=work, args=(name,), name=name) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    started = [line for line in read_log_lines(paths) if line["event"] == "started"]
    assert sorted((line["thread"], line["receipt"]) for line in started) == [("a", "a"), ("b", "b")]
    assert {line["waited"] for line in started} == {0.5}
    metrics = [line for line in read_log_lines(paths) if line["event"] == "metrics"]
    assert [(line["waiting"], "receipt" in line) for line in metrics] == [(7, False)] * 2


def test_what_is_given_as_extra_is_in_the_line(paths: Paths) -> None:
    with configure_logging(paths, terminal=False), bind_log_context("this", 1):
        log.info("finished", extra={"seconds": 1.5, "attempt": 2, "level": "x"})
    (line,) = read_log_lines(paths)
    assert (line["seconds"], line["attempt"], line["level"]) == (1.5, 2, "info")


def test_facts_cannot_take_the_place_of_what_every_line_has(paths: Paths) -> None:
    facts: Mapping[str, object] = {
        "level": "x",
        "time": 1,
        "thread": {},
        "receipt": "other",
        "n": 1,
    }
    with configure_logging(paths, terminal=False), bind_log_context("this", 1):
        log_event(QueueEvent.QUEUED, **facts)
    (line,) = read_log_lines(paths)
    assert (line["level"], line["thread"]) == ("info", "MainThread")
    assert (line["receipt"], line["n"]) == ("other", 1)


@EXPECTS_ERRORS
def test_an_error_has_its_class_and_its_traceback(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        log_exception("paid with 4111 1111 1111 1111")
    (line,) = read_log_lines(paths)
    assert (line["level"], line["error"]) == ("error", "ValueError")
    assert line["exception"].startswith("Traceback (most recent call last):\n")
    assert line["exception"].endswith("ValueError: paid with ************1111")


def test_card_numbers_are_masked_in_every_field(paths: Paths) -> None:
    number = 5555_5555_5555_4444
    with configure_logging(paths, terminal=False):
        log.info("card %s", number)
        log_event(
            QueueEvent.FAILED,
            number=number,
            file=Path("4012-8888-8888-1881.jpg"),
            inside={"4111111111111111": [("378282246310005",), {6011111111111117}]},
        )
    text = (paths.logs / LOG_FILE_NAME).read_text(encoding="utf-8")
    assert text.count("*" * 12) == 6
    assert not re.search(r"4{4}\d|1{6}|8{6}|5{6}|2{4}", text)


def test_values_without_a_json_type_are_logged_as_text(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        log_event(
            QueueEvent.METRICS,
            a=timedelta(1),
            b=b"\xff",
            c=None,
            d=True,
            e=1.5,
            f="\udcff",
            g="é🧾",
        )
    (line,) = read_log_lines(paths)
    assert [line[name] for name in "abcde"] == ["1 day, 0:00:00", "b'\\xff'", None, True, 1.5]
    assert (line["f"], line["g"]) == ("\udcff", "é🧾")


def test_the_length_of_a_log_line_is_bounded(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        log.info("start %s end", "x" * 1_000_000)
    (line,) = read_log_lines(paths)
    assert len(line["event"]) < journal_module.MAX_FIELD_CHARACTERS + 10
    assert line["event"].startswith("start xx")
    assert line["event"].endswith("xx end")


@EXPECTS_ERRORS
@pytest.mark.parametrize(
    ("level", "shown"),
    [(logging.CRITICAL, ["worst"]), (logging.INFO, ["news", "bad", "worst"])],
)
def test_the_terminal_is_quiet_unless_asked(
    paths: Paths, capsys: pytest.CaptureFixture[str], level: int, shown: list[str]
) -> None:
    with configure_logging(paths, terminal=True, level=level), bind_log_context("some-id", 1):
        log.info("news")
        log.error("bad")
        log.critical("worst")
    told = capsys.readouterr().err.splitlines()
    assert [name for line in told for name in shown if f" {name} " in line] == shown
    assert len(told) == len(shown)
    assert all("some-id" in line and line[:4].isdecimal() for line in told)
    assert len(read_log_lines(paths)) == 3


@EXPECTS_ERRORS
def test_control_characters_do_not_reach_the_terminal(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    with configure_logging(paths, terminal=True, level=logging.INFO):
        log.info("file \x1b]0;owned\x07.jpg\nfalse line")
        log_exception("\x1b[2J")
    told = capsys.readouterr().err
    assert not {"\x1b", "\x07"} & set(told)
    assert "\nfalse line" not in told
    assert "ValueError: \ufffd[2J" in told
    assert told.count("Traceback") == 1


def test_information_of_libraries_is_left_out(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        logging.getLogger("httpx").info("HTTP Request: POST")
        logging.getLogger("receipt_desktop.debug").debug("detail")
    assert not (paths.logs / LOG_FILE_NAME).exists()


def test_closing_the_log_restores_the_logging_setup(paths: Paths) -> None:
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    with configure_logging(paths, terminal=True):
        assert len(root.handlers) == len(before[0]) + 2
    assert (root.handlers, root.level) == before


# -- found again


def test_lines_about_a_receipt_are_found_oldest_first(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        for number in range(6):
            with bind_log_context("ab" if number % 2 else "a", number):
                log_event(QueueEvent.STARTED, file="a")
        log.info("a")
    found = find_log_lines(paths.logs, "a")
    assert [line.details["attempt"] for line in found] == [0, 2, 4]
    assert {(line.level, line.event) for line in found} == {("info", "started")}
    assert set(found[0].details) == {"logger", "thread", "attempt", "file"}
    assert [line.details["attempt"] for line in find_log_lines(paths.logs, "a", 2)] == [2, 4]
    assert find_log_lines(paths.logs, "none") == []
    assert find_log_lines(paths.data / "nowhere", "a") == []


def test_full_files_are_looked_through_too(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "MAX_FILE_BYTES", 1000)
    with configure_logging(paths, terminal=False):
        for number in range(20):
            with bind_log_context("a", number):
                log.info("x")
    assert len(list(paths.logs.glob("*.jsonl.[0-9]"))) == 2
    found = [line.details["attempt"] for line in find_log_lines(paths.logs, "a")]
    assert found == list(range(20))


@pytest.mark.parametrize(
    "torn",
    [b"", b"\n\n", b'{"receipt": "a"}\n', b'{"receipt": "a", "time": "2024', b'["a"]\n', b'"a"\n',
     b'{"receipt": "a", "time": 1, "level": "x", "event": "y"}\n', b"\xff a \x00\n", b"null a"],
)  # fmt: skip
def test_torn_lines_are_passed_over(paths: Paths, torn: bytes) -> None:
    with configure_logging(paths, terminal=False), bind_log_context("a", 1):
        log.info("one")
        log.info("two")
    file = paths.logs / LOG_FILE_NAME
    file.write_bytes(file.read_bytes() + torn)
    assert [line.event for line in find_log_lines(paths.logs, "a")] == ["one", "two"]


def test_what_is_looked_through_is_bounded(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    with configure_logging(paths, terminal=False):
        for number in range(100):
            with bind_log_context("a", number):
                log.info("x")
    size = (paths.logs / LOG_FILE_NAME).stat().st_size
    monkeypatch.setattr("receipt_desktop.logs.events.MAX_SEARCHED_BYTES", size // 2)
    found = [line.details["attempt"] for line in find_log_lines(paths.logs, "a")]
    assert 45 <= len(found) <= 50
    assert found[-1] == 99


def test_json_lines_only(paths: Paths) -> None:
    with configure_logging(paths, terminal=False):
        log.info("one\ntwo\u2028three")
    raw = (paths.logs / LOG_FILE_NAME).read_bytes()
    assert raw.count(b"\n") == 1
    assert json.loads(raw)["event"] == "one\ntwo\u2028three"
