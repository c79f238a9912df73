"""The listener of the page for phones, from the dialog's opening to its end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

from receipt_desktop.actions import Actions
from receipt_desktop.api.connections import ConnectionLimiter
from receipt_desktop.api.limited_server import ServedApplication, serve_on_thread
from receipt_desktop.api.listener import BindAddress, check_certificate, open_listener
from receipt_desktop.api.phone import assets
from receipt_desktop.api.phone.application import create_phone_app
from receipt_desktop.api.phone.certificate_names import read_certificate_names
from receipt_desktop.api.phone.guard import OwnAddress
from receipt_desktop.api.phone.pairing import Pairing, format_code
from receipt_desktop.api.phone.session import PhoneSession
from receipt_desktop.domain.errors import PortUnavailable
from receipt_desktop.domain.phone import PhoneInvitation, PhoneState

MAX_CONNECTIONS = 64


class PhoneServer:
    """One invitation with its listener; create a new one to invite again."""

    def __init__(
        self,
        actions: Actions,
        address: str,
        on_change: Callable[[PhoneState], None],
        pairing: Pairing | None = None,
    ) -> None:
        """It listens on `address` only. `on_change` is called on any thread."""
        settings = actions.settings
        self._place = BindAddress(
            address, settings.phone_port, settings.api_certificate, settings.api_key_file
        )
        self.session = PhoneSession(actions, on_change, pairing)
        self._running = ExitStack()

    def start(self) -> PhoneInvitation:
        """Start listening. Raises `ServiceUnavailable`, `InvalidRequest` for unusable TLS files."""
        check_certificate(self._place)
        with ExitStack() as stack:
            stack.callback(self.session.close)
            listening = stack.enter_context(open_free_listener(self._place))
            own = self._describe_address(listening.getsockname()[1])
            assets.load_assets()
            served = ServedApplication(create_phone_app(self.session, own), "phone")
            serve_on_thread(
                served, self._place, listening, ConnectionLimiter(MAX_CONNECTIONS), stack
            )
            self._running = stack.pop_all()
        return self._invite(own)

    def stop(self) -> None:
        """End the pairing and the listener. Safe to call twice."""
        self._running.close()

    def _describe_address(self, port: int) -> OwnAddress:
        scheme = "https" if self._place.uses_tls else "http"
        names: tuple[str, ...] = ()
        if self._place.uses_tls:
            names = read_certificate_names(self._place.certificate, self._place.key_file)
        return OwnAddress(scheme, self._place.host, port, names)

    def _invite(self, own: OwnAddress) -> PhoneInvitation:
        page = f"{own.scheme}://{choose_host(own)}:{own.port}"
        code = self.session.pairing.code
        ends_at = datetime.now(UTC) + timedelta(seconds=self.session.seconds_left)
        return PhoneInvitation(
            f"{page}/#{code}", page, format_code(code), ends_at, own.scheme == "https"
        )


def choose_host(own: OwnAddress) -> str:
    """The host for the link: a name of the certificate unless it has the address itself."""
    shown = f"[{own.address}]" if ":" in own.address else own.address
    if not own.names or own.address in own.names:
        return shown
    return own.names[0]


def open_free_listener(place: BindAddress) -> socket.socket:
    """Listen on the port of the settings, or on any free one. Raises `ServiceUnavailable`."""
    try:
        return open_listener(place)
    except PortUnavailable:
        anywhere = BindAddress(place.host, 0, place.certificate, place.key_file)
        return open_listener(anywhere)
