"""Sentences with details, in the person's language, numbers and sizes in their locale."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from receipt_desktop.ui.i18n.data_size import format_data_size

SentenceDetails = Mapping[str, str | float]
SentencePairs = Mapping[str, tuple[object, object]]
"""What is so and what mends it, by key, as they are marked for translation."""


def translate_sentence(context: str, known: object, details: SentenceDetails, english: str) -> str:
    """`known` translated and filled in, or `english` where a detail it wants is missing."""
    try:
        return QCoreApplication.translate(context, str(known)).format(**format_details(details))
    except (KeyError, IndexError):
        return english


def format_details(details: SentenceDetails) -> dict[str, str]:
    """Each as a person reads it; a number whose name ends in `_bytes` is a size."""
    return {name: _format_detail(name, value) for name, value in details.items()}


def _format_detail(name: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if name.endswith("_bytes"):
        return format_data_size(int(value))
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "f", 1)
