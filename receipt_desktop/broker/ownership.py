"""Ownership of a data folder: one process at a time, with takeover when it ends.

The owner holds a file lock, runs the bundled Redis and cleans up. The operating system releases the
lock however the owner ends. All other processes keep trying to acquire it; the one that succeeds
becomes the owner.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import filelock

from receipt_desktop.broker.address import (
    RedisAddress,
    RedisProbe,
    make_own_address,
    make_shared_address,
)
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.config.background_loop import BackgroundLoop
from receipt_desktop.config.liveness import is_unlocked
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.startup_wait import try_acquire
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import RedisHost, RedisState

log = logging.getLogger(__name__)

CLAIM_INTERVAL_SECONDS = 1.0
"""Interval of attempts to claim the data folder."""
RESTART_DELAY_SECONDS = 30.0
"""Delay before the next attempt after Redis failed to start in this process."""
HANG_TIMEOUT_SECONDS = 30.0
"""A bundled server that does not respond for this long is killed and restarted."""


class DataFolderOwnership:
    """Claims, keeps and releases the ownership of a data folder. Thread-safe."""

    def __init__(self, paths: Paths, settings: Settings) -> None:
        """Does not lock or start anything yet. Raises `ServiceUnavailable`."""
        self._paths, self._settings = paths, settings
        self.address: RedisAddress = (
            make_shared_address(settings)
            if settings.shared_redis
            else make_own_address(paths, settings)
        )
        self._lock = filelock.FileLock(paths.owner_lock, timeout=0, mode=0o600, thread_local=False)
        self._watch = RedisProbe(self.address)
        self._server: RedisServer | None = None
        self._failure: ServiceUnavailable | None = None
        self._taking_over = False
        self._not_before = 0.0
        self._silent_since: float | None = None
        self._refill: Callable[[], None] = lambda: None
        self._took_over: Callable[[], None] = lambda: None
        self._loop = BackgroundLoop(
            "ownership",
            self._check_folder,
            lambda: CLAIM_INTERVAL_SECONDS,
            log=log,
            delay=CLAIM_INTERVAL_SECONDS,
        )

    @property
    def is_owner(self) -> bool:
        """Whether this process owns the data folder."""
        return self._lock.is_locked

    @property
    def failure(self) -> ServiceUnavailable | None:
        """Why the last attempt to start Redis in this process failed, or None."""
        return self._failure

    def claim_folder(self) -> bool:
        """Claim the data folder if it is free and launch Redis; returns whether it is owned.

        Raises `ServiceUnavailable` when there is no Redis to start; the folder is then released.
        """
        if self.is_owner:
            return True
        if not try_acquire(self._lock):
            return False
        if not self._settings.shared_redis:
            try:
                self._launch_server()
            except BaseException:
                self._lock.release()
                raise
        return True

    def has_redis(self) -> bool:
        """Whether a Redis is available: starting in this process, shared, or responding."""
        return self.claim_folder() or not self.address.is_own or self._watch.is_answering()

    def wait_for_redis(self) -> None:
        """Wait until the Redis of this process, if any, is ready.

        Raises `ServiceUnavailable`.
        """
        if self._server:
            self._server.wait_until_ready()

    def read_redis_state(self) -> RedisState:
        """Current state of Redis; takes one round trip."""
        return self._watch.read_state(self._server.restarts if self._server else 0)

    def find_redis_host(self) -> RedisHost:
        """Where the bundled Redis runs or is being started."""
        if self._failure:
            return RedisHost.FAILED
        if self._taking_over:
            return RedisHost.TAKING_OVER
        if self.is_owner:
            return RedisHost.HERE
        free = is_unlocked(self._paths.owner_lock)
        return RedisHost.TAKING_OVER if free else RedisHost.ELSEWHERE

    def start_takeover_loop(
        self, refill: Callable[[], None], took_over: Callable[[], None]
    ) -> None:
        """Start the thread that takes over ownership when the current owner ends.

        `refill` is called after Redis was restarted and is empty, `took_over` after this process
        became the owner.
        """
        self._refill, self._took_over = refill, took_over
        self._loop.start()

    def stop_takeover_loop(self) -> None:
        """Stop trying to take over; existing ownership is kept until `close`."""
        self._loop.stop()

    def close(self) -> None:
        """Stop the bundled Redis and release the data folder. Safe to call twice."""
        self.stop_takeover_loop()
        self._release_ownership()
        self._watch.close()

    # -- background thread

    def _check_folder(self) -> None:
        if not self.is_owner:
            if time.monotonic() >= self._not_before:
                self._try_to_take_over()
        elif self._server:
            self._supervise_server(self._server)

    def _try_to_take_over(self) -> None:
        try:
            if not self.claim_folder():
                return
            self._taking_over = True
            self.wait_for_redis()
        except ServiceUnavailable as failure:
            self._give_up_ownership(failure)
            return
        finally:
            self._taking_over = False
        self._failure = None
        log.info("took over the data folder from a process that has ended")
        self._took_over()

    def _supervise_server(self, server: RedisServer) -> None:
        if server.failure:
            self._give_up_ownership(server.failure)
        elif self._is_hung(server):
            log.warning("redis has not responded for %g s; restarting it", HANG_TIMEOUT_SECONDS)
            server.kill()

    def _is_hung(self, server: RedisServer) -> bool:
        """Whether the server runs but has not responded for `HANG_TIMEOUT_SECONDS`."""
        now = time.monotonic()
        if server.pid is None or self._watch.is_answering():
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = now
        hangs = self._silent_since is not None and now - self._silent_since >= HANG_TIMEOUT_SECONDS
        if hangs:
            self._silent_since = None
        return hangs

    def _give_up_ownership(self, failure: ServiceUnavailable) -> None:
        """Release ownership so that another process can start Redis; retry later."""
        self._not_before = time.monotonic() + RESTART_DELAY_SECONDS
        self._release_ownership()
        self._failure = failure

    def _release_ownership(self) -> None:
        server, self._server = self._server, None
        if server:
            server.stop()
        if self._lock.is_locked:
            self._lock.release()

    def _notify_refill(self) -> None:
        self._refill()

    def _launch_server(self) -> None:
        self._server = RedisServer(self._paths, self._settings)
        self._server.set_restart_listener(self._notify_refill)
        self._server.launch()
