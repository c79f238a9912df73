"""Changes heard across processes: who shares a queue tells the others which rows it changed.

Redis carries ids alone. While it is away no change is heard; what was changed meanwhile is asked
for when it is back.
"""

from __future__ import annotations

import json
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import redis

from receipt_desktop.jobs.outage import Outage
from receipt_desktop.receipt import Announcement, Removed
from receipt_desktop.redis_address import Address, client

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.2
"""How long changes are gathered before they are told."""
LISTEN_SECONDS = 1.0
WAIT_SECONDS = 5.0
"""For an answer of Redis."""
OVERLAP = timedelta(seconds=5)
"""A message on the way when the connection broke is older than the break."""
AGAIN_SECONDS = 1.0
"""Before another try when Redis does not answer."""
MOST_IDS = 500
"""In one message."""


class News:
    """Tells the other processes of our changes and hears of theirs."""

    def __init__(
        self,
        address: Address,
        queue_name: str,
        hear: Callable[[list[str]], None],
        missed: Callable[[datetime], Sequence[str]] = lambda _: (),
    ) -> None:
        """`hear` is called with ids that another process changed, on a thread of ours.

        `missed` names the ids that were changed since a moment, when nobody could be heard.
        """
        self._channel = f"{queue_name}:changed"
        self._me = secrets.token_hex(8)
        self._hear, self._missed = hear, missed
        self._redis = client(address, WAIT_SECONDS)
        self._outage = Outage(log, "the exchange with other processes")
        self._deaf_since: datetime | None = None
        self._lock = threading.Lock()
        self._changed: set[str] = set()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=target, name=f"news-{name}", daemon=True)
            for name, target in (("out", self._tell), ("in", self._listen))
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End both threads and wait for them."""
        self._stopping.set()
        self._wake.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()
        self._redis.close()

    def announce(self, announcement: Announcement) -> None:
        """One of our own changes; returns at once."""
        removed = isinstance(announcement, Removed)
        ids = announcement.ids if removed else (announcement.id,)  # type: ignore[union-attr]
        with self._lock:
            self._changed.update(ids)
        self._wake.set()

    def _tell(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait()
            self._stopping.wait(GATHER_SECONDS)
            self._wake.clear()
            with self._lock:
                ids, self._changed = sorted(self._changed), set()
            for start in range(0, len(ids), MOST_IDS):
                self._publish(ids[start : start + MOST_IDS])

    def _publish(self, ids: list[str]) -> None:
        try:
            self._redis.publish(self._channel, json.dumps({"from": self._me, "ids": ids}))
        except (redis.RedisError, OSError) as error:
            self._outage.began(error)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow()
            except (redis.RedisError, OSError) as error:
                self._outage.began(error)
            except Exception:
                log.exception("changes of other processes could not be taken in; trying again")
            self._deaf_since = self._deaf_since or datetime.now(UTC)
            self._stopping.wait(AGAIN_SECONDS)

    def _follow(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
            channel.subscribe(self._channel)
            self._outage.over()
            self._catch_up()
            while not self._stopping.is_set():
                message = channel.get_message(timeout=LISTEN_SECONDS)
                if message and (ids := self._ids_of(message.get("data"))):
                    self._hear(ids)

    def _catch_up(self) -> None:
        """Hear of what was changed while we could not listen."""
        if self._deaf_since:
            ids = list(self._missed(self._deaf_since - OVERLAP))
            for start in range(0, len(ids), MOST_IDS):
                self._hear(ids[start : start + MOST_IDS])
            self._deaf_since = None

    def _ids_of(self, data: object) -> list[str]:
        """What a message of another process names; anything else is no message."""
        try:
            said = json.loads(data) if isinstance(data, (bytes, str)) else None
        except ValueError:
            return []
        if not isinstance(said, dict) or said.get("from") == self._me:
            return []
        ids = said.get("ids")
        known = [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
        return known[:MOST_IDS]
