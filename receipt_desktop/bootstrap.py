"""The only wiring: what is started in which order, and stopped in the opposite one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache as once
from typing import TYPE_CHECKING

import filelock

from receipt_desktop.actions import ActionContext, Actions
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.backup import swap
from receipt_desktop.backup.copies import make_daily_copy
from receipt_desktop.backup.database_diagnostics import read_storage_state
from receipt_desktop.backup.startup_check import mark_suspect
from receipt_desktop.broker.address import RedisAddress
from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config import data_folder
from receipt_desktop.config.access_token import AccessToken
from receipt_desktop.config.atomic import PRIVATE_MODE
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import ProcessIdentity
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.config.startup_wait import (
    START_TIMEOUT_SECONDS,
    WaitReporter,
    print_wait_notice,
    try_acquire,
    wait_until,
)
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.jobs.change_feed import ChangeFeed
from receipt_desktop.jobs.estimates import CompletionEstimator
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.monitor import DatabaseUpkeep, Monitor
from receipt_desktop.jobs.purge import drop_cached_readings
from receipt_desktop.jobs.queue_health import Probes
from receipt_desktop.jobs.schedule_conditions import ScheduleConditions
from receipt_desktop.runtime import Runtime, RuntimeContext, build_runtime, start_runtime
from receipt_desktop.store.store import Store

if TYPE_CHECKING:
    from receipt_desktop.jobs.rate_limiter import RateLimiter

STARTING_PROGRAM = "another program that is starting or stopping on this data folder"


@dataclass(frozen=True, slots=True)
class Application:
    """Everything below the fronts, running."""

    actions: Actions
    ownership: DataFolderOwnership

    @property
    def is_owner(self) -> bool:
        """Whether the data folder is ours now; else another process has it and we help."""
        return self.ownership.is_owner


class DataFolderInUse(ServiceUnavailable):
    """Another process of ours has this data folder."""


@contextmanager
def open_application(
    paths: Paths,
    settings: Settings,
    *,
    kind: str = "process",
    consume: bool = True,
    join: bool = False,
    report: WaitReporter = print_wait_notice,
) -> Iterator[Application]:
    """Start everything below the fronts, and stop it in the opposite order.

    `kind` names the front: window, process, worker. `consume` starts worker threads. With `join` a
    data folder that another process holds is used beside it, else that raises `DataFolderInUse`; a
    second
    window always does. `report` says what the start waits for. Raises `ServiceUnavailable` when
    the disk, the database or Redis cannot be used.
    """
    with ExitStack() as stack:
        create_data_folder(paths, work=True)
        if kind == "window":
            lock_window(paths, stack)
        liveness = start_liveness(paths, stack)
        swap.check_no_swap(paths)
        ownership = create_ownership(paths, settings, stack)
        if join:
            wait_until(ownership.has_redis, START_TIMEOUT_SECONDS, STARTING_PROGRAM, report)
        elif not ownership.claim_folder():
            raise make_in_use_error()
        live = LiveSettings(paths, settings)
        place = RuntimeContext(
            paths, live, ownership, liveness, ProcessIdentity(kind, is_consumer=consume), report
        )
        yield Application(wire_actions(place, stack), ownership)


@contextmanager
def open_stored_data(paths: Paths, settings: Settings) -> Iterator[Actions]:
    """The stored receipts and a look at the queue, for commands that read nothing anew.

    Redis is not started, and the data folder never becomes this process's. Raises
    `ServiceUnavailable` when the disk or the database cannot be used.
    """
    with ExitStack() as stack:
        create_data_folder(paths)
        live, ownership = LiveSettings(paths, settings), create_ownership(paths, settings, stack)
        role = ProcessIdentity("look", is_consumer=False)
        yield wire_actions(RuntimeContext(paths, live, ownership, ProcessLock(paths), role), stack)


def create_ownership(paths: Paths, settings: Settings, stack: ExitStack) -> DataFolderOwnership:
    """The part of this process in looking after the data folder; nothing is taken yet."""
    ownership = DataFolderOwnership(paths, settings)
    stack.callback(ownership.close)
    return ownership


def start_liveness(paths: Paths, stack: ExitStack) -> ProcessLock:
    """From now on other processes know that this one lives. Raises `ServiceUnavailable`."""
    liveness = ProcessLock(paths)
    try:
        liveness.acquire()
    except OSError as error:
        raise make_unusable_error(paths, error) from error
    stack.callback(liveness.release)
    return liveness


def lock_window(paths: Paths, stack: ExitStack) -> None:
    """One window a data folder. Raises `DataFolderInUse`, `ServiceUnavailable`."""
    lock = filelock.FileLock(paths.window_lock, timeout=0, mode=PRIVATE_MODE, thread_local=False)
    try:
        if not try_acquire(lock):
            raise make_in_use_error()
    except OSError as error:
        raise make_unusable_error(paths, error) from error
    stack.callback(lock.release)


def make_in_use_error() -> DataFolderInUse:
    """The sentence for a data folder that is taken."""
    return DataFolderInUse("in_use")


def create_data_folder(paths: Paths, *, work: bool = False) -> None:
    """Make the data folder; `work` uses more of it than records alone.

    Raises `ServiceUnavailable` naming what stands in the way.
    """
    data_folder.prepare_data_folder(paths, work=work)


def make_unusable_error(paths: Paths, error: OSError) -> ServiceUnavailable:
    """The sentence for a data folder that the disk does not let us use."""
    return data_folder.data_folder_error(paths, error)


def wire_actions(place: RuntimeContext, stack: ExitStack) -> Actions:
    """In order: store, readers, queue, workers, heartbeat, actions."""
    works = build_runtime(place, stack)
    live, ownership = place.live_settings, place.ownership
    observer = Monitor(
        works.store,
        place.paths.data,
        live,
        lambda: works.processor.models.get_selected_model(live.current),
        tidy=lambda: works.purge_expired(place.paths) if ownership.is_owner else None,
        keeping=build_database_upkeep(place, check_at_once=works.was_unclean),
    )
    instruments = build_probes(works, observer, place)
    heartbeat = None
    if place.identity.is_long_running:
        heartbeat = Heartbeat(
            instruments,
            works.attempt_runner,
            kind=place.identity.kind,
            may_work=ScheduleConditions().find_blocking_condition,
        )
        start_runtime(works, heartbeat, place, stack)
        news = ChangeFeed(
            ownership.address,
            works.queue.name,
            works.store.announce_changes,
            works.store.find_changed_since,
        )
        start_monitoring(observer, news, works.store, stack)
    return Actions(build_action_context(place, works, instruments, heartbeat, stack))


def build_database_upkeep(place: RuntimeContext, *, check_at_once: bool) -> DatabaseUpkeep:
    """What keeps the database of this data folder safe; nothing for one on a server."""
    paths, live = place.paths, place.live_settings
    if live.current.database_url:
        return DatabaseUpkeep()

    def copy() -> None:
        if place.ownership.is_owner:
            make_daily_copy(paths, live.current.database_copies)

    return DatabaseUpkeep(
        copy, lambda: read_storage_state(paths), lambda: mark_suspect(paths), check_at_once
    )


def build_probes(works: Runtime, observer: Monitor, place: RuntimeContext) -> Probes:
    """Whom to ask how things stand."""
    live, ownership = place.live_settings, place.ownership
    return Probes(
        works.store,
        works.queue,
        ownership.read_redis_state,
        works.timings,
        works.gate,
        observer,
        lambda: live.current,
        works.attempt_runner.process_name,
        works.workers,
        ownership.find_redis_host,
        lambda: ownership.failure.message if ownership.failure else "",
        place.liveness.has_ended,
    )


def build_action_context(
    place: RuntimeContext,
    works: Runtime,
    instruments: Probes,
    heartbeat: Heartbeat | None,
    stack: ExitStack,
) -> ActionContext:
    """What the actions act on."""
    board, live = works.attempt_runner.running_attempts, place.live_settings
    return ActionContext(
        paths=place.paths,
        live_settings=live,
        store=works.store,
        originals=works.originals,
        submission=SubmissionService(
            works.store, works.originals, works.queue.enqueue, works.pool, lambda: live.current
        ),
        probes=instruments,
        get_model=lambda: works.processor.models.get_selected_model(live.current),
        drop_cached_readings=lambda hashes: drop_cached_readings(hashes, works.cache),
        stop_receipts=board.stop_receipts,
        count_running=lambda: len(board.attempts_by_thread()),
        get_rate_limiter=defer_rate_limiter(place.ownership.address, live, works.queue.name, stack),
        estimator=CompletionEstimator(works.store, lambda: live.current),
        access_token=AccessToken(place.paths.api_token, live.current.api_token),
        actor=place.identity.audit_actor,
        heartbeat=heartbeat,
    )


def defer_rate_limiter(
    address: RedisAddress, live: LiveSettings, queue_name: str, stack: ExitStack
) -> Callable[[], RateLimiter]:
    """Counts the requests of programs, from the first one on."""

    @once
    def rates() -> RateLimiter:
        from receipt_desktop.jobs.rate_limiter import RateLimiter  # noqa: PLC0415 (slow to load)

        made = RateLimiter(
            address,
            lambda: live.current.api_requests_a_minute,
            queue_name,
            lambda: live.current.api_requests_a_minute_per_address,
        )
        stack.callback(made.close)
        return made

    return rates


def start_monitoring(observer: Monitor, news: ChangeFeed, store: Store, stack: ExitStack) -> None:
    """Look at the model and the disk, tell other processes of changes and hear of theirs."""
    stack.callback(observer.stop)
    stack.callback(news.stop)
    store.subscribe(news.publish_change)
    news.start()
    observer.start()
