"""Values that editors of fields complete: those that receipts have, and the own categories."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from receipt_desktop.domain.categories import find_category
from receipt_desktop.domain.fields import CATEGORIES, TAG_SEPARATOR, Field, Kind
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.field_input import yes_no_labels
from receipt_desktop.ui.widgets import field_completion

LEAST_LIKENESS = 0.7
"""Ratio of `difflib`: Fule is near to Fuel (0.75), Hotel is not Other (0.6)."""


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


def is_known_category(typed: str, values: ListedValues) -> bool:
    """Whether this is the name of a category, as stored, as shown or an earlier one."""
    if find_category(typed, values.offered) is not None:
        return True
    shown = map(_shown_category, category_values(values))
    return typed.casefold() in {name.casefold() for name in (*shown, *CATEGORIES)}


def parse_category(typed: str, values: ListedValues) -> str:
    """The category of a typed name, as shown, as stored or an earlier one.

    Raises `ValueError` for a name that no category has.
    """
    shown = {_shown_category(name).casefold(): name for name in category_values(values)}
    found = find_category(typed, values.offered)
    name = shown.get(typed.casefold()) or (found.name if found else None)
    if name is None:
        raise ValueError(typed)
    return name


def suggest_category(typed: str, values: ListedValues) -> str | None:
    """The category whose shown name is nearest to a mistyped one; None if none is near."""
    names = {_shown_category(name).casefold(): name for name in category_values(values)}
    near = difflib.get_close_matches(typed.casefold(), names, 1, LEAST_LIKENESS)
    return names[near[0]] if near else None


def _shown_category(name: str) -> str:
    return texts.translate_value(Field.CATEGORY, name)


def known_labels(field: Field, values: ListedValues) -> list[str]:
    """The values of a field that are offered, as they are shown."""
    if field.spec.kind is Kind.YES_NO:
        return list(yes_no_labels().values())
    known: tuple[str, ...] = {
        Field.MERCHANT: values.merchants,
        Field.CURRENCY: values.currencies,
        Field.CATEGORY: category_values(values),
        Field.PROJECT: values.projects,
        Field.PAID_BY: values.payers,
        Field.TAGS: values.tags,
    }.get(field, ())
    return [texts.translate_value(field, value) for value in known]


def make_field_completer(field: Field, labels: Iterable[str], parent: QObject) -> QCompleter:
    """A completer that offers these labels for a field."""
    if field is not Field.TAGS:
        return field_completion.make_completer(labels, parent)
    completer = TagCompleter(list(labels), parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
