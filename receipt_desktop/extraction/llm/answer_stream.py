"""A streamed answer of Ollama's: collected until it ends, closed at the deadline or on cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import Cancelled, ReceiptError
from receipt_desktop.extraction.llm.repetition import RepetitionDetector

if TYPE_CHECKING:
    from ollama import Client

OUT_OF_TIME, REPETITION = "out of time", "loop"
"""End an answer that we cut off, beside Ollama's own "stop" and "length"."""


@dataclass(frozen=True, slots=True)
class StreamedAnswer:
    """An answer, as far as it came."""

    text: str
    end_reason: str
    """Why it ended."""
    tokens: int = 0
    """Of the whole answer, as Ollama counts them; 0 for one that was cut off."""
    seconds: float = 0.0
    """What they took."""


@contextmanager
def close_afterwards(client: Client) -> Iterator[Client]:
    """The client, its connections closed afterwards."""
    try:
        yield client
    finally:
        client._client.close()  # noqa: SLF001 (it has no close of its own)


@contextmanager
def close_when_over(client: Any, seconds: float, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Closes the connection at the deadline or on cancel, also while a read is stuck."""
    done = threading.Event()

    def watch() -> None:
        until = time.monotonic() + seconds
        while not done.wait(0.1):
            if cancelled() or time.monotonic() > until:
                client._make_client.close()  # noqa: SLF001 (it has no close of its own)
                return

    watcher = threading.Thread(target=watch, name="ollama-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        client._make_client.close()  # noqa: SLF001


def collect_answer(
    stream: Any, until: float, deadline: Deadline, failures: tuple[type[Exception], ...]
) -> StreamedAnswer:
    """What was said, and why it ended. Raises `Cancelled` and `list_client_errors`."""
    parts: list[str] = []
    loop, last, reason = RepetitionDetector(), None, ""
    try:
        for last in stream:
            parts.append(last.message.content or "")
            reason = REPETITION if loop.feed_text(parts[-1]) else last.done_reason or reason
            if reason == REPETITION or _is_over(until, deadline):
                break
    except failures:
        if not _is_over(until, deadline):  # else it was we who closed the stream
            raise
    reason = reason or (OUT_OF_TIME if _is_over(until, deadline) else "")
    return StreamedAnswer("".join(parts), reason, *_count_tokens(last))


def _count_tokens(last: Any) -> tuple[int, float]:
    """Tokens and seconds by an answer's last part; Ollama tells nanoseconds."""
    tokens, nanoseconds = (getattr(last, name, 0) for name in ("eval_count", "eval_duration"))
    return (tokens, nanoseconds / 1e9) if tokens and nanoseconds else (0, 0.0)


def _is_over(until: float, deadline: Deadline) -> bool:
    if deadline.is_cancelled():
        raise Cancelled("Cancelled.", key="cancelled")
    return time.monotonic() > until


def list_client_errors() -> tuple[type[Exception], ...]:
    """Everything that a missing, slow or broken Ollama makes the client raise."""
    import httpx  # noqa: PLC0415
    import ollama  # noqa: PLC0415

    theirs = (httpx.HTTPError, httpx.InvalidURL, ollama.ResponseError)
    return (*theirs, ReceiptError, OSError, RuntimeError, ValueError)
