"""The one small family of errors, and the deadline that travels with a receipt."""

from __future__ import annotations


class ReceiptError(Exception):
    """Base of everything the program reports to a person: a stable code and a sentence.

    `key` names the sentence for translation (`receipt_desktop.ui` knows all of them), `details`
    fills its placeholders; `str(error)` is the English sentence.
    """

    code = "PROCESSING_ERROR"
    is_retryable = True

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
    is_retryable = False


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

    is_retryable = False


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


class InsufficientMemory(ResourceUnavailable):
    """The machine has too little free memory for a reader."""

    def __init__(
        self,
        sentence: str = "There is too little free memory to read just now.",
        *,
        key: str = "memory_short",
        **details: str | int,
    ) -> None:
        super().__init__(sentence, key=key, **details)
