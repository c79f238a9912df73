"""Slow checks wait for a pause of the work on receipts."""

from __future__ import annotations

from typing import cast

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.domain.receipt import Priority, ReadOptions
from receipt_desktop.extraction.llm.ollama_client import LanguageModel
from receipt_desktop.jobs import quiet_time
from receipt_desktop.jobs.monitor import DatabaseUpkeep, Monitor
from receipt_desktop.jobs.quiet_time import MAX_BUSY_SECONDS, QUIET_SECONDS, QuietTime
from receipt_desktop.store.store import Store


class Clock:
    """Stands in for the module `time`."""

    now = 5_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(quiet_time, "time", made)
    return made


def test_it_is_quiet_some_time_after_the_last_change(clock: Clock) -> None:
    quiet = QuietTime()
    assert quiet.is_quiet()
    quiet.note_change()
    assert not quiet.is_quiet()
    clock.now += QUIET_SECONDS - 1
    assert not quiet.is_quiet()
    clock.now += 1
    assert quiet.is_quiet()


def test_changes_that_never_end_hold_nothing_up_for_good(clock: Clock) -> None:
    quiet, began = QuietTime(), clock.now
    while clock.now < began + MAX_BUSY_SECONDS:
        quiet.note_change()
        assert not quiet.is_quiet()
        clock.now += QUIET_SECONDS / 2
    assert quiet.is_quiet()


def test_the_database_is_not_copied_while_receipts_are_approved(
    paths: Paths, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, copies = Store(f"sqlite:///{paths.database}"), []
    observer = Monitor(
        store,
        paths.data,
        LiveSettings(paths, Settings(use_model=False)),
        lambda: cast("LanguageModel", None),
        keeping=DatabaseUpkeep(make_daily_copy=lambda: copies.append(1)),
    )
    (copy,) = [task for task in observer._tasks if task.name == "copy the database"]
    copy.make_due()
    monkeypatch.setattr(observer._loop, "start", lambda: None)
    observer.start()
    store.add_receipt("a", "0" * 64, Priority.NORMAL, ReadOptions())
    copy.run_if_due()
    assert not copies
    clock.now += QUIET_SECONDS
    copy.run_if_due()
    assert copies
    store.close()
