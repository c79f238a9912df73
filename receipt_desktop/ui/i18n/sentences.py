"""Messages of the catalogue in the language of the window, numbers and sizes in its locale."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from receipt_desktop.domain.health import HealthIssue
from receipt_desktop.messages import CountryName, Message, Value
from receipt_desktop.ui.i18n.data_size import format_data_size


def language() -> str:
    """The language of the window: each of its translations gives its own code for this text."""
    return QCoreApplication.translate("language", "en")


def message_text(message: Message) -> str:
    """The sentence of a message, without its remedy."""
    return _format_detail(message).text(language())


def remedy_text(message: Message) -> str:
    """The remedy of a message; "" if it has none."""
    return _format_detail(message).remedy(language())


def issue_text(issue: HealthIssue) -> str:
    """A health issue: the problem, its remedy and when it began."""
    parts = (message_text(issue.message), remedy_text(issue.message), since_text(issue.since))
    return " ".join(part for part in parts if part)


def since_text(moment: datetime | None) -> str:
    """When an issue began, with the date if it is not today; "" if unknown."""
    if moment is None:
        return ""
    since = moment.astimezone()
    short = QLocale.FormatType.ShortFormat
    written = QLocale().toString(QTime(since.hour, since.minute), short)
    if since.date() != datetime.now().astimezone().date():
        day = QDate(since.year, since.month, since.day)
        written = f"{QLocale().toString(day, short)} {written}"
    return QCoreApplication.translate("troubles", "Since {time}.").format(time=written)


def _format_detail(message: Message) -> Message:
    return Message(message.key, format_details(message.parameters))


def format_details(details: Mapping[str, Value]) -> dict[str, Value]:
    """The details of a message, formatted. A number whose name ends in `_bytes` is a data size."""
    return {name: _shown(name, value) for name, value in details.items()}


def _shown(name: str, value: Value) -> Value:
    if isinstance(value, (str, Message, CountryName)):
        return value
    if name.endswith("_bytes"):
        return format_data_size(int(value))
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "f", 1)
