"""The passwords of protected PDFs, in the memory of the process that was given them.

A password is never stored and never leaves the process but for its own reader processes. Redis
holds only which process has a password for which file, so that other consumers leave the file to
it. When that process ends, the password has to be entered again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

import redis

from receipt_desktop.broker.address import RedisAddress, make_client
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.jobs.outage import Outage

log = logging.getLogger(__name__)

HOLDER_SECONDS = 3600
"""How long other processes leave a file to the process that has its password."""
REDIS_TIMEOUT_SECONDS = 1.0
MAX_FILES = 10_000
"""Files whose passwords are kept; the oldest are forgotten."""


class DocumentPasswords:
    """Passwords by the content hash of the file. Thread-safe; works without Redis."""

    def __init__(
        self,
        address: RedisAddress,
        queue_name: str,
        *,
        process_name: str,
        is_consumer: bool,
        has_ended: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`has_ended` returns whether the process of a name is known to have ended."""
        self._prefix = f"{queue_name}.password."
        self._process_name, self._is_consumer = process_name, is_consumer
        self._has_ended = has_ended
        self._lock = threading.Lock()
        self._passwords: dict[str, tuple[str, ...]] = {}
        self._redis = make_client(address, REDIS_TIMEOUT_SECONDS)
        self._outage = Outage(log, "the list of processes with passwords")

    def add_passwords(self, content_hash: str, passwords: Sequence[str]) -> None:
        """Remember passwords for a file; they replace earlier ones.

        Raises `InvalidRequest` when this process reads no receipts.
        """
        if not self._is_consumer:
            raise InvalidRequest("password_no_workers")
        with self._lock:
            self._passwords.pop(content_hash, None)
            self._passwords[content_hash] = tuple(passwords)
            while len(self._passwords) > MAX_FILES:
                del self._passwords[next(iter(self._passwords))]
        self._publish_holder(content_hash)

    def get_passwords(self, content_hash: str) -> tuple[str, ...]:
        """The passwords to try for a file, in order."""
        with self._lock:
            return self._passwords.get(content_hash, ())

    def forget_passwords(self, content_hash: str) -> None:
        """Forget the passwords of a file, since none of them opens it."""
        with self._lock:
            known = self._passwords.pop(content_hash, None)
        if known is not None and self._find_holder(content_hash) == self._process_name:
            self._call_redis(lambda: self._redis.delete(self._prefix + content_hash))

    def is_held_elsewhere(self, content_hash: str) -> bool:
        """Whether another process, as far as is known still running, has a password for a file."""
        holder = self._find_holder(content_hash)
        return holder not in ("", self._process_name) and not self._has_ended(holder)

    def close(self) -> None:
        """Forget all passwords and close the connection."""
        with self._lock:
            self._passwords.clear()
        self._redis.close()

    def _publish_holder(self, content_hash: str) -> None:
        key, name = self._prefix + content_hash, self._process_name
        self._call_redis(lambda: self._redis.set(key, name, ex=HOLDER_SECONDS))

    def _find_holder(self, content_hash: str) -> str:
        raw = self._call_redis(lambda: self._redis.get(self._prefix + content_hash))
        return raw.decode(errors="replace") if isinstance(raw, bytes) else ""

    def _call_redis(self, command: Callable[[], object]) -> object:
        try:
            answer = command()
        except (redis.RedisError, OSError) as error:
            self._outage.report_failure(error)
            return None
        self._outage.report_success()
        return answer
