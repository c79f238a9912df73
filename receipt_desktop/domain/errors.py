"""The one small family of errors, and the deadline that travels with a receipt."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from receipt_desktop.messages import ENGLISH, Message, Value


class ReceiptError(Exception):
    """Base of everything the program reports to a person: a stable code and a message.

    `key` names the message in the catalogue (`receipt_desktop.messages`), `details` fills its
    placeholders; `str(error)` and `sentence` are the English sentence with its remedy. The code
    decides by the class of an error, never by its key.
    """

    code = "PROCESSING_ERROR"
    is_retryable = True

    def __init__(self, key: str, /, **details: Value) -> None:
        self.message = Message(key, details)
        self.sentence = self.message.whole()
        super().__init__(self.sentence)

    @property
    def key(self) -> str:
        """The key of the message."""
        return self.message.key

    @property
    def details(self) -> Mapping[str, Value]:
        """What fills the placeholders, and further facts about the error."""
        return self.message.parameters

    def text(self, language: str = ENGLISH) -> str:
        """The sentence with its remedy in a language."""
        return self.message.whole(language)

    @property
    def plain_details(self) -> dict[str, str | int]:
        """The details as the database keeps them: strings and whole numbers."""
        return {
            name: value.whole() if isinstance(value, Message) else value
            for name, value in self.details.items()
            if not isinstance(value, float)
        }

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders: rebuild them whole on the other side."""
        return _rebuild_error, (type(self), self.key, dict(self.details))


def _rebuild_error(kind: type[ReceiptError], key: str, details: dict[str, Value]) -> ReceiptError:
    return kind(key, **details)


class InvalidRequest(ReceiptError):
    """Not a receipt file, too large, unreadable, unknown id. Never retried."""

    code = "INVALID_REQUEST"
    is_retryable = False


class NotFound(InvalidRequest):
    """There is no such receipt, page image or address."""


class TooLarge(InvalidRequest):
    """The file or the request is larger than allowed."""


class UnsupportedType(InvalidRequest):
    """The file is neither a supported image nor a PDF, or the request is not a form."""


class InvalidCertificate(InvalidRequest):
    """The TLS certificate and its key cannot be used."""


class Conflict(InvalidRequest):
    """The receipt or the request is not in a state in which this can be done."""


class ProcessingError(ReceiptError):
    """A stage failed in a way that a second attempt may resolve."""

    code = "PROCESSING_ERROR"


class WorkerLost(ProcessingError):
    """A process died while it worked on the receipt."""


class OutOfMemory(ProcessingError):
    """A reader could not allocate the memory it needed."""


class ServiceUnavailable(ReceiptError):
    """Redis, the disk or the database is not there just now."""

    code = "SERVICE_UNAVAILABLE"


class DatabaseBusy(ServiceUnavailable):
    """Another program keeps the database locked."""


class PortUnavailable(ServiceUnavailable):
    """The API cannot listen on its port."""


class HostUnavailable(ServiceUnavailable):
    """The API cannot listen on its address."""


class DamagedData(ServiceUnavailable):
    """The database holds pages that cannot be read; it is salvaged at the next start."""

    is_retryable = False


class DamagedFile(DamagedData):
    """A database file, named by the detail `path`, is damaged."""


class DamagedInUse(DamagedData):
    """The database is damaged and cannot be rebuilt while another process uses it."""


class NewerData(ServiceUnavailable):
    """A newer version of the program wrote these data."""

    is_retryable = False


class TimedOut(ReceiptError):
    """The attempt used up its budget."""

    code = "TIMEOUT"


class RateLimited(ReceiptError):
    """One client asks too often."""

    code = "RATE_LIMITED"


class Cancelled(ReceiptError):
    """A person asked to stop."""

    code = "CANCELLED"
    is_retryable = False


class ResourceUnavailable(ServiceUnavailable):
    """Something that reading needs is missing just now, and the receipt is not to blame.

    Not counted as an attempt: the receipt waits and is tried again, as often as necessary.
    """

    stops_queue = False
    """Whether every receipt would meet it: the whole queue waits."""
    wait_seconds: float | None = None
    """How long the receipt waits; None for the usual time."""


class StorageUnavailable(ResourceUnavailable):
    """The shared files cannot be reached, or the disk is full."""


class ReadersUnavailable(ResourceUnavailable):
    """No reader can work or be started."""

    stops_queue = True


class InsufficientMemory(ResourceUnavailable):
    """The machine has too little free memory for a reader."""

    stops_queue = True

    def __init__(self, key: str = "memory_short", /, **details: Value) -> None:
        super().__init__(key, **details)


class MemoryShortForFile(InsufficientMemory):
    """The machine has enough free memory for other files, not for this one."""

    stops_queue = False
    wait_seconds = 60.0


_REFUSALS: Mapping[str, type[InvalidRequest]] = MappingProxyType(
    {"file_too_large": TooLarge, "file_unknown": UnsupportedType}
)


def restore_refusal(message: Message) -> InvalidRequest:
    """The refusal of a file whose message was kept in the database; the class was not kept."""
    seems = message.key.startswith("file_seems_")
    kind = UnsupportedType if seems else _REFUSALS.get(message.key, InvalidRequest)
    return kind(message.key, **message.parameters)


IDLE_FACTOR = 3.0
"""An attempt ends when no work is done for so many times its budget: something hangs."""
WALL_CLOCK_FACTOR = 20.0
"""An attempt ends after so many times its budget on the wall clock, whatever it does."""


