"""Delivers webhooks with retries: several at a time, and few of them to the same receiver."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from contextlib import suppress
from typing import Any

import httpx

from receipt_desktop.actions import Actions
from receipt_desktop.api.answers import result_json
from receipt_desktop.api.envelope import now
from receipt_desktop.api.texts import FRENCH
from receipt_desktop.api.webhook import Forbidden, send
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.history import Callback
from receipt_desktop.receipt import Announcement, Receipt

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""Between two looks for what is due; a receipt that is finished here is told at once."""
AT_ONCE = 32
"""Deliveries at a time."""
PER_HOST = 4
"""Of these to one host and port: a silent receiver holds up nobody else's."""
LAST_SECONDS = 1.0
"""After the stop was asked for: how long deliveries may go on."""


class Courier:
    """One thread; several processes may each have one, nobody is told twice at a time."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._loop = asyncio.new_event_loop()
        self._stopping = False
        self._wake = asyncio.Event()
        self._running: dict[asyncio.Task[None], str] = {}
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        self._silence = self._actions.listen(self._hear)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; what was not told yet is told at the next start."""
        self._silence()
        self._call(self._stop)
        self._thread.join()

    def _hear(self, news: Announcement) -> None:
        if isinstance(news, Receipt) and news.finished:
            self._call(self._wake.set)

    def _call(self, function: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(function)

    def _stop(self) -> None:
        self._stopping = True
        self._wake.set()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._deliver())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
        finally:
            self._loop.close()

    async def _deliver(self) -> None:
        """Until the stop."""
        while not self._stopping:
            self._wake.clear()
            try:
                await self._begin()
            except ServiceUnavailable as trouble:
                log.info("webhooks wait: %s", trouble)
            except Exception:
                log.exception("looking for due webhooks failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_SECONDS)
        await self._end()

    async def _begin(self) -> None:
        """Start on what is due, as far as there is room. Raises `ServiceUnavailable`."""
        room = AT_ONCE - len(self._running)
        if room <= 0:
            return
        busy = Counter(self._running.values())
        for callback in await asyncio.to_thread(self._actions.due_callbacks, room, PER_HOST, busy):
            task = self._loop.create_task(self._tell(callback))
            self._running[task] = callback.host
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        """There is room for another one."""
        del self._running[task]
        self._wake.set()

    async def _end(self) -> None:
        """Deliveries that do not end by themselves are made again at the next start."""
        tasks = list(self._running)
        if tasks:
            await asyncio.wait(tasks, timeout=LAST_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell(self, callback: Callback) -> None:
        try:
            await self._attempt(callback)
        except ServiceUnavailable as trouble:
            log.info("webhook of %s waits: %s", callback.receipt_id, trouble)
        except Exception:
            log.exception("webhook of %s failed", callback.receipt_id)

    async def _attempt(self, callback: Callback) -> None:
        """One try, and a note of how it ended. Raises `ServiceUnavailable`."""
        private = self._actions.settings.webhook_private
        trouble = None
        try:
            event, secret = await asyncio.to_thread(self._prepared, callback)
            await send(callback.url, event, secret, callback.attempt, private=private)
        except (Forbidden, OSError, ValueError, httpx.HTTPError, httpx.InvalidURL) as error:
            trouble = f"{type(error).__name__}: {error}"[:300]
        except InvalidRequest:
            log.info("webhook of %s is not needed: deleted meanwhile", callback.receipt_id)
        again = await asyncio.to_thread(self._actions.callback_done, callback, trouble)
        if trouble:
            log.info(
                "webhook delivery failed: receipt=%s will_retry=%s error=%s",
                callback.receipt_id,
                again,
                trouble,
            )

    def _prepared(self, callback: Callback) -> tuple[dict[str, Any], str]:
        """The body, and what it is signed with."""
        return self._event(callback.receipt_id), self._actions.webhook_secret()

    def _event(self, receipt_id: str) -> dict[str, Any]:
        """The body: what happened, and the data of `/result`."""
        details = self._actions.details(receipt_id)
        receipt = details.receipt
        data = result_json(self._actions.result_of(details), receipt.failure, FRENCH)
        said = self._actions.said_of(receipt_id)
        return {
            "event": f"receipt.{receipt.status.value}",
            "requestId": receipt.id,
            "clientId": said.client if said else None,
            "data": data,
            "timestamp": now(),
        }
