"""Opens the dialog that invites a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from receipt_desktop.ui.main_window import MainWindow


def add_from_phone(window: MainWindow) -> None:
    """Invite a phone to send photos; the dialog does not block the window."""
    if window.phone_service is None:
        return
    if window.phone_dialog is None:
        from receipt_desktop.ui.sources.phone_dialog import PhoneDialog  # noqa: PLC0415 (segno)

        window.phone_dialog = PhoneDialog(window, window.phone_service, window.task_runner)
    window.phone_dialog.show()
    window.phone_dialog.raise_()
    window.phone_dialog.activateWindow()
