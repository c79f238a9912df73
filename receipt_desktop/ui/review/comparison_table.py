"""The fields of two receipts in two columns: differences are marked, and one side is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from receipt_desktop.domain.comparison import Compared, ComparedValue, Side
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.reading import LineItem, LineKind, Lines, TaxLine
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.evidence_boxes import evidence_key
from receipt_desktop.ui.review.field_input import format_field

ITEMS_LABEL = QT_TRANSLATE_NOOP("ComparisonTable", "Line items")
TAX_LINES_LABEL = QT_TRANSLATE_NOOP("ComparisonTable", "Tax lines")
MAX_SHOWN_ROWS = 2
"""Of the rows that only one of two tables has."""
CHOSEN, NOT_CHOSEN = "●  ", "○  "
SIDE_KEYS = {Qt.Key.Key_Left: Side.KEPT, Qt.Key.Key_Right: Side.OTHER}


class ComparisonTable(QTableWidget):
    """One row for each field that one of the receipts has, those that differ first."""

    value_focused = Signal(str)
    """The name of the field in the current row, as in its evidence box."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.choices: dict[Compared, Side] = {}
        self.values: tuple[ComparedValue, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAccessibleName(self.tr("Fields of both receipts"))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._align)
        self._second_side = 0
        self._can_choose = True
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cellClicked.connect(self._choose_clicked)
        self.currentCellChanged.connect(self._announce_row)
        theme.theme_signals().changed.connect(self._show_all)

    def align_columns(self, second_side: int) -> None:
        """Begin the column of the second receipt at this place, in pixels."""
        self._second_side = second_side
        self._align()

    def _align(self, section: int = 0, *_: int) -> None:
        if section == 0 and self._second_side:
            self.setColumnWidth(1, max(theme.SPACE_XL, self._second_side - self.columnWidth(0)))

    def show_values(
        self, values: Sequence[ComparedValue], titles: tuple[str, str], *, can_choose: bool = True
    ) -> None:
        """Show these values; `titles` stand above those of the kept and of the other receipt."""
        self._can_choose = can_choose
        self.values = tuple(sorted(values, key=lambda one: not one.differs))
        self.choices = {one.name: one.proposed for one in self.values}
        self.setHorizontalHeaderLabels([self.tr("Field"), *titles])
        self.setRowCount(len(self.values))
        self._show_all()
        if self.values:
            self.setCurrentCell(0, 0)
            self._announce_row(0)

    def choose(self, row: int, side: Side) -> None:
        """Take the value of one side in a row that differs."""
        value = self.values[row]
        if value.differs and self._can_choose:
            self.choices[value.name] = side
            self._show_row(row)

    def _announce_row(self, row: int, *_: int) -> None:
        if 0 <= row < len(self.values):
            name = self.values[row].name
            self.value_focused.emit(evidence_key(name) if isinstance(name, Field) else name.value)

    def _choose_clicked(self, row: int, column: int) -> None:
        if column:
            self.choose(row, Side(column - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose a side; other keys that mean nothing to a table go to the page."""
        side = SIDE_KEYS.get(Qt.Key(event.key()))
        if side is not None and self.currentRow() >= 0:
            self.choose(self.currentRow(), side)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _show_all(self) -> None:
        for row in range(len(self.values)):
            self._show_row(row)
        self.resizeRowsToContents()

    def _show_row(self, row: int) -> None:
        value = self.values[row]
        self._show_cell(row, 0, _label(value.name), is_chosen=value.differs)
        for side in Side:
            words = _format_value(value, side, self._find_currency(side))
            is_chosen = self._can_choose and self.choices[value.name] is side
            if value.differs and self._can_choose:
                words = f"{CHOSEN if is_chosen else NOT_CHOSEN}{words}"
            self._show_cell(row, side + 1, words, is_chosen=value.differs and is_chosen)

    def _find_currency(self, side: Side) -> str | None:
        found = (one.get_value(side) for one in self.values if one.name is Field.CURRENCY)
        return next((code for code in found if isinstance(code, str)), None)

    def _show_cell(self, row: int, column: int, words: str, *, is_chosen: bool) -> None:
        item = QTableWidgetItem(words)
        font = item.font()
        font.setBold(is_chosen)
        item.setFont(font)
        differs = self.values[row].differs
        if differs:
            item.setBackground(theme.named_colour("soft_warning"))
        if not differs or (column and not is_chosen):
            item.setForeground(theme.named_colour("muted"))
        self.setItem(row, column, item)


def _label(name: Compared) -> str:
    if isinstance(name, Field):
        return texts.field_label(name)
    label = ITEMS_LABEL if name is LineKind.ITEMS else TAX_LINES_LABEL
    return QCoreApplication.translate("ComparisonTable", str(label))


def _format_value(value: ComparedValue, side: Side, currency: str | None) -> str:
    found = value.get_value(side)
    if isinstance(value.name, LineKind):
        return _format_lines(value, side, currency) if isinstance(found, tuple) else "–"
    if found is None or isinstance(found, tuple):
        return "–"
    return format_field(value.name, found, QLocale(), currency)


def _format_lines(value: ComparedValue, side: Side, currency: str | None) -> str:
    """The number of rows, and the first of those that the other receipt does not have."""
    rows, others = (_list_rows(value.get_value(one)) for one in (side, Side(1 - side)))
    own = [row for row in rows if row not in others] if value.differs else []
    shown = [_format_line(row, currency) for row in own[:MAX_SHOWN_ROWS]]
    more = ["…"] if len(own) > MAX_SHOWN_ROWS else []
    return ": ".join(filter(None, (texts.format_count(len(rows)), ", ".join(shown + more))))


def _list_rows(found: FieldValue | Lines | None) -> list[LineItem | TaxLine]:
    """The rows of a table without places and confidences, which two readings never share."""
    rows = found if isinstance(found, tuple) else ()
    return [replace(row, confidence=1.0, evidence=None) for row in rows]


def _format_line(row: LineItem | TaxLine, currency: str | None) -> str:
    if isinstance(row, LineItem):
        return f"{row.description} {texts.format_number(row.total, currency)}".strip()
    rate = "" if row.rate is None else f"{row.rate.normalize():f} % "
    return f"{rate}{texts.format_number(row.amount, currency)}"
