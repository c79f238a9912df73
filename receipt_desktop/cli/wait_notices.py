"""Notices at the terminal about what a run waits for, and since when."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from receipt_desktop.actions import Actions
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.display import format_clock_time
from receipt_desktop.domain.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.domain.health import HealthIssue, HealthStatus, QueueHealth
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.domain.schedule import Schedule
from receipt_desktop.messages import text
from receipt_desktop.store.location import is_database_file_locked, make_sqlite_url
from receipt_desktop.store.migration import is_migrating

QUIET_SECONDS = 5.0
"""Seconds without a finished receipt before the first check for a reason."""
CHECK_SECONDS = 3.0
"""Seconds between two checks for a reason."""
IDLE_SECONDS = 15.0
"""Seconds without a finished receipt before a notice without a known reason."""
REASON_VALID_SECONDS = 40.0
"""Seconds that a reason from a failed attempt is valid; attempts are repeated every 15 s."""
SLOW_START_SECONDS, VERY_SLOW_START_SECONDS = 4.0, 12.0
"""Seconds of a start before the notice of a locked database, and of a slow start."""
NON_BLOCKING_KEYS = frozenset(
    {"redis_evicts", "redis_memory", "disk_low", "stalled", "failures_many"}
)
"""Keys of health issues that do not stop the queue."""
SCHEDULES: Mapping[Schedule, str] = MappingProxyType(
    {
        Schedule.IDLE: "Receipts are read only while the computer is not in use, as the schedule "
        "in the settings says.",
        Schedule.MAINS: "Receipts are read only on mains power, as the schedule in the settings "
        "says.",
        Schedule.IDLE_ON_MAINS: "Receipts are read only on mains power and while the "
        "computer is not in use, as the schedule in the settings says.",
    }
)
LOCKED = text("database_busy")
PAUSED = "The queue is paused; resume it on the Queue page."
HELD = "All receipts that wait are held; release them on the Queue page."
OTHERS = "Other receipts in the queue are read first."
IDLE = "No receipt is being read; `receipt-desktop health` may say why."
MIGRATING = "The database is being set up for this version."
STARTING = "Redis, or another Receipt Desktop on this data folder that is starting or stopping."
PrintLine = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class WaitReason:
    """A reason to wait."""

    key: str
    sentence: str
    since: datetime | None = None
    """Start of the wait; None for the first time it was noticed here."""


class WaitReporter:
    """Prints a notice when a wait begins or its reason changes, and when it ends."""

    def __init__(
        self,
        find_reasons: Callable[[], Collection[WaitReason]],
        print_line: PrintLine,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`find_reasons` may block; `clock` is monotonic, in seconds."""
        self._find_reasons = find_reasons
        self._print_line = print_line
        self._clock = clock
        self._quiet_since = self._checked_at = clock()
        self._reported: dict[str, datetime] = {}

    @property
    def quiet_seconds(self) -> float:
        """Seconds since the last receipt was finished."""
        return self._clock() - self._quiet_since

    def record_progress(self) -> None:
        """Note that a receipt was finished."""
        self._quiet_since = self._clock()
        self._report_reasons(())

    def check_reasons(self) -> None:
        """Check for reasons when it is time; call about once a second."""
        now = self._clock()
        if self.quiet_seconds >= QUIET_SECONDS and now - self._checked_at >= CHECK_SECONDS:
            self._checked_at = now
            self._report_reasons(self._find_reasons())

    def report_error(self, error: ReceiptError) -> None:
        """Report that the caller waits because of this error."""
        self._report_reasons((WaitReason(error.key, error.sentence),))

    def _report_reasons(self, reasons: Collection[WaitReason]) -> None:
        before, now = self._reported, datetime.now().astimezone()
        self._reported = {
            reason.key: reason.since or before.get(reason.key, now) for reason in reasons
        }
        for reason in reasons:
            if reason.key not in before:
                since = format_clock_time(self._reported[reason.key])
                self._print_line(f"Waiting since {since}: {reason.sentence}")
        if before and not self._reported:
            self._print_line("Going on.")

    @property
    def short_text(self) -> str:
        """A note for the progress bar; empty when there is no wait."""
        return (
            f"waiting since {format_clock_time(min(self._reported.values()))}"
            if self._reported
            else ""
        )


