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
from receipt_desktop.api.responses import current_timestamp
from receipt_desktop.api.serializers import result_to_json
from receipt_desktop.api.webhook_sender import ForbiddenWebhookUrl, send_webhook
from receipt_desktop.domain.api_clients import WebhookDelivery
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.receipt import Receipt, ReceiptChange
from receipt_desktop.messages import FRENCH

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
"""Between two looks for what is due; a receipt that is finished here is told at once."""
MAX_CONCURRENT_DELIVERIES = 32
"""Deliveries at a time."""
MAX_DELIVERIES_PER_HOST = 4
"""Of these to one host and port: a silent receiver holds up nobody else's."""
SHUTDOWN_GRACE_SECONDS = 1.0
"""After the stop was asked for: how long deliveries may go on."""


class WebhookDispatcher:
    """One thread; several processes may each have one, nobody is told twice at a time."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._loop = asyncio.new_event_loop()
        self._stopping = False
        self._wake_event = asyncio.Event()
        self._running_deliveries: dict[asyncio.Task[None], str] = {}
        self._thread = threading.Thread(target=self._run_loop, name="courier", daemon=True)

    def start(self) -> None:
        self._stop_listening = self._actions.subscribe(self._wake_on_finished)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; what was not told yet is told at the next start."""
        self._stop_listening()
        self._call_in_loop(self._request_stop)
        self._thread.join()

    def _wake_on_finished(self, news: ReceiptChange) -> None:
        if isinstance(news, Receipt) and news.is_finished:
            self._call_in_loop(self._wake_event.set)

    def _call_in_loop(self, function: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(function)

    def _request_stop(self) -> None:
        self._stopping = True
        self._wake_event.set()

    def _run_loop(self) -> None:
        try:
            self._loop.run_until_complete(self._deliver_until_stopped())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
        finally:
            self._loop.close()

    async def _deliver_until_stopped(self) -> None:
        """Until the stop."""
        while not self._stopping:
            self._wake_event.clear()
            try:
                await self._start_due_deliveries()
            except ServiceUnavailable as error:
                log.warning("could not read due webhooks, will retry: %s", error)
            except Exception:
                log.exception("could not start due webhooks; trying again")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake_event.wait(), POLL_SECONDS)
        await self._finish_running_deliveries()

    async def _start_due_deliveries(self) -> None:
        """Start on what is due, as far as there is room. Raises `ServiceUnavailable`."""
        room = MAX_CONCURRENT_DELIVERIES - len(self._running_deliveries)
        if room <= 0:
            return
        busy = Counter(self._running_deliveries.values())
        for callback in await asyncio.to_thread(
            self._actions.claim_due_callbacks, room, MAX_DELIVERIES_PER_HOST, busy
        ):
            task = self._loop.create_task(self._deliver_webhook(callback))
            self._running_deliveries[task] = callback.host
            task.add_done_callback(self._release_slot)

    def _release_slot(self, task: asyncio.Task[None]) -> None:
        """There is room for another one."""
        del self._running_deliveries[task]
        self._wake_event.set()

    async def _finish_running_deliveries(self) -> None:
        """Deliveries that do not end by themselves are made again at the next start."""
        tasks = list(self._running_deliveries)
        if tasks:
            await asyncio.wait(tasks, timeout=SHUTDOWN_GRACE_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver_webhook(self, callback: WebhookDelivery) -> None:
        try:
            await self._attempt_delivery(callback)
        except ServiceUnavailable as error:
            log.warning("webhook postponed receipt=%s error=%s", callback.receipt_id, error)
        except Exception:
            log.exception("webhook failed unexpectedly receipt=%s", callback.receipt_id)

    async def _attempt_delivery(self, callback: WebhookDelivery) -> None:
        """One try, and a note of how it ended. Raises `ServiceUnavailable`."""
        private = self._actions.settings.webhook_private
        trouble = None
        try:
            event, secret = await asyncio.to_thread(self._prepare_delivery, callback)
            await send_webhook(callback.url, event, secret, callback.attempt, private=private)
        except (
            ForbiddenWebhookUrl,
            OSError,
            ValueError,
            httpx.HTTPError,
            httpx.InvalidURL,
        ) as error:
            trouble = f"{type(error).__name__}: {error}"[:300]
        except InvalidRequest:
            log.info("webhook dropped receipt=%s: the receipt was deleted", callback.receipt_id)
        except ServiceUnavailable:
            raise
        except Exception as error:
            log.exception("webhook failed unexpectedly receipt=%s", callback.receipt_id)
            trouble = type(error).__name__
        again = await asyncio.to_thread(self._actions.record_callback_attempt, callback, trouble)
        if trouble:
            log.warning(
                "webhook delivery failed receipt=%s will_retry=%s error=%s",
                callback.receipt_id,
                again,
                trouble,
            )

    def _prepare_delivery(self, callback: WebhookDelivery) -> tuple[dict[str, Any], str]:
        """The body, and what it is signed with."""
        return self._build_event(callback.receipt_id), self._actions.get_webhook_secret()

    def _build_event(self, receipt_id: str) -> dict[str, Any]:
        """The body: what happened, and the data of `/result`."""
        details = self._actions.get_details(receipt_id)
        receipt = details.receipt
        found = self._actions.build_result_from_details(details, FRENCH)
        data = result_to_json(found, receipt.failure, FRENCH)
        said = self._actions.get_client_info(receipt_id)
        return {
            "event": f"receipt.{receipt.status.value}",
            "requestId": receipt.id,
            "clientId": said.client if said else None,
            "data": data,
            "timestamp": current_timestamp(),
        }
