"""Addresses of and connections to Redis servers, bundled or shared."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import redis
from redis.backoff import NoBackoff
from redis.credentials import CredentialProvider
from redis.retry import Retry

from receipt_desktop.broker.binary import PYTHON_SERVER, uses_python_server
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import RedisState

MAX_SOCKET_PATH_BYTES = 100
"""Maximum length of a socket path; Linux allows 107 bytes, macOS 103."""


@dataclass(frozen=True, slots=True)
class RedisAddress:
    """Address of a server; `url` is for clients, `display_url` contains no password."""

    url: str
    display_url: str
    is_own: bool
    url_file: Path | None = None
    """File with the URL of the running server, used instead of `url`: after a takeover, the server
    listens on another port with another password."""


def make_shared_address(settings: Settings) -> RedisAddress:
    """Address of a shared server, from REDIS_URL or from REDIS_HOST and related settings."""
    url = settings.redis_url
    if not url:
        secret = f":{quote(settings.redis_password, safe='')}@" if settings.redis_password else ""
        url = f"redis://{secret}{settings.redis_host}:{settings.redis_port}/0"
    parts = urlsplit(url)
    place = parts.hostname + (f":{parts.port}" if parts.port else "") if parts.hostname else ""
    return RedisAddress(url, f"{parts.scheme}://{place}{parts.path}", is_own=False)


class PublishedConnection(redis.Connection):
    """A connection that reads the server's URL from a file at every connect."""

    def __init__(self, *, file: Path, **options: Any) -> None:
        self._file = file
        self._secret = ""
        super().__init__(  # type: ignore[no-untyped-call]
            credential_provider=_PublishedPassword(self), **options
        )

    def _connect(self) -> socket.socket:
        """Raises `OSError` when no server has published its address."""
        parts = urlsplit(self._file.read_text(encoding="ascii").strip())
        self.host, self.port = parts.hostname or "", parts.port or 0
        self._secret = parts.password or ""
        connected: socket.socket = super()._connect()  # type: ignore[no-untyped-call]
        return connected

    @property
    def published_password(self) -> str:
        """The password published with the address."""
        return self._secret


class _PublishedPassword(CredentialProvider):
    def __init__(self, connection: PublishedConnection) -> None:
        self._connection = connection

    def get_credentials(self) -> tuple[str]:
        return (self._connection.published_password,)


def make_connection_pool(
    address: RedisAddress, timeout: float = 5.0, client_name: str | None = None
) -> redis.ConnectionPool:
    """Create a connection pool with timeouts that reconnects after a server was replaced.

    `timeout`, in seconds, applies to connecting and to each response. The server lists the
    connections by `client_name`.
    """
    options: dict[str, Any] = {
        "socket_timeout": timeout,
        "socket_connect_timeout": timeout,
        "retry": Retry(NoBackoff(), 1),  # a pooled connection may belong to a replaced server
        "client_name": client_name,
    }
    if address.url_file is None:
        return redis.ConnectionPool.from_url(address.url, **options)
    return redis.ConnectionPool(
        connection_class=PublishedConnection, file=address.url_file, **options
    )


def make_client(address: RedisAddress, timeout: float = 5.0) -> redis.Redis:
    """Create a client with timeouts; close it after use."""
    return redis.Redis.from_pool(make_connection_pool(address, timeout))


def responds_to_ping(address: RedisAddress, timeout: float = 2.0) -> bool:
    """Whether a server at this address responds to PING."""
    try:
        with make_client(address, timeout) as connection:
            return bool(connection.ping())
    except (redis.RedisError, OSError):
        return False


class RedisProbe:
    """Probes a server repeatedly over one connection. Thread-safe."""

    def __init__(self, address: RedisAddress) -> None:
        self._address = address
        self._connection = make_client(address, timeout=2.0)

    def read_state(self, restarts: int = 0) -> RedisState:
        """Version, memory and round-trip time of the server, or unreachable."""
        try:
            self._connection.ping()
            return _query_state(self._connection, self._address, restarts)
        except (redis.RedisError, OSError):
            return RedisState(
                False, self._address.is_own, self._address.display_url, restarts=restarts
            )

    def is_answering(self) -> bool:
        """Whether the server responds to PING."""
        try:
            return bool(self._connection.ping())
        except (redis.RedisError, OSError):
            return False

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _query_state(connection: redis.Redis, address: RedisAddress, restarts: int) -> RedisState:
    started = time.perf_counter()
    connection.ping()
    latency = (time.perf_counter() - started) * 1000
    info = connection.info()
    version = info.get("valkey_version") or info.get("redis_version")
    memory = int(info.get("used_memory", 0))
    is_python = info.get("server_name") == PYTHON_SERVER
    return RedisState(
        True,
        address.is_own,
        address.display_url,
        version,
        memory,
        round(latency, 3),
        restarts,
        persistence="none" if is_python else _query_persistence(connection, info),
        eviction=info.get("maxmemory_policy"),
        max_memory_bytes=int(info.get("maxmemory", 0)),
        is_python=is_python,
    )


def _query_persistence(connection: redis.Redis, info: dict[str, Any]) -> str | None:
    """Persistence modes of the server; None if CONFIG is not permitted."""
    try:
        snapshots = bool(connection.config_get("save").get("save"))
    except redis.ResponseError:
        return None
    kinds = {"rdb": snapshots, "aof": bool(info.get("aof_enabled"))}
    return "+".join(name for name, on in kinds.items() if on) or "none"


def make_own_address(paths: Paths, settings: Settings) -> RedisAddress:
    """Address of this data folder's bundled server, independent of the hosting process."""
    if has_unix_sockets() and not uses_python_server(settings):
        place = f"unix://{choose_socket_path(paths)}"
        return RedisAddress(place, place, is_own=True)
    place = "redis://127.0.0.1"
    return RedisAddress(place, place, is_own=True, url_file=paths.redis / "address")


def has_unix_sockets() -> bool:
    """Whether the bundled server can listen on a Unix socket on this platform."""
    return hasattr(socket, "AF_UNIX") and sys.platform != "win32"


def choose_socket_path(paths: Paths) -> Path:
    """Socket path in the data folder, or in a private temporary folder if too long.

    Raises `ServiceUnavailable` when the temporary folder belongs to another user.
    """
    path = paths.redis / "redis.sock"
    if len(os.fsencode(path)) <= MAX_SOCKET_PATH_BYTES and _is_plain_path(str(path)):
        return path
    name = hashlib.sha256(os.fsencode(paths.data)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"receipt-desktop-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise ServiceUnavailable("redis_socket_folder", path=str(folder))
    return folder / "redis.sock"


def _is_plain_path(path: str) -> bool:
    """Whether the path needs no escaping in a URL and in the server's config."""
    return all(c.isascii() and (c.isalnum() or c in "/._-+") for c in path)


def find_free_port() -> int:
    """Find a loopback port that is currently free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
