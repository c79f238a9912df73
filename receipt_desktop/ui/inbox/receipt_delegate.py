"""Paints the cells of the table of receipts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from receipt_desktop.domain.categories import BUILT_IN_COLOURS
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ListedValues
from receipt_desktop.domain.reading import REASON_FIELDS
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.cell_editor import CellEditor
from receipt_desktop.ui.inbox.receipt_columns import (
    CATEGORY_COLUMN,
    COLUMNS,
    NAME_COLUMN,
    STATUS_COLUMN,
    TOTAL_COLUMN,
)
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE

BAR_HEIGHT = 6
DOT_SIZE = 8
BADGE_WIDTHS = {
    STATUS_COLUMN: 2 * theme.SPACE_S,
    CATEGORY_COLUMN: DOT_SIZE + theme.SPACE_S,
}
"""What is painted around or before a text, in pixels."""
ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PLACEHOLDER_SHARES = {NAME_COLUMN: 0.6, TOTAL_COLUMN: 0.4}
"""The part of a cell that a grey bar takes until its receipt is loaded."""


class ReceiptDelegate(QStyledItemDelegate):
    """Text; a badge for an exceptional status, a bar for a receipt that is processed.

    Values that a review is about have an amber ground. Editors write nothing into the model.
    """

    value_typed = Signal(object, object, object)
    """`Receipt`, `Field` and its new value or None."""
    value_refused = Signal(str)
    """Why a typed text is no value."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._category_colours: Mapping[str, str] = BUILT_IN_COLOURS
        self._listed_values = ListedValues()

    def show_listed_values(self, values: ListedValues) -> None:
        """Mark the categories with their colours, and complete the values that receipts have."""
        self._listed_values = values
        self._category_colours = {one.name: one.colour for one in values.offered}
        self._table.viewport().update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        receipt: Receipt | None = index.data(RECEIPT_ROLE)
        painter.save()
        self._paint_background(painter, option, is_doubtful=_is_doubtful(receipt, index.column()))
        inside = option.rect.adjusted(theme.SPACE_S, 0, -theme.SPACE_S, 0)
        if receipt is None:
            self._paint_placeholder(painter, inside, index.column())
        elif index.column() == STATUS_COLUMN:
            self._paint_status(painter, inside, receipt, option.font)
        else:
            self._paint_text(painter, inside, receipt, index.column(), option.font)
        painter.restore()

    # -- editing

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        field = COLUMNS[index.column()].field
        if field is None:
            return super().createEditor(parent, option, index)
        return CellEditor(parent, index.data(RECEIPT_ROLE), field, self._listed_values)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Keep what is typed while the receipt changes."""

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,  # noqa: ARG002 (Qt's signature)
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> None:
        """Announce the typed value."""
        try:
            if isinstance(editor, CellEditor) and editor.is_changed:
                self.value_typed.emit(editor.receipt, editor.field, editor.read_value())
        except ValueError as error:
            self.value_refused.emit(str(error))

    # -- painting

    def _paint_background(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_doubtful: bool
    ) -> None:
        these = theme.current_colours()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, these.selection)
        elif is_doubtful:
            painter.fillRect(option.rect, these.soft_warning)
        painter.setPen(these.line)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(these.accent)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def _paint_placeholder(self, painter: QPainter, inside: QRect, column: int) -> None:
        share = PLACEHOLDER_SHARES.get(column)
        if share is not None:
            bar = QRect(inside)
            bar.setWidth(round(inside.width() * share))
            bar.moveTop(inside.center().y() - theme.SPACE_XS)
            bar.setHeight(theme.SPACE_S)
            painter.fillRect(bar, theme.current_colours().hover)

    def _paint_text(
        self, painter: QPainter, inside: QRect, receipt: Receipt, column: int, font: QFont
    ) -> None:
        these, spec = theme.current_colours(), COLUMNS[column]
        ink = these.text if column in (NAME_COLUMN, TOTAL_COLUMN) else these.muted
        if receipt.status is Status.FAILED and column == CATEGORY_COLUMN:
            ink = these.bad
        if column == CATEGORY_COLUMN and receipt.is_finished and receipt.category:
            inside = self._paint_dot(painter, inside, receipt.category)
        align = ALIGN_RIGHT if spec.align_right else ALIGN_LEFT
        draw_text(painter, inside, spec.text(receipt), strengthen(font, column), ink, align=align)

    def _paint_dot(self, painter: QPainter, inside: QRect, category: str) -> QRect:
        """Paint the colour of a category; the area that is left for its name."""
        colour = self._category_colours.get(category)
        if colour is not None:
            dot = QRect(inside.left(), inside.center().y() - DOT_SIZE // 2, DOT_SIZE, DOT_SIZE)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(dot)
        return inside.adjusted(DOT_SIZE + theme.SPACE_S, 0, 0, 0)

    def _paint_status(
        self, painter: QPainter, inside: QRect, receipt: Receipt, font: QFont
    ) -> None:
        words = texts.format_status(receipt)
        if receipt.status is Status.PROCESSING:
            self._paint_progress(painter, inside, receipt, font)
        elif is_exceptional(receipt):
            self._paint_badge(painter, inside, words, receipt, font)
        else:
            draw_text(painter, inside, words, font, theme.current_colours().muted)

    def _paint_badge(
        self, painter: QPainter, inside: QRect, words: str, receipt: Receipt, font: QFont
    ) -> None:
        these = theme.current_colours()
        failed = receipt.status is Status.FAILED
        ink, ground = (these.bad, these.soft_bad) if failed else (these.warning, these.soft_warning)
        width = theme.measure_text(font, words) + 2 * theme.SPACE_S
        badge = QRect(inside)
        badge.setWidth(min(width, inside.width()))
        badge = badge.adjusted(0, 3, 0, -4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        words_area = badge.adjusted(theme.SPACE_S, 0, -theme.SPACE_XS, 0)
        draw_text(painter, words_area, words, font, ink)

    def _paint_progress(
        self, painter: QPainter, inside: QRect, receipt: Receipt, font: QFont
    ) -> None:
        these = theme.current_colours()
        words = f"{receipt.progress} %"
        width = theme.measure_text(font, "100 %") + theme.SPACE_S
        bar = inside.adjusted(0, 0, -width, 0)
        bar.setTop(inside.center().y() - BAR_HEIGHT // 2)
        bar.setHeight(BAR_HEIGHT)
        draw_text(painter, inside, words, font, these.muted, align=ALIGN_RIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(these.line)
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        bar.setWidth(max(BAR_HEIGHT, bar.width() * receipt.progress // 100))
        painter.setBrush(these.accent)
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)


def _is_doubtful(receipt: Receipt | None, column: int) -> bool:
    """Whether the review is about the value in this column; a currency stands at the total."""
    if receipt is None or not is_exceptional(receipt):
        return False
    field = COLUMNS[column].field
    own = {Field.TOTAL, Field.CURRENCY} if field is Field.TOTAL else {field}
    return any(not own.isdisjoint(REASON_FIELDS.get(one, ())) for one in receipt.reasons)


def is_exceptional(receipt: Receipt) -> bool:
    """Whether a person should look: it failed, or it waits for a review."""
    return receipt.status is Status.FAILED or (
        receipt.status is Status.COMPLETED and receipt.needs_review
    )


def strengthen(font: QFont, column: int) -> QFont:
    """The merchant stands out, the rest does not."""
    if column != NAME_COLUMN:
        return font
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Medium)
    return strong


def draw_text(
    painter: QPainter,
    area: QRect,
    words: str,
    font: QFont,
    ink: QColor,
    *,
    align: Qt.AlignmentFlag = ALIGN_LEFT,
) -> None:
    """Draw one line of text, elided if it is too long."""
    painter.setFont(font)
    painter.setPen(ink)
    cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align, cut)


def measure_contents(section: int, font: QFont) -> int:
    """The width that a column needs for what it usually shows, without its margins."""
    column = COLUMNS[section]
    widths = [theme.measure_text(font, text) for text in column.samples()]
    average = QFontMetrics(font).averageCharWidth() * column.characters
    return max(average, *widths, 0) + BADGE_WIDTHS.get(section, 0)
