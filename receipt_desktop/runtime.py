"""Builds and starts the back end: store, readers, queue, workers."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass

from receipt_desktop.backup import startup_check
from receipt_desktop.backup.copies import make_daily_copy
from receipt_desktop.backup.database_diagnostics import read_storage_state
from receipt_desktop.backup.migration_guard import await_migration
from receipt_desktop.backup.startup_check import mark_suspect
from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import ProcessIdentity
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.config.startup_wait import WaitReporter, hold_lock, print_wait_notice
from receipt_desktop.export.file_set import restore_cut_off_sets
from receipt_desktop.files.originals import Originals
from receipt_desktop.files.shared_storage import open_shared_storage
from receipt_desktop.jobs.attempt_runner import AttemptPolicy, AttemptRunner
from receipt_desktop.jobs.consumer import WorkerThreads
from receipt_desktop.jobs.document_passwords import DocumentPasswords
from receipt_desktop.jobs.gate import QueueGate
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.huey_queue import ReceiptQueue, derive_queue_name, load_signing_secret
from receipt_desktop.jobs.learning import SupplierLearning
from receipt_desktop.jobs.monitor import DatabaseUpkeep, Monitor
from receipt_desktop.jobs.processor import CachedProcessor
from receipt_desktop.jobs.purge import purge_at_start, purge_expired
from receipt_desktop.jobs.queue_health import Probes
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
"""How long cancelled attempts may take to end after the graceful stop timed out."""


@dataclass(frozen=True, slots=True)
class RuntimeContext:
    """The data folder and the role of this process."""

    paths: Paths
    live_settings: LiveSettings
    ownership: DataFolderOwnership
    liveness: ProcessLock
    identity: ProcessIdentity
    report: WaitReporter = print_wait_notice
    """Receives what the start waits for."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The back end; `probes` contains the queue, gate, workers and monitor."""

    store: Store
    originals: Originals
    pool: ReaderPool
    cache: ReadingCache
    processor: CachedProcessor
    attempt_runner: AttemptRunner
    probes: Probes

    def clean_up_after_dead_processes(self, context: RuntimeContext) -> None:
        """Delete unfinished files of killed processes, as a new owner."""
        self.originals.delete_unfinished()
        restore_cut_off_sets(context.paths.exports)
        delete_scratch_folders()
        context.liveness.is_alone()


def build_runtime(context: RuntimeContext, stack: ExitStack) -> Runtime:
    """Build the back end without starting it."""
    limit_malloc_arenas()
    paths, live = context.paths, context.live_settings
    if not live.current.database_url:
        await_migration(paths, context.liveness, context.report, owner=context.ownership.is_owner)
    was_unclean = startup_check.prepare_database_for(
        paths, live.current, stack, owner=context.ownership.is_owner
    )
    store, originals = open_store(context, stack)
    pool = ReaderPool(os.cpu_count() or 1)
    stack.callback(pool.close)
    secret = live.current.queue_secret or load_signing_secret(paths.queue_secret)
    cache = ReadingCache(context.ownership.address, secret, paths.data)
    stack.callback(cache.close)
    passwords = open_passwords(context, secret, stack)
    processor = build_processor(context, store, originals, pool, cache, passwords=passwords)
    context.ownership.wait_for_redis()
    queue = ReceiptQueue(context.ownership.address, secret)
    stack.callback(queue.close)
    gate = QueueGate()
    attempt_runner = build_attempt_runner(context, store, processor, queue, gate)
    upkeep = build_database_upkeep(context, check_at_once=was_unclean)
    monitor = build_monitor(context, store, originals, processor, upkeep)
    probes = build_probes(
        context,
        store=store,
        queue=queue,
        gate=gate,
        attempt_runner=attempt_runner,
        processor=processor,
        monitor=monitor,
    )
    runtime = Runtime(store, originals, pool, cache, processor, attempt_runner, probes)
    if context.ownership.is_owner and context.identity.is_long_running:
        recover_as_owner(runtime, context)
    return runtime


def open_passwords(context: RuntimeContext, secret: str, stack: ExitStack) -> DocumentPasswords:
    """The passwords that this process is given for protected PDFs."""
    passwords = DocumentPasswords(
        context.ownership.address,
        derive_queue_name(secret),
        process_name=context.liveness.name,
        is_consumer=context.identity.is_consumer,
        has_ended=context.liveness.has_ended,
    )
    stack.callback(passwords.close)
    return passwords


def build_processor(
    context: RuntimeContext,
    store: Store,
    originals: Originals,
    pool: ReaderPool,
    cache: ReadingCache,
    *,
    passwords: DocumentPasswords,
) -> CachedProcessor:
    """Build the processor, which knows the timings and examples of earlier receipts."""
    return CachedProcessor(
        context.paths,
        context.live_settings,
        originals,
        pool,
        StageTimings(store.list_stage_seconds(HISTORY_SIZE)),
        cache,
        passwords,
        find_examples=SupplierLearning(store, context.live_settings).find_examples,
    )


