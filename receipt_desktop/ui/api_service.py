"""The HTTP API as seen by the window."""

from __future__ import annotations

from typing import Protocol

from receipt_desktop.domain.errors import ReceiptError


class ApiService(Protocol):
    """The HTTP API of this window, on or off. Thread-safe; `set_enabled` may block."""

    @property
    def url(self) -> str | None:
        """The base URL; None while the API is off."""

    @property
    def start_error(self) -> ReceiptError | None:
        """The error of the last start; None if it succeeded."""

    def set_enabled(self, on: bool) -> None:
        """Start with the current settings, or stop. Raises `ReceiptError` if it cannot start."""
