"""The page for phones as seen by the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from receipt_desktop.domain.phone import LocalAddress, PhoneInvitation, PhoneState


class PhoneService(Protocol):
    """The page that a phone sends photos with. Thread-safe; every method may block."""

    def list_addresses(self) -> tuple[LocalAddress, ...]:
        """The addresses of this computer that a phone may reach, the most likely one first."""

    def invite(self, address: str, on_change: Callable[[PhoneState], None]) -> PhoneInvitation:
        """End the last invitation and make a new one; `on_change` is called on any thread.

        Raises `ReceiptError` if the address cannot be used.
        """

    def stop(self) -> None:
        """End the invitation, if there is one."""
