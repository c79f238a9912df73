"""Web addresses that a program or a page gives, and where the connection may go.

The host name is resolved once, every address is checked, and the connection is made to the checked
address, so that a second lookup cannot return another one. The caller follows no redirect without
checking it in the same way, and uses no proxy.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from receipt_desktop.config.public_addresses import (
    BLOCKED_PORTS,
    IpAddress,
    embedded_ipv4_addresses,
    is_public_address,
)
from receipt_desktop.domain.errors import InvalidRequest

DEFAULT_PORTS = {"http": 80, "https": 443}


class ForbiddenUrl(InvalidRequest):
    """An address that this program does not call."""


@dataclass(frozen=True, slots=True)
class WebTarget:
    """The address to connect to and the host name."""

    parts: SplitResult
    address: IpAddress

    @property
    def url(self) -> str:
        """The URL with the checked address in place of the name."""
        shown = f"[{self.address}]" if self.address.version == 6 else str(self.address)  # noqa: PLR2004
        port = self.parts.port or DEFAULT_PORTS[self.parts.scheme]
        query = f"?{self.parts.query}" if self.parts.query else ""
        return f"{self.parts.scheme}://{shown}:{port}{self.parts.path or '/'}{query}"


def split_url(url: str) -> SplitResult:
    """The parts of a callable URL. Raises `ForbiddenUrl`."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(one.isspace() or not one.isprintable() for one in url):
        raise ForbiddenUrl("webhook_no_url")
    if (parts.port or DEFAULT_PORTS[parts.scheme]) in BLOCKED_PORTS:
        raise ForbiddenUrl("webhook_port")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenUrl("webhook_user")
    return parts._replace(netloc=ascii_host_and_port(parts))


def ascii_host_and_port(parts: SplitResult) -> str:
    """Host and port in ASCII, as in a request. Raises `ForbiddenUrl`."""
    host = parts.hostname or ""
    try:
        named = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as error:
        raise ForbiddenUrl("webhook_name") from error
    shown = f"[{named}]" if ":" in named else named
    return shown if parts.port is None else f"{shown}:{parts.port}"


def resolve_target(url: str, *, private: bool) -> WebTarget:
    """Resolve a URL. Raises `ForbiddenUrl`, `OSError` if the name is unknown."""
    parts = split_url(url)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise ForbiddenUrl("webhook_name") from error
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    for address in addresses:
        check_target_address(address, private=private)
    return WebTarget(parts, addresses[0])


def check_target_address(address: IpAddress, *, private: bool) -> None:
    """Raises `ForbiddenUrl` for an address outside the open internet, unless allowed."""
    if private and address.is_loopback:
        return
    for one in tuple(embedded_ipv4_addresses(address)) or (address,):
        if one.is_multicast or one.is_unspecified or one.is_reserved:
            raise ForbiddenUrl("webhook_reserved")
    if not private and not is_public_address(address):
        raise ForbiddenUrl("webhook_private")


def public_part(url: str) -> str:
    """The address without query and fragment, which may hold secrets. Raises `ForbiddenUrl`."""
    parts = split_url(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def start_resolving(url: str, *, private: bool) -> Future[WebTarget]:
    """Like `resolve_target`, in a thread, so that a slow name server blocks no other work."""
    found: Future[WebTarget] = Future()

    def look_up() -> None:
        try:
            target = resolve_target(url, private=private)
        except Exception as error:  # noqa: BLE001 (raised again where it is awaited)
            found.set_exception(error)
        else:
            found.set_result(target)

    found.set_running_or_notify_cancel()
    threading.Thread(target=look_up, name="web-name", daemon=True).start()
    return found
