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
from receipt_desktop.display import clock_time
from receipt_desktop.errors import ReceiptError, ServiceUnavailable
from receipt_desktop.health import Health, QueueHealth, Schedule, Trouble
from receipt_desktop.paths import Paths
from receipt_desktop.receipt import Failure
from receipt_desktop.settings import Settings
from receipt_desktop.store.location import is_locked, sqlite_url

QUIET_SECONDS = 5.0
"""Without a finished receipt, before a reason is looked for."""
LOOK_SECONDS = 3.0
"""Between two looks for a reason."""
IDLE_SECONDS = 15.0
"""Without a finished receipt and without a known reason, before that itself is said."""
HEARD_SECONDS = 40.0
"""How long a reason heard from a receipt holds; the attempts behind it come every 15 s."""
START_SECONDS, LONG_START_SECONDS = 4.0, 12.0
"""Of a start, before a locked database is said, and before it is said that it takes long at all."""
HARMLESS = frozenset({"redis_evicts", "redis_memory", "disk_low", "stalled", "failures_many"})
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
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that is waited for."""

    key: str
    sentence: str
    since: datetime | None = None
    """None: since it was first seen here."""


class WaitReport:
    """Says what is waited for when that begins or changes, and when it ends."""

    def __init__(
        self,
        find: Callable[[], Collection[Wait]],
        say: Say,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`find` may block; `clock` is steady, in seconds."""
        self._find = find
        self._say = say
        self._clock = clock
        self._quiet_since = self._looked_at = clock()
        self._said: dict[str, datetime] = {}

    @property
    def quiet_seconds(self) -> float:
        """Since the last receipt was finished."""
        return self._clock() - self._quiet_since

    def moved(self) -> None:
        """A receipt was finished."""
        self._quiet_since = self._clock()
        self._tell(())

    def look(self) -> None:
        """Call this about once a second while something is awaited."""
        now = self._clock()
        if self.quiet_seconds >= QUIET_SECONDS and now - self._looked_at >= LOOK_SECONDS:
            self._looked_at = now
            self._tell(self._find())

    def waits(self, error: ReceiptError) -> None:
        """The caller itself waits because of this error."""
        self._tell((Wait(error.key, error.sentence),))

    def _tell(self, waits: Collection[Wait]) -> None:
        before, now = self._said, datetime.now().astimezone()
        self._said = {one.key: one.since or before.get(one.key, now) for one in waits}
        for one in waits:
            if one.key not in before:
                self._say(f"Waiting since {clock_time(self._said[one.key])}: {one.sentence}")
        if before and not self._said:
            self._say("Going on.")

    @property
    def short(self) -> str:
        """For the end of a progress bar; empty when nothing is waited for."""
        return f"waiting since {clock_time(min(self._said.values()))}" if self._said else ""


class Heard:
    """Reasons to wait that the receipts themselves gave. Thread-safe."""

    def __init__(self) -> None:
        self._reasons: dict[str, tuple[str, float]] = {}

    def add(self, failure: Failure) -> None:
        """An attempt ended with this and will be repeated."""
        if failure.code == ServiceUnavailable.code:
            self._reasons[failure.key] = (failure.sentence, time.monotonic())

    def waits(self) -> list[Wait]:
        """Those of the last `HEARD_SECONDS`."""
        young = time.monotonic() - HEARD_SECONDS
        reasons = list(self._reasons.items())
        return [Wait(key, sentence) for key, (sentence, at) in reasons if at > young]


def find_waits(
    actions: Actions, ours: Collection[str], heard: Heard, quiet_seconds: float
) -> tuple[Wait, ...]:
    """What keeps the receipts with the ids `ours` from being read. May block for seconds."""
    try:
        if actions.is_database_locked():
            return (Wait("database_locked", LOCKED), *heard.waits())
        health = actions.health()
    except ServiceUnavailable as error:
        return (Wait(error.key, error.sentence),)
    found = [*of_health(health), *heard.waits()]
    return tuple(found) or of_others(health, ours, quiet_seconds)


def of_health(health: QueueHealth) -> Iterator[Wait]:
    """Switches and troubles that stop the reading."""
    if health.paused:
        yield Wait("paused", PAUSED)
    if health.waits_for:
        yield Wait(f"schedule_{health.waits_for}", SCHEDULES.get(health.waits_for, IDLE))
    if health.counts.pending and health.counts.pending == health.counts.held:
        yield Wait("held", HELD)
    working = health.counts.processing > 0
    for trouble in health.troubles:
        if stops(trouble, working=working):
            text = f"{trouble.sentence} {trouble.mend}".strip()
            yield Wait(trouble.key, text, getattr(trouble, "since", None))


def stops(trouble: Trouble, *, working: bool) -> bool:
    """Whether nothing is read because of it; what only limits does so while nothing runs."""
    grave = trouble.severity is Health.UNHEALTHY
    limits = trouble.severity is Health.DEGRADED and not working
    return trouble.key not in HARMLESS and (grave or limits)


def of_others(health: QueueHealth, ours: Collection[str], quiet_seconds: float) -> tuple[Wait, ...]:
    """Nothing is wrong: others come first, or nobody takes anything."""
    if quiet_seconds < IDLE_SECONDS:
        return ()
    running = {one.receipt_id for one in health.workers if one.receipt_id}
    if running and running.isdisjoint(ours):
        return (Wait("others", OTHERS),)
    return () if running or health.counts.processing else (Wait("idle", IDLE),)


@contextmanager
def start_report(paths: Paths, settings: Settings, say: Say) -> Iterator[Callable[[], None]]:
    """Says what a start waits for when it takes long; call what it yields when it is over."""
    began = datetime.now().astimezone()
    database = settings.database_url or sqlite_url(paths.database)
    ended, told = threading.Event(), threading.Event()

    def watch() -> None:
        if ended.wait(START_SECONDS):
            return
        locked = is_locked(database)
        if locked or not ended.wait(LONG_START_SECONDS - START_SECONDS):
            told.set()
            say(f"Waiting since {clock_time(began)}: {LOCKED if locked else STARTING}")

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
