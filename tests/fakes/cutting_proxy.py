"""A TCP proxy that cuts each connection after a number of bytes from the server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class CuttingProxy:
    """Passes bytes between clients and a server on this computer."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.limit: int | None = None
        """Bytes from the server after which a new connection is cut."""
        self.cut_count = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target_port))
                threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()
                threading.Thread(
                    target=self._pass_back, args=(server, client, self.limit), daemon=True
                ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        _close(source, target)

    def _pass_back(self, source: socket.socket, target: socket.socket, limit: int | None) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if limit is not None and len(data) >= limit:
                    target.sendall(data[:limit])
                    self.cut_count += 1
                    break
                limit = None if limit is None else limit - len(data)
                target.sendall(data)
        _close(source, target)

    def close(self) -> None:
        self._listener.close()


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def run_proxy(target_port: int) -> Iterator[CuttingProxy]:
    """A proxy on a free port."""
    proxy = CuttingProxy(target_port)
    try:
        yield proxy
    finally:
        proxy.close()
