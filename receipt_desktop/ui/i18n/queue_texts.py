"""Words, durations and moments of the Queue page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.fields import KEY_FIELDS
from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.ui.i18n import texts

translate = QCoreApplication.translate
UNKNOWN_VALUE = "–"

OUTCOME_LABELS: Mapping[AttemptOutcome, object] = {
    AttemptOutcome.RUNNING: QT_TRANSLATE_NOOP("queue", "In work"),
    AttemptOutcome.COMPLETED: QT_TRANSLATE_NOOP("queue", "Done"),
    AttemptOutcome.FAILED: QT_TRANSLATE_NOOP("queue", "Failed"),
    AttemptOutcome.RETRIED: QT_TRANSLATE_NOOP("queue", "Tried again"),
    AttemptOutcome.CANCELLED: QT_TRANSLATE_NOOP("queue", "Cancelled"),
    AttemptOutcome.LOST: QT_TRANSLATE_NOOP("queue", "Worker lost"),
    AttemptOutcome.PUT_BACK: QT_TRANSLATE_NOOP("queue", "Put back"),
}
OUTCOME_COLOURS: Mapping[AttemptOutcome, str] = {
    AttemptOutcome.RUNNING: "accent",
    AttemptOutcome.COMPLETED: "good",
    AttemptOutcome.FAILED: "bad",
    AttemptOutcome.RETRIED: "warning",
    AttemptOutcome.CANCELLED: "muted",
    AttemptOutcome.LOST: "bad",
    AttemptOutcome.PUT_BACK: "muted",
}
PRIORITY_LABELS: Mapping[Priority, object] = {
    Priority.NEXT: QT_TRANSLATE_NOOP("queue", "Next"),
    Priority.HIGH: QT_TRANSLATE_NOOP("queue", "High"),
    Priority.NORMAL: QT_TRANSLATE_NOOP("queue", "Normal"),
    Priority.LOW: QT_TRANSLATE_NOOP("queue", "Low"),
    Priority.LAST: QT_TRANSLATE_NOOP("queue", "Last"),
}
WAIT_REASONS: Mapping[Schedule, object] = {
    Schedule.IDLE: QT_TRANSLATE_NOOP("queue", "Waits until nobody is at the computer"),
    Schedule.MAINS: QT_TRANSLATE_NOOP("queue", "Waits for mains power"),
}
PROCESS_KINDS: Mapping[str, object] = {
    "window": QT_TRANSLATE_NOOP("queue", "Window"),
    "process": QT_TRANSLATE_NOOP("queue", "Command"),
    "worker": QT_TRANSLATE_NOOP("queue", "Worker"),
    "serve": QT_TRANSLATE_NOOP("queue", "Interface for programs"),
}
AUDIT_ACTIONS: Mapping[str, object] = {
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
SWITCH_ACTIONS: Mapping[tuple[str, bool], object] = {
    ("paused", True): QT_TRANSLATE_NOOP("queue", "Queue paused"),
    ("paused", False): QT_TRANSLATE_NOOP("queue", "Queue resumed"),
    ("draining", True): QT_TRANSLATE_NOOP("queue", "Drain begun"),
    ("draining", False): QT_TRANSLATE_NOOP("queue", "Drain ended"),
}


def _translate(text: object) -> str:
    return translate("queue", str(text))


def format_outcome(outcome: AttemptOutcome) -> str:
    """How an attempt ended."""
    return _translate(OUTCOME_LABELS[outcome])


def format_priority(priority: Priority) -> str:
    """In one word."""
    return _translate(PRIORITY_LABELS[priority])


def format_wait_reason(schedule: Schedule) -> str:
    """What the work waits for."""
    return _translate(WAIT_REASONS.get(schedule, WAIT_REASONS[Schedule.IDLE]))


def format_process_kind(kind: str) -> str:
    """What kind of a process."""
    return _translate(PROCESS_KINDS[kind]) if kind in PROCESS_KINDS else kind


def format_audit_action(entry: AuditEntry) -> str:
    """What somebody did."""
    if entry.action == "approve":
        return _format_approval_action(entry)
    switched = (entry.subject, bool(entry.after.get("on")))
    if entry.action == "switch" and switched in SWITCH_ACTIONS:
        return _translate(SWITCH_ACTIONS[switched])
    return (
        _translate(AUDIT_ACTIONS[entry.action]) if entry.action in AUDIT_ACTIONS else entry.action
    )


def _format_approval_action(entry: AuditEntry) -> str:
    if entry.after.get("approved") is False:
        return translate("queue", "Approval withdrawn")
    names = str(entry.after.get("without", "")).split(", ")
    fields = [texts.key_field_name(field) for field in KEY_FIELDS if field.value in names]
    if not fields:
        return _translate(AUDIT_ACTIONS[entry.action])
    said = translate("queue", "Approved without {fields}")
    return said.format(fields=texts.format_list(fields))


def format_worker(worker: str) -> str:
    """Who did it, shortened to the process; leases are named by process and attempt."""
    parts = worker.split(":")
    return f"PID {parts[-2]}" if len(parts) > 2 and parts[-2].isdigit() else worker or UNKNOWN_VALUE  # noqa: PLR2004


def format_seconds(value: float | None) -> str:
    """As it was measured: 0.34 s, 4.2 s, 48 s, then minutes and hours; a dash for None."""
    if value is None:
        return UNKNOWN_VALUE
    if value >= 90:  # noqa: PLR2004
        return texts.format_duration(value)
    digits = 2 if value < 1 else 1 if value < 10 else 0  # noqa: PLR2004
    number = QLocale().toString(float(value), "f", digits)
    return translate("queue", "{n} s").format(n=number)


def format_whole_number(value: int) -> str:
    """A count."""
    return QLocale().toString(value)


def format_decimal(value: float | None, digits: int = 1) -> str:
    """A measured number; a dash for None."""
    return UNKNOWN_VALUE if value is None else QLocale().toString(float(value), "f", digits)


def format_percent(value: float | None) -> str:
    """A dash for None."""
    return UNKNOWN_VALUE if value is None else f"{format_decimal(value)} %"


def format_moment(value: datetime | None) -> str:
    """The time of today, else day and time; in the person's zone, "" for None."""
    if value is None:
        return ""
    local = value.astimezone()
    if local.date() == datetime.now(UTC).astimezone().date():
        return f"{local:%H:%M:%S}"
    shown = QDateTime.fromSecsSinceEpoch(int(value.timestamp()))
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def format_exact_time(value: datetime) -> str:
    """Day and time to the second, for tooltips."""
    return f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
