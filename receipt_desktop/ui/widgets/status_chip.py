"""The status of a receipt as a chip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts


class StatusChip(QLabel):
    """A label with the status and its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour_name = "accent"
        theme.theme_signals().changed.connect(self.update)
        self.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        self.setAccessibleName(self.tr("Status"))

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the status of this receipt."""
        self._colour_name = status_colour_name(receipt)
        self.setText(texts.format_status(receipt))
        self.setAccessibleDescription(self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.named_colour(f"soft_{self._colour_name}"))
        round_end = self.height() / 2
        painter.drawRoundedRect(self.rect(), round_end, round_end)
        painter.setPen(theme.named_colour(self._colour_name))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


def status_colour_name(receipt: Receipt) -> str:
    """The theme colour of a status: good, warning, bad or accent."""
    if receipt.status is Status.FAILED:
        return "bad"
    if receipt.status is not Status.COMPLETED:
        return "accent"
    return "warning" if receipt.needs_review and not receipt.approved else "good"
