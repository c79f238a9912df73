"""The bar above a review: the place in the queue and what can be done with the receipt."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.review_queue import ReviewQueue
from receipt_desktop.ui.widgets import icons


class QueueBar(QWidget):
    """Shows "3 of 50" and the commands of the queue; keys are in the tooltips."""

    command_chosen = Signal(str)
    """The name of a review command."""
    list_requested = Signal()
    approval_requested = Signal(bool)
    """Approve the receipt (True), or withdraw its approval."""
    proven_requested = Signal()
    """Approve all receipts of the queue that need no review."""

    def __init__(self, queue: ReviewQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._queue = queue
        self._can_withdraw = self._has_proven = False
        self.position_label, self.left_label = QLabel(), QLabel()
        theme.set_text_role(self.position_label, "heading")
        theme.set_text_role(self.left_label, "note")
        self.list_button = QPushButton(self.tr("‹ Receipts"))
        theme.set_text_role(self.list_button, "plain")
        self.proven_button = QPushButton()
        self.approve_button = QPushButton(self.tr("Approve"))
        theme.set_text_role(self.approve_button, "primary")
        self.buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self.list_button.clicked.connect(self.list_requested)
        self.proven_button.clicked.connect(self.proven_requested)
        self.approve_button.clicked.connect(
            lambda: self.approval_requested.emit(not self._can_withdraw)
        )
        self.show_proven(0)
        self.show_receipt(None)
        queue.queue_changed.connect(self._show_queue)
        self._show_queue()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, theme.SPACE_M, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_XS)
        row.addWidget(self.list_button)
        row.addSpacing(theme.SPACE_S)
        self._add_button(row, "previous", "previous", self.tr("Previous receipt"))
        row.addWidget(self.position_label)
        self._add_button(row, "next", "next", self.tr("Next receipt"))
        row.addSpacing(theme.SPACE_S)
        row.addWidget(self.left_label)
        row.addStretch()
        row.addWidget(self.proven_button)
        self._add_button(row, "skip", "skip", self.tr("Skip: put at the end"))
        self._add_button(row, "postpone", "later", self.tr("Postpone"))
        self._add_button(row, "flag", "flag", self.tr("Flag"))
        for name in ("flag", "postpone"):
            self.buttons[name].setCheckable(True)
        self._add_button(row, "sheet", "keyboard", self.tr("Show all keys"))
        row.addSpacing(theme.SPACE_S)
        row.addWidget(self.approve_button)

    def _add_button(self, row: QHBoxLayout, command: str, icon: str, name: str) -> None:
        button = QToolButton()
        button.setIcon(icons.load_icon(icon))
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.command_chosen.emit(command))
        self.buttons[command] = button
        row.addWidget(button)

    def show_keys(self, hints: dict[str, str]) -> None:
        """Show the key of each command in its tooltip."""
        for name, button in self.buttons.items():
            words = button.accessibleName()
            button.setToolTip(f"{words} ({hints[name]})" if hints.get(name) else words)
        self.proven_button.setToolTip(hints.get("proven", ""))

    def show_receipt(self, receipt: Receipt | None) -> None:
        """Show what can be done with this receipt."""
        done = receipt is not None and receipt.status is Status.COMPLETED
        self._can_withdraw = done and receipt is not None and receipt.approved
        self.approve_button.setEnabled(done)
        words = self.tr("Withdraw approval") if self._can_withdraw else self.tr("Approve")
        self.approve_button.setText(words)
        theme.set_text_role(self.approve_button, "" if self._can_withdraw else "primary")
        self.buttons["flag"].setChecked(receipt is not None and receipt.is_flagged)
        self.buttons["postpone"].setChecked(receipt is not None and receipt.is_postponed)
        for name in ("skip", "postpone", "flag"):
            self.buttons[name].setEnabled(receipt is not None)

    def set_comparing(self, on: bool) -> None:
        """Leave the decision to the comparison of two receipts while one is shown."""
        self.approve_button.setVisible(not on)
        for name in ("skip", "postpone", "flag", "sheet"):
            self.buttons[name].setVisible(not on)
        self.proven_button.setVisible(self._has_proven and not on)

    def show_proven(self, count: int) -> None:
        """Offer to approve so many receipts that need no review."""
        self._has_proven = count > 1
        self.proven_button.setVisible(self._has_proven and not self.approve_button.isHidden())
        self.proven_button.setText(
            self.tr("Approve all proven ({n})").format(n=texts.format_count(count))
        )

    def _show_queue(self) -> None:
        queue = self._queue
        place = self.tr("{number} of {count}").format(
            number=texts.format_count(queue.position), count=texts.format_count(queue.count)
        )
        self.position_label.setText(place if queue.position else "")
        left = self.tr("{n} left").format(n=texts.format_count(queue.open_count))
        self.left_label.setText(left if queue.count else "")
        self.buttons["previous"].setEnabled(queue.has_previous)
        self.buttons["next"].setEnabled(queue.has_next)
