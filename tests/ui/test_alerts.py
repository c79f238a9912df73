"""Alerts: a banner until it is closed, one notification for each, never one a second."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.health import HealthIssue, HealthStatus
from receipt_desktop.ui.alerts import MIN_REPEAT_SECONDS, AlertBanner, DesktopNotifier
from receipt_desktop.ui.i18n.sentences import issue_text, since_text


def trouble(
    key: str, severity: HealthStatus = HealthStatus.DEGRADED, **details: str | int
) -> HealthIssue:
    return HealthIssue(key, severity, details, is_alert=True)


SHORT = QLocale.FormatType.ShortFormat
DISK = trouble("disk_low", megabytes=412)
STALLED = trouble("stalled", minutes=10, waiting=3)


def test_a_banner_is_closed_until_something_new_comes(qtbot: QtBot) -> None:
    banner = AlertBanner()
    qtbot.addWidget(banner)
    banner.show_alerts([DISK])
    assert banner.isVisible()
    assert banner.message.text() == "Disk space is low: 412 MB free. Free some disk space soon."
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


def test_the_banner_is_hidden_on_the_page_with_the_same_message(qtbot: QtBot) -> None:
    banner = AlertBanner()
    qtbot.addWidget(banner)
    banner.set_allowed(False)
    banner.show_alerts([DISK])
    assert not banner.isVisible()
    banner.set_allowed(True)
    assert banner.isVisible()


def test_each_alert_is_notified_once_and_again_only_after_a_pause() -> None:
    told: list[str] = []
    now = [0.0]
    notifier = DesktopNotifier(send=lambda alert: told.append(alert.key), clock=lambda: now[0])
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
def test_without_a_system_tray_no_tray_icon_is_made() -> None:
    notifier = DesktopNotifier()
    notifier.show_alerts([DISK])
    assert notifier.findChildren(QSystemTrayIcon) == []
    notifier.close()


def test_an_issue_shows_its_start_with_the_day_unless_it_is_today() -> None:
    now = datetime.now(UTC)
    today = issue_text(replace(trouble("workers_stopped", dead=1, all=5), since=now))
    assert today == f"Stopped workers: 1 of 5. They are being replaced. Since {short(now)}."
    earlier = now - timedelta(days=2)
    day = QLocale().toString(QDate(*earlier.astimezone().timetuple()[:3]), SHORT)
    assert since_text(earlier) == f"Since {day} {short(earlier)}."
    assert since_text(None) == ""


def short(moment: datetime) -> str:
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), SHORT)