class ReportedReasons:
    """Reasons to wait from failed attempts. Thread-safe."""

    def __init__(self) -> None:
        self._reasons: dict[str, tuple[str, float]] = {}

    def add_failure(self, failure: Failure) -> None:
        """Note the failure of an attempt that will be repeated."""
        if failure.code == ServiceUnavailable.code:
            self._reasons[failure.key] = (failure.sentence, time.monotonic())

    def list_recent(self) -> list[WaitReason]:
        """The reasons of the last `REASON_VALID_SECONDS`."""
        oldest = time.monotonic() - REASON_VALID_SECONDS
        reasons = list(self._reasons.items())
        return [WaitReason(key, sentence) for key, (sentence, at) in reasons if at > oldest]


def find_wait_reasons(
    actions: Actions, ours: Collection[str], reported: ReportedReasons, quiet_seconds: float
) -> tuple[WaitReason, ...]:
    """Reasons why the receipts with the ids `ours` are not read. May block for seconds."""
    try:
        if actions.is_database_locked():
            return (WaitReason("database_locked", LOCKED), *reported.list_recent())
        health = actions.get_health()
    except ServiceUnavailable as error:
        return (WaitReason(error.key, error.sentence),)
    reasons = [*reasons_from_health(health), *reported.list_recent()]
    return tuple(reasons) or reasons_from_others(health, ours, quiet_seconds)


def reasons_from_health(health: QueueHealth) -> Iterator[WaitReason]:
    """Switches and health issues that stop the queue."""
    if health.paused:
        yield WaitReason("paused", PAUSED)
    if health.held_by_schedule:
        yield WaitReason(
            f"schedule_{health.held_by_schedule}", SCHEDULES.get(health.held_by_schedule, IDLE)
        )
    if health.counts.pending and health.counts.pending == health.counts.held:
        yield WaitReason("held", HELD)
    working = health.counts.processing > 0
    for issue in health.issues:
        if is_blocking(issue, working=working):
            yield WaitReason(issue.key, issue.message.whole(), issue.since)


def is_blocking(issue: HealthIssue, *, working: bool) -> bool:
    """Whether the issue stops the queue; a degraded state counts only while nothing runs."""
    is_unhealthy = issue.severity is HealthStatus.UNHEALTHY
    is_limiting = issue.severity is HealthStatus.DEGRADED and not working
    return issue.key not in NON_BLOCKING_KEYS and (is_unhealthy or is_limiting)


def reasons_from_others(
    health: QueueHealth, ours: Collection[str], quiet_seconds: float
) -> tuple[WaitReason, ...]:
    """Reasons without a health issue: others come first, or no worker is running."""
    if quiet_seconds < IDLE_SECONDS:
        return ()
    running = {worker.receipt_id for worker in health.workers if worker.receipt_id}
    if running and running.isdisjoint(ours):
        return (WaitReason("others", OTHERS),)
    return () if running or health.counts.processing else (WaitReason("idle", IDLE),)


def explain_slow_start(database_url: str) -> str | None:
    """What is known to delay a start: a migration by this process, or a lock of another program."""
    own = is_migrating()
    locked = is_database_file_locked(database_url)
    if own or is_migrating():
        return MIGRATING
    return LOCKED if locked else None


@contextmanager
def report_slow_start(
    paths: Paths, settings: Settings, print_line: PrintLine
) -> Iterator[Callable[[], None]]:
    """Print a notice when the start takes long; call the yielded function when it is over."""
    began = datetime.now().astimezone()
    database = settings.database_url or make_sqlite_url(paths.database)
    ended, reported = threading.Event(), threading.Event()

    def watch() -> None:
        if ended.wait(SLOW_START_SECONDS):
            return
        reason = explain_slow_start(database)
        if reason or not ended.wait(VERY_SLOW_START_SECONDS - SLOW_START_SECONDS):
            reported.set()
            print_line(f"Waiting since {format_clock_time(began)}: {reason or STARTING}")

    def end_report() -> None:
        ended.set()
        thread.join()
        if reported.is_set():
            reported.clear()
            print_line("Going on.")

    thread = threading.Thread(target=watch, name="start-report", daemon=True)
    thread.start()
    try:
        yield end_report
    finally:
        ended.set()
        thread.join()
