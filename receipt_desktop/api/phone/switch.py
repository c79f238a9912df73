"""Starts and stops the page for phones."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from receipt_desktop.config.local_networks import list_local_addresses
from receipt_desktop.domain.phone import LocalAddress, PhoneInvitation, PhoneState

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.api.phone.server import PhoneServer


class PhoneSwitch:
    """One page or none; the server code is imported on first use. Thread-safe; may block."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._lock = threading.Lock()
        self._server: PhoneServer | None = None

    def list_addresses(self) -> tuple[LocalAddress, ...]:
        """The addresses of this computer that a phone may reach, the most likely one first."""
        return list_local_addresses()

    def invite(self, address: str, on_change: Callable[[PhoneState], None]) -> PhoneInvitation:
        """End the last invitation and make a new one; `on_change` is called on any thread.

        Raises `ServiceUnavailable`, `InvalidRequest`.
        """
        from receipt_desktop.api.phone.server import PhoneServer  # noqa: PLC0415 (slow to load)

        with self._lock:
            self._end()
            server = PhoneServer(self._actions, address, on_change)
            invitation = server.start()
            self._server = server
            return invitation

    def stop(self) -> None:
        """End the invitation, if there is one."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        server, self._server = self._server, None
        if server:
            server.stop()
