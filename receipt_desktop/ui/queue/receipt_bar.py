"""The actions for one receipt in the queue."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from receipt_desktop.domain.receipt import Priority, Receipt
from receipt_desktop.ui.i18n import queue_texts
from receipt_desktop.ui.receipt_controller import (
    ReceiptController,
    can_hold,
    can_release,
    is_waiting,
)
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.flow_layout import FlowLayout


class ReceiptBar(QWidget):
    """Shows the actions that apply to the receipt."""

    def __init__(self, controller: ReceiptController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._receipt: Receipt | None = None
        self.retry_button = self._create_button(self.tr("Reprocess"), "retry")
        self.cancel_button = self._create_button(self.tr("Cancel"), "cancel")
        self.next_button = self._create_button(self.tr("Process next"), "first")
        self.hold_button = self._create_button(self.tr("Pause"), "pause")
        self.release_button = self._create_button(self.tr("Resume"), "resume")
        self.priority_button = QPushButton()
        self.priority_button.setMenu(self._create_priority_menu())
        flow = FlowLayout(self)
        for button in self._all_buttons():
            flow.addWidget(button)
            button.hide()
        self._connect()

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the actions that apply to this receipt."""
        self._receipt = receipt
        self.retry_button.setVisible(receipt.is_finished)
        self.cancel_button.setVisible(not receipt.is_finished)
        self.next_button.setVisible(is_waiting(receipt) and receipt.priority is not Priority.NEXT)
        self.hold_button.setVisible(can_hold(receipt))
        self.release_button.setVisible(can_release(receipt))
        self.priority_button.setVisible(is_waiting(receipt))
        label = queue_texts.format_priority(receipt.priority)
        self.priority_button.setText(self.tr("Priority: {priority}").format(priority=label))

    def _create_button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(text)
        button.setIcon(icons.load_icon(icon))
        return button

    def _all_buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.retry_button,
            self.cancel_button,
            self.next_button,
            self.hold_button,
            self.release_button,
            self.priority_button,
        )

    def _create_priority_menu(self) -> QMenu:
        menu = QMenu(self)
        for priority in (Priority.HIGH, Priority.NORMAL, Priority.LOW):
            action = menu.addAction(queue_texts.format_priority(priority))
            action.triggered.connect(lambda _=False, to=priority: self._set_priority(to))
        return menu

    def _connect(self) -> None:
        for button, act in (
            (self.retry_button, self._controller.retry_receipts),
            (self.cancel_button, self._controller.cancel_receipts),
            (self.hold_button, self._controller.hold_receipts),
            (self.release_button, self._controller.release_receipts),
        ):
            button.clicked.connect(lambda _=False, act=act: act(self._current_receipts()))
        self.next_button.clicked.connect(lambda: self._set_priority(Priority.NEXT))

    def _set_priority(self, priority: Priority) -> None:
        self._controller.prioritize_receipts(self._current_receipts(), priority)

    def _current_receipts(self) -> list[Receipt]:
        return [self._receipt] if self._receipt else []
