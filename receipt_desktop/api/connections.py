"""How many connections are open at a time, and which one is closed to make room for another."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

MOST_CONNECTIONS = 1_000
MOST_FILES = 8_192
"""Open files that this process asks the system for."""
RESERVED_FILES = 128
"""For the database, the readers, Redis, the log and the window."""
FEWEST_CONNECTIONS = 8
FILES_EACH = 2
"""A connection may have a body that is kept in a file."""
UNKNOWN_PER_ADDRESS = 64
"""Connections from one remote network that have not shown the token."""
IPV6_SITE = 64
"""Bits of an IPv6 address that name the network of one household or company."""


def nothing() -> None:
    """There is nothing to close yet."""


@dataclass(eq=False, slots=True)
class Connection:
    """One open connection. Used on the thread of the event loop only."""

    network: str
    """Where it comes from, as `network_of`; empty for this machine."""
    abort: Callable[[], None] = nothing
    """Closes it at once, without waiting for what is unsent."""
    known: bool = False
    """A request on it has shown the token."""
    busy: bool = False
    """A request on it is being answered."""


class Connections:
    """The open connections, oldest first; used on the thread of the event loop only."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: dict[Connection, None] = {}

    def __len__(self) -> int:
        return len(self._open)

    def admit(self, new: Connection) -> bool:
        """Whether there is room for another one; another one may be closed for it."""
        if new.network and self._unknown_from(new.network) >= UNKNOWN_PER_ADDRESS:
            self._close(self._oldest(lambda one: not one.known and one.network == new.network))
        if len(self._open) >= self._most and not self.evict():
            return False
        self._open[new] = None
        return True

    def evict(self) -> bool:
        """Close the oldest one that has not shown the token, else the oldest idle one.

        A request with the token that is being answered is never cut off. Whether one was closed.
        """
        victim = self._oldest(lambda one: not one.known) or self._oldest(lambda one: not one.busy)
        return self._close(victim)

    def remove(self, closed: Connection) -> None:
        """It is closed; safe to call twice."""
        self._open.pop(closed, None)

    def _oldest(self, fits: Callable[[Connection], bool]) -> Connection | None:
        return next(filter(fits, self._open), None)

    def _unknown_from(self, network: str) -> int:
        return sum(one.network == network and not one.known for one in self._open)

    def _close(self, victim: Connection | None) -> bool:
        if victim is None:
            return False
        self.remove(victim)
        victim.abort()
        return True


def network_of(address: str) -> str:
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
    return str(ipaddress.ip_network((ip, IPV6_SITE), strict=False))


def connection_limit() -> int:
    """How many connections this process can have open, once it asked for more open files."""
    files = allow_files()
    return max(FEWEST_CONNECTIONS, min(MOST_CONNECTIONS, (files - RESERVED_FILES) // FILES_EACH))


def allow_files() -> int:
    """Raise the limit of open files within reason; the limit that holds then."""
    if os.name == "nt":
        return MOST_FILES  # sockets do not count there
    import resource  # noqa: PLC0415 (not on Windows)

    soft, hard = (_finite(one) for one in resource.getrlimit(resource.RLIMIT_NOFILE))
    if soft < min(hard, MOST_FILES):
        with suppress(ValueError, OSError):  # macOS has a lower limit of its own
            wanted = min(hard, MOST_FILES)
            resource.setrlimit(
                resource.RLIMIT_NOFILE, (wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
            )
            return wanted
    return min(soft, MOST_FILES)


def _finite(limit: int) -> int:
    return MOST_FILES if limit < 0 else limit  # RLIM_INFINITY is -1
