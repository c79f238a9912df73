"""The bar below the table: how many receipts, and their sums."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from receipt_desktop.domain.listing import ReceiptTotals
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts

MAX_CURRENCIES = 3


class TotalsBar(QFrame):
    """The totals of the selection, or of all shown receipts."""

    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self.label = QLabel()
        self.label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self.details_button = QToolButton()
        self.details_button.setText(self.tr("Totals…"))
        self.details_button.setToolTip(self.tr("By currency, category and tax rate"))
        self.details_button.clicked.connect(self.details_requested)
        theme.set_text_role(self.label, "note")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SPACE_M, 2, theme.SPACE_S, 2)
        self._row.addWidget(self.label, 1)
        self.add_button(self.details_button)

    def add_button(self, button: QAbstractButton) -> None:
        """Add a button at the right."""
        self._row.addWidget(button, alignment=Qt.AlignmentFlag.AlignRight)

    def show_loading(self) -> None:
        """Say that nothing is known yet."""
        self.label.setText(self.tr("Loading…"))
        self.details_button.setEnabled(False)

    def show_totals(self, totals: ReceiptTotals, chosen: int) -> None:
        """Show the totals of the selection, or of all shown receipts with `chosen` 0."""
        shown = self.tr("%Ln receipt(s)", "", totals.count)
        selected = self.tr("%Ln receipt(s) selected", "", chosen)
        count = selected if chosen else shown
        summed = format_currency_totals(totals)
        self.label.setToolTip("\n".join(list_currency_totals(totals)))
        self.label.setText(f"{count}  ·  {summed}" if summed else count)
        self.details_button.setEnabled(totals.count > 0)


def format_currency_totals(totals: ReceiptTotals) -> str:
    """Totals such as 1,204.50 EUR · 80.90 MYR, most receipts first, three at most."""
    words = list_currency_totals(totals)
    return "  ·  ".join(words[:MAX_CURRENCIES]) + ("  …" if len(words) > MAX_CURRENCIES else "")


def list_currency_totals(totals: ReceiptTotals) -> list[str]:
    """The total in each currency, most receipts first."""
    known = [one for one in totals.by_currency() if one.total or one.currency]
    return [texts.format_amount(one.total, one.currency) for one in known]
