"""Rate limits of the clients: a moving window, counted in Redis for all processes."""

from __future__ import annotations

import hashlib
import logging
import math
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import redis
from limits import RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from receipt_desktop.broker.address import RedisAddress, make_connection_pool
from receipt_desktop.domain.api_clients import RateLimitStatus
from receipt_desktop.domain.errors import RateLimited

log = logging.getLogger(__name__)

REDIS_TIMEOUT_SECONDS = 0.5
OUTAGE_PAUSE_SECONDS = 5.0
"""Seconds without counting after Redis did not answer."""
WINDOW_SECONDS = 60.0


class RateLimiter:
    """Limits the requests a minute of each client and of each remote address.

    Without Redis there is no limit. Thread-safe.
    """

    def __init__(
        self,
        address: RedisAddress,
        per_minute: Callable[[], int],
        prefix: str = "receipts",
        per_address: Callable[[], int] | None = None,
    ) -> None:
        """`per_minute` is called at each request: a new limit applies at once, counted from 0.

        `per_address` is called likewise; by default an address has the limit of a client. `prefix`,
        the name of the queue, separates the libraries of receipts on one server.
        """
        self._pool = make_connection_pool(address, REDIS_TIMEOUT_SECONDS)
        # Only the scheme is used; the pool has the address and the password.
        storage = RedisStorage("redis://", connection_pool=self._pool, key_prefix=f"{prefix}.rate")
        self._limiter = MovingWindowRateLimiter(storage)
        self._per_minute = per_minute
        self._per_address = per_address or per_minute
        self._lock = threading.Lock()
        self._quiet_until = 0.0
        self._answered = True

    def count_request(self, client: str) -> RateLimitStatus:
        """Count one request. Raises `RateLimited` with `retry_after`, in whole seconds."""
        return self._count_hit(client, self._per_minute())

    def count_address_request(self, address: str) -> RateLimitStatus:
        """Count one request of an address, of any client. Raises as `count_request`."""
        return self._count_hit(f"remote address {address}", self._per_address())

    def _count_hit(self, client: str, per_minute: int) -> RateLimitStatus:
        item = RateLimitItemPerMinute(per_minute)
        if time.monotonic() < self._quiet_until:
            return make_unlimited_allowance(item.amount)
        name = hash_client_name(client)
        try:
            allowed = self._limiter.hit(item, name)
            reset, remaining = self._limiter.get_window_stats(item, name)
        except redis.RedisError as error:
            self._log_outage_once(error)
            return make_unlimited_allowance(item.amount)
        self._answered = True
        if not allowed:
            raise make_rate_limited_error(reset, item.amount)
        return RateLimitStatus(item.amount, remaining, datetime.fromtimestamp(reset, UTC))

    def close(self) -> None:
        """Close the connections."""
        self._pool.disconnect()

    def _log_outage_once(self, error: redis.RedisError) -> None:
        """Pause the counting, and log the outage once until Redis answers again."""
        with self._lock:
            self._quiet_until = time.monotonic() + OUTAGE_PAUSE_SECONDS
            first, self._answered = self._answered, False
        if first:
            name = type(error).__name__
            log.warning("requests are not counted: Redis is not responding (%s)", name)


def make_unlimited_allowance(amount: int) -> RateLimitStatus:
    """Return the status while requests are not counted."""
    reset = datetime.fromtimestamp(time.time() + WINDOW_SECONDS, UTC)
    return RateLimitStatus(amount, amount, reset)


def hash_client_name(client: str) -> str:
    """Hash a client name: bounds its length in Redis and hides it from other clients."""
    return hashlib.sha256(client.encode(errors="surrogatepass")).hexdigest()[:32]


def make_rate_limited_error(reset: float, limit: int) -> RateLimited:
    """Return the error for a client that has to wait until `reset`, in seconds since 1970."""
    # Redis returns the time with a resolution of 0.1 ms.
    seconds = max(1, math.ceil(reset - time.time() - 0.001))
    return RateLimited("rate_limited", limit=limit, retry_after=seconds)
