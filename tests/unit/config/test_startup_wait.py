"""Waits at the start end in time and are reported once."""

from __future__ import annotations

import filelock
import pytest

from receipt_desktop.config import startup_wait
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.startup_wait import hold_lock, print_wait_notice, wait_until
from receipt_desktop.domain.errors import ServiceUnavailable


def test_a_long_wait_is_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_wait, "REPORT_AFTER_SECONDS", 0.05)
    said: list[str] = []
    looks = iter([False] * 5 + [True])
    assert wait_until(lambda: next(looks), 60, "another program", said.append)
    assert said == ["another program"]


def test_a_short_wait_is_not_reported_and_every_wait_ends() -> None:
    said: list[str] = []
    assert wait_until(lambda: True, 0, "x", said.append)
    assert not wait_until(lambda: False, 0.01, "x", said.append)
    assert said == []


def test_what_is_waited_for_stands_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_wait_notice("another program")
    assert capsys.readouterr().err == "receipt-desktop: waiting for another program …\n"


def test_a_lock_that_is_kept_for_ever_is_an_error(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(startup_wait, "MIGRATION_TIMEOUT_SECONDS", 0.05)
    with filelock.FileLock(paths.database_lock), pytest.raises(ServiceUnavailable) as error:  # noqa: SIM117
        with hold_lock(paths.database_lock, "another program", print):
            pass
    assert error.value.key == "database_opening"
    with hold_lock(paths.database_lock, "another program", print):
        assert filelock.FileLock(paths.owner_lock)
