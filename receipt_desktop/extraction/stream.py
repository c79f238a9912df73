"""A streamed answer of Ollama's: collected until it ends, closed at the deadline or on cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from receipt_desktop.errors import Cancelled, Deadline, ReceiptError

if TYPE_CHECKING:
    from ollama import Client

OUT_OF_TIME = "out of time"
"""Ends an answer that we cut off, beside Ollama's own "stop" and "length"."""


@contextmanager
def closing(client: Client) -> Iterator[Client]:
    """The client, its connections closed afterwards."""
    try:
        yield client
    finally:
        client._client.close()  # noqa: SLF001 (it has no close of its own)


@contextmanager
def closed_when_over(client: Any, seconds: float, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Closes the connection at the deadline or on cancel, also while a read is stuck."""
    done = threading.Event()

    def watch() -> None:
        until = time.monotonic() + seconds
        while not done.wait(0.1):
            if cancelled() or time.monotonic() > until:
                client._client.close()  # noqa: SLF001 (it has no close of its own)
                return

    watcher = threading.Thread(target=watch, name="ollama-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        client._client.close()  # noqa: SLF001


def collected(
    stream: Any, until: float, deadline: Deadline, failures: tuple[type[Exception], ...]
) -> tuple[str, str]:
    """What was said, and why it ended. Raises `Cancelled` and `failures`."""
    parts: list[str] = []
    reason = ""
    try:
        for part in stream:
            parts.append(part.message.content or "")
            reason = part.done_reason or reason
            if _over(until, deadline):
                break
    except failures:
        if not _over(until, deadline):  # else it was we who closed the stream
            raise
    return "".join(parts), reason or (OUT_OF_TIME if _over(until, deadline) else "")


def _over(until: float, deadline: Deadline) -> bool:
    if deadline.cancelled():
        raise Cancelled("Cancelled.", key="cancelled")
    return time.monotonic() > until


def failures() -> tuple[type[Exception], ...]:
    """Everything that a missing, slow or broken Ollama makes the client raise."""
    import httpx  # noqa: PLC0415
    import ollama  # noqa: PLC0415

    theirs = (httpx.HTTPError, httpx.InvalidURL, ollama.ResponseError)
    return (*theirs, ReceiptError, OSError, RuntimeError, ValueError)
