"""What does the work: store, readers, queue and workers, put together and started in order."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass

from receipt_desktop.backup import guard
from receipt_desktop.jobs.attempts import Attempts, Terms
from receipt_desktop.jobs.cache import Cache
from receipt_desktop.jobs.cleanup import tidy_scratches
from receipt_desktop.jobs.consumer import Workers
from receipt_desktop.jobs.gate import Gate
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.huey import Queue, load_secret
from receipt_desktop.jobs.pace import KEPT, Pace
from receipt_desktop.jobs.recovery import release_dead, release_expired
from receipt_desktop.jobs.tidying import forget_removed, tidy
from receipt_desktop.jobs.toolbox import Toolbox
from receipt_desktop.liveness import Liveness
from receipt_desktop.ownership import Ownership
from receipt_desktop.paths import Paths
from receipt_desktop.patience import Report, held, print_wait
from receipt_desktop.reading.memory import use_few_arenas
from receipt_desktop.reading.pool import ReaderPool
from receipt_desktop.receipt import Priority
from receipt_desktop.role import Role
from receipt_desktop.settings_file import LiveSettings
from receipt_desktop.store.location import sqlite_url
from receipt_desktop.store.originals import Originals
from receipt_desktop.store.shelf import shelf_at
from receipt_desktop.store.store import Store

OPENING = "another program that opens the database"
LAST_SECONDS = 3.0
"""After the limit of a graceful stop: how long cancelled attempts may take to notice."""


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
    unclean: bool = False
    """Whether the last program on this data folder did not end properly."""

    def tidy(self, paths: Paths) -> None:
        """Once an hour."""
        tidy(paths, self.store, self.originals, self.cache, shared=self.store.shared)

    def tidy_after_dead(self, liveness: Liveness) -> None:
        """What processes that were killed left unfinished goes, as a new owner begins."""
        self.originals.tidy()
        tidy_scratches()
        liveness.alone()


@dataclass(frozen=True, slots=True)
class Place:
    """The data folder, and what this process is on it."""

    paths: Paths
    live: LiveSettings
    ownership: Ownership
    liveness: Liveness
    role: Role
    report: Report = print_wait
    """Says what the start waits for."""


def set_up(place: Place, stack: ExitStack) -> Works:
    """Everything that works, not yet running."""
    use_few_arenas()
    live = place.live
    address = place.ownership.address
    unclean = guard.prepare_for(place.paths, live.now, stack, owner=place.ownership.owner)
    store, originals = open_store(place, stack)
    pool = ReaderPool(os.cpu_count() or 1)
    stack.callback(pool.close)
    pace, gate = Pace(store.stage_seconds(KEPT)), Gate()
    secret = live.now.queue_secret or load_secret(place.paths.secret)
    cache = Cache(address, secret, place.paths.data)
    stack.callback(cache.close)
    toolbox = Toolbox(place.paths, live, originals, pool, pace, cache)

    def enqueue(receipt_id: str, priority: Priority, delay: float) -> None:
        queue.enqueue(receipt_id, priority, delay)

    terms = Terms(
        lambda: live.now.timeout,
        lambda: live.now.lease_seconds,
        lambda: gate.open,
        back_off=gate.back_off,
        succeeded=gate.succeeded,
    )
    name = place.liveness.name
    attempts = Attempts(store, toolbox.process, enqueue, terms=terms, process_name=name, pace=pace)
    place.ownership.wait()
    queue = Queue(address, secret, attempts.run)
    stack.callback(queue.close)
    consume = place.role.consume
    workers = Workers(queue, attempts.board, gate, live.now.concurrency) if consume else None
    works = Works(
        store, originals, pool, pace, gate, cache, toolbox, attempts, queue, workers, unclean
    )
    if place.ownership.owner and place.role.stays:
        begin_as_owner(works, place)
    return works


def begin_as_owner(works: Works, place: Place) -> None:
    """The first process on a data folder: what dead ones had in hand waits again.

    What was removed can only be brought back by a process that lived then.
    """
    settings = place.live.now
    release_dead(works.store, place.liveness.ended)
    release_expired(works.store, settings.lease_seconds)
    shared = bool(settings.database_url) or not place.liveness.alone()
    works.tidy_after_dead(place.liveness)
    forget_removed(place.paths, works.store, works.originals, works.cache, shared=shared)


def run(works: Works, heartbeat: Heartbeat, place: Place, stack: ExitStack) -> None:
    """Workers, heartbeat, and the readiness to take over from an owner that ends."""
    stack.callback(heartbeat.stop)
    if works.workers:
        run_workers(place.live, works.attempts, works.workers, stack)
    heartbeat.refill()
    heartbeat.start()

    def took_over() -> None:
        guard.mark_running(place.paths)
        heartbeat.took_over()
        works.tidy_after_dead(place.liveness)

    stack.callback(place.ownership.stop_trying)
    place.ownership.keep_trying(heartbeat.refill, took_over)


def open_store(place: Place, stack: ExitStack) -> tuple[Store, Originals]:
    """The database and the kept originals.

    One process at a time opens the database: its tables may have to be made or changed.
    """
    paths, settings = place.paths, place.live.now
    with held(paths.database_lock, OPENING, place.report):
        store = Store(settings.database_url or sqlite_url(paths.database))
    originals = Originals(paths, shelf_at(settings.shared_files))
    stack.callback(store.close)
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
