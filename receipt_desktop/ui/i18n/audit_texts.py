"""The changes of the audit log, with the names and values that the window shows elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from receipt_desktop.domain.audit import AuditEntry
from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.fields import Field, Kind
from receipt_desktop.domain.receipt import Priority, Status
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui.i18n import queue_texts, report_texts, setting_texts, source_texts, texts

UNSET_VALUE = "–"
SWITCH_ACTION = "switch"
SETTINGS_ACTION = "settings"
"""The action of entries whose names are those of settings."""
TREATMENT, COLOUR = "taxTreatment", "colour"
"""Parts of a category."""
HASH_CHARACTERS = 12
"""Shown of a content hash; the export has all of it."""
YES, NO = QT_TRANSLATE_NOOP("audit", "yes"), QT_TRANSLATE_NOOP("audit", "no")
VALUE_NAMES: Mapping[str, object] = {
    "status": QT_TRANSLATE_NOOP("audit", "Status"),
    "approved": QT_TRANSLATE_NOOP("audit", "Approved"),
    "needs_review": QT_TRANSLATE_NOOP("audit", "Needs review"),
    "held": QT_TRANSLATE_NOOP("audit", "Paused"),
    "flagged": QT_TRANSLATE_NOOP("audit", "Flagged"),
    "postponed": QT_TRANSLATE_NOOP("audit", "Postponed"),
    "priority": QT_TRANSLATE_NOOP("audit", "Priority"),
    "reader": QT_TRANSLATE_NOOP("audit", "OCR engine"),
    "model": QT_TRANSLATE_NOOP("audit", "Language model"),
    "hash": QT_TRANSLATE_NOOP("audit", "Original"),
    "rows": QT_TRANSLATE_NOOP("audit", "Rows"),
    "sources": QT_TRANSLATE_NOOP("audit", "Pages"),
    "head": QT_TRANSLATE_NOOP("audit", "Head of the log"),
    "batch": QT_TRANSLATE_NOOP("audit", "Batch"),
    "sha256": QT_TRANSLATE_NOOP("audit", "SHA-256"),
    "entries": QT_TRANSLATE_NOOP("audit", "Older entries"),
    "source": QT_TRANSLATE_NOOP("audit", "Source"),
    "kind": QT_TRANSLATE_NOOP("audit", "Source"),
    "name": QT_TRANSLATE_NOOP("audit", "Name"),
    "sender": QT_TRANSLATE_NOOP("audit", "Sender"),
    "enabled": QT_TRANSLATE_NOOP("audit", "On"),
    "options": QT_TRANSLATE_NOOP("audit", "Options"),
    "rule": QT_TRANSLATE_NOOP("audit", "Rule"),
    "originals": QT_TRANSLATE_NOOP("audit", "Originals"),
    "differences": QT_TRANSLATE_NOOP("audit", "Differences"),
    "items": QT_TRANSLATE_NOOP("audit", "Items"),
    "count": QT_TRANSLATE_NOOP("audit", "Number"),
    "failed": QT_TRANSLATE_NOOP("audit", "Failed"),
    "receipts": QT_TRANSLATE_NOOP("audit", "Receipts"),
    "report": QT_TRANSLATE_NOOP("audit", "Report"),
    "taxLines": QT_TRANSLATE_NOOP("audit", "Tax lines"),
}
MONEY_NAMES = frozenset(field.value for field in Field if field.spec.kind is Kind.MONEY)
HASH_NAMES = frozenset({"hash", "reading", "rules", "checked"})
"""Hashes of originals and results, which only the details show."""
STATUS_NAMES: Mapping[str, object] = {
    Status.PENDING: QT_TRANSLATE_NOOP("audit", "waiting"),
    Status.PROCESSING: QT_TRANSLATE_NOOP("audit", "processing"),
    Status.COMPLETED: QT_TRANSLATE_NOOP("audit", "done"),
    Status.FAILED: QT_TRANSLATE_NOOP("audit", "failed"),
}


def format_change(entry: AuditEntry) -> str:
    """The values that differ, on one line: "Total: 31.50 → 30.00, Approved: yes"."""
    if entry.action == SWITCH_ACTION:
        return ""  # the action says it
    names = [*entry.before, *(name for name in entry.after if name not in entry.before)]
    return ", ".join(
        _format_value_change(name, entry)
        for name in names
        if entry.before.get(name) != entry.after.get(name) and name not in HASH_NAMES
    )


def format_change_details(entry: AuditEntry) -> str:
    """All values of a change, one per line."""
    return f"{_format_values(entry, entry.before)}\n→\n{_format_values(entry, entry.after)}"


def _format_value_change(name: str, entry: AuditEntry) -> str:
    title, after = _format_name(name, entry), _format_value(name, entry.after.get(name), entry)
    if name not in entry.before or isinstance(entry.after.get(name), bool):
        return _join(title, after)
    return _join(title, f"{_format_value(name, entry.before[name], entry)} → {after}")


def _format_values(entry: AuditEntry, values: Mapping[str, Any]) -> str:
    lines = (
        _join(_format_name(name, entry), _format_value(name, one, entry))
        for name, one in values.items()
    )
    return "\n".join(lines) or UNSET_VALUE


def _format_name(name: str, entry: AuditEntry) -> str:
    if entry.action == SETTINGS_ACTION:
        return setting_texts.name_setting(name)
    if name in VALUE_NAMES:
        return _translate(VALUE_NAMES[name])
    known = {field.value for field in Field}
    return texts.field_label(Field(name)) if name in known else name


def _format_value(name: str, value: Any, entry: AuditEntry) -> str:
    shown = setting_texts.format_setting(name, value) if entry.action == SETTINGS_ACTION else ""
    is_list = entry.action == SETTINGS_ACTION and value == []
    if shown or is_list or value is None or value == "":
        return shown or UNSET_VALUE
    if isinstance(value, bool):
        return _translate(YES if value else NO)
    if isinstance(value, list):
        return texts.format_count(len(value))
    if isinstance(value, dict):
        return _format_parts(value) or UNSET_VALUE
    return _format_choice(name, value) or _format_text(name, str(value))


def _format_choice(name: str, value: Any) -> str:
    """A value that is one of a few, in words; "" for any other."""
    if name == "status" and value in STATUS_NAMES:
        return _translate(STATUS_NAMES[value])
    if name == "priority" and value in list(Priority):
        return queue_texts.format_priority(Priority(value))
    if name == Field.CATEGORY.value:
        return texts.translate_value(Field.CATEGORY, str(value))
    if name in ("source", "kind") and value in list(SourceKind):
        return source_texts.format_kind(SourceKind(value))
    return ""


def _format_text(name: str, value: str) -> str:
    """Amounts and dates in the user's locale, hashes shortened, other texts as they are.

    Amounts are kept with the decimals of their currency, which the entry need not name.
    """
    if hashed := re.fullmatch(r"([0-9]+:)?([0-9a-f]{64})", value):
        return f"{hashed[1] or ''}{hashed[2][:HASH_CHARACTERS]}…"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return texts.format_date(date.fromisoformat(value))
    if name in MONEY_NAMES and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return texts.format_written(Decimal(value))
    return value


def _format_parts(value: Mapping[str, Any]) -> str:
    """The parts of a rule or a category; a colour says nothing in words."""
    words = (
        report_texts.name_treatment(TaxTreatment(one)) if name == TREATMENT else str(one)
        for name, one in value.items()
        if one and name != COLOUR
    )
    return ", ".join(words)


def _join(name: str, value: str) -> str:
    """Total: 31.50, with the colon as the language sets it."""
    return QCoreApplication.translate("audit", "{name}: {value}").format(name=name, value=value)


def _translate(text: object) -> str:
    return QCoreApplication.translate("audit", str(text))
