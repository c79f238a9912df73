"""What reading waits for, and since when, as the terminal says it."""

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
from receipt_desktop.store.location import is_database_file_locked, make_sqlite_url

QUIET_SECONDS = 5.0
"""Without a finished receipt, before a reason is looked for."""
CHECK_SECONDS = 3.0
"""Between two looks for a reason."""
IDLE_SECONDS = 15.0
"""Without a finished receipt and without a known reason, before that itself is said."""
REASON_VALID_SECONDS = 40.0
"""How long a reason heard from a receipt holds; the attempts behind it come every 15 s."""
SLOW_START_SECONDS, VERY_SLOW_START_SECONDS = 4.0, 12.0
"""Of a start, before a locked database is said, and before it is said that it takes long at all."""
NON_BLOCKING_KEYS = frozenset(
    {"redis_evicts", "redis_memory", "disk_low", "stalled", "failures_many"}
)
"""Keys of troubles during which receipts are read."""
SCHEDULES: Mapping[Schedule, str] = MappingProxyType(
    {
        Schedule.IDLE: "Receipts are read only while nobody uses the computer, as the schedule "
        "in the settings says.",
        Schedule.MAINS: "Receipts are read only on mains power, as the schedule in the settings "
        "says.",
        Schedule.IDLE_ON_MAINS: "Receipts are read only on mains power and while nobody uses the "
        "computer, as the schedule in the settings says.",
    }
)
LOCKED = "Another program keeps the database locked."
PAUSED = "The queue is paused; resume it on the Queue page."
HELD = "All receipts that wait are held; release them on the Queue page."
OTHERS = "Other receipts in the queue are read first."
IDLE = "No receipt is being read; `receipt-desktop health` may say why."
STARTING = "Redis, or another Receipt Desktop on this data folder that is starting or stopping."
PrintLine = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class WaitReason:
    """One thing that is waited for."""

    key: str
    sentence: str
    since: datetime | None = None
    """None: since it was first seen here."""


