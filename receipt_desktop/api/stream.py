"""GET /{requestId}/events: the status as it changes, as server-sent events."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from receipt_desktop.actions import Actions
from receipt_desktop.api.answers import actions_of, known_id, spoken, status_json
from receipt_desktop.api.refusals import refusals
from receipt_desktop.api.results import RequestId
from receipt_desktop.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.receipt import Announcement, Receipt, Removed

LOOK_SECONDS = 5.0
"""After so long without news the row is looked at: another process's news may be lost."""
MOST_STREAMS = 200
EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
        "description": "`status` events with the data of `/status`; `removed` when it is deleted. "
        "The stream ends when the receipt is finished.",
    }
}

router = APIRouter()


@dataclass(eq=False, slots=True)
class Watcher:
    """One open stream."""

    loop: asyncio.AbstractEventLoop
    news: asyncio.Queue[Receipt | None] = field(default_factory=asyncio.Queue)

    def tell(self, receipt: Receipt | None) -> None:
        """None: there is nothing more to come. On any thread."""
        with suppress(RuntimeError):  # the loop has ended
            self.loop.call_soon_threadsafe(self.news.put_nowait, receipt)


class Hub:
    """Brings what the store announces to the open streams. Thread-safe."""

    def __init__(self, actions: Actions) -> None:
        self._lock = threading.Lock()
        self._watchers: dict[str, set[Watcher]] = defaultdict(set)
        self.closed = False
        self._silence = actions.listen(self._hear)

    def close(self) -> None:
        """End all streams; new ones end at once."""
        self._silence()
        with self._lock:
            self.closed = True
            watchers = [one for group in self._watchers.values() for one in group]
        for watcher in watchers:
            watcher.tell(None)

    def open(self, receipt_id: str, loop: asyncio.AbstractEventLoop) -> Watcher:
        """A stream about this receipt. Raises `ServiceUnavailable` when there are too many."""
        watcher = Watcher(loop)
        with self._lock:
            if self.closed or sum(map(len, self._watchers.values())) >= MOST_STREAMS:
                raise ServiceUnavailable("Too many streams are open.", key="too_many_streams")
            self._watchers[receipt_id].add(watcher)
        return watcher

    def leave(self, receipt_id: str, watcher: Watcher) -> None:
        """The stream has ended."""
        with self._lock:
            self._watchers[receipt_id].discard(watcher)
            if not self._watchers[receipt_id]:
                del self._watchers[receipt_id]

    def _hear(self, news: Announcement) -> None:
        receipt = None if isinstance(news, Removed) else news
        ids = news.ids if isinstance(news, Removed) else (news.id,)
        with self._lock:
            watchers = [one for each in ids for one in self._watchers.get(each, ())]
        for watcher in watchers:
            watcher.tell(receipt)


@router.get(
    "/{requestId}/events",
    response_class=StreamingResponse,
    response_model=None,
    responses={**EVENTS, **refusals(404)},
    summary="The status as it changes",
)
async def events(request: Request, requestId: RequestId) -> Response:
    """Server-sent events, until the receipt is finished."""
    actions, hub = actions_of(request), request.app.state.hub
    known = known_id(requestId)
    await run_in_threadpool(actions.status, known)
    watcher = hub.open(known, asyncio.get_running_loop())
    stream = following(actions, hub, watcher, known, spoken(request))
    return StreamingResponse(stream, media_type="text/event-stream")


async def following(
    actions: Actions, hub: Hub, watcher: Watcher, known: str, language: str
) -> AsyncIterator[str]:
    """Every change of a receipt, the state at the start first."""
    version = -1
    try:
        receipt: Receipt | None = await run_in_threadpool(actions.status, known)
        while receipt is not None:
            if receipt.version > version:
                version = receipt.version
                yield await run_in_threadpool(event, actions, receipt, language)
            else:
                yield ": still there\n\n"
            if receipt.finished:
                return
            receipt = await next_news(actions, watcher, known)
        if not hub.closed:
            yield f"event: removed\ndata: {json.dumps({'requestId': known})}\n\n"
    except ReceiptError:  # deleted, or the database is gone: the client asks again
        return
    finally:
        hub.leave(known, watcher)


async def next_news(actions: Actions, watcher: Watcher, known: str) -> Receipt | None:
    """What was announced, or after a while the row as it is."""
    try:
        return await asyncio.wait_for(watcher.news.get(), LOOK_SECONDS)
    except TimeoutError:
        return await run_in_threadpool(actions.status, known)


def event(actions: Actions, receipt: Receipt, language: str) -> str:
    """One event; its id is the version of the row."""
    data = json.dumps(status_json(actions, receipt, language), ensure_ascii=False)
    return f"id: {receipt.version}\nevent: status\ndata: {data}\n\n"
