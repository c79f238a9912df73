"""The search field and the status filters with their counts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLineEdit, QPushButton, QWidget

from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.ui import theme
from receipt_desktop.ui.inbox.receipt_model import is_of_kind
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout

TYPING_DELAY_MS = 150
MIN_SEARCH_WIDTH = 240
"""Minimum width of the search field with its margins; below it the filters wrap."""
RECEIPT_KINDS = ("", "review", "open", "failed", "done")


class FilterBar(QWidget):
    """The filters of the list."""

    filter_changed = Signal(str, str)
    """Emitted with the search words and the selected kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search_edit = QLineEdit()
        self.search_edit.setPlaceholderText(self.tr("Search"))
        self.search_edit.setAccessibleName(self.tr("Search receipts"))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.addAction(
            icons.load_icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._typing_timer = QTimer(self, singleShot=True, interval=TYPING_DELAY_MS)
        self._typing_timer.timeout.connect(self._emit_filter)
        self.search_edit.textChanged.connect(self._typing_timer.start)
        self.kind_buttons: dict[str, QPushButton] = {}
        self._button_group = QButtonGroup(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._row_layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row_layout.setContentsMargins(
            theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S
        )
        self._row_layout.setSpacing(theme.SPACE_XS)
        self._row_layout.addWidget(self.search_edit, 1)
        kinds = QWidget()
        flow = FlowLayout(kinds, spacing=theme.SPACE_XS)
        for kind in RECEIPT_KINDS:
            button = QPushButton(self._kind_label(kind))
            button.setCheckable(True)
            theme.set_text_role(button, "plain")
            button.clicked.connect(self._emit_filter)
            self.kind_buttons[kind] = button
            self._button_group.addButton(button)
            flow.addWidget(button)
        self._row_layout.addWidget(kinds)
        self.kind_buttons[""].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kinds = sum(button.sizeHint().width() for button in self.kind_buttons.values())
        narrow = self.width() < kinds + MIN_SEARCH_WIDTH
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row_layout.setDirection(down if narrow else right)

    def _kind_label(self, kind: str) -> str:
        return {
            "": self.tr("All"),
            "open": self.tr("In progress"),
            "review": self.tr("To review"),
            "done": self.tr("Done"),
            "failed": self.tr("Failed"),
        }[kind]

    @property
    def selected_kind(self) -> str:
        """The selected kind."""
        return next(kind for kind, button in self.kind_buttons.items() if button.isChecked())

    def show_counts(self, receipts: Iterable[Receipt]) -> None:
        """Show the number of receipts of each kind."""
        numbers = dict.fromkeys(RECEIPT_KINDS, 0)
        for receipt in receipts:
            for kind in RECEIPT_KINDS:
                numbers[kind] += is_of_kind(receipt, kind)
        for kind, number in numbers.items():
            self.kind_buttons[kind].setText(
                f"{self._kind_label(kind)}  {number}" if number else self._kind_label(kind)
            )

    def _emit_filter(self) -> None:
        self.filter_changed.emit(self.search_edit.text(), self.selected_kind)
