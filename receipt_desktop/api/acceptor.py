"""Accepts connections within a limit, which asyncio's own accept loop lacks."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from receipt_desktop.api.connections import ClientConnection, ConnectionLimiter, network_of_address

log = logging.getLogger(__name__)

HANDSHAKE_SECONDS = 10.0
"""Seconds from the connection to the end of the TLS handshake."""
ACCEPT_RETRY_SECONDS = 0.1
"""Seconds to wait after the system ran out of file descriptors or memory."""
BUSY_RESPONSE = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"Connection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"
)


class ConnectionAcceptor:
    """Accepts connections of one listening socket until `stop`."""

    def __init__(
        self,
        listener: socket.socket,
        connections: ConnectionLimiter,
        protocol: Callable[[ClientConnection], asyncio.Protocol],
        context: ssl.SSLContext | None,
    ) -> None:
        self._listener = listener
        self._limiter = connections
        self._create_protocol = protocol
        self._tls_context = context
        self._opening_tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        listener.setblocking(False)
        self._accept_task = self._loop.create_task(self._accept_connections())

    async def stop(self) -> None:
        """Stop accepting, and abort connections that are not open yet."""
        for task in (self._accept_task, *self._opening_tasks):
            task.cancel()
        await asyncio.gather(self._accept_task, *self._opening_tasks, return_exceptions=True)

    async def _accept_connections(self) -> None:
        while True:
            try:
                accepted, address = await self._loop.sock_accept(self._listener)
            except ConnectionAbortedError:
                continue
            except OSError as error:  # no file descriptor or no memory left
                log.warning("could not accept connection: %s", error.strerror or error)
                self._limiter.evict_oldest()
                await asyncio.sleep(ACCEPT_RETRY_SECONDS)
                continue
            self._handle_accepted(accepted, str(address[0]))

    def _handle_accepted(self, accepted: socket.socket, address: str) -> None:
        connection = ClientConnection(network_of_address(address))
        if not self._limiter.try_admit(connection):
            self._reject_connection(accepted)
            return
        task = self._loop.create_task(self._open_connection(accepted, connection))
        connection.abort = partial(_cancel_task, task)
        self._opening_tasks.add(task)
        task.add_done_callback(partial(self._finish_opening, accepted, connection))

    def _reject_connection(self, accepted: socket.socket) -> None:
        with suppress(OSError):
            if self._tls_context is None:
                accepted.send(BUSY_RESPONSE)
        accepted.close()

    async def _open_connection(self, accepted: socket.socket, connection: ClientConnection) -> None:
        """Pass the connection to its protocol, after the TLS handshake if there is one.

        Raises `OSError`, `ssl.SSLError` among them.
        """
        seconds = HANDSHAKE_SECONDS if self._tls_context else None
        await self._loop.connect_accepted_socket(
            lambda: self._create_protocol(connection),
            accepted,
            ssl=self._tls_context,
            ssl_handshake_timeout=seconds,
        )

    def _finish_opening(
        self, accepted: socket.socket, connection: ClientConnection, task: asyncio.Task[None]
    ) -> None:
        """Clean up after a connection attempt, also if its task was cancelled before it began."""
        self._opening_tasks.discard(task)
        if task.cancelled() or task.exception():
            self._limiter.remove_connection(connection)
            accepted.close()


def _cancel_task(task: asyncio.Task[None]) -> None:
    task.cancel()
