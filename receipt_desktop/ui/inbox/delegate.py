"""How one receipt looks in the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from receipt_desktop.receipt import Receipt, Status
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.inbox.model import RECEIPT
from receipt_desktop.ui.inbox.thumbnails import Thumbnails

THUMBNAIL = QSize(40, 48)
HEIGHT = 64
MONEY_WIDTH = 124
STATUS_WIDTH = 108
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReceiptDelegate(QStyledItemDelegate):
    """Thumbnail, merchant over file name, total over date, status or progress."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails)
        self._thumbnails = thumbnails

    def sizeHint(
        self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, max(HEIGHT, QFontMetrics(option.font).height() * 2 + look.SPACE_L))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        receipt = index.data(RECEIPT)
        painter.save()
        self._background(painter, option)
        inside = option.rect.adjusted(look.SPACE_M, look.SPACE_S, -look.SPACE_M, -look.SPACE_S)
        self._picture(painter, inside, receipt)
        words = inside.adjusted(THUMBNAIL.width() + look.SPACE_M, 0, 0, 0)
        status = self._cut(words, STATUS_WIDTH)
        money = self._cut(words, MONEY_WIDTH)
        if receipt.status is Status.FAILED:
            words.setRight(money.right())
        else:
            self._money(painter, money, receipt, option.font)
        self._name(painter, words, receipt, option.font)
        self._status(painter, status, receipt, option.font)
        painter.restore()

    def _cut(self, words: QRect, width: int) -> QRect:
        """Take a column off the right end."""
        column = QRect(words)
        column.setLeft(words.right() - width)
        words.setRight(column.left() - look.SPACE_M)
        return column

    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        these = look.colours()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, these.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, these.hover)
        painter.setPen(these.line)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _picture(self, painter: QPainter, inside: QRect, receipt: Receipt) -> None:
        frame = QRect(inside.topLeft(), THUMBNAIL)
        frame.moveTop(inside.center().y() - frame.height() // 2)
        ratio = painter.device().devicePixelRatioF()
        found = self._thumbnails.pixmap(receipt.thumbnail, ratio) if receipt.thumbnail else None
        if found is None:
            painter.fillRect(frame, look.colours().hover)
            return
        shown = QRect(0, 0, int(found.width() / ratio), int(found.height() / ratio))
        shown.moveCenter(frame.center())
        painter.drawPixmap(shown, found)

    def _name(self, painter: QPainter, words: QRect, receipt: Receipt, font: QFont) -> None:
        upper, lower = halves(words)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        known = receipt.merchant if receipt.status is Status.COMPLETED else None
        write(painter, upper, known or receipt.file_name, strong, look.colours().text)
        write(painter, lower, self._second_line(receipt, known), font, look.colours().muted)

    def _second_line(self, receipt: Receipt, known: str | None) -> str:
        if receipt.status in (Status.FAILED, Status.PENDING) and receipt.failure:
            return texts.failure_text(receipt.failure)
        if receipt.status is Status.PROCESSING:
            return texts.stage_text(receipt.stage)
        return receipt.file_name if known else ""

    def _money(self, painter: QPainter, money: QRect, receipt: Receipt, font: QFont) -> None:
        upper, lower = halves(money)
        total = texts.money(receipt.total, receipt.currency)
        write(painter, upper, total, font, look.colours().text, align=RIGHT)
        write(painter, lower, texts.day(receipt.day), font, look.colours().muted, align=RIGHT)

    def _status(self, painter: QPainter, area: QRect, receipt: Receipt, font: QFont) -> None:
        if receipt.status is Status.PROCESSING:
            self._progress(painter, area, receipt, font)
            return
        ink, behind = status_colours(receipt)
        words = texts.status_text(receipt)
        metrics = QFontMetrics(font)
        chip = QRect(0, 0, min(area.width(), metrics.horizontalAdvance(words) + look.SPACE_M), 0)
        chip.setHeight(metrics.height() + look.SPACE_XS)
        chip.moveCenter(area.center())
        chip.moveRight(area.right())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(behind)
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        write(painter, chip, words, font, ink, align=Qt.AlignmentFlag.AlignCenter)

    def _progress(self, painter: QPainter, area: QRect, receipt: Receipt, font: QFont) -> None:
        upper, lower = halves(area)
        left = "" if receipt.remaining is None else "~ " + texts.duration(receipt.remaining)
        write(painter, upper, left, font, look.colours().muted, align=RIGHT)
        bar = QRect(lower.left(), lower.center().y() - 3, lower.width(), 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colours().line)
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(6, bar.width() * receipt.progress // 100))
        painter.setBrush(look.colours().accent)
        painter.drawRoundedRect(bar, 3, 3)


def halves(area: QRect) -> tuple[QRect, QRect]:
    """The upper and the lower half."""
    middle = area.center().y()
    upper, lower = QRect(area), QRect(area)
    upper.setBottom(middle)
    lower.setTop(middle + 1)
    return upper, lower


def write(
    painter: QPainter,
    area: QRect,
    words: str,
    font: QFont,
    ink: QColor,
    *,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line, cut with an ellipsis where it is too long."""
    painter.setFont(font)
    painter.setPen(ink)
    cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align, cut)


def status_colours(receipt: Receipt) -> tuple[QColor, QColor]:
    """Ink and background of a status; only what asks for attention is loud."""
    these = look.colours()
    if receipt.status is Status.FAILED:
        return these.bad, these.soft_bad
    if receipt.status is Status.COMPLETED and receipt.needs_review:
        return these.warning, these.soft_warning
    if receipt.status is Status.COMPLETED:
        return these.good, these.soft_good
    return these.muted, these.hover
