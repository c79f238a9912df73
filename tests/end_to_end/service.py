"""The program as a service of its own: started, asked over HTTP, stopped."""

from __future__ import annotations

import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from receipt_desktop.api.client import Client
from receipt_desktop.config.paths import Paths
from tests.end_to_end.commands import SECONDS, Started, start

STOP_SECONDS = SECONDS
RECEIPTS = "/api/v1/receipts"


@dataclass
class Running:
    """A process that serves or works."""

    process: Started
    url: str = ""
    token: str = ""
    said: list[str] = field(default_factory=list)
    """Its lines on standard error so far."""
    drain: threading.Thread | None = None

    def client(self, **extra: Any) -> Client:
        return Client(self.url, self.token, **extra)

    def http(self, **headers: str) -> httpx.Client:
        token = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.url, headers={**token, **headers}, timeout=SECONDS)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Its exit code after this signal."""
        self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)


def launch(data: Path, *arguments: str, ready: str, **extra: str) -> Running:
    """Start a command and wait until it says `ready`."""
    process = start(data, *arguments, **extra)
    running = Running(process)
    assert process.stderr
    for line in process.stderr:
        running.said.append(line)
        if re.search(ready, line):
            break
    else:
        raise AssertionError("".join(running.said))
    running.drain = threading.Thread(target=_drain, args=(running,), daemon=True)
    running.drain.start()
    return running


def _drain(running: Running) -> None:
    """So that a full pipe never stops it."""
    if running.process.stderr:
        running.said.extend(running.process.stderr)


def launch_service(data: Path, *arguments: str, **extra: str) -> Running:
    """A server on a free port of this machine."""
    running = launch(data, "serve", "--port", "0", *arguments, ready="Serving on", **extra)
    found = re.search(r"Serving on (\S+);", running.said[-1])
    assert found
    running.url = found[1]
    token = extra.get("RECEIPT_DESKTOP_API_TOKEN")
    running.token = token or Paths(data).api_token.read_text(encoding="ascii").strip()
    return running


@contextmanager
def serving(data: Path, *arguments: str, **extra: str) -> Iterator[Running]:
    """A server for as long as the block runs."""
    running = launch_service(data, *arguments, **extra)
    try:
        yield running
    finally:
        end(running)


def end(running: Running) -> None:
    """Stopped in order, or killed when it does not stop."""
    if running.process.poll() is None:
        try:
            running.stop()
        except subprocess.TimeoutExpired:
            running.process.kill()
            running.process.wait()
    if running.drain:
        running.drain.join()
    for stream in (running.process.stdout, running.process.stderr):
        if stream:
            stream.close()
