"""Sentences with details, in the person's language, numbers and sizes in their locale."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from receipt_desktop.ui.data_size import data_size

Details = Mapping[str, str | float]
Pairs = Mapping[str, tuple[object, object]]
"""What is so and what mends it, by key, as they are marked for translation."""


def said(context: str, known: object, details: Details, english: str) -> str:
    """`known` translated and filled in, or `english` where a detail it wants is missing."""
    try:
        return QCoreApplication.translate(context, str(known)).format(**written(details))
    except (KeyError, IndexError):
        return english


def written(details: Details) -> dict[str, str]:
    """Each as a person reads it; a number whose name ends in `_bytes` is a size."""
    return {name: _written(name, value) for name, value in details.items()}


def _written(name: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if name.endswith("_bytes"):
        return data_size(int(value))
    if isinstance(value, int):
        return QLocale().toString(value)
    return QLocale().toString(value, "f", 1)
