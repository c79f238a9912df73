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
from receipt_desktop.api.error_responses import document_error_responses
from receipt_desktop.api.routes.results import RequestId
from receipt_desktop.api.serializers import (
    actions_for_request,
    parse_receipt_id,
    response_language,
    status_to_json,
)
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.domain.receipt import Receipt, ReceiptChange, ReceiptsRemoved

POLL_SECONDS = 5.0
"""Seconds without updates after which the row is read, since notifications can be lost."""
MAX_STREAMS = 200
EVENT_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
        "description": "`status` events with the data of `/status`; `removed` when it is deleted. "
        "The stream ends when the receipt is finished.",
    }
}

router = APIRouter()


@dataclass(eq=False, slots=True)
class StreamSubscriber:
    """One open stream."""

    loop: asyncio.AbstractEventLoop
    updates: asyncio.Queue[Receipt | None] = field(default_factory=asyncio.Queue)

    def push_update(self, receipt: Receipt | None) -> None:
        """Queue an update; None ends the stream. May be called on any thread."""
        with suppress(RuntimeError):  # the loop has ended
            self.loop.call_soon_threadsafe(self.updates.put_nowait, receipt)


class EventHub:
    """Forwards store changes to open streams. Thread-safe."""

    def __init__(self, actions: Actions) -> None:
        self._lock = threading.Lock()
        self._subscribers: dict[str, set[StreamSubscriber]] = defaultdict(set)
        self.is_closed = False
        self._stop_listening = actions.subscribe(self._publish_change)

    def close(self) -> None:
        """End all streams; new streams end at once."""
        self._stop_listening()
        with self._lock:
            self.is_closed = True
            watchers = [one for group in self._subscribers.values() for one in group]
        for watcher in watchers:
            watcher.push_update(None)

    def subscribe(self, receipt_id: str, loop: asyncio.AbstractEventLoop) -> StreamSubscriber:
        """Open a stream for this receipt. Raises `ServiceUnavailable` if there are too many."""
        watcher = StreamSubscriber(loop)
        with self._lock:
            if self.is_closed or sum(map(len, self._subscribers.values())) >= MAX_STREAMS:
                raise ServiceUnavailable("too_many_streams")
            self._subscribers[receipt_id].add(watcher)
        return watcher

    def unsubscribe(self, receipt_id: str, watcher: StreamSubscriber) -> None:
        """Remove an ended stream."""
        with self._lock:
            self._subscribers[receipt_id].discard(watcher)
            if not self._subscribers[receipt_id]:
                del self._subscribers[receipt_id]

    def _publish_change(self, news: ReceiptChange) -> None:
        receipt = None if isinstance(news, ReceiptsRemoved) else news
        ids = news.ids if isinstance(news, ReceiptsRemoved) else (news.id,)
        with self._lock:
            watchers = [one for each in ids for one in self._subscribers.get(each, ())]
        for watcher in watchers:
            watcher.push_update(receipt)


@router.get(
    "/{requestId}/events",
    response_class=StreamingResponse,
    response_model=None,
    responses={**EVENT_RESPONSES, **document_error_responses(404)},
    summary="The status as it changes",
)
async def events(request: Request, requestId: RequestId) -> Response:
    """Server-sent events, until the receipt is finished."""
    actions, hub = actions_for_request(request), request.app.state.hub
    known = parse_receipt_id(requestId)
    await run_in_threadpool(actions.get_receipt, known)
    watcher = hub.subscribe(known, asyncio.get_running_loop())
    stream = stream_status_events(actions, hub, watcher, known, response_language(request))
    return StreamingResponse(stream, media_type="text/event-stream")


async def stream_status_events(
    actions: Actions, hub: EventHub, watcher: StreamSubscriber, known: str, language: str
) -> AsyncIterator[str]:
    """Yield the current state, then every change of a receipt."""
    version = -1
    try:
        receipt: Receipt | None = await run_in_threadpool(actions.get_receipt, known)
        while receipt is not None:
            if receipt.version > version:
                version = receipt.version
                yield await run_in_threadpool(format_event, actions, receipt, language)
            else:
                yield ": still there\n\n"
            if receipt.is_finished:
                return
            receipt = await wait_for_update(actions, watcher, known)
        if not hub.is_closed:
            yield f"event: removed\ndata: {json.dumps({'requestId': known})}\n\n"
    except ReceiptError:  # deleted, or the database is gone: the client asks again
        return
    finally:
        hub.unsubscribe(known, watcher)


async def wait_for_update(
    actions: Actions, watcher: StreamSubscriber, known: str
) -> Receipt | None:
    """The next update, or after a timeout the stored row."""
    try:
        return await asyncio.wait_for(watcher.updates.get(), POLL_SECONDS)
    except TimeoutError:
        return await run_in_threadpool(actions.get_receipt, known)


def format_event(actions: Actions, receipt: Receipt, language: str) -> str:
    """One server-sent event; its id is the row version."""
    data = json.dumps(status_to_json(actions, receipt, language), ensure_ascii=False)
    return f"id: {receipt.version}\nevent: status\ndata: {data}\n\n"
