"""The HTTP server, which runs on its own thread."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from receipt_desktop.actions import Actions
from receipt_desktop.api.application import create_app
from receipt_desktop.api.connections import ConnectionLimiter, compute_connection_limit
from receipt_desktop.api.limited_server import ServedApplication, serve_on_thread
from receipt_desktop.api.listener import BindAddress, check_certificate, open_listener
from receipt_desktop.api.routes.events import EventHub
from receipt_desktop.api.webhook_dispatcher import WebhookDispatcher

THREAD_SWITCH_SECONDS = 0.0005
"""Thread switch interval in seconds; Python's default of 5 ms delays responses noticeably."""
WILDCARD_HOSTS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 (compared, not bound)


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
        served = ServedApplication(create_app(self._actions, hub), "api", hub.close)
        self._thread = serve_on_thread(served, self._bind_address, listening, connections, stack)

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


@contextmanager
def switch_interval(seconds: float) -> Iterator[None]:
    """Set the thread switch interval; restored afterwards."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


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
