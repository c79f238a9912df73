"""Limits open connections and chooses which one to close when the limit is reached."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

MAX_CONNECTIONS = 1_000
MAX_OPEN_FILES = 8_192
"""The limit of open files to request."""
RESERVED_OPEN_FILES = 128
"""Open files reserved for database, readers, Redis, log and window."""
MIN_CONNECTIONS = 8
FILES_PER_CONNECTION = 2
"""Open files per connection: its socket and a spooled body."""
MAX_UNAUTHENTICATED_PER_NETWORK = 64
"""Maximum unauthenticated connections per remote network."""
IPV6_SITE_PREFIX_BITS = 64
"""Prefix length of an IPv6 network that counts as one client."""


def do_nothing() -> None:
    """The initial close function of a connection."""


@dataclass(eq=False, slots=True)
class ClientConnection:
    """One open connection. Used on the thread of the event loop only."""

    network: str
    """The network, see `network_of_address`; empty for this machine."""
    abort: Callable[[], None] = do_nothing
    """Closes the connection at once and drops unsent data."""
    is_authenticated: bool = False
    """Whether a request on it was authenticated."""
    is_busy: bool = False
    """Whether a request on it is being answered."""


class ConnectionLimiter:
    """The open connections, oldest first; used on the thread of the event loop only."""

    def __init__(self, most: int) -> None:
        self._max_connections = most
        self._open_connections: dict[ClientConnection, None] = {}

    def __len__(self) -> int:
        return len(self._open_connections)

    def try_admit(self, new: ClientConnection) -> bool:
        """Admit a connection if there is room; may close another one."""
        if (
            new.network
            and self._count_unauthenticated(new.network) >= MAX_UNAUTHENTICATED_PER_NETWORK
        ):
            self._close_connection(
                self._find_oldest(
                    lambda one: not one.is_authenticated and one.network == new.network
                )
            )
        if len(self._open_connections) >= self._max_connections and not self.evict_oldest():
            return False
        self._open_connections[new] = None
        return True

    def evict_oldest(self) -> bool:
        """Close the oldest unauthenticated connection, else the oldest idle one.

        An authenticated request in progress is never cut off. Returns whether one was closed.
        """
        victim = self._find_oldest(lambda one: not one.is_authenticated) or self._find_oldest(
            lambda one: not one.is_busy
        )
        return self._close_connection(victim)

    def remove_connection(self, closed: ClientConnection) -> None:
        """Remove a closed connection; safe to call twice."""
        self._open_connections.pop(closed, None)

    def _find_oldest(self, fits: Callable[[ClientConnection], bool]) -> ClientConnection | None:
        return next(filter(fits, self._open_connections), None)

    def _count_unauthenticated(self, network: str) -> int:
        return sum(
            one.network == network and not one.is_authenticated for one in self._open_connections
        )

    def _close_connection(self, victim: ClientConnection | None) -> bool:
        if victim is None:
            return False
        self.remove_connection(victim)
        victim.abort()
        return True


def network_of_address(address: str) -> str:
    """What counts as one remote address: an IPv4 address, an IPv6 network; empty for this machine.

    What is no IP address stands for itself.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_loopback:
        return ""
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ipaddress.ip_network((ip, IPV6_SITE_PREFIX_BITS), strict=False))


def compute_connection_limit() -> int:
    """The number of connections this process can open, after raising the file limit."""
    files = raise_open_file_limit()
    return max(
        MIN_CONNECTIONS, min(MAX_CONNECTIONS, (files - RESERVED_OPEN_FILES) // FILES_PER_CONNECTION)
    )


def raise_open_file_limit() -> int:
    """Raise the limit of open files. Returns the limit in force."""
    if os.name == "nt":
        return MAX_OPEN_FILES  # sockets do not count there
    import resource  # noqa: PLC0415 (not on Windows)

    soft, hard = (_cap_unlimited(one) for one in resource.getrlimit(resource.RLIMIT_NOFILE))
    if soft < min(hard, MAX_OPEN_FILES):
        with suppress(ValueError, OSError):  # macOS has a lower limit of its own
            wanted = min(hard, MAX_OPEN_FILES)
            resource.setrlimit(
                resource.RLIMIT_NOFILE, (wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
            )
            return wanted
    return min(soft, MAX_OPEN_FILES)


def _cap_unlimited(limit: int) -> int:
    return MAX_OPEN_FILES if limit < 0 else limit  # RLIM_INFINITY is -1
