"""Asks the server in Python without and with its password: `python.exe redis_trial.py DATA`.

Run with the installed Python beside a program on this data folder. Prints a line for each client;
an exception ends it when one gets what it must not get, or not what it must.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import redis

from receipt_desktop.broker.address import make_own_address
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings

Ask = Callable[[redis.Redis], object]
COMMANDS: dict[str, Ask] = {
    "PING": lambda client: client.ping(),
    "KEYS": lambda client: client.keys("*"),
    "SET": lambda client: client.set("trial", "1"),
    "FLUSHALL": lambda client: client.flushall(),
    "INFO": lambda client: client.info(),
}


def main() -> None:
    """Connect without a password, with a wrong one, and with the right one."""
    file = make_own_address(Paths(Path(sys.argv[1])), Settings()).url_file
    if file is None:
        raise LookupError("this program's server has no port")
    place = urlsplit(file.read_text(encoding="ascii").strip())
    for name, password in {"no password": None, "a wrong password": "wrong"}.items():
        for command, ask in COMMANDS.items():
            print(name, command, refuse(place.port or 0, password, ask))
    with connect(place.port or 0, place.password) as client:
        print("the password", "PING", client.ping(), client.info()["server_name"])
    print("listens on", *sorted(list_addresses(place.port or 0)))


def connect(port: int, password: str | None) -> redis.Redis:
    """A client of the server."""
    return redis.Redis(port=port, password=password, socket_timeout=10)


def refuse(port: int, password: str | None, ask: Ask) -> str:
    """The server's refusal. Raises `PermissionError` when it answers instead."""
    try:
        with connect(port, password) as client:
            answer = ask(client)
    except redis.AuthenticationError as refusal:
        return str(refusal)
    raise PermissionError(f"answered {answer!r}")


def list_addresses(port: int) -> set[str]:
    """The addresses on which this port is open. Raises `PermissionError` beside loopback."""
    listening = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    found = {c.laddr.ip for c in listening if c.laddr.port == port}
    if not found <= {"127.0.0.1"}:
        raise PermissionError(f"open on {found}")
    return found


if __name__ == "__main__":
    main()
