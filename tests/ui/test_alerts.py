"""Alerts: a banner until it is closed, one notification for each, never one a second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale, QTime
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.health import HealthIssue, HealthStatus
from receipt_desktop.ui.alerts import MIN_REPEAT_SECONDS, AlertBanner, DesktopNotifier
from receipt_desktop.ui.i18n.health_sentences import (
    TROUBLES,
    mend_text,
    since_text,
    trouble_text,
    whole_text,
)


def trouble(
    key: str, severity: HealthStatus = HealthStatus.DEGRADED, **details: str | int
) -> HealthIssue:
    return HealthIssue(key, severity, "English.", "Mend.", details, is_alert=True)


SHORT = QLocale.FormatType.ShortFormat
DISK = trouble("disk_low", megabytes=412)
STALLED = trouble("stalled", minutes=10, waiting=3)


def test_a_banner_is_closed_until_something_new_comes(qtbot: QtBot) -> None:
    banner = AlertBanner()
    qtbot.addWidget(banner)
    banner.show_alerts([DISK])
    assert banner.isVisible()
    assert banner.message.text() == "Only 412 MB of disk space are left. Free some soon."
    banner.close_button.click()
    assert not banner.isVisible()
    banner.show_alerts([trouble("disk_low", megabytes=400)])
    assert not banner.isVisible()
    banner.show_alerts([DISK, STALLED])
    assert banner.isVisible()
    banner.close_button.click()
    banner.show_alerts([])
    banner.show_alerts([DISK])
    assert banner.isVisible()


def test_the_banner_is_not_shown_beside_the_page_that_says_the_same(qtbot: QtBot) -> None:
    banner = AlertBanner()
    qtbot.addWidget(banner)
    banner.set_allowed(False)
    banner.show_alerts([DISK])
    assert not banner.isVisible()
    banner.set_allowed(True)
    assert banner.isVisible()


def test_each_alert_is_told_once_and_again_only_after_a_while() -> None:
    told: list[str] = []
    now = [0.0]
    notifier = DesktopNotifier(tell=lambda alert: told.append(alert.key), clock=lambda: now[0])
    for _ in range(5):
        notifier.show_alerts([DISK])
    assert told == ["disk_low"]
    notifier.show_alerts([DISK, STALLED])
    assert told == ["disk_low", "stalled"]
    notifier.show_alerts([])
    notifier.show_alerts([DISK])
    assert told == ["disk_low", "stalled"]
    now[0] += MIN_REPEAT_SECONDS
    notifier.show_alerts([])
    notifier.show_alerts([DISK])
    assert told == ["disk_low", "stalled", "disk_low"]


@pytest.mark.usefixtures("qapp")
def test_where_no_desktop_can_be_told_nothing_happens() -> None:
    notifier = DesktopNotifier()
    notifier.show_alerts([DISK])
    notifier.close()


def test_every_known_trouble_is_said_with_its_details() -> None:
    details: dict[str, str | int] = {
        "policy": "allkeys-lru", "percent": 92, "address": "box", "dead": 1, "all": 5,
        "megabytes": 3, "damage": "page 7", "minutes": 10, "waiting": 4, "count": 40,
        "host": "here", "reason": "no binary", "problem": "full",
        "receipts": 2, "lost_receipts": 1,
    }  # fmt: skip
    for key in TROUBLES:
        said = whole_text(HealthIssue(key, HealthStatus.DEGRADED, "English.", "Mend.", details))
        assert "{" not in said
        assert "English" not in said


def test_a_trouble_says_since_when_with_the_day_when_that_was_not_today() -> None:
    now = datetime.now(UTC)
    today = whole_text(replace(trouble("brand_new"), since=now))
    assert today == f"English. Mend. Since {short(now)}."
    earlier = now - timedelta(days=2)
    day = QLocale().toString(QDate(*earlier.astimezone().timetuple()[:3]), SHORT)
    assert since_text(replace(trouble("x"), since=earlier)) == f"Since {day} {short(earlier)}."
    assert since_text(trouble("x")) == ""


def short(moment: datetime) -> str:
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), SHORT)


def test_an_unknown_trouble_and_missing_details_are_said_in_english() -> None:
    assert whole_text(trouble("brand_new")) == "English. Mend."
    assert trouble_text(trouble("disk_low")) == "English."
    assert mend_text(HealthIssue("disk_low", HealthStatus.DEGRADED, "English.")) == ""
