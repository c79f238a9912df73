"""Takes connections in, never more than the limit; asyncio's own way logs and spins without one."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from receipt_desktop.api.connections import Connection, Connections, network_of

log = logging.getLogger(__name__)

HANDSHAKE_SECONDS = 10.0
"""From the connection to the end of the TLS handshake."""
RETRY_SECONDS = 0.1
"""After the system had nothing left for another connection."""
BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"Connection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"
)


class Acceptor:
    """One listening socket, accepted from until `stop`."""

    def __init__(
        self,
        listener: socket.socket,
        connections: Connections,
        protocol: Callable[[Connection], asyncio.Protocol],
        context: ssl.SSLContext | None,
    ) -> None:
        self._listener = listener
        self._connections = connections
        self._protocol = protocol
        self._context = context
        self._opening: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        listener.setblocking(False)
        self._task = self._loop.create_task(self._run())

    async def stop(self) -> None:
        """Accept nothing more, and give up what is not open yet."""
        for task in (self._task, *self._opening):
            task.cancel()
        await asyncio.gather(self._task, *self._opening, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            try:
                accepted, address = await self._loop.sock_accept(self._listener)
            except ConnectionAbortedError:
                continue
            except OSError as error:  # no file descriptor or no memory left
                log.warning("a connection was not accepted: %s", error.strerror or error)
                self._connections.evict()
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self._take(accepted, str(address[0]))

    def _take(self, accepted: socket.socket, address: str) -> None:
        connection = Connection(network_of(address))
        if not self._connections.admit(connection):
            self._refuse(accepted)
            return
        task = self._loop.create_task(self._open(accepted, connection))
        connection.abort = partial(_cancel, task)
        self._opening.add(task)
        task.add_done_callback(partial(self._opened, accepted, connection))

    def _refuse(self, accepted: socket.socket) -> None:
        with suppress(OSError):
            if self._context is None:
                accepted.send(BUSY)
        accepted.close()

    async def _open(self, accepted: socket.socket, connection: Connection) -> None:
        """Hand the connection to its protocol, after the TLS handshake where there is one.

        Raises `OSError`, `ssl.SSLError` among them.
        """
        seconds = HANDSHAKE_SECONDS if self._context else None
        await self._loop.connect_accepted_socket(
            lambda: self._protocol(connection),
            accepted,
            ssl=self._context,
            ssl_handshake_timeout=seconds,
        )

    def _opened(
        self, accepted: socket.socket, connection: Connection, task: asyncio.Task[None]
    ) -> None:
        """Also of a task that was cancelled before it began."""
        self._opening.discard(task)
        if task.cancelled() or task.exception():
            self._connections.remove(connection)
            accepted.close()


def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
