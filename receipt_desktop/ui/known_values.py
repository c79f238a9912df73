"""Values that editors of fields complete: those that receipts have, and the own categories."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from receipt_desktop.domain.fields import CATEGORIES, TAG_SEPARATOR, Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui.widgets import field_completion


class TagCompleter(QCompleter):
    """Completes the last of several words that commas separate."""

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 (Qt's name)
        """The word that is being typed."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(  # noqa: N802 (Qt's name)
        self, index: QModelIndex | QPersistentModelIndex
    ) -> str:
        """The words before it, and the chosen one."""
        chosen = str(super().pathFromIndex(index))
        editor = self.widget()
        typed = editor.text() if isinstance(editor, QLineEdit) else ""
        before = [word.strip() for word in typed.split(",")[:-1]]
        return TAG_SEPARATOR.join([*before, chosen])


def category_values(values: ListedValues) -> tuple[str, ...]:
    """The categories to offer: the list in its order, then others that receipts have."""
    offered = [one.name for one in values.offered if not one.is_hidden]
    hidden = {one.name for one in values.offered if one.is_hidden}
    used = (name for name in values.categories if name not in hidden)
    return tuple(dict.fromkeys((*(offered or CATEGORIES), *used)))


def make_field_completer(field: Field, labels: Iterable[str], parent: QObject) -> QCompleter:
    """A completer that offers these labels for a field."""
    if field is not Field.TAGS:
        return field_completion.make_completer(labels, parent)
    completer = TagCompleter(list(labels), parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
