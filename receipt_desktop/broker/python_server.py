"""A Redis server in Python, for systems without a Redis binary: fakeredis behind a password.

Runs as a child process: `python -m receipt_desktop.broker.python_server ADDRESS_FILE`. The password
comes on the first line of standard input; the process ends when that input ends, so it never
outlives the program. It listens on loopback only and writes its URL to ADDRESS_FILE. Everything is
kept in memory, because the queue can be rebuilt from the database.

fakeredis has a TCP server too. It needs no password, and it polls each connection 100 times a
second; where `fcntl` is missing, published messages wait for the client's next command. Only its
commands and its reply encoding are used here.
"""

from __future__ import annotations

import os
import queue
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Final

import psutil
import redis

# fakeredis imports NumPy if it is installed, for commands that are not used: a fifth of the start.
sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # "not installed"

from fakeredis import FakeServer  # noqa: E402
from fakeredis._clients._tcp_server import encode_reply  # noqa: E402
from fakeredis._socket import FakeSocket  # noqa: E402

from receipt_desktop.broker.authentication import admit_client  # noqa: E402
from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically  # noqa: E402

READY = "Ready to accept connections"
"""Printed once clients can connect, as by Redis."""
AUTHENTICATION_SECONDS = 5.0
"""How long a client has for its first command."""
RECEIVE_BYTES = 65_536
HOST = "127.0.0.1"


class _End:
    """Ends the thread that writes replies."""


END: Final = _End()


class ClientSession(FakeSocket):
    """The commands of one client, those of fakeredis and INFO."""

    started_at: float = time.time()

    def _process_command(self, fields: list[bytes]) -> None:
        if fields and fields[0].upper() == b"INFO":
            self.put_response(_describe_server(self.started_at))
        else:
            super()._process_command(fields)


def _describe_server(started_at: float) -> bytes:
    """The reply to INFO, with the lines that this program reads."""
    lines = (
        "# Server",
        "server_name:fakeredis",
        f"redis_version:{version('fakeredis')}",
        f"process_id:{os.getpid()}",
        f"uptime_in_seconds:{int(time.time() - started_at)}",
        "# Memory",
        f"used_memory:{psutil.Process().memory_info().rss}",
        "maxmemory:0",
        "maxmemory_policy:noeviction",
        "# Persistence",
        "aof_enabled:0",
    )
    return "\r\n".join([*lines, ""]).encode()


class ClientHandler(socketserver.BaseRequestHandler):
    """Serves one client: this thread reads commands, another one writes the replies."""

    server: PythonServer
    request: socket.socket

    def handle(self) -> None:
        """Admit the client and run its commands until it disconnects."""
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request.settimeout(AUTHENTICATION_SECONDS)
        with suppress(OSError), self.request.makefile("rb") as stream:
            admission = admit_client(stream, self.server.secret)
            self.request.sendall(admission.reply)
            if admission.is_admitted:
                self.request.settimeout(None)
                self._serve(stream, admission.pending)

    def _serve(self, stream: BinaryIO, pending: bytes) -> None:
        session = ClientSession(self.server.database, 0, client_class=redis.Redis)
        session.responses = replies = queue.Queue[Any]()
        writer = threading.Thread(
            target=self._write_replies, args=(session, replies), name="replies", daemon=True
        )
        writer.start()
        try:
            self._run_commands(session, stream, pending)
        finally:
            session.close()
            replies.put(END)
            writer.join()

    def _run_commands(self, session: ClientSession, stream: BinaryIO, pending: bytes) -> None:
        """Run commands until the client disconnects or breaks the protocol."""
        with suppress(redis.RedisError, ValueError, StopIteration):
            if pending:
                session.sendall(pending)
            while data := stream.read1(RECEIVE_BYTES):  # type: ignore[attr-defined]  # buffered
                session.sendall(data)

    def _write_replies(self, session: ClientSession, replies: queue.Queue[Any]) -> None:
        """Write replies and published messages as they come."""
        info = session._client_info  # noqa: SLF001 (fakeredis has no other way)
        try:
            while (reply := replies.get()) is not END:
                self.request.sendall(encode_reply(reply, info.protocol_version))
        except (OSError, TypeError):  # disconnected, or a value without an encoding
            with suppress(OSError):
                self.request.shutdown(socket.SHUT_RDWR)


class PythonServer(socketserver.ThreadingTCPServer):
    """Listens on a free loopback port; one thread accepts, two serve each client."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, secret: str) -> None:
        super().__init__((HOST, 0), ClientHandler)
        self.secret = secret.encode()
        self.database = FakeServer(config={b"requirepass": self.secret})

    def server_bind(self) -> None:
        """Take the port for this process alone: Windows would let others share it."""
        if exclusive := getattr(socket, "SO_EXCLUSIVEADDRUSE", None):
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        super().server_bind()

    @property
    def url(self) -> str:
        """The URL for clients, with the password."""
        return f"redis://:{self.secret.decode()}@{HOST}:{self.server_address[1]}/0"


def main(arguments: Sequence[str]) -> int:
    """Serve until standard input ends; its first line is the password."""
    secret = sys.stdin.readline().strip()
    if not secret:
        return 1
    with PythonServer(secret) as server:
        threading.Thread(target=server.serve_forever, name="accept", daemon=True).start()
        write_text_atomically(Path(arguments[0]), f"{server.url}\n", mode=PRIVATE_MODE)
        print(f"{READY} on {HOST}:{server.server_address[1]} (fakeredis)", flush=True)
        sys.stdin.read()
        print("the program has ended; so does the server", flush=True)
    os._exit(0)  # threads of clients may wait in blocking commands


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
