"""The address that a server of this program listens on, and its socket."""

from __future__ import annotations

import errno
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import (
    HostUnavailable,
    InvalidCertificate,
    PortUnavailable,
    ServiceUnavailable,
)

BACKLOG = 256


@dataclass(frozen=True, slots=True)
class BindAddress:
    """The address to listen on; port 0 means any free port."""

    host: str = "127.0.0.1"
    port: int = 8642
    certificate: str = ""
    key_file: str = ""

    @classmethod
    def from_settings(cls, settings: Settings) -> BindAddress:
        """The address of the settings."""
        return cls(
            settings.api_host,
            settings.api_port,
            settings.api_certificate,
            settings.api_key_file,
        )

    @property
    def uses_tls(self) -> bool:
        return bool(self.certificate)

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


def open_listener(place: BindAddress) -> socket.socket:
    """Bind a socket, so that a used port fails at once. Raises `ServiceUnavailable`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise bind_error(place, error) from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        raise bind_error(place, error) from error
    return made


def bind_error(place: BindAddress, error: OSError) -> ServiceUnavailable:
    """The error for an address that cannot be bound, by port or host."""
    if error.errno in (errno.EADDRINUSE, errno.EACCES):
        return PortUnavailable("api_port", port=place.port)
    return HostUnavailable("api_host", host=place.host)


def check_certificate(place: BindAddress) -> None:
    """Raises `InvalidRequest` when the TLS files cannot be used."""
    if not (place.certificate or place.key_file):
        return
    if not (Path(place.certificate).is_file() and Path(place.key_file).is_file()):
        raise InvalidCertificate("api_certificate_missing")
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(place.certificate, place.key_file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidCertificate("api_certificate", reason=reason) from error