class WaitReporter:
    """Says what is waited for when that begins or changes, and when it ends."""

    def __init__(
        self,
        find: Callable[[], Collection[WaitReason]],
        say: PrintLine,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`find` may block; `clock` is steady, in seconds."""
        self._find_reasons = find
        self._print_line = say
        self._clock = clock
        self._quiet_since = self._checked_at = clock()
        self._reported: dict[str, datetime] = {}

    @property
    def quiet_seconds(self) -> float:
        """Since the last receipt was finished."""
        return self._clock() - self._quiet_since

    def record_progress(self) -> None:
        """A receipt was finished."""
        self._quiet_since = self._clock()
        self._report_reasons(())

    def check_reasons(self) -> None:
        """Call this about once a second while something is awaited."""
        now = self._clock()
        if self.quiet_seconds >= QUIET_SECONDS and now - self._checked_at >= CHECK_SECONDS:
            self._checked_at = now
            self._report_reasons(self._find_reasons())

    def report_error(self, error: ReceiptError) -> None:
        """The caller itself waits because of this error."""
        self._report_reasons((WaitReason(error.key, error.sentence),))

    def _report_reasons(self, waits: Collection[WaitReason]) -> None:
        before, now = self._reported, datetime.now().astimezone()
        self._reported = {one.key: one.since or before.get(one.key, now) for one in waits}
        for one in waits:
            if one.key not in before:
                self._print_line(
                    f"Waiting since {format_clock_time(self._reported[one.key])}: {one.sentence}"
                )
        if before and not self._reported:
            self._print_line("Going on.")

    @property
    def short_text(self) -> str:
        """For the end of a progress bar; empty when nothing is waited for."""
        return (
            f"waiting since {format_clock_time(min(self._reported.values()))}"
            if self._reported
            else ""
        )


class ReportedReasons:
    """Reasons to wait that the receipts themselves gave. Thread-safe."""

    def __init__(self) -> None:
        self._reasons: dict[str, tuple[str, float]] = {}

    def add_failure(self, failure: Failure) -> None:
        """An attempt ended with this and will be repeated."""
        if failure.code == ServiceUnavailable.code:
            self._reasons[failure.key] = (failure.sentence, time.monotonic())

    def list_recent(self) -> list[WaitReason]:
        """Those of the last `REASON_VALID_SECONDS`."""
        young = time.monotonic() - REASON_VALID_SECONDS
        reasons = list(self._reasons.items())
        return [WaitReason(key, sentence) for key, (sentence, at) in reasons if at > young]


def find_wait_reasons(
    actions: Actions, ours: Collection[str], heard: ReportedReasons, quiet_seconds: float
) -> tuple[WaitReason, ...]:
    """What keeps the receipts with the ids `ours` from being read. May block for seconds."""
    try:
        if actions.is_database_locked():
            return (WaitReason("database_locked", LOCKED), *heard.list_recent())
        health = actions.get_health()
    except ServiceUnavailable as error:
        return (WaitReason(error.key, error.sentence),)
    found = [*reasons_from_health(health), *heard.list_recent()]
    return tuple(found) or reasons_from_others(health, ours, quiet_seconds)


def reasons_from_health(health: QueueHealth) -> Iterator[WaitReason]:
    """Switches and troubles that stop the reading."""
    if health.paused:
        yield WaitReason("paused", PAUSED)
    if health.held_by_schedule:
        yield WaitReason(
            f"schedule_{health.held_by_schedule}", SCHEDULES.get(health.held_by_schedule, IDLE)
        )
    if health.counts.pending and health.counts.pending == health.counts.held:
        yield WaitReason("held", HELD)
    working = health.counts.processing > 0
    for trouble in health.issues:
        if is_blocking(trouble, working=working):
            text = f"{trouble.sentence} {trouble.remedy}".strip()
            yield WaitReason(trouble.key, text, getattr(trouble, "since", None))


def is_blocking(trouble: HealthIssue, *, working: bool) -> bool:
    """Whether nothing is read because of it; what only limits does so while nothing runs."""
    grave = trouble.severity is HealthStatus.UNHEALTHY
    limits = trouble.severity is HealthStatus.DEGRADED and not working
    return trouble.key not in NON_BLOCKING_KEYS and (grave or limits)


def reasons_from_others(
    health: QueueHealth, ours: Collection[str], quiet_seconds: float
) -> tuple[WaitReason, ...]:
    """Nothing is wrong: others come first, or nobody takes anything."""
    if quiet_seconds < IDLE_SECONDS:
        return ()
    running = {one.receipt_id for one in health.workers if one.receipt_id}
    if running and running.isdisjoint(ours):
        return (WaitReason("others", OTHERS),)
    return () if running or health.counts.processing else (WaitReason("idle", IDLE),)


@contextmanager
def report_slow_start(
    paths: Paths, settings: Settings, say: PrintLine
) -> Iterator[Callable[[], None]]:
    """Says what a start waits for when it takes long; call what it yields when it is over."""
    began = datetime.now().astimezone()
    database = settings.database_url or make_sqlite_url(paths.database)
    ended, told = threading.Event(), threading.Event()

    def watch() -> None:
        if ended.wait(SLOW_START_SECONDS):
            return
        locked = is_database_file_locked(database)
        if locked or not ended.wait(VERY_SLOW_START_SECONDS - SLOW_START_SECONDS):
            told.set()
            say(f"Waiting since {format_clock_time(began)}: {LOCKED if locked else STARTING}")

    def over() -> None:
        ended.set()
        thread.join()
        if told.is_set():
            told.clear()
            say("Going on.")

    thread = threading.Thread(target=watch, name="start-report", daemon=True)
    thread.start()
    try:
        yield over
    finally:
        ended.set()
        thread.join()
