"""Labels, durations and timestamps of the Queue page."""

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
    AttemptOutcome.RUNNING: QT_TRANSLATE_NOOP("queue", "Processing"),
    AttemptOutcome.COMPLETED: QT_TRANSLATE_NOOP("queue", "Done"),
    AttemptOutcome.FAILED: QT_TRANSLATE_NOOP("queue", "Failed"),
    AttemptOutcome.RETRIED: QT_TRANSLATE_NOOP("queue", "Retried"),
    AttemptOutcome.CANCELLED: QT_TRANSLATE_NOOP("queue", "Cancelled"),
    AttemptOutcome.LOST: QT_TRANSLATE_NOOP("queue", "Worker lost"),
    AttemptOutcome.PUT_BACK: QT_TRANSLATE_NOOP("queue", "Requeued"),
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
    Schedule.IDLE: QT_TRANSLATE_NOOP("queue", "Waiting until the computer is idle"),
    Schedule.MAINS: QT_TRANSLATE_NOOP("queue", "Waiting for mains power"),
}
PROCESS_KINDS: Mapping[str, object] = {
    "window": QT_TRANSLATE_NOOP("queue", "Window"),
    "process": QT_TRANSLATE_NOOP("queue", "Command line"),
    "worker": QT_TRANSLATE_NOOP("queue", "Worker"),
    "serve": QT_TRANSLATE_NOOP("queue", "HTTP API"),
}
AUDIT_ACTIONS: Mapping[str, object] = {
    "submit": QT_TRANSLATE_NOOP("queue", "Added"),
    "cancel": QT_TRANSLATE_NOOP("queue", "Cancelled"),
    "retry": QT_TRANSLATE_NOOP("queue", "Reprocessed"),
    "approve": QT_TRANSLATE_NOOP("queue", "Approved"),
    "hold": QT_TRANSLATE_NOOP("queue", "Paused"),
    "release": QT_TRANSLATE_NOOP("queue", "Resumed"),
    "prioritize": QT_TRANSLATE_NOOP("queue", "Reordered"),
    "correct": QT_TRANSLATE_NOOP("queue", "Corrected"),
    "uncorrect": QT_TRANSLATE_NOOP("queue", "Correction undone"),
    "accept": QT_TRANSLATE_NOOP("queue", "Accepted as printed"),
    "flag": QT_TRANSLATE_NOOP("queue", "Flag changed"),
    "postpone": QT_TRANSLATE_NOOP("queue", "Postponement changed"),
    "remove": QT_TRANSLATE_NOOP("queue", "Removed"),
    "restore": QT_TRANSLATE_NOOP("queue", "Restored"),
    "pages": QT_TRANSLATE_NOOP("queue", "Pages arranged"),
    "split": QT_TRANSLATE_NOOP("queue", "Split"),
    "unsplit": QT_TRANSLATE_NOOP("queue", "Split undone"),
    "join": QT_TRANSLATE_NOOP("queue", "Joined"),
    "unjoin": QT_TRANSLATE_NOOP("queue", "Join undone"),
    "submit again": QT_TRANSLATE_NOOP("queue", "Added again"),
    "erase": QT_TRANSLATE_NOOP("queue", "Deleted permanently"),
    "export": QT_TRANSLATE_NOOP("queue", "Exported"),
    "settings": QT_TRANSLATE_NOOP("queue", "Settings"),
    "clean up": QT_TRANSLATE_NOOP("queue", "Cleaned up"),
    "import": QT_TRANSLATE_NOOP("queue", "Imported"),
    "backup": QT_TRANSLATE_NOOP("queue", "Backed up"),
    "verify": QT_TRANSLATE_NOOP("queue", "Verified"),
    "chain": QT_TRANSLATE_NOOP("queue", "Hash chain started"),
    "merge": QT_TRANSLATE_NOOP("queue", "Merged"),
    "unmerge": QT_TRANSLATE_NOOP("queue", "Merge undone"),
    "adopt": QT_TRANSLATE_NOOP("queue", "Originals imported again"),
    "rule": QT_TRANSLATE_NOOP("queue", "Rule of a supplier"),
    "source": QT_TRANSLATE_NOOP("queue", "Source changed"),
    "unrule": QT_TRANSLATE_NOOP("queue", "Rule taken back"),
    "switch_rule": QT_TRANSLATE_NOOP("queue", "Rule switched"),
    "delete_rule": QT_TRANSLATE_NOOP("queue", "Rule deleted"),
    "supplier": QT_TRANSLATE_NOOP("queue", "Supplier changed"),
    "merge_suppliers": QT_TRANSLATE_NOOP("queue", "Suppliers merged"),
    "unmerge_suppliers": QT_TRANSLATE_NOOP("queue", "Suppliers separated"),
    "category": QT_TRANSLATE_NOOP("queue", "Categories changed"),
    "profile": QT_TRANSLATE_NOOP("queue", "Export profile changed"),
    "read": QT_TRANSLATE_NOOP("queue", "Read"),
    "keep_both": QT_TRANSLATE_NOOP("queue", "Both kept"),
    "ignore_duplicates": QT_TRANSLATE_NOOP("queue", "Duplicates ignored"),
    "enter": QT_TRANSLATE_NOOP("queue", "Entered by hand"),
    "attach": QT_TRANSLATE_NOOP("queue", "Picture attached"),
    "detach": QT_TRANSLATE_NOOP("queue", "Picture taken off"),
    "token": QT_TRANSLATE_NOOP("queue", "Access to the API changed"),
    "archive": QT_TRANSLATE_NOOP("queue", "Archive changed"),
}
"""Labels of audit actions. Unknown actions are shown by their stored name."""
SWITCH_ACTIONS: Mapping[tuple[str, bool], object] = {
    ("paused", True): QT_TRANSLATE_NOOP("queue", "Queue paused"),
    ("paused", False): QT_TRANSLATE_NOOP("queue", "Queue resumed"),
    ("draining", True): QT_TRANSLATE_NOOP("queue", "Stopped accepting receipts"),
    ("draining", False): QT_TRANSLATE_NOOP("queue", "Resumed accepting receipts"),
}


