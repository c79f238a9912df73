"""Wires the application together and defines the start and stop order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache as once
from typing import TYPE_CHECKING

from receipt_desktop.actions import ActionContext, Actions
from receipt_desktop.actions.incoming import make_incoming_loop
from receipt_desktop.actions.mailboxes import make_mail_watcher
from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.actions.watched_folders import make_folder_submission
from receipt_desktop.backup import swap
from receipt_desktop.broker.address import RedisAddress
from receipt_desktop.broker.ownership import DataFolderOwnership
from receipt_desktop.config import data_folder
from receipt_desktop.config.access_token import AccessToken
from receipt_desktop.config.liveness import ProcessLock
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.process_identity import ProcessIdentity
from receipt_desktop.config.settings import Settings
from receipt_desktop.config.settings_file import LiveSettings
from receipt_desktop.config.startup_wait import (
    START_TIMEOUT_SECONDS,
    WaitReporter,
    print_wait_notice,
    wait_until,
)
from receipt_desktop.config.window_lock import lock_window, make_in_use_error
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.intake.folder_sources import list_watched_folders
from receipt_desktop.intake.folder_watchers import FolderWatchers
from receipt_desktop.intake.mail_schedule import MailSchedule
from receipt_desktop.intake.scans import Scans
from receipt_desktop.jobs.change_feed import ChangeFeed
from receipt_desktop.jobs.estimates import CompletionEstimator
from receipt_desktop.jobs.heartbeat import Heartbeat
from receipt_desktop.jobs.purge import drop_cached_readings
from receipt_desktop.jobs.schedule_conditions import ScheduleConditions
from receipt_desktop.reading.region import read_region
from receipt_desktop.runtime import Runtime, RuntimeContext, build_runtime, start_runtime

if TYPE_CHECKING:
    from receipt_desktop.intake.mail.watcher import MailWatcher
    from receipt_desktop.jobs.rate_limiter import RateLimiter

WATCHING_KINDS = frozenset({"window", "worker", "serve"})
"""Processes that watch folders and mailboxes; one that only processes some files does not."""
STARTING_PROGRAM = "another program that is starting or stopping on this data folder"


@dataclass(frozen=True, slots=True)
class Application:
    """The running application without a front end."""

    actions: Actions
    ownership: DataFolderOwnership

    @property
    def is_owner(self) -> bool:
        """Whether this process owns the data folder; otherwise it assists the owner."""
        return self.ownership.is_owner


@contextmanager
def open_application(
    paths: Paths,
    settings: Settings,
    *,
    kind: str = "process",
    consume: bool = True,
    join: bool = False,
    has_window_lock: bool = False,
    report: WaitReporter = print_wait_notice,
) -> Iterator[Application]:
    """Start the application without a front end; stop it in reverse order at exit.

    `kind` is the front end: window, process or worker. `consume` starts worker threads. With
    `join`, a data folder owned by another process is shared; otherwise it raises `DataFolderInUse`.
    A second window always raises `DataFolderInUse`, unless `has_window_lock` says that the caller
    has locked the folder for its window. `report` receives what the start waits for.
    Raises `ServiceUnavailable` when the disk, the database or Redis cannot be used.
    """
    with ExitStack() as stack:
        create_data_folder(paths, work=True)
        if kind == "window" and not has_window_lock:
            lock_window(paths, stack)
        liveness = start_liveness(paths, stack)
        swap.check_no_swap(paths)
        ownership = create_ownership(paths, settings, stack)
        if join:
            wait_until(ownership.has_redis, START_TIMEOUT_SECONDS, STARTING_PROGRAM, report)
        elif not ownership.claim_folder():
            raise make_in_use_error()
        live = LiveSettings(paths, settings)
        context = RuntimeContext(
            paths=paths,
            live_settings=live,
            ownership=ownership,
            liveness=liveness,
            identity=ProcessIdentity(kind, is_consumer=consume),
            report=report,
        )
        yield Application(wire_actions(context, stack), ownership)


@contextmanager
def open_stored_data(paths: Paths, settings: Settings) -> Iterator[Actions]:
    """Open the stored receipts and the queue state, for commands that process no receipts.

    Does not start Redis or claim the data folder. Raises `ServiceUnavailable` when the disk or the
    database cannot be used.
    """
    with ExitStack() as stack:
        create_data_folder(paths)
        live, ownership = LiveSettings(paths, settings), create_ownership(paths, settings, stack)
        context = RuntimeContext(
            paths=paths,
            live_settings=live,
            ownership=ownership,
            liveness=ProcessLock(paths),
            identity=ProcessIdentity("look", is_consumer=False),
        )
        yield wire_actions(context, stack)


def create_ownership(paths: Paths, settings: Settings, stack: ExitStack) -> DataFolderOwnership:
    """Create the data folder ownership without claiming the folder."""
    ownership = DataFolderOwnership(paths, settings)
    stack.callback(ownership.close)
    return ownership


def start_liveness(paths: Paths, stack: ExitStack) -> ProcessLock:
    """Acquire the lock that marks this process as alive. Raises `ServiceUnavailable`."""
    liveness = ProcessLock(paths)
    try:
        liveness.acquire()
    except OSError as error:
        raise make_unusable_error(paths, error) from error
    stack.callback(liveness.release)
    return liveness


def create_data_folder(paths: Paths, *, work: bool = False) -> None:
    """Create the data folder; `work` also prepares it for processing receipts.

    Raises `ServiceUnavailable` with the cause.
    """
    data_folder.prepare_data_folder(paths, work=work)


def make_unusable_error(paths: Paths, error: OSError) -> ServiceUnavailable:
    """The error for a data folder that cannot be used."""
    return data_folder.data_folder_error(paths, error)


def wire_actions(context: RuntimeContext, stack: ExitStack) -> Actions:
    """Build and start, in order: store, readers, queue, workers, heartbeat, actions."""
    runtime = build_runtime(context, stack)
    submission = build_submission(context, runtime)
    heartbeat = watchers = None
    if context.identity.is_long_running:
        heartbeat = Heartbeat(
            runtime.probes,
            runtime.attempt_runner,
            kind=context.identity.kind,
            may_work=ScheduleConditions().find_blocking_condition,
        )
        start_runtime(runtime, heartbeat, context, stack)
        start_monitoring(runtime, context, stack)
    if context.identity.kind in WATCHING_KINDS:
        watchers = start_folder_watchers(runtime, submission, context, stack)
        start_incoming_loop(submission, context, stack)
    parts = build_action_context(context, runtime, submission, heartbeat, stack)
    return Actions(replace(parts, folder_watchers=watchers))


def build_submission(context: RuntimeContext, runtime: Runtime) -> SubmissionService:
    """Build the submission of files."""
    live = context.live_settings
    return SubmissionService(
        runtime.store,
        runtime.originals,
        runtime.probes.queue.enqueue,
        runtime.pool,
        lambda: live.current,
        add_passwords=runtime.processor.passwords.add_passwords,
    )


def start_incoming_loop(
    submission: SubmissionService, context: RuntimeContext, stack: ExitStack
) -> None:
    """Take in what other companies pass on, as long as this process owns the data folder."""
    ownership, actor = context.ownership, context.identity.audit_actor
    loop = make_incoming_loop(
        context.paths.data, submission, actor, is_owner=lambda: ownership.is_owner
    )
    stack.callback(loop.stop)
    loop.start()


def start_folder_watchers(
    runtime: Runtime, submission: SubmissionService, context: RuntimeContext, stack: ExitStack
) -> FolderWatchers:
    """Start watching folders, as long as this process owns the data folder."""
    watchers = FolderWatchers(
        runtime.store,
        make_folder_submission(submission, context.identity.audit_actor),
        lambda: list_watched_folders(runtime.store),
        context.paths.data,
        is_owner=lambda: context.ownership.is_owner,
    )
    runtime.probes.further_checks.append(watchers.find_issues)
    stack.callback(watchers.stop)
    watchers.start()
    return watchers


def build_action_context(
    context: RuntimeContext,
    runtime: Runtime,
    submission: SubmissionService,
    heartbeat: Heartbeat | None,
    stack: ExitStack,
) -> ActionContext:
    """Build the context of the actions."""
    running, live = runtime.attempt_runner.running_attempts, context.live_settings
    queue = runtime.probes.queue
    get_mail = once(lambda: make_mail_watcher(runtime.store, submission, live))
    return ActionContext(
        paths=context.paths,
        live_settings=live,
        store=runtime.store,
        originals=runtime.originals,
        submission=submission,
        probes=runtime.probes,
        get_model=lambda: runtime.processor.models.get_selected_model(live.current),
        drop_cached_readings=lambda hashes: drop_cached_readings(hashes, runtime.cache),
        add_passwords=runtime.processor.passwords.add_passwords,
        stop_receipts=running.stop_receipts,
        count_running=lambda: len(running.attempts_by_thread()),
        get_rate_limiter=defer_rate_limiter(context.ownership.address, live, queue.name, stack),
        read_region=lambda picture, box: read_region(runtime.pool, picture, box, live.current),
        scans=Scans(context.paths.scans, runtime.pool, lambda: live.current),
        estimator=CompletionEstimator(runtime.store, lambda: live.current),
        access_token=AccessToken(context.paths.api_token, live.current.api_token),
        actor=context.identity.audit_actor,
        heartbeat=heartbeat,
        get_mail=get_mail,
        mail_schedule=start_mail_schedule(context, runtime, get_mail, stack),
    )


def start_mail_schedule(
    context: RuntimeContext,
    runtime: Runtime,
    get_mail: Callable[[], MailWatcher],
    stack: ExitStack,
) -> MailSchedule | None:
    """Look into mailboxes, in the owner of the data folder unless it only reads some files."""
    if context.identity.kind not in WATCHING_KINDS:
        return None
    schedule = MailSchedule(runtime.store, get_mail, lambda: context.ownership.is_owner)
    runtime.probes.further_checks.append(schedule.list_issues)
    stack.callback(schedule.stop)
    schedule.start()
    return schedule


def defer_rate_limiter(
    address: RedisAddress, live: LiveSettings, queue_name: str, stack: ExitStack
) -> Callable[[], RateLimiter]:
    """Create the API rate limiter at the first request."""

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


def start_monitoring(runtime: Runtime, context: RuntimeContext, stack: ExitStack) -> None:
    """Start the monitor and the exchange of changes with other processes."""
    store, monitor = runtime.store, runtime.probes.monitor
    change_feed = ChangeFeed(
        context.ownership.address,
        runtime.probes.queue.name,
        store.announce_changes,
        store.find_changed_since,
    )
    stack.callback(monitor.stop)
    stack.callback(change_feed.stop)
    store.subscribe(change_feed.publish_change)
    change_feed.start()
    monitor.start()
