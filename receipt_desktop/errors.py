"""The one small family of errors, and the deadline that travels with a receipt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


class ReceiptError(Exception):
    """Base of everything the program reports to a person: a stable code and a sentence.

    `key` names the sentence for translation (`receipt_desktop.ui` knows all of them), `details`
    fills its placeholders; `str(error)` is the English sentence.
    """

    code = "PROCESSING_ERROR"
    retry_helps = True

    def __init__(self, sentence: str, *, key: str = "", **details: str | int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.key = key
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders: rebuild them whole on the other side."""
        return _rebuild_error, (type(self), self.sentence, self.key, self.details)


def _rebuild_error(
    kind: type[ReceiptError], sentence: str, key: str, details: dict[str, str | int]
) -> ReceiptError:
    return kind(sentence, key=key, **details)


class InvalidRequest(ReceiptError):
    """Not a receipt file, too large, unreadable, unknown id. Never retried."""

    code = "INVALID_REQUEST"
    retry_helps = False


class Conflict(InvalidRequest):
    """The receipt or the request is not in a state in which this can be done."""


class ProcessingError(ReceiptError):
    """A stage failed in a way that a second attempt may mend."""

    code = "PROCESSING_ERROR"


class ServiceUnavailable(ReceiptError):
    """Redis, the disk or the database is not there just now."""

    code = "SERVICE_UNAVAILABLE"


class DamagedData(ServiceUnavailable):
    """The database holds pages that cannot be read; it is salvaged at the next start."""

    retry_helps = False


class NewerData(ServiceUnavailable):
    """A newer version of the program wrote these data."""

    retry_helps = False


class TimedOut(ReceiptError):
    """The attempt used up its budget."""

    code = "TIMEOUT"


class RateLimited(ReceiptError):
    """One client asks too often."""

    code = "RATE_LIMITED"


class Cancelled(ReceiptError):
    """A person asked to stop."""

    code = "CANCELLED"
    retry_helps = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on the monotonic clock, carried with a receipt through all stages.

    `cancelled` is asked at every check, so that a person's cancel is felt wherever time is spent.
    """

    at: float
    cancelled: Callable[[], bool] = field(default=lambda: False, compare=False)

    @classmethod
    def after(cls, seconds: float, cancelled: Callable[[], bool] | None = None) -> Deadline:
        """A deadline this many seconds from now."""
        return cls(time.monotonic() + seconds, cancelled or (lambda: False))

    def within(self, seconds: float | None) -> Deadline:
        """Not later than this many seconds from now; None leaves it as it is."""
        if seconds is None:
            return self
        return Deadline(min(self.at, time.monotonic() + seconds), self.cancelled)

    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self.at - time.monotonic())

    def check(self) -> None:
        """Raise `Cancelled` or `TimedOut` when there is no reason to go on."""
        if self.cancelled():
            raise Cancelled("Cancelled.", key="cancelled")
        if self.remaining() <= 0:
            raise TimedOut("The time allowed for one receipt ran out.", key="timeout")
