"""A uvicorn server with limits on its connections, which runs on its own thread."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from receipt_desktop.api.acceptor import ConnectionAcceptor
from receipt_desktop.api.connections import ClientConnection, ConnectionLimiter, do_nothing
from receipt_desktop.api.http_protocol import LimitedHttpProtocol
from receipt_desktop.api.listener import BACKLOG, BindAddress
from receipt_desktop.domain.errors import ServiceUnavailable

START_TIMEOUT_SECONDS = 15.0
SHUTDOWN_GRACE_SECONDS = 5
"""Seconds for responses in progress to finish after a stop."""
KEEP_ALIVE_SECONDS = 75
"""Keep-alive seconds, longer than those of clients, so that no connection closes in use."""


@dataclass(frozen=True, slots=True)
class ServedApplication:
    """An application with what ends its open streams."""

    app: ASGIApp
    thread_name: str
    end_streams: Callable[[], None] = do_nothing


def serve_on_thread(
    served: ServedApplication,
    place: BindAddress,
    listening: socket.socket,
    connections: ConnectionLimiter,
    stack: ExitStack,
) -> threading.Thread:
    """Serve on a thread until `stack` is closed. Raises `ServiceUnavailable`."""
    server = LimitedServer(build_server_config(served.app, place), connections)
    thread = threading.Thread(
        target=server.run, args=([listening],), name=served.thread_name, daemon=True
    )

    def end() -> None:
        served.end_streams()
        server.should_exit = True
        thread.join()

    thread.start()
    stack.callback(end)
    if not server.ready.wait(START_TIMEOUT_SECONDS):
        raise ServiceUnavailable("api_start")
    return thread


def build_server_config(app: ASGIApp, place: BindAddress) -> uvicorn.Config:
    """The configuration of uvicorn for this address."""
    return uvicorn.Config(
        app,
        loop="asyncio",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",  # invalid requests do not fill the log
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_GRACE_SECONDS,
        ssl_certfile=place.certificate or None,
        ssl_keyfile=place.key_file or None,
    )


class LimitedServer(uvicorn.Server):
    """A uvicorn server that signals readiness and limits connections."""

    def __init__(self, config: uvicorn.Config, connections: ConnectionLimiter) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._limiter = connections
        self._acceptors: list[ConnectionAcceptor] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As in uvicorn, except for accepting connections."""
        await super().startup(sockets=[])
        for one in sockets or ():
            self._acceptors.append(
                ConnectionAcceptor(one, self._limiter, self._create_protocol, self.config.ssl)
            )
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As in uvicorn."""
        for acceptor in self._acceptors:
            await acceptor.stop()
        await super().shutdown(sockets)

    def _create_protocol(self, connection: ClientConnection) -> LimitedHttpProtocol:
        return LimitedHttpProtocol(
            connection,
            self._limiter,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
            _loop=asyncio.get_running_loop(),
        )
