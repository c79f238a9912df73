"""Collects a streamed answer of Ollama until its end, the deadline or a cancel."""

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
"""End reasons of an answer that was cut off here, beside "stop" and "length" of Ollama."""


@dataclass(frozen=True, slots=True)
class StreamedAnswer:
    """An answer, complete or cut off."""

    text: str
    end_reason: str
    """"stop", "length", `OUT_OF_TIME` or `REPETITION`; "" when it is unknown."""
    tokens: int = 0
    """Tokens of the answer as counted by Ollama; 0 when it was cut off."""
    seconds: float = 0.0
    """Seconds for these tokens."""


@contextmanager
def close_afterwards(client: Client) -> Iterator[Client]:
    """Close the connections of the client afterwards."""
    try:
        yield client
    finally:
        client._client.close()  # noqa: SLF001 (the client has no close method)


@contextmanager
def close_when_over(client: Any, seconds: float, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Close the connection after `seconds` or on cancel, also while a read is blocked."""
    closed = threading.Event()

    def watch() -> None:
        end = time.monotonic() + seconds
        while not closed.wait(0.1):
            if cancelled() or time.monotonic() > end:
                client._client.close()  # noqa: SLF001 (the client has no close method)
                return

    watcher = threading.Thread(target=watch, name="ollama-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        closed.set()
        watcher.join()
        client._client.close()  # noqa: SLF001


def collect_answer(
    stream: Any, until: float, deadline: Deadline, failures: tuple[type[Exception], ...]
) -> StreamedAnswer:
    """Collect an answer until it ends or `until`. Raises `Cancelled` and `list_client_errors`."""
    parts: list[str] = []
    detector, last, reason = RepetitionDetector(), None, ""
    try:
        for last in stream:
            parts.append(last.message.content or "")
            reason = REPETITION if detector.feed_text(parts[-1]) else last.done_reason or reason
            if reason == REPETITION or _is_over(until, deadline):
                break
    except failures:
        if not _is_over(until, deadline):  # at the deadline the watcher closes the stream
            raise
    reason = reason or (OUT_OF_TIME if _is_over(until, deadline) else "")
    return StreamedAnswer("".join(parts), reason, *_count_tokens(last))


def _count_tokens(last: Any) -> tuple[int, float]:
    """Tokens and seconds from the last part of an answer, which has nanoseconds."""
    tokens, nanoseconds = (getattr(last, name, 0) for name in ("eval_count", "eval_duration"))
    return (tokens, nanoseconds / 1e9) if tokens and nanoseconds else (0, 0.0)


def _is_over(until: float, deadline: Deadline) -> bool:
    if deadline.is_cancelled():
        raise Cancelled("cancelled")
    return time.monotonic() > until


def list_client_errors() -> tuple[type[Exception], ...]:
    """All exceptions of the client when Ollama is missing, slow or broken."""
    import httpx  # noqa: PLC0415
    import ollama  # noqa: PLC0415

    library_errors = (httpx.HTTPError, httpx.InvalidURL, ollama.ResponseError)
    return (*library_errors, ReceiptError, OSError, RuntimeError, ValueError)


def is_refusal(error: BaseException) -> bool:
    """Whether Ollama answered with an error about the request, other than a missing model."""
    import ollama  # noqa: PLC0415

    return isinstance(error, ollama.ResponseError) and error.status_code != 404  # noqa: PLR2004
