"""Several machines on this one: PostgreSQL, a shared Redis and folder, a data folder for each."""

from __future__ import annotations

import os
import secrets
import socket
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from receipt_desktop.broker.address import RedisAddress, find_free_port, responds_to_ping
from receipt_desktop.broker.binary import find_redis_binary
from receipt_desktop.config.settings import Settings
from tests.end_to_end.service import Running, end, launch, launch_service
from tests.postgres import Postgres, postgres
from tests.waiting import wait_until

REDIS_BINARY = "TEST_REDIS_BINARY"
"""The variable that names another server than the one that comes along: /usr/bin/redis-server."""
LEASE_SECONDS = 10
"""A killed worker's receipts wait that long; a busy machine must not take a live one for dead."""


class SharedRedis:
    """Somebody's server with a password on a port; it keeps nothing over a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secret, self.port = secrets.token_hex(16), find_free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self._secret}@127.0.0.1:{self.port}/0"

    def url_with_tls(self, port: int, certificate: Path) -> str:
        """Through something that speaks TLS before it; the certificate signs itself."""
        return f"rediss://:{self._secret}@localhost:{port}/0?ssl_ca_certs={certificate}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        wanted = Settings(redis_binary=os.environ.get(REDIS_BINARY, ""))
        command = [str(find_redis_binary(wanted)), "--save", "", "--requirepass", self._secret]
        command += ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = RedisAddress(self.url, "", is_own=False)
        wait_until(lambda: self._answers(address), "the Redis server does not answer")

    def _answers(self, address: RedisAddress) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "the Redis server stopped at once"
        return responds_to_ping(address, 1.0)

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait()
            self._process = None


@contextmanager
def tls_before(port: int, certificate: Path, key: Path) -> Iterator[int]:
    """A port that speaks TLS and passes all on to `port`, as stunnel does; the bundled server of
    Redis is built without TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Relay(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with (
                suppress(OSError),
                socket.create_connection(("127.0.0.1", port)) as inner,
                context.wrap_socket(self.request, server_side=True) as outer,
            ):
                back = threading.Thread(target=passed_on, args=(inner, outer), daemon=True)
                back.start()
                passed_on(outer, inner)
                back.join()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Relay) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join()


def passed_on(source: socket.socket, target: socket.socket) -> None:
    """Everything until one of them closes."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end_of_it in (source, target):
        with suppress(OSError):
            end_of_it.shutdown(socket.SHUT_RDWR)


@dataclass
class Machines:
    """What they share, and the processes."""

    place: Path
    database: Postgres
    redis: SharedRedis
    database_url: str
    redis_url: str
    shared: dict[str, str]
    """The variables that say where the shared files are."""
    queue_secret: str = field(default_factory=lambda: secrets.token_hex(32))
    running: list[Running] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "RECEIPT_DESKTOP_QUEUE_SECRET": self.queue_secret,
            "RECEIPT_DESKTOP_LEASE_SECONDS": str(LEASE_SECONDS),
            "RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE": "100000",
            "RECEIPT_DESKTOP_READER": "tesseract",
        } | self.shared

    def serve(self) -> Running:
        """A machine that answers and reads nothing."""
        folder = self.place / "serve"
        return self._kept(launch_service(folder, "--no-workers", **self.environment()))

    def work(self, name: str) -> Running:
        """A machine that reads."""
        command = ("worker", "--concurrency", "2")
        folder = self.place / name
        return self._kept(launch(folder, *command, ready="workers on", **self.environment()))

    def _kept(self, running: Running) -> Running:
        self.running.append(running)
        return running


@contextmanager
def machines(
    place: Path, tls: tuple[Path, Path] | None = None, shared: dict[str, str] | None = None
) -> Iterator[Machines]:
    """PostgreSQL and Redis running; everything is stopped at the end.

    `tls` are the files of a certificate and its key: Redis is reached through TLS then. `shared`
    says where the shared files are, when that is no folder.
    """
    with ExitStack() as stack:
        database = stack.enter_context(postgres(_made(place / "postgres")))
        redis = SharedRedis(_made(place / "redis"))
        redis.start()
        stack.callback(redis.stop)
        redis_url = redis.url
        if tls:
            port = stack.enter_context(tls_before(redis.port, *tls))
            redis_url = redis.url_with_tls(port, tls[0])
        url = database.make_url(database.new_database())
        files = shared or {"RECEIPT_DESKTOP_SHARED_FILES": str(place / "shared")}
        several = Machines(place, database, redis, url, redis_url, files)
        try:
            yield several
        finally:
            for one in several.running:
                end(one)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
