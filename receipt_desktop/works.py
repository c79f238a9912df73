"""What does the work: store, readers, queue and workers, put together and started in order."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from receipt_desktop.health import RedisState
from receipt_desktop.jobs.attempts import Attempts, Terms
from receipt_desktop.jobs.cache import Cache
from receipt_desktop.jobs.cleanup import tidy_scratches
from receipt_desktop.jobs.consumer import Workers
from receipt_desktop.jobs.gate import Gate
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.huey import Queue, load_secret
from receipt_desktop.jobs.pace import KEPT, Pace
from receipt_desktop.jobs.recovery import take_over
from receipt_desktop.jobs.tidying import forget_removed, tidy
from receipt_desktop.jobs.toolbox import Toolbox
from receipt_desktop.paths import Paths
from receipt_desktop.reading.pool import ReaderPool
from receipt_desktop.receipt import Priority
from receipt_desktop.redis_address import Address
from receipt_desktop.role import Role, owner_prefix, process_name
from receipt_desktop.settings import Settings
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.location import sqlite_url
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.shelf import shelf_at
from receipt_desktop.store.store import Store

LAST_SECONDS = 3.0
"""After the limit of a graceful stop: how long cancelled attempts may take to notice."""


@dataclass(frozen=True, slots=True)
class Redis:
    """The Redis in use, whoever runs it."""

    address: Address
    state: Callable[[], RedisState]
    on_restart: Callable[[Callable[[], None]], None] = lambda _: None
    wait: Callable[[], None] = lambda: None
    """Until it answers; it starts while the store is opened."""


@dataclass(frozen=True, slots=True)
class Works:
    """What does the work."""

    store: Store
    originals: Originals
    pool: ReaderPool
    pace: Pace
    gate: Gate
    cache: Cache
    toolbox: Toolbox
    attempts: Attempts
    queue: Queue
    workers: Workers | None

    def tidy(self, paths: Paths) -> None:
        """Once an hour."""
        tidy(paths, self.store, self.originals, self.cache)


def set_up(paths: Paths, live: LiveSettings, stack: ExitStack, redis: Redis, role: Role) -> Works:
    """Everything that works, not yet running."""
    store, originals = open_store(paths, live.now, stack, owner=role.owner)
    pool = ReaderPool(os.cpu_count() or 1)
    stack.callback(pool.close)
    pace, gate = Pace(store.stage_seconds(KEPT)), Gate()
    secret = live.now.queue_secret or load_secret(paths.secret)
    cache = Cache(redis.address, secret, paths.data)
    stack.callback(cache.close)
    toolbox = Toolbox(paths, live, originals, pool, pace, cache)

    def enqueue(receipt_id: str, priority: Priority, delay: float) -> None:
        queue.enqueue(receipt_id, priority, delay)

    terms = Terms(lambda: live.now.timeout, lambda: live.now.lease_seconds, lambda: gate.open)
    name = process_name(paths, owner=role.owner)
    attempts = Attempts(store, toolbox.process, enqueue, terms=terms, process_name=name, pace=pace)
    redis.wait()
    if role.owner:
        forget_removed(store, originals, cache, shared=bool(live.now.database_url))
    queue = Queue(redis.address, secret, attempts.run)
    stack.callback(queue.close)
    workers = Workers(queue, attempts.board, gate, live.now.concurrency) if role.consume else None
    return Works(store, originals, pool, pace, gate, cache, toolbox, attempts, queue, workers)


def run(works: Works, heartbeat: Heartbeat, live: LiveSettings, stack: ExitStack) -> None:
    """Workers and heartbeat."""
    stack.callback(heartbeat.stop)
    if works.workers:
        run_workers(live, works.attempts, works.workers, stack)
    heartbeat.refill()
    heartbeat.start()


def open_store(
    paths: Paths, settings: Settings, stack: ExitStack, *, owner: bool
) -> tuple[Store, Originals]:
    """The database and the kept originals; what our dead predecessor had in hand waits again."""
    store = Store(settings.database_url or sqlite_url(paths.database))
    originals = Originals(paths, shelf_at(settings.shared_files))
    stack.callback(store.close)
    if owner:
        originals.tidy()
        tidy_scratches()
        take_over(store, settings.lease_seconds, owner_prefix(paths))
    return store, originals


def run_workers(
    live: LiveSettings,
    attempts: Attempts,
    workers: Workers,
    stack: ExitStack,
) -> None:
    """Start taking from the queue; at the end let running receipts finish, within the limit."""

    def stop() -> None:
        if not workers.stop(live.now.stop_seconds):
            attempts.stop()
            workers.stop(LAST_SECONDS)

    stack.callback(stop)
    workers.start()
    live.subscribe(lambda settings: workers.resize(settings.concurrency))