def build_attempt_runner(
    context: RuntimeContext,
    store: Store,
    processor: CachedProcessor,
    queue: ReceiptQueue,
    gate: QueueGate,
) -> AttemptRunner:
    """Build the attempt runner and set it as the queue's handler."""
    live = context.live_settings
    attempt_runner = AttemptRunner(
        store,
        processor.process_receipt,
        queue.enqueue,
        terms=AttemptPolicy(
            work_budget=lambda: live.current.timeout_seconds,
            lease_seconds=lambda: live.current.lease_seconds,
            is_queue_open=lambda: gate.is_open,
            back_off_queue=gate.back_off,
            record_success=gate.reset_backoff,
            apply_rules=SupplierLearning(store, live).apply_rules,
        ),
        process_name=context.liveness.name,
        pace=processor.timings,
    )
    queue.set_handler(attempt_runner.run_attempt)
    return attempt_runner


def build_monitor(
    context: RuntimeContext,
    store: Store,
    originals: Originals,
    processor: CachedProcessor,
    upkeep: DatabaseUpkeep,
) -> Monitor:
    """Build the monitor, which also purges what has expired."""
    live = context.live_settings
    return Monitor(
        store,
        context.paths.data,
        live,
        lambda: processor.models.get_selected_model(live.current),
        tidy=lambda: purge_as_owner(context, store, originals, processor.cache),
        keeping=upkeep,
    )


def build_probes(
    context: RuntimeContext,
    *,
    store: Store,
    queue: ReceiptQueue,
    gate: QueueGate,
    attempt_runner: AttemptRunner,
    processor: CachedProcessor,
    monitor: Monitor,
) -> Probes:
    """Build the sources of the queue's health."""
    live, ownership = context.live_settings, context.ownership
    workers = None
    if context.identity.is_consumer:
        running = attempt_runner.running_attempts
        workers = WorkerThreads(queue, running, gate, live.current.concurrency)
    return Probes(
        store=store,
        queue=queue,
        read_redis_state=ownership.read_redis_state,
        timings=processor.timings,
        gate=gate,
        monitor=monitor,
        current_settings=lambda: live.current,
        process_name=attempt_runner.process_name,
        workers=workers,
        find_redis_host=ownership.find_redis_host,
        read_redis_failure=lambda: ownership.failure.message if ownership.failure else "",
        is_process_dead=context.liveness.has_ended,
    )


def purge_as_owner(
    context: RuntimeContext, store: Store, originals: Originals, cache: ReadingCache
) -> None:
    """Purge expired files and records; only the owner of the data folder does so."""
    if context.ownership.is_owner:
        purge_expired(context.paths, store, originals, cache, shared=store.is_shared)


def build_database_upkeep(context: RuntimeContext, *, check_at_once: bool) -> DatabaseUpkeep:
    """Build the upkeep of the local database; no upkeep for a database server."""
    paths, live = context.paths, context.live_settings
    if live.current.database_url:
        return DatabaseUpkeep()

    def copy() -> None:
        if context.ownership.is_owner:
            make_daily_copy(paths, live.current.database_copies)

    return DatabaseUpkeep(
        make_daily_copy=copy,
        read_storage_state=lambda: read_storage_state(paths),
        report_damage=lambda: mark_suspect(paths),
        check_on_start=check_at_once,
    )


def recover_as_owner(runtime: Runtime, context: RuntimeContext) -> None:
    """Requeue receipts of dead processes and purge leftovers, as the owner at the start.

    Removed receipts can only be restored by a process that was running at their removal.
    """
    settings, store = context.live_settings.current, runtime.store
    requeue_from_dead_processes(store, context.liveness.has_ended)
    requeue_expired(store, settings.lease_seconds)
    shared = bool(settings.database_url) or not context.liveness.is_alone()
    runtime.clean_up_after_dead_processes(context)
    purge_at_start(context.paths, store, runtime.originals, runtime.cache, shared=shared)


def start_runtime(
    runtime: Runtime, heartbeat: Heartbeat, context: RuntimeContext, stack: ExitStack
) -> None:
    """Start the workers, the heartbeat and the takeover loop."""
    stack.callback(heartbeat.stop)
    if runtime.probes.workers:
        start_workers(context.live_settings, runtime.attempt_runner, runtime.probes.workers, stack)
    heartbeat.refill_queue()
    heartbeat.start()

    def took_over() -> None:
        startup_check.mark_running(context.paths)
        heartbeat.recover_from_dead_owner()
        runtime.clean_up_after_dead_processes(context)

    stack.callback(context.ownership.stop_takeover_loop)
    context.ownership.start_takeover_loop(heartbeat.refill_queue, took_over)


def open_store(context: RuntimeContext, stack: ExitStack) -> tuple[Store, Originals]:
    """Open the database and the stored originals.

    Only one process at a time opens the database, because its tables may need to be created or
    migrated.
    """
    paths, settings = context.paths, context.live_settings.current
    with hold_lock(paths.database_lock, OPENING_DATABASE, context.report):
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
    """Start the workers; at exit, running receipts may finish within the time limit."""

    def stop() -> None:
        if not workers.stop(live.current.stop_seconds):
            attempts.stop()
            workers.stop(CANCEL_GRACE_SECONDS)

    stack.callback(stop)
    workers.start()
    live.subscribe(lambda settings: workers.resize(settings.concurrency))
