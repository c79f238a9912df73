"""Texts about the sources that receipts come from, and their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.fields import TAG_SEPARATOR, Field
from receipt_desktop.domain.intake import ListedSource, SourceRule
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.ui.i18n import queue_texts, texts

KINDS: Mapping[SourceKind, object] = {
    SourceKind.FILE: QT_TRANSLATE_NOOP("sources", "File"),
    SourceKind.CLIPBOARD: QT_TRANSLATE_NOOP("sources", "Clipboard"),
    SourceKind.COMMAND: QT_TRANSLATE_NOOP("sources", "Command line"),
    SourceKind.API: QT_TRANSLATE_NOOP("sources", "Other program"),
    SourceKind.PHONE: QT_TRANSLATE_NOOP("sources", "Phone"),
    SourceKind.FOLDER: QT_TRANSLATE_NOOP("sources", "Watched folder"),
    SourceKind.MAIL: QT_TRANSLATE_NOOP("sources", "Mail"),
    SourceKind.SCANNER: QT_TRANSLATE_NOOP("sources", "Scanner"),
    SourceKind.BROWSER: QT_TRANSLATE_NOOP("sources", "Browser"),
}
PRIORITIES: Mapping[Priority, object] = {
    Priority.HIGH: QT_TRANSLATE_NOOP("sources", "Read first"),
    Priority.LOW: QT_TRANSLATE_NOOP("sources", "Read last"),
}
OFF = QT_TRANSLATE_NOOP("sources", "Off")
WATCHED = QT_TRANSLATE_NOOP("sources", "On")
RULE_ONLY = QT_TRANSLATE_NOOP("sources", "Rule")
FROM_ALL = QT_TRANSLATE_NOOP("sources", "All")
SENT_BY = QT_TRANSLATE_NOOP("sources", "{name}, from {sender}")
WATCHED_KINDS = frozenset({SourceKind.FOLDER, SourceKind.MAIL})
"""Kinds that are looked at on their own."""


def _translate(text: object) -> str:
    return QCoreApplication.translate("sources", str(text))


def format_kind(kind: SourceKind) -> str:
    """The kind of a source in words."""
    return _translate(KINDS[kind])


def format_source(kind: SourceKind, name: str) -> str:
    """Where a receipt came from; of a folder only its name."""
    shown = PurePath(name).name or name if kind is SourceKind.FOLDER else name
    return f"{format_kind(kind)}: {shown}" if shown else format_kind(kind)


def format_origin(origin: Origin) -> str:
    """Where a receipt was unpacked from, and by whom and when the message was sent."""
    sent = queue_texts.format_moment(origin.sent_at) if origin.sent_at else ""
    place = " › ".join(part for part in (origin.container, origin.member) if part)
    lines = (place, origin.subject, origin.sender, sent)
    return "\n".join(line for line in lines if line)


def format_name(listed: ListedSource) -> str:
    """The name of a configured source, and whose mails its rule is for."""
    name = listed.source.name or _translate(FROM_ALL)
    if not listed.source.sender:
        return name
    return _translate(SENT_BY).format(name=name, sender=listed.source.sender)


def is_watched(listed: ListedSource) -> bool:
    """Whether it is looked at on its own, and is not only a rule."""
    source = listed.source
    return source.kind in WATCHED_KINDS and bool(source.options)


def format_state(listed: ListedSource) -> str:
    """Whether it is watched, or why it cannot be."""
    if not is_watched(listed):
        return _translate(RULE_ONLY)
    if not listed.source.is_enabled:
        return _translate(OFF)
    trouble = listed.state.trouble
    return texts.format_failure(trouble) if trouble else _translate(WATCHED)


def format_priority(priority: Priority) -> str:
    """A priority of a rule in words; "" for the usual one."""
    return _translate(PRIORITIES[priority]) if priority in PRIORITIES else ""


def format_rule(rule: SourceRule) -> str:
    """What a rule gives, in short."""
    return " · ".join(part for part in _iterate_rule(rule) if part)


def _iterate_rule(rule: SourceRule) -> Iterator[str]:
    yield texts.translate_value(Field.CATEGORY, rule.category or "")
    yield rule.project or ""
    yield TAG_SEPARATOR.join(rule.tags)
    yield rule.paid_by or ""
    yield PurePath(rule.company).name if rule.company else ""
    if rule.priority is not None:
        yield format_priority(rule.priority)
