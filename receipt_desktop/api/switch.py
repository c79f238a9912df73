"""Turns the HTTP API of a window on and off."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from receipt_desktop.domain.errors import ReceiptError

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.api.server import ApiServer


class ApiSwitch:
    """One server or none; the server code is imported on first use. Thread-safe; may block."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._lock = threading.Lock()
        self._server: ApiServer | None = None
        self.start_error: ReceiptError | None = None
        """The error of the last start."""

    @property
    def url(self) -> str | None:
        """The base URL; None while the API is off."""
        server = self._server
        return server.url if server else None

    def set_enabled(self, on: bool) -> None:
        """Start with the current settings, or stop; no effect if already in that state.

        Raises `ServiceUnavailable`, `InvalidRequest`; it is off then.
        """
        with self._lock:
            self.start_error = None
            try:
                if on and self._server is None:
                    self._server = self._start_server()
                elif not on and self._server is not None:
                    server, self._server = self._server, None
                    server.stop()
            except ReceiptError as error:
                self.start_error = error
                raise

    def _start_server(self) -> ApiServer:
        from receipt_desktop.api.listener import BindAddress  # noqa: PLC0415 (slow to load)
        from receipt_desktop.api.server import ApiServer  # noqa: PLC0415 (slow to load)

        server = ApiServer(self._actions, BindAddress.from_settings(self._actions.settings))
        server.start()
        return server
