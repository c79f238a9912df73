"""Tells those who wanted to know that a receipt is finished, again and again until they heard."""

from __future__ import annotations

import logging
import threading
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


class Courier:
    """One thread; several processes may each have one, nobody is told twice at a time."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        self._silence = self._actions.listen(self._hear)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; what was not told yet is told at the next start."""
        self._silence()
        self._stopping.set()
        self._wake.set()
        self._thread.join()

    def _hear(self, news: Announcement) -> None:
        if isinstance(news, Receipt) and news.finished:
            self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self._round()
            except ServiceUnavailable as trouble:
                log.info("callbacks wait: %s", trouble)
                busy = False
            if not busy:
                self._wake.wait(LOOK_SECONDS)
            self._wake.clear()

    def _round(self) -> bool:
        """Whether anybody was to be told."""
        due = self._actions.due_callbacks()
        for callback in due:
            if self._stopping.is_set():
                break
            self._tell(callback)
        return bool(due)

    def _tell(self, callback: Callback) -> None:
        settings, secret = self._actions.settings, self._actions.webhook_secret()
        try:
            event = self._event(callback.receipt_id)
            private = settings.webhook_private
            send(callback.url, event, secret, callback.attempt, private=private)
        except (Forbidden, OSError, ValueError, httpx.HTTPError, httpx.InvalidURL) as error:
            again = self._actions.callback_done(callback, f"{type(error).__name__}: {error}"[:300])
            log.info("%s was not told (again: %s): %s", callback.receipt_id, again, error)
        except InvalidRequest:  # deleted meanwhile
            self._actions.callback_done(callback)
        else:
            self._actions.callback_done(callback)

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