class WorkMeter:
    """Seconds of work done in one attempt, and how long nothing was done.

    Work is the processor time of the attempt's own thread, what a reader reports of its processor
    time, and the wall time of the language model's answer. Waiting for a processor, a reader or a
    turn is none. Only the thread that made it may use it.
    """

    def __init__(
        self,
        budget: float,
        clock: Callable[[], float] = time.thread_time,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        """`budget` in seconds; `clock` tells the thread's processor time, `wall` steady time."""
        self._clock, self._wall = clock, wall
        self._began, self._last = clock(), wall()
        self._ends = self._last + WALL_CLOCK_FACTOR * budget
        self._reported = 0.0
        self._outside: tuple[float, float] | None = None

    def seconds_spent(self) -> float:
        """Seconds of work up to now."""
        return self._clock() - self._began + self._reported + self._pending_wall_work()

    def idle_seconds(self) -> float:
        """Wall seconds since something was last seen to be done."""
        return self._wall() - self._last

    def wall_seconds_left(self) -> float:
        """Wall seconds until the attempt ends in any case."""
        return self._ends - self._wall()

    def extend_for_wait(self, seconds: float) -> None:
        """So long it waited for others, each of whom has a deadline."""
        self._ends += seconds
        self.mark_alive()

    def add_reported_work(self, seconds: float) -> None:
        """Work that another process did for this attempt."""
        self._reported += seconds

    def mark_alive(self) -> None:
        """What is waited for goes on."""
        self._last = self._wall()

    @contextmanager
    def count_wall_time(self) -> Iterator[None]:
        """Within the block wall time is work: that of a server that does not report it."""
        self._outside = self._wall(), self._clock()
        try:
            yield
        finally:
            seconds, self._outside = self._pending_wall_work(), None
            self.add_reported_work(seconds)
            self.mark_alive()

    def _pending_wall_work(self) -> float:
        if self._outside is None:
            return 0.0
        wall, own = self._outside
        return max(0.0, self._wall() - wall - (self._clock() - own))


@dataclass(frozen=True, slots=True)
class Deadline:
    """When to stop: a moment on the monotonic clock, or a budget of work with such a moment.

    It travels with a receipt through all stages. `is_cancelled` is asked at every check, so that a
    person's cancel is felt wherever time is spent.
    """

    at: float
    is_cancelled: Callable[[], bool] = field(default=lambda: False, compare=False)
    work: WorkMeter | None = field(default=None, compare=False)
    max_work_seconds: float = math.inf
    """Seconds of `work` at which the budget is used up."""
    max_idle_seconds: float = math.inf
    """Seconds without work after which something is taken to hang."""

    @classmethod
    def after(cls, seconds: float, cancelled: Callable[[], bool] | None = None) -> Deadline:
        """A deadline this many seconds from now."""
        return cls(time.monotonic() + seconds, cancelled or (lambda: False))

    @classmethod
    def for_work(
        cls,
        seconds: float,
        cancelled: Callable[[], bool] | None = None,
        work: WorkMeter | None = None,
    ) -> Deadline:
        """A budget of this many seconds of work, counted from now on by `work`.

        A hang ends too: see `IDLE_FACTOR` and `WALL_CLOCK_FACTOR`.
        """
        work = work or WorkMeter(seconds)
        return cls(
            math.inf,
            cancelled or (lambda: False),
            work,
            work.seconds_spent() + seconds,
            IDLE_FACTOR * seconds,
        )

    def limit_to(self, seconds: float | None) -> Deadline:
        """Not more than this many seconds from now; None leaves it as it is."""
        if seconds is None:
            return self
        if self.work is None:
            return replace(self, at=min(self.at, time.monotonic() + seconds))
        most = min(self.max_work_seconds, self.work.seconds_spent() + seconds)
        return replace(
            self,
            max_work_seconds=most,
            max_idle_seconds=min(self.max_idle_seconds, IDLE_FACTOR * seconds),
        )

    def postpone(self, seconds: float) -> Deadline:
        """The deadline after a wait of this many seconds that is not to count."""
        self.extend_for_wait(seconds)
        return replace(self, at=self.at + seconds)

    def extend_for_wait(self, seconds: float) -> None:
        """So long a budget of work waited for others, which is not to count."""
        if self.work:
            self.work.extend_for_wait(seconds)

    def mark_alive(self) -> None:
        """What is waited for goes on: this is no hang."""
        if self.work:
            self.work.mark_alive()

    def is_idle(self) -> bool:
        """Whether it passed because nothing was done: something hangs."""
        return self.work is not None and self.work.idle_seconds() >= self.max_idle_seconds

    def add_reported_work(self, seconds: float) -> None:
        """Another process did so many seconds of work for this."""
        if self.work:
            self.work.add_reported_work(seconds)

    @contextmanager
    def count_wall_time(self) -> Iterator[None]:
        """Within the block wall time counts as work: that of a server that does not report it."""
        with self.work.count_wall_time() if self.work else nullcontext():
            yield

    def seconds_left(self) -> float:
        """Seconds left, never below zero."""
        left = self.wall_seconds_left()
        if self.work:
            left = min(
                left,
                self.max_work_seconds - self.work.seconds_spent(),
                self.max_idle_seconds - self.work.idle_seconds(),
            )
        return max(0.0, left)

    def wall_seconds_left(self) -> float:
        """Seconds left on the wall clock, however little work is done; never below zero."""
        left = self.work.wall_seconds_left() if self.work else math.inf
        return max(0.0, min(left, self.at - time.monotonic()))

    def raise_if_over(self) -> None:
        """Raise `Cancelled` or `TimedOut` when there is no reason to go on."""
        if self.is_cancelled():
            raise Cancelled("cancelled")
        if self.seconds_left() <= 0:
            why: dict[str, int] = {"idle": 1} if self.is_idle() else {}
            raise TimedOut("timeout", **why)
