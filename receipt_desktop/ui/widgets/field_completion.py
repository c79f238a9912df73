"""Completion of typed values: any part of a known value, ignoring case."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter


def make_completer(values: Iterable[str], parent: QObject) -> QCompleter:
    """A completer that offers the values that contain what is typed."""
    completer = QCompleter(list(values), parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
