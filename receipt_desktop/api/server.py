"""The HTTP server, which runs on its own thread."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from receipt_desktop.actions import Actions
from receipt_desktop.api.acceptor import ConnectionAcceptor
from receipt_desktop.api.application import create_app
from receipt_desktop.api.connections import (
    ClientConnection,
    ConnectionLimiter,
    compute_connection_limit,
)
from receipt_desktop.api.http_protocol import LimitedHttpProtocol
from receipt_desktop.api.routes.events import EventHub
from receipt_desktop.api.webhook_dispatcher import WebhookDispatcher
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import (
    HostUnavailable,
    InvalidCertificate,
    PortUnavailable,
    ServiceUnavailable,
)

START_TIMEOUT_SECONDS = 15.0
SHUTDOWN_GRACE_SECONDS = 5
"""Seconds for responses in progress to finish after a stop."""
KEEP_ALIVE_SECONDS = 75
"""Keep-alive seconds, longer than those of clients, so that no connection closes in use."""
BACKLOG = 256
THREAD_SWITCH_SECONDS = 0.0005
"""Thread switch interval in seconds; Python's default of 5 ms delays responses noticeably."""
WILDCARD_HOSTS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 (compared, not bound)


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


class ApiServer:
    """The API server from `start` to `stop`; create a new one to start again."""

    def __init__(self, actions: Actions, place: BindAddress) -> None:
        self._actions = actions
        self._bind_address = place
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._running = ExitStack()

    def start(self) -> None:
        """Start listening; returns when requests are served.

        Raises `ServiceUnavailable` when the port is taken, `InvalidRequest` for TLS files that
        cannot be used and for a token that is too short.
        """
        connections = ConnectionLimiter(compute_connection_limit())
        check_certificate(self._bind_address)
        self._actions.get_api_token()
        with ExitStack() as stack:
            stack.enter_context(switch_interval(THREAD_SWITCH_SECONDS))
            self._socket = stack.enter_context(open_listener(self._bind_address))
            dispatcher = WebhookDispatcher(self._actions)
            dispatcher.start()
            stack.callback(dispatcher.stop)
            self._serve(self._socket, connections, stack)
            self._running = stack.pop_all()

    def _serve(
        self, listening: socket.socket, connections: ConnectionLimiter, stack: ExitStack
    ) -> None:
        """Serve on a thread until `stack` is closed. Raises `ServiceUnavailable`."""
        hub = EventHub(self._actions)
        server = _UvicornServer(self._build_config(hub), connections)
        thread = threading.Thread(target=server.run, args=([listening],), name="api", daemon=True)

        def end() -> None:
            hub.close()
            server.should_exit = True
            thread.join()

        thread.start()
        stack.callback(end)
        self._thread = thread
        if not server.ready.wait(START_TIMEOUT_SECONDS):
            raise ServiceUnavailable("api_start")

    def stop(self) -> None:
        """Stop accepting, finish responses in progress and end streams. Safe to call twice."""
        self._running.close()
        self._socket = None

    @property
    def is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    @property
    def url(self) -> str:
        """The base URL. Raises `RuntimeError` before the start."""
        if self._socket is None:
            raise RuntimeError("not started")
        host = reachable_host(self._bind_address.host)
        host = f"[{host}]" if ":" in host else host
        scheme = "https" if self._bind_address.uses_tls else "http"
        return f"{scheme}://{host}:{self._socket.getsockname()[1]}"

    def _build_config(self, hub: EventHub) -> uvicorn.Config:
        return uvicorn.Config(
            create_app(self._actions, hub),
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
            ssl_certfile=self._bind_address.certificate or None,
            ssl_keyfile=self._bind_address.key_file or None,
        )


class _UvicornServer(uvicorn.Server):
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


@contextmanager
def switch_interval(seconds: float) -> Iterator[None]:
    """Set the thread switch interval; restored afterwards."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


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


def reachable_host(host: str) -> str:
    """The address of this machine towards the network.

    No packet is sent for that (RFC 5737 keeps the address for examples).
    """
    if host not in WILDCARD_HOSTS:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
            return str(asked.getsockname()[0])
        except OSError:  # no network
            return "127.0.0.1"


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
