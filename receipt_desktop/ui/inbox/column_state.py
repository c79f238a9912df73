"""The columns of the table as text: key, width and whether it is hidden, from left to right.

Columns have their keys in it, so that later versions may add some. Versions before kept what Qt
says of its header, which Qt understands only with the same number of columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHeaderView

from receipt_desktop.domain.listing import SortKey
from receipt_desktop.ui.inbox.receipt_columns import COLUMNS

FIRST_COLUMNS = 10
"""Columns of the versions that kept the state of Qt's header."""
HIDDEN = "-"


@dataclass(frozen=True, slots=True)
class ColumnState:
    """One column."""

    key: SortKey
    width: int
    """Pixels; 0 for the usual width."""
    is_hidden: bool


def pack_columns(columns: Iterable[ColumnState]) -> str:
    """The columns as text: "date=93 merchant=240 tax=-80"."""
    return " ".join(f"{one.key}={HIDDEN if one.is_hidden else ''}{one.width}" for one in columns)


def unpack_columns(text: str) -> list[ColumnState]:
    """The columns of a text; those that are not understood are left out."""
    if "=" not in text.rstrip("="):
        return _unpack_header(text)
    found: dict[SortKey, ColumnState] = {}
    for word in text.split():
        name, _, rest = word.partition("=")
        with suppress(ValueError):
            key, width = SortKey(name), int(rest.removeprefix(HIDDEN))
            found.setdefault(key, ColumnState(key, width, rest.startswith(HIDDEN)))
    shown = {column.key for column in COLUMNS}
    return [one for one in found.values() if one.key in shown]


def _unpack_header(text: str) -> list[ColumnState]:
    """The columns of a header's state by Qt."""
    header = QHeaderView(Qt.Orientation.Horizontal)
    model = QStandardItemModel(0, FIRST_COLUMNS)
    header.setModel(model)
    if not header.restoreState(QByteArray.fromBase64(text.encode())):
        return []
    places = sorted(range(FIRST_COLUMNS), key=header.visualIndex)
    return [
        ColumnState(COLUMNS[at].key, header.sectionSize(at), header.isSectionHidden(at))
        for at in places
    ]
