"""The separator page: a sheet with codes that begins a new receipt in the feeder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageSize, QPainter, QPdfWriter, QTextOption

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.scanning import SEPARATOR_CODE

RESOLUTION = 300
CODE_SHARE = 0.36
"""Width of a code, relative to the page."""
QUIET_MODULES = 4
TITLE_POINTS, TEXT_POINTS = 30, 13


def save_separator_page(path: Path) -> None:
    """Save the separator page as a PDF of A4. Raises `ServiceUnavailable`."""
    try:
        path.touch()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServiceUnavailable("separator_save", reason=reason) from error
    translate = QCoreApplication.translate
    writer = QPdfWriter(str(path))
    writer.setResolution(RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(translate("SeparatorPage", "Separator page"))
    painter = QPainter(writer)
    paint_separator(painter, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()


def paint_separator(painter: QPainter, page: QRectF) -> None:
    """Paint the page: a code at the top and one upside down at the bottom, words between them."""
    translate = QCoreApplication.translate
    side = page.width() * CODE_SHARE
    left = page.center().x() - side / 2
    _paint_code(painter, QRectF(left, page.top() + page.height() * 0.06, side, side))
    _paint_code(painter, QRectF(left, page.bottom() - page.height() * 0.06 - side, side, side))
    middle = QRectF(page.left(), page.center().y() - side / 2, page.width(), side)
    _write(
        painter,
        middle,
        translate("SeparatorPage", "Separator page"),
        TITLE_POINTS,
        Qt.AlignmentFlag.AlignTop,
    )
    words = translate(
        "SeparatorPage",
        "Lay this sheet between two receipts in the feeder. It can be used again and again, "
        "either way up. Print it in black on white paper, without changing its size.",
    )
    _write(painter, middle, words, TEXT_POINTS, Qt.AlignmentFlag.AlignVCenter)


def _paint_code(painter: QPainter, square: QRectF) -> None:
    import segno  # noqa: PLC0415 (for those who save the page)

    matrix = segno.make(SEPARATOR_CODE, error="h", micro=False).matrix
    module = square.width() / (len(matrix) + 2 * QUIET_MODULES)
    painter.fillRect(square, QColor("white"))
    for row, modules in enumerate(matrix):
        for column, is_dark in enumerate(modules):
            if is_dark:
                x = square.left() + (column + QUIET_MODULES) * module
                y = square.top() + (row + QUIET_MODULES) * module
                painter.fillRect(QRectF(x, y, module * 1.01, module * 1.01), QColor("black"))


def _write(
    painter: QPainter, area: QRectF, words: str, points: int, align: Qt.AlignmentFlag
) -> None:
    font = QFont(painter.font())
    font.setPointSize(points)
    painter.setFont(font)
    painter.setPen(QColor("black"))
    option = QTextOption(align | Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    inset = area.width() * 0.12
    painter.drawText(area.adjusted(inset, 0, -inset, 0), words, option)
