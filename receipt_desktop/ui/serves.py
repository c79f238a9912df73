"""What answers other programs, as the window sees it."""

from __future__ import annotations

from typing import Protocol

from receipt_desktop.errors import ReceiptError


class Serves(Protocol):
    """The HTTP API of this window, on or off. Thread-safe; `turn` may block."""

    @property
    def url(self) -> str | None:
        """Where it answers; None while it is off."""

    @property
    def trouble(self) -> ReceiptError | None:
        """Why it could not be turned on the last time; None when it could."""

    def turn(self, on: bool) -> None:
        """On as the settings are now, or off. Raises a `ReceiptError`; it is off then."""
