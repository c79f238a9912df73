"""What answers other programs, as the window sees it."""

from __future__ import annotations

from typing import Protocol

from receipt_desktop.domain.errors import ReceiptError


class ApiService(Protocol):
    """The HTTP API of this window, on or off. Thread-safe; `set_enabled` may block."""

    @property
    def url(self) -> str | None:
        """Where it answers; None while it is off."""

    @property
    def start_error(self) -> ReceiptError | None:
        """Why it could not be turned on the last time; None when it could."""

    def set_enabled(self, on: bool) -> None:
        """On as the settings are now, or off. Raises a `ReceiptError`; it is off then."""
