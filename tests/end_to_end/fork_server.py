"""Starts programs by forking a process that has loaded the program already.

Loading the program and building its tables of facts takes two CPU seconds, and the tests start it
over a hundred times. A forked program is a process like any other: its own memory, signals, data
folder and end. `tests/end_to_end/commands.py` starts it afresh where the interpreter's own start
matters.

This module is run as the server: `python -m tests.end_to_end.fork_server`, with a socket as its
standard input. Each message is a JSON object (`arguments`, `environment`, `folder`) with four file
descriptors: the standard streams of the program and a socket for the answers, its process number
and later its wait status.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from receipt_desktop import __main__ as program
from receipt_desktop.extraction.rules.extractor import extract_by_rules
from tests.unit.extraction.printed import printed

PRELOADED = (
    "receipt_desktop.bootstrap",
    *(
        f"receipt_desktop.cli.{name}"
        for name in ("process", "serve", "worker", "backup", "restore")
    ),
    *(f"receipt_desktop.cli.{name}" for name in ("export", "verify", "audit", "doctor", "health")),
    "alembic.command",
    "sqlalchemy.dialects.sqlite",
)
MESSAGE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """A program to start."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    streams: list[int]
    answers: int


def serve(requests: socket.socket) -> Request | None:
    """Fork for each request; returns it in the new program, and None where there are no more."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, MESSAGE_BYTES, 4)
        if not message:
            return None
        request = Request(**json.loads(message), streams=descriptors[:3], answers=descriptors[3])
        if os.fork() == 0:
            requests.close()
            return watch_program(request)
        for descriptor in descriptors:
            os.close(descriptor)


def watch_program(request: Request) -> Request:
    """Fork the program, report its number and how it ended; returns in the program only."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=request.answers) as answers:
        if (number := os.fork()) == 0:
            return request
        for stream in request.streams:
            os.close(stream)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        answers.sendall(f"{number}\n".encode())
        _, status = os.waitpid(number, 0)
        with contextlib.suppress(BrokenPipeError):
            answers.sendall(f"{status}\n".encode())
    os._exit(0)


def become_program(request: Request) -> None:
    """Give this process the streams, folder, environment and arguments of the request."""
    for number, stream in enumerate(request.streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    tempfile.tempdir = None  # of the environment, not what the server has found
    sys.argv = ["receipt-desktop", *request.arguments]


def preload() -> None:
    """Load what the programs load, and let one extraction build the tables of facts."""
    for name in PRELOADED:
        import_module(name)
    extract_by_rules(printed("CAFE LUNA\n2025-05-01\nTotal | 4.50"), date(2026, 1, 1))
    gc.collect()
    gc.freeze()


def main() -> None:
    """Serve requests from standard input; in a forked program, run the program."""
    requests = socket.socket(fileno=os.dup(0))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    preload()
    if request := serve(requests):
        become_program(request)
        sys.exit(program.main())


if __name__ == "__main__":
    main()
