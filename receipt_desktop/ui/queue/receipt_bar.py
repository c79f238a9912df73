"""What can be done with one receipt in the queue."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from receipt_desktop.receipt import Priority, Receipt
from receipt_desktop.ui import icons
from receipt_desktop.ui.flow import Flow
from receipt_desktop.ui.queue import words
from receipt_desktop.ui.receipt_orders import ReceiptOrders, can_hold, can_release, can_wait


class ReceiptBar(QWidget):
    """Only what fits the receipt just now is there."""

    def __init__(self, orders: ReceiptOrders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orders = orders
        self._receipt: Receipt | None = None
        self.retry = self._button(self.tr("Read again"), "retry")
        self.cancel = self._button(self.tr("Cancel"), "cancel")
        self.next = self._button(self.tr("Read next"), "first")
        self.hold = self._button(self.tr("Pause"), "pause")
        self.release = self._button(self.tr("Resume"), "resume")
        self.priority = QPushButton()
        self.priority.setMenu(self._priorities())
        flow = Flow(self)
        for button in self._buttons():
            flow.addWidget(button)
            button.hide()
        self._connect()

    def show_receipt(self, receipt: Receipt) -> None:
        """Offer what fits this one."""
        self._receipt = receipt
        self.retry.setVisible(receipt.finished)
        self.cancel.setVisible(not receipt.finished)
        self.next.setVisible(can_wait(receipt) and receipt.priority is not Priority.NEXT)
        self.hold.setVisible(can_hold(receipt))
        self.release.setVisible(can_release(receipt))
        self.priority.setVisible(can_wait(receipt))
        said = words.priority_text(receipt.priority)
        self.priority.setText(self.tr("Priority: {priority}").format(priority=said))

    def _button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(text)
        button.setIcon(icons.icon(icon))
        return button

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.retry, self.cancel, self.next, self.hold, self.release, self.priority

    def _priorities(self) -> QMenu:
        menu = QMenu(self)
        for priority in (Priority.HIGH, Priority.NORMAL, Priority.LOW):
            action = menu.addAction(words.priority_text(priority))
            action.triggered.connect(lambda _=False, to=priority: self._prioritize(to))
        return menu

    def _connect(self) -> None:
        for button, act in (
            (self.retry, self._orders.retry),
            (self.cancel, self._orders.cancel),
            (self.hold, self._orders.hold),
            (self.release, self._orders.release),
        ):
            button.clicked.connect(lambda _=False, act=act: act(self._those()))
        self.next.clicked.connect(lambda: self._prioritize(Priority.NEXT))

    def _prioritize(self, priority: Priority) -> None:
        self._orders.prioritize(self._those(), priority)

    def _those(self) -> list[Receipt]:
        return [self._receipt] if self._receipt else []
