"""The errors that the program reports to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from receipt_desktop.domain.display import make_storable
from receipt_desktop.messages import ENGLISH, CountryName, Message, Value


class ReceiptError(Exception):
    """Base class of all errors that are reported to people: a stable code and a message.

    `key` names the message in the catalogue (`receipt_desktop.messages`), `details` are its
    parameters; `str(error)` and `sentence` are the English sentence with its remedy. Control flow
    depends on the class of an error, never on its key.
    """

    code = "PROCESSING_ERROR"
    is_retryable = True

    def __init__(self, key: str, /, **details: Value) -> None:
        self.message = Message(key, details)
        self.sentence = make_storable(self.message.whole())
        super().__init__(self.sentence)

    @property
    def key(self) -> str:
        """The key of the message."""
        return self.message.key

    @property
    def details(self) -> Mapping[str, Value]:
        """The parameters of the message, and further facts about the error."""
        return self.message.parameters

    def text(self, language: str = ENGLISH) -> str:
        """The sentence with its remedy in a language."""
        return self.message.whole(language)

    @property
    def plain_details(self) -> dict[str, str | int]:
        """The details as they are stored: strings and whole numbers."""
        return {
            name: _make_plain(value)
            for name, value in self.details.items()
            if not isinstance(value, (float, CountryName))
        }

    def __reduce__(self) -> tuple[object, ...]:
        """Support pickling, because errors are passed between processes."""
        return _rebuild_error, (type(self), self.key, dict(self.details))


def _make_plain(value: str | int | Message) -> str | int:
    text = value.whole() if isinstance(value, Message) else value
    return make_storable(text) if isinstance(text, str) else text


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


class PasswordRequired(InvalidRequest):
    """The PDF is protected, and none of the given passwords opens it."""


class InvalidCertificate(InvalidRequest):
    """The TLS certificate and its key cannot be used."""


class Conflict(InvalidRequest):
    """The state of the receipt or the request does not allow this."""


class ProcessingError(ReceiptError):
    """A stage failed in a way that a second attempt may resolve."""

    code = "PROCESSING_ERROR"


class WorkerLost(ProcessingError):
    """A process died while it worked on the receipt."""


class OutOfMemory(ProcessingError):
    """A reader could not allocate the memory it needed."""


class ServiceUnavailable(ReceiptError):
    """Redis, the disk or the database is temporarily unavailable."""

    code = "SERVICE_UNAVAILABLE"


class DatabaseBusy(ServiceUnavailable):
    """Another program keeps the database locked."""


class PortUnavailable(ServiceUnavailable):
    """The API cannot listen on its port."""


class HostUnavailable(ServiceUnavailable):
    """The API cannot listen on its address."""


class DamagedData(ServiceUnavailable):
    """The database has unreadable pages; it is rebuilt at the next start."""

    is_retryable = False


class DamagedFile(DamagedData):
    """A database file, named by the detail `path`, is damaged."""


class DamagedInUse(DamagedData):
    """The database is damaged and cannot be rebuilt while another process uses it."""


class NewerData(ServiceUnavailable):
    """A newer version of the program wrote the data."""

    is_retryable = False


class TimedOut(ReceiptError):
    """The attempt used up its budget."""

    code = "TIMEOUT"


class RateLimited(ReceiptError):
    """A client exceeds its rate limit."""

    code = "RATE_LIMITED"


class Cancelled(ReceiptError):
    """A person cancelled the operation."""

    code = "CANCELLED"
    is_retryable = False


class ResourceUnavailable(ServiceUnavailable):
    """A resource for reading is temporarily unavailable; the receipt is not the cause.

    Does not count as an attempt: the receipt is retried as often as necessary.
    """

    stops_queue = False
    """Whether it affects every receipt, so that the whole queue waits."""
    wait_seconds: float | None = None
    """Seconds until the receipt is retried; None for the default."""


class StorageUnavailable(ResourceUnavailable):
    """The shared files cannot be reached, or the disk is full."""


class PasswordElsewhere(ResourceUnavailable):
    """Another process has the password of the file, and reads it."""

    wait_seconds = 2.0


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
    """The error of a rejected file, restored from its stored message."""
    is_other_type = message.key.startswith("file_seems_")
    kind = UnsupportedType if is_other_type else _REFUSALS.get(message.key, InvalidRequest)
    return kind(message.key, **message.parameters)