def _translate(text: object) -> str:
    return translate("queue", str(text))


def format_outcome(outcome: AttemptOutcome) -> str:
    """The label of an attempt's outcome."""
    return _translate(OUTCOME_LABELS[outcome])


def format_priority(priority: Priority) -> str:
    """The label of a priority."""
    return _translate(PRIORITY_LABELS[priority])


def format_wait_reason(schedule: Schedule) -> str:
    """The reason why the schedule holds the queue."""
    return _translate(WAIT_REASONS.get(schedule, WAIT_REASONS[Schedule.IDLE]))


def format_process_kind(kind: str) -> str:
    """The label of a kind of process; unknown kinds unchanged."""
    return _translate(PROCESS_KINDS[kind]) if kind in PROCESS_KINDS else kind


def format_audit_action(entry: AuditEntry) -> str:
    """The label of an audit entry's action."""
    if entry.action == "approve":
        return _format_approval_action(entry)
    switched = (entry.subject, bool(entry.after.get("on")))
    if entry.action == "switch" and switched in SWITCH_ACTIONS:
        return _translate(SWITCH_ACTIONS[switched])
    return (
        _translate(AUDIT_ACTIONS[entry.action]) if entry.action in AUDIT_ACTIONS else entry.action
    )


def format_audit_subject(entry: AuditEntry) -> str:
    """What an entry is about; nothing for a switch of the queue, which the action names."""
    return "" if entry.action == "switch" else entry.subject


def _format_approval_action(entry: AuditEntry) -> str:
    if entry.after.get("approved") is False:
        return translate("queue", "Approval withdrawn")
    names = str(entry.after.get("without", "")).split(", ")
    fields = [texts.key_field_name(field) for field in KEY_FIELDS if field.value in names]
    if not fields:
        return _translate(AUDIT_ACTIONS[entry.action])
    template = translate("queue", "Approved without {fields}")
    return template.format(fields=texts.format_list(fields))


def format_worker(worker: str) -> str:
    """The worker's process, such as PID 4711. Leases are named by process and attempt."""
    parts = worker.split(":")
    return f"PID {parts[-2]}" if len(parts) > 2 and parts[-2].isdigit() else worker or UNKNOWN_VALUE  # noqa: PLR2004


def format_seconds(value: float | None) -> str:
    """A measured duration: 0.34 s, 4.2 s, 48 s, then minutes and hours; a dash for None."""
    if value is None:
        return UNKNOWN_VALUE
    if value >= 90:  # noqa: PLR2004
        return texts.format_duration(value)
    digits = 2 if value < 1 else 1 if value < 10 else 0  # noqa: PLR2004
    number = QLocale().toString(float(value), "f", digits)
    return translate("queue", "{n} s").format(n=number)


def format_whole_number(value: int) -> str:
    """A count in the user's locale."""
    return QLocale().toString(value)


def format_decimal(value: float | None, digits: int = 1) -> str:
    """A measured number in the user's locale; a dash for None."""
    return UNKNOWN_VALUE if value is None else QLocale().toString(float(value), "f", digits)


def format_percent(value: float | None) -> str:
    """A percentage in the user's locale; a dash for None."""
    return UNKNOWN_VALUE if value is None else f"{format_decimal(value)} %"


def format_moment(value: datetime | None) -> str:
    """The local time, with the date if it is not today; "" for None."""
    if value is None:
        return ""
    local = value.astimezone()
    if local.date() == datetime.now(UTC).astimezone().date():
        return f"{local:%H:%M:%S}"
    shown = QDateTime.fromSecsSinceEpoch(int(value.timestamp()))
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def format_exact_time(value: datetime) -> str:
    """Local date and time to the second, for tooltips."""
    return f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
