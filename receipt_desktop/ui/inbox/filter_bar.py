"""Search words and the kinds of receipts, each with its count."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLineEdit, QPushButton, QWidget

from receipt_desktop.receipt import Receipt
from receipt_desktop.ui import icons, look
from receipt_desktop.ui.flow import Flow
from receipt_desktop.ui.inbox.model import fits

TYPING_MS = 150
SEARCH_WIDTH = 240
"""Of the search field and the margins; with less the kinds go below it."""
KINDS = ("", "review", "open", "failed", "done")


class FilterBar(QWidget):
    """What narrows the list."""

    changed = Signal(str, str)
    """Words and kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search receipts"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self.search.textChanged.connect(self._typing.start)
        self.kinds: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(look.SPACE_M, look.SPACE_S, look.SPACE_M, look.SPACE_S)
        self._row.setSpacing(look.SPACE_XS)
        self._row.addWidget(self.search, 1)
        kinds = QWidget()
        flow = Flow(kinds, spacing=look.SPACE_XS)
        for kind in KINDS:
            button = QPushButton(self._name(kind))
            button.setCheckable(True)
            look.set_role(button, "plain")
            button.clicked.connect(self._tell)
            self.kinds[kind] = button
            self._group.addButton(button)
            flow.addWidget(button)
        self._row.addWidget(kinds)
        self.kinds[""].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kinds = sum(button.sizeHint().width() for button in self.kinds.values())
        narrow = self.width() < kinds + SEARCH_WIDTH
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else right)

    def _name(self, kind: str) -> str:
        return {
            "": self.tr("All"),
            "open": self.tr("Open"),
            "review": self.tr("To review"),
            "done": self.tr("Done"),
            "failed": self.tr("Failed"),
        }[kind]

    @property
    def kind(self) -> str:
        """The chosen kind."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def count(self, receipts: Iterable[Receipt]) -> None:
        """Show how many there are of each kind."""
        numbers = dict.fromkeys(KINDS, 0)
        for receipt in receipts:
            for kind in KINDS:
                numbers[kind] += fits(receipt, kind)
        for kind, number in numbers.items():
            self.kinds[kind].setText(
                f"{self._name(kind)}  {number}" if number else self._name(kind)
            )

    def _tell(self) -> None:
        self.changed.emit(self.search.text(), self.kind)
