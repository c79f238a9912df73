"""Publishes and receives row changes between processes that share a queue.

Messages contain ids only. No changes arrive while Redis is unavailable; missed changes are loaded
from the database after the reconnect.
"""

from __future__ import annotations

import json
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import redis

from receipt_desktop.broker.address import RedisAddress, make_client
from receipt_desktop.config.background_loop import BackgroundLoop
from receipt_desktop.domain.receipt import ReceiptChange, ReceiptsRemoved
from receipt_desktop.jobs.outage import Outage

log = logging.getLogger(__name__)

BATCH_SECONDS = 0.2
"""How long changes are collected before they are published."""
POLL_SECONDS = 1.0
REDIS_TIMEOUT_SECONDS = 5.0
"""Timeout of a Redis command."""
CATCH_UP_OVERLAP = timedelta(seconds=5)
"""Covers messages that were in transit when the connection broke."""
RECONNECT_SECONDS = 1.0
"""Delay before reconnecting when Redis does not respond."""
MAX_IDS = 500
"""Maximum number of ids per message."""


class ChangeFeed:
    """Publishes changes of this process and receives changes of other processes."""

    def __init__(
        self,
        address: RedisAddress,
        queue_name: str,
        hear: Callable[[list[str]], None],
        missed: Callable[[datetime], Sequence[str]] = lambda _: (),
    ) -> None:
        """`hear` is called with ids changed by another process, on a thread of this feed.

        `missed` returns the ids changed since a time; it is used after a connection loss.
        """
        self._channel = f"{queue_name}:changed"
        self._instance_id = secrets.token_hex(8)
        self._on_changed, self._find_missed = hear, missed
        self._redis = make_client(address, REDIS_TIMEOUT_SECONDS)
        self._outage = Outage(log, "the exchange with other processes")
        self._disconnected_since: datetime | None = None
        self._lock = threading.Lock()
        self._changed_ids: set[str] = set()
        self._publisher = BackgroundLoop(
            "change-publisher", self._publish_batch, lambda: None, log=log, flush_at_stop=True
        )
        self._listener = BackgroundLoop(
            "change-listener", self._listen, lambda: RECONNECT_SECONDS, log=log
        )

    def start(self) -> None:
        """Start both threads. What changes before the channel answers is loaded as well."""
        self._disconnected_since = datetime.now(UTC)
        self._publisher.start()
        self._listener.start()

    def stop(self) -> None:
        """Stop both threads and wait for them.

        An empty message ends the listener's wait for the next one, up to `POLL_SECONDS`.
        """
        self._publisher.stop()
        self._listener.stop(timeout=0)
        if self._listener.is_started and self._disconnected_since is None:
            self._publish_ids([])
        self._listener.stop()
        self._redis.close()

    def publish_change(self, announcement: ReceiptChange) -> None:
        """Publish a change of this process; returns immediately."""
        removed = isinstance(announcement, ReceiptsRemoved)
        ids = announcement.ids if removed else (announcement.id,)  # type: ignore[union-attr]
        with self._lock:
            self._changed_ids.update(ids)
        self._publisher.wake()

    def _publish_batch(self) -> None:
        self._publisher.pause(BATCH_SECONDS)
        with self._lock:
            ids, self._changed_ids = sorted(self._changed_ids), set()
        for start in range(0, len(ids), MAX_IDS):
            self._publish_ids(ids[start : start + MAX_IDS])

    def _publish_ids(self, ids: list[str]) -> None:
        try:
            self._redis.publish(self._channel, json.dumps({"from": self._instance_id, "ids": ids}))
        except (redis.RedisError, OSError) as error:
            self._outage.report_failure(error)

    def _listen(self) -> None:
        """Receive messages until the connection breaks or the feed stops."""
        try:
            self._receive_messages()
        except (redis.RedisError, OSError) as error:
            self._outage.report_failure(error)
        finally:
            self._disconnected_since = self._disconnected_since or datetime.now(UTC)

    def _receive_messages(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
            channel.subscribe(self._channel)
            self._outage.report_success()
            self._catch_up()
            while not self._listener.is_stopping:
                message = channel.get_message(timeout=POLL_SECONDS)
                if message and (ids := self._parse_ids(message.get("data"))):
                    self._on_changed(ids)

    def _catch_up(self) -> None:
        """Report the changes made while the connection was down."""
        if self._disconnected_since:
            ids = list(self._find_missed(self._disconnected_since - CATCH_UP_OVERLAP))
            for start in range(0, len(ids), MAX_IDS):
                self._on_changed(ids[start : start + MAX_IDS])
            self._disconnected_since = None

    def _parse_ids(self, data: object) -> list[str]:
        """Ids in a message of another process; empty for own or invalid messages."""
        try:
            payload = json.loads(data) if isinstance(data, (bytes, str)) else None
        except ValueError:
            return []
        if not isinstance(payload, dict) or payload.get("from") == self._instance_id:
            return []
        ids = payload.get("ids")
        known = [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
        return known[:MAX_IDS]
