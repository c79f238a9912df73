"""Add from phone: a QR code, and what the phone that scans it sends."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.phone import LocalAddress, PhoneInvitation, PhoneStage, PhoneState
from receipt_desktop.ui import theme
from receipt_desktop.ui.help.closable_dialog import ClosableDialog
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.sources import phone_texts
from receipt_desktop.ui.sources.phone_service import PhoneService
from receipt_desktop.ui.sources.qr_code import draw_qr_code
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons

WIDTH, CODE_SIDE = 640, 240
HINT_DELAY_MS = 30_000
"""Milliseconds without a phone after which the dialog says what to check."""
PHONE_ICON_SIDE = 96
OVER = (PhoneStage.EXPIRED, PhoneStage.LOCKED)


class PhoneDialog(ClosableDialog):
    """Invites a phone while it is open. It does not block the window."""

    _state_arrived = Signal(int, object)
    """The number of the invitation and its `PhoneState`, from any thread."""

    def __init__(self, parent: QWidget, service: PhoneService, task_runner: TaskRunner) -> None:
        super().__init__(parent, self.tr("Add from phone"))
        self._service = service
        self._task_runner = task_runner
        self._invitation_number = 0
        self.invitation: PhoneInvitation | None = None
        """The present invitation."""
        self.state = PhoneState()
        self._hint_timer = QTimer(self, singleShot=True, interval=HINT_DELAY_MS)
        self._hint_timer.timeout.connect(self._show_hint)
        self._end_timer = QTimer(self, singleShot=True)
        self._end_timer.timeout.connect(self._expire)
        self._state_arrived.connect(self._take_state, Qt.ConnectionType.QueuedConnection)
        self._create_widgets()
        self._lay_out()
        self.finished.connect(self._stop)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for networks and invite a phone whenever the dialog is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            self.search_networks()

    def search_networks(self) -> None:
        """Find the addresses of this computer, then invite a phone to the first."""
        self._show_message(self.tr("Preparing the page for your phone…"))
        self._task_runner.run(
            self._service.list_addresses, done=self._show_addresses, failed=self._show_error
        )

    def invite(self) -> None:
        """Make a new code for the chosen address; the last one ends."""
        self._invitation_number += 1
        number = self._invitation_number
        address = self.network_box.currentData()
        self._task_runner.run(
            partial(self._service.invite, address, partial(self._state_arrived.emit, number)),
            done=partial(self._show_invitation, number),
            failed=self._show_error,
            in_order=True,
        )

    # -- widgets

    def _create_widgets(self) -> None:
        self.code_label, self.heading = QLabel(), QLabel()
        self.steps, self.address_label, self.photos_label = QLabel(), QLabel(), QLabel()
        self.protection_label, self.hint_label = QLabel(), QLabel()
        self.network_box = QComboBox()
        self.network_label = QLabel(self.tr("Network"))
        self.network_label.setBuddy(self.network_box)
        self.network_box.activated.connect(self.invite)
        self.new_button = self.add_button(self.tr("New code"))
        self.new_button.clicked.connect(self.invite)
        self.again_button = self.add_button(self.tr("Search again"), "primary")
        self.again_button.clicked.connect(self.search_networks)
        self.steps.setText(
            self.tr(
                "1. Connect the phone to the same network as this computer.\n"
                "2. Scan the code with the phone’s camera and open the page.\n"
                "3. Take photos or choose pictures there."
            )
        )
        theme.set_text_role(self.heading, "heading")
        theme.set_text_role(self.address_label, "note")
        theme.set_text_role(self.protection_label, "note")
        for label in (
            *(self.heading, self.steps, self.address_label, self.photos_label),
            *(self.protection_label, self.hint_label),
        ):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.address_label.setTextInteractionFlags(theme.SELECTABLE_TEXT)
        self.code_label.setFixedSize(CODE_SIDE, CODE_SIDE)
        self.code_label.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        network_row = QHBoxLayout()
        network_row.addWidget(self.network_label)
        network_row.addWidget(self.network_box, 1)
        words = QWidget()
        right = QVBoxLayout(words)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.SPACE_M)
        for widget in (self.heading, self.photos_label, self.steps, self.address_label):
            right.addWidget(widget)
        right.addLayout(network_row)
        right.addWidget(self.hint_label)
        right.addStretch()
        right.addWidget(self.protection_label)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_L)
        row.addWidget(self.code_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.column.addLayout(row)
        self.setMinimumWidth(WIDTH)

    # -- what arrives

    def _show_addresses(self, found: tuple[LocalAddress, ...]) -> None:
        self.network_box.clear()
        for one in found:
            self.network_box.addItem(phone_texts.describe_address(one), one.address)
        if not self.isVisible():
            return
        if found:
            self.invite()
        else:
            self._show_message(
                self.tr("This computer is in no network"),
                self.tr("Connect it to the Wi-Fi or network that the phone is in."),
            )
            self.again_button.show()

    def _show_invitation(self, number: int, invitation: PhoneInvitation) -> None:
        if number != self._invitation_number or not self.isVisible():
            return
        self.invitation, self.state = invitation, PhoneState()
        self._hint_timer.start()
        seconds_left = (invitation.ends_at - datetime.now(UTC)).total_seconds()
        self._end_timer.start(max(0, int(seconds_left * 1000)))
        words = self.tr("Or open {page} on the phone and enter the code {code}.")
        self.address_label.setText(words.format(page=invitation.page, code=invitation.code))
        self.protection_label.setText(phone_texts.describe_protection(invitation))
        self._show_state()

    def _take_state(self, number: int, state: PhoneState) -> None:
        if number == self._invitation_number and self.isVisible():
            self.state = state
            if self.invitation is not None:
                self._show_state()

    def _expire(self) -> None:
        state = self.state
        self.state = PhoneState(
            PhoneStage.EXPIRED, state.device, state.received, state.finished, state.refused
        )
        self._show_state()

    def _show_error(self, error: ReceiptError) -> None:
        self.invitation, self.state = None, PhoneState()
        self._show_message(self.tr("The page cannot be offered"), texts.format_error(error))
        self.again_button.show()
        self._set_networks_visible()

    # -- showing

    def _show_state(self) -> None:
        """Show the code while it can be used, and what has arrived."""
        is_open = self.state.stage in (PhoneStage.WAITING, PhoneStage.VISITED)
        if self.state.stage is not PhoneStage.WAITING:
            self._hint_timer.stop()
            self.hint_label.hide()
        self.heading.setText(phone_texts.describe_stage(self.state))
        self.photos_label.setText(self.describe_photos(self.state))
        self.photos_label.setVisible(bool(self.photos_label.text()))
        for widget in (self.steps, self.address_label):
            widget.setVisible(is_open)
        self._draw_code(is_open=is_open)
        self.protection_label.show()
        self.again_button.hide()
        self.new_button.show()
        is_over = self.state.stage in OVER
        theme.set_text_role(self.new_button, "primary" if is_over else "")
        self._set_networks_visible()
        self.fit_height()

    def describe_photos(self, state: PhoneState) -> str:
        """How many photos have come and been read; "" before a phone is connected."""
        if not state.received:
            is_paired = state.stage is PhoneStage.PAIRED
            return self.tr("No photo has arrived yet.") if is_paired else ""
        parts = [
            self.tr("%Ln photo(s) received", "", state.received),
            self.tr("%Ln finished", "", state.finished),
        ]
        if state.refused:
            parts.append(self.tr("%Ln not added", "", state.refused))
        return " · ".join(parts)

    def _draw_code(self, *, is_open: bool) -> None:
        self.code_label.show()
        if is_open and self.invitation is not None:
            url, ratio = self.invitation.url, self.devicePixelRatioF()
            self.code_label.setPixmap(draw_qr_code(url, CODE_SIDE, ratio))
            self.code_label.setAccessibleName(self.tr("QR code of the page for the phone"))
        else:
            icon = icons.load_icon("phone", "accent")
            self.code_label.setPixmap(icon.pixmap(PHONE_ICON_SIDE))
            self.code_label.setAccessibleName("")

    def _show_hint(self) -> None:
        if self.invitation is not None and self.state.stage is PhoneStage.WAITING:
            port = urlsplit(self.invitation.page).port or 0
            self.hint_label.setText(phone_texts.describe_missing_phone(port))
            self.hint_label.show()
            self.fit_height()

    def _show_message(self, heading: str, words: str = "") -> None:
        """Show only a heading and a sentence."""
        self._hint_timer.stop()
        self._end_timer.stop()
        for widget in (
            *(self.code_label, self.steps, self.address_label, self.hint_label, self.network_label),
            *(self.network_box, self.protection_label, self.new_button, self.again_button),
        ):
            widget.hide()
        self.heading.setText(heading)
        self.photos_label.setText(words)
        self.photos_label.setVisible(bool(words))
        self.fit_height()

    def _set_networks_visible(self) -> None:
        """A paired phone would lose its connection by another choice."""
        has_choice = self.network_box.count() > 1 and self.state.stage is not PhoneStage.PAIRED
        self.network_label.setVisible(has_choice)
        self.network_box.setVisible(has_choice)

    def _stop(self) -> None:
        """End the invitation; the page is gone with the dialog."""
        self._invitation_number += 1
        self.invitation = None
        self._hint_timer.stop()
        self._end_timer.stop()
        self._task_runner.run(self._service.stop, in_order=True)
