"""Completes the name of a category while it is typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.ui.i18n import texts


class CategoryCompleter(QCompleter):
    """Offers the known categories inline; Up and Down go through those that fit."""

    def __init__(self, editor: QLineEdit) -> None:
        super().__init__(editor)
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.show_categories(CATEGORIES)
        self.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        editor.setCompleter(self)

    def show_categories(self, categories: Iterable[str]) -> None:
        """Offer these categories."""
        names = {texts.translate_value(Field.CATEGORY, name) for name in categories}
        self._names.setStringList(sorted(names, key=str.casefold))
