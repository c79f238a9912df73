"""What does the work: store, readers, queue and workers, put together and started in order."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass

from receipt_desktop.backup import startup_check
from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import ProcessIdentity
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.config.startup_wait import WaitReporter, hold_lock, print_wait_notice
from receipt_desktop.domain.receipt import Priority
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.shared_storage import open_shared_storage
from receipt_desktop.jobs.attempt_runner import AttemptPolicy, AttemptRunner
from receipt_desktop.jobs.consumer import WorkerThreads
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.huey_queue import ReceiptQueue, load_signing_secret
from receipt_desktop.jobs.processor import CachedProcessor
from receipt_desktop.jobs.purge import purge_at_start, purge_expired
from receipt_desktop.jobs.reading_cache import ReadingCache
from receipt_desktop.jobs.requeue import requeue_expired, requeue_from_dead_processes
from receipt_desktop.jobs.stale_files import delete_scratch_folders
from receipt_desktop.jobs.timings import HISTORY_SIZE, StageTimings
from receipt_desktop.reading.worker.memory import limit_malloc_arenas
from receipt_desktop.reading.worker.pool import ReaderPool
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store

OPENING_DATABASE = "another program that opens the database"
CANCEL_GRACE_SECONDS = 3.0
"""After the limit of a graceful stop: how long cancelled attempts may take to notice."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """What does the work."""

    store: Store
    originals: Originals
    pool: ReaderPool
    timings: StageTimings
    gate: QueueGate
    cache: ReadingCache
    processor: CachedProcessor
    attempt_runner: AttemptRunner
    queue: ReceiptQueue
    workers: WorkerThreads | None
    was_unclean: bool = False
    """Whether the last program on this data folder did not end properly."""

    def purge_expired(self, paths: Paths) -> None:
        """Once an hour."""
        purge_expired(paths, self.store, self.originals, self.cache, shared=self.store.is_shared)

    def clean_up_after_dead_processes(self, liveness: ProcessLock) -> None:
        """What processes that were killed left unfinished goes, as a new owner begins."""
        self.originals.delete_unfinished()
        delete_scratch_folders()
        liveness.is_alone()


@dataclass(frozen=True, slots=True)
class RuntimeContext:
    """The data folder, and what this process is on it."""

    paths: Paths
    live_settings: LiveSettings
    ownership: DataFolderOwnership
    liveness: ProcessLock
    identity: ProcessIdentity
    report: WaitReporter = print_wait_notice
    """Says what the start waits for."""


def build_runtime(place: RuntimeContext, stack: ExitStack) -> Runtime:
    """Everything that works, not yet running."""
    limit_malloc_arenas()
    live = place.live_settings
    address = place.ownership.address
    unclean = startup_check.prepare_database_for(
        place.paths, live.current, stack, owner=place.ownership.is_owner
    )
    store, originals = open_store(place, stack)
    pool = ReaderPool(os.cpu_count() or 1)
    stack.callback(pool.close)
    pace, gate = StageTimings(store.list_stage_seconds(HISTORY_SIZE)), QueueGate()
    secret = live.current.queue_secret or load_signing_secret(place.paths.queue_secret)
    cache = ReadingCache(address, secret, place.paths.data)
    stack.callback(cache.close)
    toolbox = CachedProcessor(place.paths, live, originals, pool, pace, cache)

    def enqueue(receipt_id: str, priority: Priority, delay: float) -> None:
        queue.enqueue(receipt_id, priority, delay)

    terms = AttemptPolicy(
        lambda: live.current.timeout_seconds,
        lambda: live.current.lease_seconds,
        lambda: gate.is_open,
        back_off_queue=gate.back_off,
        record_success=gate.reset_backoff,
    )
    name = place.liveness.name
    attempts = AttemptRunner(
        store, toolbox.process_receipt, enqueue, terms=terms, process_name=name, pace=pace
    )
    place.ownership.wait_for_redis()
    queue = ReceiptQueue(address, secret, attempts.run_attempt)
    stack.callback(queue.close)
    consume = place.identity.is_consumer
    workers = (
        WorkerThreads(queue, attempts.running_attempts, gate, live.current.concurrency)
        if consume
        else None
    )
    works = Runtime(
        store, originals, pool, pace, gate, cache, toolbox, attempts, queue, workers, unclean
    )
    if place.ownership.is_owner and place.identity.is_long_running:
        recover_as_owner(works, place)
    return works


def recover_as_owner(works: Runtime, place: RuntimeContext) -> None:
    """The first process on a data folder: what dead ones had in hand waits again.

    What was removed can only be brought back by a process that lived then.
    """
    settings = place.live_settings.current
    requeue_from_dead_processes(works.store, place.liveness.has_ended)
    requeue_expired(works.store, settings.lease_seconds)
    shared = bool(settings.database_url) or not place.liveness.is_alone()
    works.clean_up_after_dead_processes(place.liveness)
    purge_at_start(place.paths, works.store, works.originals, works.cache, shared=shared)


def start_runtime(
    works: Runtime, heartbeat: Heartbeat, place: RuntimeContext, stack: ExitStack
) -> None:
    """Workers, heartbeat, and the readiness to take over from an owner that ends."""
    stack.callback(heartbeat.stop)
    if works.workers:
        start_workers(place.live_settings, works.attempt_runner, works.workers, stack)
    heartbeat.refill_queue()
    heartbeat.start()

    def took_over() -> None:
        startup_check.mark_running(place.paths)
        heartbeat.recover_from_dead_owner()
        works.clean_up_after_dead_processes(place.liveness)

    stack.callback(place.ownership.stop_takeover_loop)
    place.ownership.start_takeover_loop(heartbeat.refill_queue, took_over)


def open_store(place: RuntimeContext, stack: ExitStack) -> tuple[Store, Originals]:
    """The database and the kept originals.

    One process at a time opens the database: its tables may have to be made or changed.
    """
    paths, settings = place.paths, place.live_settings.current
    with hold_lock(paths.database_lock, OPENING_DATABASE, place.report):
        store = Store(settings.database_url or make_sqlite_url(paths.database))
    originals = Originals(paths, open_shared_storage(settings.shared_files))
    stack.callback(store.close)
    return store, originals


def start_workers(
    live: LiveSettings,
    attempts: AttemptRunner,
    workers: WorkerThreads,
    stack: ExitStack,
) -> None:
    """Start taking from the queue; at the end let running receipts finish, within the limit."""

    def stop() -> None:
        if not workers.stop(live.current.stop_seconds):
            attempts.stop()
            workers.stop(CANCEL_GRACE_SECONDS)

    stack.callback(stop)
    workers.start()
    live.subscribe(lambda settings: workers.resize(settings.concurrency))
