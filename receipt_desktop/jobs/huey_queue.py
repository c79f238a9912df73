"""Receipt queue on Huey with a single task. Redis holds receipt ids only."""

from __future__ import annotations

import hashlib
import logging
import secrets
import struct
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import redis
from huey import PriorityRedisHuey
from huey.exceptions import HueyException
from huey.serializer import SignedSerializer

from receipt_desktop.broker.address import RedisAddress, make_connection_pool
from receipt_desktop.config.access_token import load_or_create_secret
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.jobs.outage import Outage

log = logging.getLogger(__name__)

QUEUE_NAME = "receipts"
TIMESTAMP_BYTES = 8
"""Size of the timestamp that Huey prepends to each message."""
BATCH_SIZE = 1000
"""Maximum number of messages per Redis command."""
REDIS_ERRORS = (redis.RedisError, OSError)
INVALID_MESSAGE_ERRORS = (ValueError, HueyException)
"""Raised for a wrong or missing signature and for an unknown task."""


class SignedHuey(PriorityRedisHuey):  # type: ignore[misc]  # huey has no types
    """Huey that skips messages without a valid signature.

    Huey's own consumer sleeps after each unreadable message, so invalid messages in Redis would
    stall the queue. While Redis is unavailable, no tasks are returned; see `outage`.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.outage = Outage(log, "the queue in Redis")

    def dequeue(self) -> Any:
        try:
            return self._next_task()
        except REDIS_ERRORS as error:
            self.outage.report_failure(error)
            return None

    def _next_task(self) -> Any:
        while (data := self._next_message()) is not None:
            if (task := self._deserialize_or_skip(data)) is not None:
                return task
        return None

    def _next_message(self) -> bytes | None:
        """Like Huey's storage, but a timeout is an error instead of an empty queue."""
        storage = self.storage
        found = storage.conn.bzpopmin(storage.queue_key, timeout=storage.read_timeout)
        self.outage.report_success()
        return bytes(found[1][TIMESTAMP_BYTES:]) if found else None

    def is_revoked(self, *_: Any, **__: Any) -> bool:
        """Always False: cancellation and removal are stored in the receipt's row."""
        return False

    def delete(self, key: str) -> bool:  # noqa: ARG002 (huey's signature)
        """Do nothing: Redis stores neither results nor revocations."""
        return False

    def enqueue_due(self) -> None:
        """Move due tasks from the schedule into the queue.

        Tasks lost because Redis fails during the move are restored from the database.
        """
        try:
            for data in self.storage.read_schedule(self._get_timestamp()):
                if (task := self._deserialize_or_skip(data)) is not None:
                    self.enqueue(task)
        except REDIS_ERRORS as error:
            self.outage.report_failure(error)

    def _deserialize_or_skip(self, data: bytes) -> Any:
        try:
            return self.deserialize_task(data)
        except INVALID_MESSAGE_ERRORS as error:
            log.warning("a message in Redis was refused: %s", type(error).__name__)
            return None


class ReceiptQueue:
    """Priority queue of receipt ids. Methods raise `ServiceUnavailable` without Redis."""

    def __init__(
        self, address: RedisAddress, secret: str, handle: Callable[[str], None] = lambda _: None
    ) -> None:
        """`handle` is called with each id taken by a worker; see `set_handler`."""
        self._handle = handle
        self._client_name = f"receipt-desktop-{secrets.token_hex(8)}"
        self.huey = SignedHuey(
            derive_queue_name(secret),
            connection_pool=make_connection_pool(address, client_name=self._client_name),
            results=False,
            utc=True,
            serializer=SignedSerializer(secret=secret, salt="receipt-desktop"),
        )
        self.name = derive_queue_name(secret)
        self._task = self.huey.task(name="process_receipt")(self._run_task)

    def set_handler(self, handle: Callable[[str], None]) -> None:
        """Set the function called with each id taken; call this before workers start."""
        self._handle = handle

    def _run_task(self, receipt_id: str) -> None:
        self._handle(receipt_id)

    def enqueue(self, receipt_id: str, priority: Priority, delay: float = 0.0) -> None:
        """Enqueue an id now, or after `delay` seconds."""
        try:
            if delay > 0:
                self._task.schedule((receipt_id,), delay=delay, priority=int(priority))
            else:
                self.huey.enqueue(self._task.s(receipt_id, priority=int(priority)))
        except redis.RedisError as error:
            raise make_unavailable_error() from error

    def replace_all(self, waiting: Iterable[tuple[str, Priority, float]]) -> None:
        """Replace the queue's contents with these (id, priority, delay in seconds)."""
        listed = list(waiting)
        messages = [
            (self.huey.serialize_task(self._task.s(receipt_id, priority=int(priority))), priority)
            for receipt_id, priority, delay in listed
            if delay <= 0
        ]
        self.clear_queue()
        try:
            self._push_messages(messages)
        except redis.RedisError as error:
            raise make_unavailable_error() from error
        for receipt_id, priority, delay in listed:
            if delay > 0:
                self.enqueue(receipt_id, priority, delay)

    def _push_messages(self, messages: list[tuple[bytes, Priority]]) -> None:
        """Push in batches; as in Huey, timestamps preserve the order within a priority."""
        storage, began = self.huey.storage, int(time.time() * 1e6)
        for start in range(0, len(messages), BATCH_SIZE):
            scores = {
                struct.pack(">Q", began + start + place) + data: -int(priority)
                for place, (data, priority) in enumerate(messages[start : start + BATCH_SIZE])
            }
            storage.conn.zadd(storage.queue_key, scores)

    def count_ids(self) -> int:
        """Number of waiting ids, scheduled retries included."""
        try:
            return int(self.huey.pending_count()) + int(self.huey.scheduled_count())
        except redis.RedisError as error:
            raise make_unavailable_error() from error

    def clear_queue(self) -> None:
        """Remove all ids; they can be restored from the database."""
        try:
            self.huey.storage.flush_queue()
            self.huey.storage.flush_schedule()
        except redis.RedisError as error:
            raise make_unavailable_error() from error

    def wake_workers(self) -> None:
        """End the waiting of this process's workers for the next id, as if it had timed out.

        Without Redis, or where the server forbids it, they wait to the end of their timeout.
        """
        if self.huey.outage.is_down:
            return
        connection = self.huey.storage.conn
        try:
            for client in connection.client_list():
                if client.get("name") == self._client_name and "b" in client.get("flags", ""):
                    connection.client_unblock(int(client["id"]))
        except REDIS_ERRORS as error:
            log.debug("waiting workers were not woken: %s", type(error).__name__)

    def close(self) -> None:
        """Close the connections."""
        self.huey.storage.pool.disconnect()


def derive_queue_name(secret: str) -> str:
    """Derive the queue name, unique per receipt library even on a shared server."""
    return QUEUE_NAME + hashlib.sha256(secret.encode()).hexdigest()[:12]


def make_unavailable_error() -> ServiceUnavailable:
    """The error for a queue that does not respond."""
    return ServiceUnavailable("queue_unavailable")


def load_signing_secret(file: Path) -> str:
    """Load the message signing key; it is created at first use, readable by its owner only.

    Huey unpickles messages from Redis, so a forged message could execute code in this process.
    Raises `ServiceUnavailable`.
    """
    return load_or_create_secret(file)
