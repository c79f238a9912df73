"""Words, durations and moments of the Queue page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from receipt_desktop.health import Schedule
from receipt_desktop.history import AuditEntry, Outcome
from receipt_desktop.receipt import Priority
from receipt_desktop.ui import texts

translate = QCoreApplication.translate
UNKNOWN = "–"

OUTCOMES: Mapping[Outcome, object] = {
    Outcome.RUNNING: QT_TRANSLATE_NOOP("queue", "In work"),
    Outcome.COMPLETED: QT_TRANSLATE_NOOP("queue", "Done"),
    Outcome.FAILED: QT_TRANSLATE_NOOP("queue", "Failed"),
    Outcome.RETRIED: QT_TRANSLATE_NOOP("queue", "Tried again"),
    Outcome.CANCELLED: QT_TRANSLATE_NOOP("queue", "Cancelled"),
    Outcome.LOST: QT_TRANSLATE_NOOP("queue", "Worker lost"),
    Outcome.PUT_BACK: QT_TRANSLATE_NOOP("queue", "Put back"),
}
OUTCOME_INKS: Mapping[Outcome, str] = {
    Outcome.RUNNING: "accent",
    Outcome.COMPLETED: "good",
    Outcome.FAILED: "bad",
    Outcome.RETRIED: "warning",
    Outcome.CANCELLED: "muted",
    Outcome.LOST: "bad",
    Outcome.PUT_BACK: "muted",
}
PRIORITIES: Mapping[Priority, object] = {
    Priority.NEXT: QT_TRANSLATE_NOOP("queue", "Next"),
    Priority.HIGH: QT_TRANSLATE_NOOP("queue", "High"),
    Priority.NORMAL: QT_TRANSLATE_NOOP("queue", "Normal"),
    Priority.LOW: QT_TRANSLATE_NOOP("queue", "Low"),
    Priority.LAST: QT_TRANSLATE_NOOP("queue", "Last"),
}
SCHEDULES: Mapping[Schedule, object] = {
    Schedule.ALWAYS: QT_TRANSLATE_NOOP("queue", "Always"),
    Schedule.IDLE: QT_TRANSLATE_NOOP("queue", "While nobody is at the computer"),
    Schedule.MAINS: QT_TRANSLATE_NOOP("queue", "On mains power only"),
    Schedule.IDLE_ON_MAINS: QT_TRANSLATE_NOOP("queue", "On mains power, while nobody is there"),
}
WAITS_FOR: Mapping[Schedule, object] = {
    Schedule.IDLE: QT_TRANSLATE_NOOP("queue", "Waits until nobody is at the computer"),
    Schedule.MAINS: QT_TRANSLATE_NOOP("queue", "Waits for mains power"),
}
KINDS: Mapping[str, object] = {
    "window": QT_TRANSLATE_NOOP("queue", "Window"),
    "process": QT_TRANSLATE_NOOP("queue", "Command"),
    "worker": QT_TRANSLATE_NOOP("queue", "Worker"),
    "serve": QT_TRANSLATE_NOOP("queue", "Interface for programs"),
}
ACTIONS: Mapping[str, object] = {
    "submit": QT_TRANSLATE_NOOP("queue", "Added"),
    "cancel": QT_TRANSLATE_NOOP("queue", "Cancelled"),
    "retry": QT_TRANSLATE_NOOP("queue", "Read again"),
    "approve": QT_TRANSLATE_NOOP("queue", "Approved"),
    "hold": QT_TRANSLATE_NOOP("queue", "Paused"),
    "release": QT_TRANSLATE_NOOP("queue", "Resumed"),
    "prioritize": QT_TRANSLATE_NOOP("queue", "Reordered"),
    "correct": QT_TRANSLATE_NOOP("queue", "Corrected"),
    "uncorrect": QT_TRANSLATE_NOOP("queue", "Correction undone"),
    "remove": QT_TRANSLATE_NOOP("queue", "Removed"),
    "restore": QT_TRANSLATE_NOOP("queue", "Brought back"),
    "submit again": QT_TRANSLATE_NOOP("queue", "Added again"),
    "erase": QT_TRANSLATE_NOOP("queue", "Deleted for good"),
    "export": QT_TRANSLATE_NOOP("queue", "Exported"),
    "settings": QT_TRANSLATE_NOOP("queue", "Settings"),
    "clean up": QT_TRANSLATE_NOOP("queue", "Cleaned up"),
    "adopt": QT_TRANSLATE_NOOP("queue", "Originals read in again"),
}
"""What the audit log calls them; any other is shown by its own name."""
SWITCHED: Mapping[tuple[str, bool], object] = {
    ("paused", True): QT_TRANSLATE_NOOP("queue", "Queue paused"),
    ("paused", False): QT_TRANSLATE_NOOP("queue", "Queue resumed"),
    ("draining", True): QT_TRANSLATE_NOOP("queue", "Drain begun"),
    ("draining", False): QT_TRANSLATE_NOOP("queue", "Drain ended"),
}


def _tr(text: object) -> str:
    return translate("queue", str(text))


def outcome_text(outcome: Outcome) -> str:
    """How an attempt ended."""
    return _tr(OUTCOMES[outcome])


def priority_text(priority: Priority) -> str:
    """In one word."""
    return _tr(PRIORITIES[priority])


def schedule_text(schedule: Schedule) -> str:
    """When receipts are read."""
    return _tr(SCHEDULES[schedule])


def waits_text(schedule: Schedule) -> str:
    """What the work waits for."""
    return _tr(WAITS_FOR.get(schedule, WAITS_FOR[Schedule.IDLE]))


def kind_text(kind: str) -> str:
    """What kind of a process."""
    return _tr(KINDS[kind]) if kind in KINDS else kind


def deed_text(entry: AuditEntry) -> str:
    """What somebody did."""
    if entry.action == "approve":
        return _approval_text(entry)
    switched = (entry.subject, bool(entry.after.get("on")))
    if entry.action == "switch" and switched in SWITCHED:
        return _tr(SWITCHED[switched])
    return _tr(ACTIONS[entry.action]) if entry.action in ACTIONS else entry.action


def _approval_text(entry: AuditEntry) -> str:
    if entry.after.get("approved") is False:
        return translate("queue", "Approval withdrawn")
    names = str(entry.after.get("without", "")).split(", ")
    fields = [texts.key_word(field) for field in texts.KEY_WORDS if field.value in names]
    if not fields:
        return _tr(ACTIONS[entry.action])
    said = translate("queue", "Approved without {fields}")
    return said.format(fields=texts.listed(fields))


def worker_text(worker: str) -> str:
    """Who did it, shortened to the process; leases are named by process and attempt."""
    parts = worker.split(":")
    return f"PID {parts[-2]}" if len(parts) > 2 and parts[-2].isdigit() else worker or UNKNOWN  # noqa: PLR2004


def seconds(value: float | None) -> str:
    """As it was measured: 0.34 s, 4.2 s, 48 s, then minutes and hours; a dash for None."""
    if value is None:
        return UNKNOWN
    if value >= 90:  # noqa: PLR2004
        return texts.duration(value)
    digits = 2 if value < 1 else 1 if value < 10 else 0  # noqa: PLR2004
    number = QLocale().toString(float(value), "f", digits)
    return translate("queue", "{n} s").format(n=number)


def whole(value: int) -> str:
    """A count."""
    return QLocale().toString(value)


def number(value: float | None, digits: int = 1) -> str:
    """A measured number; a dash for None."""
    return UNKNOWN if value is None else QLocale().toString(float(value), "f", digits)


def percent(value: float | None) -> str:
    """A dash for None."""
    return UNKNOWN if value is None else f"{number(value)} %"


def moment(value: datetime | None) -> str:
    """The time of today, else day and time; in the person's zone, "" for None."""
    if value is None:
        return ""
    local = value.astimezone()
    if local.date() == datetime.now(UTC).astimezone().date():
        return f"{local:%H:%M:%S}"
    shown = QDateTime.fromSecsSinceEpoch(int(value.timestamp()))
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def exact(value: datetime) -> str:
    """Day and time to the second, for tooltips."""
    return f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
