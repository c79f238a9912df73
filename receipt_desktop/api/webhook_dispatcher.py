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
from receipt_desktop.api.webhook_sender import send_webhook
from receipt_desktop.config.web_targets import ForbiddenUrl
from receipt_desktop.domain.api_clients import WebhookDelivery
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.domain.receipt import Receipt, ReceiptChange
from receipt_desktop.messages import FRENCH

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
"""Seconds between polls for due deliveries; receipts finished here are sent at once."""
MAX_CONCURRENT_DELIVERIES = 32
"""Maximum concurrent deliveries."""
MAX_DELIVERIES_PER_HOST = 4
"""Maximum concurrent deliveries per host and port, so that a slow one blocks no other."""
SHUTDOWN_GRACE_SECONDS = 1.0
"""Seconds for deliveries to finish after a stop."""


class WebhookDispatcher:
    """Runs on one thread; several processes may run one without duplicate deliveries."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._loop = asyncio.new_event_loop()
        self._stopping = False
        self._wake_event = asyncio.Event()
        self._running_deliveries: dict[asyncio.Task[None], str] = {}
        self._thread = threading.Thread(
            target=self._run_loop, name="webhook-dispatcher", daemon=True
        )

    def start(self) -> None:
        self._stop_listening = self._actions.subscribe(self._wake_on_finished)
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread; undelivered webhooks are sent after the next start."""
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
        """Deliver until stopped."""
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
        """Start due deliveries within the limits. Raises `ServiceUnavailable`."""
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
        """Release a delivery slot."""
        del self._running_deliveries[task]
        self._wake_event.set()

    async def _finish_running_deliveries(self) -> None:
        """Wait for running deliveries; unfinished ones are repeated after the next start."""
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
        """Attempt one delivery and record its outcome. Raises `ServiceUnavailable`."""
        private = self._actions.settings.webhook_private
        error_text = None
        try:
            event, secret = await asyncio.to_thread(self._prepare_delivery, callback)
            await send_webhook(callback.url, event, secret, callback.attempt, private=private)
        except (
            ForbiddenUrl,
            OSError,
            ValueError,
            httpx.HTTPError,
            httpx.InvalidURL,
        ) as error:
            error_text = f"{type(error).__name__}: {error}"[:300]
        except InvalidRequest:
            log.info("webhook dropped receipt=%s: the receipt was deleted", callback.receipt_id)
        except ServiceUnavailable:
            raise
        except Exception as error:
            log.exception("webhook failed unexpectedly receipt=%s", callback.receipt_id)
            error_text = type(error).__name__
        again = await asyncio.to_thread(self._actions.record_callback_attempt, callback, error_text)
        if error_text:
            log.warning(
                "webhook delivery failed receipt=%s will_retry=%s error=%s",
                callback.receipt_id,
                again,
                error_text,
            )

    def _prepare_delivery(self, callback: WebhookDelivery) -> tuple[dict[str, Any], str]:
        """The body and its headers."""
        return self._build_event(callback.receipt_id), self._actions.get_webhook_secret()

    def _build_event(self, receipt_id: str) -> dict[str, Any]:
        """The body: the event and the data of `/result`."""
        details = self._actions.get_details(receipt_id)
        receipt = details.receipt
        found = self._actions.build_result_from_details(details, FRENCH)
        data = result_to_json(found, receipt.failure, FRENCH)
        client_info = self._actions.get_client_info(receipt_id)
        return {
            "event": f"receipt.{receipt.status.value}",
            "requestId": receipt.id,
            "clientId": client_info.client if client_info else None,
            "data": data,
            "timestamp": current_timestamp(),
        }
