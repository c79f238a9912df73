"""The programs that serve as our own Redis: a Redis or Valkey binary, or the server in Python."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import receipt_desktop
from receipt_desktop.broker.address import RedisAddress, find_free_port
from receipt_desktop.broker.binary import find_redis_binary, uses_python_server
from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.interpreter import find_interpreter
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings

FIXED_CONFIG = (
    'save ""',
    "appendonly no",
    "daemonize no",
    "databases 1",
    "maxmemory 256mb",
    "maxmemory-policy noeviction",
    'logfile ""',
    "loglevel notice",
)


@dataclass(frozen=True, slots=True)
class LaunchPlan:
    """How a server process is started."""

    command: list[str]
    folder: Path
    """The working directory."""
    stdin_line: str = ""
    """Written to its standard input, which then stays open; "" for no input."""


BINARY_START_SECONDS = 15.0
PYTHON_START_SECONDS = 90.0
"""Python's modules are slow to load the first time, while a virus scanner looks at each of them."""


class ServerProgram(Protocol):
    """A program that prints "Ready to accept connections" once it does."""

    @property
    def start_seconds(self) -> float:
        """How long it may take to print it."""

    def plan_launch(self, paths: Paths, address: RedisAddress, secret: str) -> LaunchPlan:
        """Write the files that the program needs. Raises `OSError`."""


@dataclass(frozen=True, slots=True)
class BinaryServer:
    """A Redis or Valkey binary with a configuration file."""

    binary: Path

    @property
    def start_seconds(self) -> float:
        """How long a start may take."""
        return BINARY_START_SECONDS

    def plan_launch(self, paths: Paths, address: RedisAddress, secret: str) -> LaunchPlan:
        """Write the configuration, and the address where it has a port. Raises `OSError`."""
        file = config_file(paths)
        lines = [*_listen_config(address, secret), *FIXED_CONFIG]
        write_text_atomically(file, "\n".join(lines) + "\n", mode=PRIVATE_MODE)
        command = [str(self.binary), _escape_glob(file)]
        setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
        if setpriv:
            command = [setpriv, "--pdeathsig", "TERM", *command]
        return LaunchPlan(command, paths.redis)


@dataclass(frozen=True, slots=True)
class PythonServerProgram:
    """`receipt_desktop.broker.python_server`, which writes its address itself."""

    @property
    def start_seconds(self) -> float:
        """How long a start may take."""
        return PYTHON_START_SECONDS

    def plan_launch(self, paths: Paths, address: RedisAddress, secret: str) -> LaunchPlan:  # noqa: ARG002 (`ServerProgram`)
        """The command; the password is passed over standard input, hidden from other processes."""
        module = "receipt_desktop.broker.python_server"
        command = [find_interpreter(), "-X", "utf8", "-m", module, str(address.url_file)]
        return LaunchPlan(command, Path(receipt_desktop.__file__).parent.parent, secret)


def find_program(settings: Settings) -> ServerProgram:
    """Find the program to start. Raises `ServiceUnavailable` when there is none."""
    if uses_python_server(settings):
        return PythonServerProgram()
    return BinaryServer(find_redis_binary(settings))


def describe_program(settings: Settings) -> str:
    """The program for people: a path, or the name and version of fakeredis.

    Raises `ServiceUnavailable` when there is none.
    """
    if uses_python_server(settings):
        return f"fakeredis {version('fakeredis')}"
    return str(find_redis_binary(settings))


def config_file(paths: Paths) -> Path:
    """The configuration of a binary, with its password."""
    return paths.redis / "redis.conf"


def _listen_config(address: RedisAddress, secret: str) -> list[str]:
    if address.url_file is None:
        place = urlsplit(address.url).path
        Path(place).unlink(missing_ok=True)
        return ["port 0", f'unixsocket "{place}"', "unixsocketperm 600"]
    port = find_free_port()
    url = f"redis://:{secret}@127.0.0.1:{port}/0"
    write_text_atomically(address.url_file, f"{url}\n", mode=PRIVATE_MODE)
    return ["bind 127.0.0.1", f"port {port}", f"requirepass {secret}"]


def _escape_glob(file: Path) -> str:
    """Escape the config path; the server treats *, ? and [ as a pattern."""
    path = str(file)
    return re.sub(r"([*?\[\\])", r"\\\1", path) if any(c in path for c in "*?[") else path
