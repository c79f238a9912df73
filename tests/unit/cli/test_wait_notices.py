"""Each wait is reported once with its start, and its end too."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from receipt_desktop.cli import wait_notices
from receipt_desktop.cli.wait_notices import (
    ReportedReasons,
    WaitReason,
    WaitReporter,
    explain_slow_start,
    find_wait_reasons,
    reasons_from_health,
    report_slow_start,
)
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import (
    HealthIssue,
    HealthStatus,
    QueueHealth,
    ReceiptCounts,
    RedisState,
)
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.store.location import is_database_file_locked, make_sqlite_url
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import NEWEST_REVISION
from tests.databases import open_store
from tests.waiting import SECONDS

REDIS = WaitReason("redis_down", "Redis does not answer.")
DISK = WaitReason("disk_full", "The disk is full.")
WELL = QueueHealth(
    HealthStatus.HEALTHY,
    (),
    ReceiptCounts(pending=3, processing=1),
    3,
    (),
    RedisState(True, True, "here"),
)


class Desk:
    """A reporter with a clock and reasons of the test."""

    def __init__(self) -> None:
        self.now = 100.0
        self.reasons: tuple[WaitReason, ...] = ()
        self.looks = 0
        self.said: list[str] = []
        self.report = WaitReporter(self.find, self.said.append, lambda: self.now)

    def find(self) -> Collection[WaitReason]:
        self.looks += 1
        return self.reasons

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now += 1
            self.report.check_reasons()


def test_while_receipts_are_finished_nothing_is_looked_for() -> None:
    desk = Desk()
    for _ in range(20):
        desk.pass_seconds(2)
        desk.report.record_progress()
    assert (desk.looks, desk.said) == (0, [])


def test_a_wait_and_its_end_are_reported_once_each() -> None:
    desk = Desk()
    desk.reasons = (REDIS,)
    desk.pass_seconds(60)
    (said,) = desk.said
    assert re.fullmatch(r"Waiting since \d\d:\d\d: Redis does not answer\.", said)
    assert re.fullmatch(r"waiting since \d\d:\d\d", desk.report.short_text)
    desk.report.record_progress()
    desk.report.record_progress()
    assert desk.said[1:] == ["Going on."]
    assert desk.report.short_text == ""


def test_a_new_reason_is_reported_and_a_known_one_is_not_repeated() -> None:
    desk = Desk()
    desk.reasons = (REDIS,)
    desk.pass_seconds(10)
    desk.reasons = (REDIS, DISK)
    desk.pass_seconds(10)
    desk.reasons = (DISK,)
    desk.pass_seconds(10)
    desk.reasons = ()
    desk.pass_seconds(10)
    assert [said.partition(": ")[2] or said for said in desk.said] == [
        "Redis does not answer.", "The disk is full.", "Going on.",
    ]  # fmt: skip


def test_a_reason_with_a_known_beginning_reports_that_time() -> None:
    desk = Desk()
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    desk.reasons = (replace(REDIS, since=yesterday),)
    desk.pass_seconds(10)
    assert f"since {yesterday:%Y-%m-%d %H:%M}: " in desk.said[0]


def trouble(key: str, severity: HealthStatus) -> HealthIssue:
    return HealthIssue(key, severity, {"megabytes": 1})


@pytest.mark.parametrize(
    ("health", "keys"),
    [
        (WELL, []),
        (replace(WELL, paused=True), ["paused"]),
        (replace(WELL, held_by_schedule=Schedule.MAINS), ["schedule_mains"]),
        (replace(WELL, counts=ReceiptCounts(pending=3, held=3)), ["held"]),
        (replace(WELL, issues=(trouble("redis_down", HealthStatus.UNHEALTHY),)), ["redis_down"]),
        (
            replace(WELL, issues=(trouble("database_waits", HealthStatus.UNHEALTHY),)),
            ["database_waits"],
        ),
        (replace(WELL, issues=(trouble("no_workers", HealthStatus.DEGRADED),)), []),
        (
            replace(
                WELL,
                issues=(trouble("no_workers", HealthStatus.DEGRADED),),
                counts=ReceiptCounts(2),
            ),
            ["no_workers"],
        ),
        (
            replace(
                WELL,
                issues=(trouble("disk_low", HealthStatus.DEGRADED),),
                counts=ReceiptCounts(2),
            ),
            [],
        ),
        (replace(WELL, issues=(trouble("model_missing", HealthStatus.HEALTHY),)), []),
    ],
)
def test_waits_reported_by_health(health: QueueHealth, keys: list[str]) -> None:
    assert [wait.key for wait in reasons_from_health(health)] == keys


@dataclass
class FakeActions:
    """The three actions that give reasons."""

    state: QueueHealth | ServiceUnavailable
    locked: bool = False

    def is_database_locked(self) -> bool:
        return self.locked

    def get_health(self) -> QueueHealth:
        if isinstance(self.state, ServiceUnavailable):
            raise self.state
        return self.state


def found(
    asked: FakeActions, heard: ReportedReasons | None = None, quiet: float = 60.0
) -> list[str]:
    reasons = find_wait_reasons(asked, {"ours"}, heard or ReportedReasons(), quiet)  # type: ignore[arg-type]
    return [wait.key for wait in reasons]


def test_a_locked_database_and_one_that_does_not_answer() -> None:
    assert found(FakeActions(WELL, locked=True)) == ["database_locked"]
    assert found(FakeActions(ServiceUnavailable("database_busy"))) == ["database_busy"]


def test_waits_reported_by_the_receipts() -> None:
    heard = ReportedReasons()
    heard.add_failure(Failure("SERVICE_UNAVAILABLE", "The disk is full.", "disk_full_reading"))
    heard.add_failure(Failure("PROCESSING_ERROR", "Tesseract failed.", "tesseract_failed"))
    assert found(FakeActions(WELL), heard) == ["disk_full_reading"]


def test_waiting_without_a_known_reason() -> None:
    still = replace(WELL, counts=ReceiptCounts(pending=3))
    assert found(FakeActions(still), quiet=6.0) == []
    assert found(FakeActions(still)) == ["idle"]
    assert found(FakeActions(WELL)) == []


def test_a_lock_of_another_program_is_seen_and_an_own_short_one_is_not(paths: Paths) -> None:
    store = open_store(paths.database)
    assert not store.is_locked()
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store.is_locked()
        other.execute("ROLLBACK")
    assert not store.is_locked()
    store.close()
    assert not is_database_file_locked(make_sqlite_url(paths.data / "missing.db"))
    assert not is_database_file_locked("postgresql://somewhere/else")


def test_only_a_slow_start_reports_its_reason(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    with report_slow_start(paths, Settings(), said.append) as over:
        over()
    assert said == []
    monkeypatch.setattr(wait_notices, "SLOW_START_SECONDS", 0.0)
    monkeypatch.setattr(wait_notices, "VERY_SLOW_START_SECONDS", 0.0)
    told = threading.Event()

    def say(sentence: str) -> None:
        said.append(sentence)
        told.set()

    with report_slow_start(paths, Settings(), say) as over:
        assert told.wait(SECONDS)
        over()
    assert re.match(r"Waiting since \d\d:\d\d: Redis, or another Receipt Desktop", said[0])
    assert said[1:] == ["Going on."]


def test_a_start_behind_a_locked_database_is_reported(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(paths.database).close()
    monkeypatch.setattr(wait_notices, "SLOW_START_SECONDS", 0.0)
    said: list[str] = []
    told = threading.Event()

    def say(sentence: str) -> None:
        said.append(sentence)
        told.set()

    with closing(sqlite3.connect(paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with report_slow_start(paths, Settings(), say) as over:
            assert told.wait(SECONDS)
            over()
    assert [one.partition(": ")[2] or one for one in said] == [wait_notices.LOCKED, "Going on."]


def test_a_migration_of_our_own_is_not_taken_for_another_program(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_sqlite_url(paths.database)
    seen: list[str | None] = []
    monkeypatch.setattr("alembic.command.upgrade", lambda *_: seen.append(explain_slow_start(url)))
    create_database_at(paths.database, NEWEST_REVISION)
    assert [*seen, explain_slow_start(url)] == [wait_notices.MIGRATING, None]
