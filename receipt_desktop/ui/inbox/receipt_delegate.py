"""Paints the rows of the receipts list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE
from receipt_desktop.ui.inbox.thumbnails import ThumbnailLoader

THUMBNAIL_SIZE = QSize(40, 48)
MIN_ROW_HEIGHT = 64
AMOUNT_WIDTH = 124
STATUS_WIDTH = 108
ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReceiptDelegate(QStyledItemDelegate):
    """Thumbnail, merchant over file name, total over date, status or progress."""

    def __init__(self, thumbnails: ThumbnailLoader) -> None:
        super().__init__(thumbnails)
        self._thumbnails = thumbnails

    def sizeHint(
        self, option: QStyleOptionViewItem, _: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, max(MIN_ROW_HEIGHT, QFontMetrics(option.font).height() * 2 + theme.SPACE_L))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        receipt = index.data(RECEIPT_ROLE)
        painter.save()
        self._paint_background(painter, option)
        inside = option.rect.adjusted(theme.SPACE_M, theme.SPACE_S, -theme.SPACE_M, -theme.SPACE_S)
        self._paint_thumbnail(painter, inside, receipt)
        words = inside.adjusted(THUMBNAIL_SIZE.width() + theme.SPACE_M, 0, 0, 0)
        status = self._take_column(words, STATUS_WIDTH)
        money = self._take_column(words, AMOUNT_WIDTH)
        if receipt.status is Status.FAILED:
            words.setRight(money.right())
        else:
            self._paint_amount(painter, money, receipt, option.font)
        self._paint_name(painter, words, receipt, option.font)
        self._paint_status(painter, status, receipt, option.font)
        painter.restore()

    def _take_column(self, words: QRect, width: int) -> QRect:
        """Cut a column off the right end."""
        column = QRect(words)
        column.setLeft(words.right() - width)
        words.setRight(column.left() - theme.SPACE_M)
        return column

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        these = theme.current_colours()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, these.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, these.hover)
        painter.setPen(these.line)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _paint_thumbnail(self, painter: QPainter, inside: QRect, receipt: Receipt) -> None:
        frame = QRect(inside.topLeft(), THUMBNAIL_SIZE)
        frame.moveTop(inside.center().y() - frame.height() // 2)
        ratio = painter.device().devicePixelRatioF()
        found = (
            self._thumbnails.find_pixmap(receipt.thumbnail, ratio) if receipt.thumbnail else None
        )
        if found is None:
            painter.fillRect(frame, theme.current_colours().hover)
            return
        shown = QRect(0, 0, int(found.width() / ratio), int(found.height() / ratio))
        shown.moveCenter(frame.center())
        painter.drawPixmap(shown, found)

    def _paint_name(self, painter: QPainter, words: QRect, receipt: Receipt, font: QFont) -> None:
        upper, lower = split_in_halves(words)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        known = receipt.merchant if receipt.status is Status.COMPLETED else None
        draw_text(painter, upper, known or receipt.file_name, strong, theme.current_colours().text)
        draw_text(
            painter,
            lower,
            self._format_second_line(receipt, known),
            font,
            theme.current_colours().muted,
        )

    def _format_second_line(self, receipt: Receipt, known: str | None) -> str:
        if receipt.status in (Status.FAILED, Status.PENDING) and receipt.failure:
            return texts.format_failure(receipt.failure)
        if receipt.status is Status.PROCESSING:
            return texts.format_stage(receipt.stage)
        return receipt.file_name if known else ""

    def _paint_amount(self, painter: QPainter, money: QRect, receipt: Receipt, font: QFont) -> None:
        upper, lower = split_in_halves(money)
        total = texts.format_amount(receipt.total, receipt.currency)
        draw_text(painter, upper, total, font, theme.current_colours().text, align=ALIGN_RIGHT)
        draw_text(
            painter,
            lower,
            texts.format_date(receipt.day),
            font,
            theme.current_colours().muted,
            align=ALIGN_RIGHT,
        )

    def _paint_status(self, painter: QPainter, area: QRect, receipt: Receipt, font: QFont) -> None:
        if receipt.status is Status.PROCESSING:
            self._paint_progress(painter, area, receipt, font)
            return
        ink, behind = status_colours(receipt)
        words = texts.format_status(receipt)
        metrics = QFontMetrics(font)
        chip = QRect(0, 0, min(area.width(), metrics.horizontalAdvance(words) + theme.SPACE_M), 0)
        chip.setHeight(metrics.height() + theme.SPACE_XS)
        chip.moveCenter(area.center())
        chip.moveRight(area.right())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(behind)
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        draw_text(painter, chip, words, font, ink, align=Qt.AlignmentFlag.AlignCenter)

    def _paint_progress(
        self, painter: QPainter, area: QRect, receipt: Receipt, font: QFont
    ) -> None:
        upper, lower = split_in_halves(area)
        left = "" if receipt.remaining is None else "~ " + texts.format_duration(receipt.remaining)
        draw_text(painter, upper, left, font, theme.current_colours().muted, align=ALIGN_RIGHT)
        bar = QRect(lower.left(), lower.center().y() - 3, lower.width(), 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current_colours().line)
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(6, bar.width() * receipt.progress // 100))
        painter.setBrush(theme.current_colours().accent)
        painter.drawRoundedRect(bar, 3, 3)


def split_in_halves(area: QRect) -> tuple[QRect, QRect]:
    """The upper and lower halves of a rectangle."""
    middle = area.center().y()
    upper, lower = QRect(area), QRect(area)
    upper.setBottom(middle)
    lower.setTop(middle + 1)
    return upper, lower


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


def status_colours(receipt: Receipt) -> tuple[QColor, QColor]:
    """Text and background colours of a status; only exceptions stand out."""
    these = theme.current_colours()
    if receipt.status is Status.FAILED:
        return these.bad, these.soft_bad
    if receipt.status is Status.COMPLETED and receipt.needs_review:
        return these.warning, these.soft_warning
    if receipt.status is Status.COMPLETED:
        return these.good, these.soft_good
    return these.muted, these.hover
