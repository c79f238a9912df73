"""A receipt and its life. Standard library only.

Money is `Decimal` in major units (25.99), confidences run from 0.0 to 1.0, moments are aware UTC
datetimes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.domain.errors import ReceiptError, TimedOut
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ModelOutcome, Reading, ReviewReason
from receipt_desktop.domain.suggested_fix import SuggestedFix


class Status(enum.StrEnum):
    """The four statuses of a receipt."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class Stage(enum.StrEnum):
    """The one list of stages, in order; `STAGE_PROGRESS` says how far each start is."""

    QUEUED = "queued"
    OPENING = "opening"
    READING = "reading"
    EXTRACTING = "extracting"
    ASKING = "asking"
    CHECKING = "checking"
    SAVING = "saving"
    DONE = "done"


STAGE_PROGRESS: Mapping[Stage, int] = MappingProxyType(
    {
        Stage.QUEUED: 0,
        Stage.OPENING: 2,
        Stage.READING: 8,
        Stage.EXTRACTING: 60,
        Stage.ASKING: 65,
        Stage.CHECKING: 95,
        Stage.SAVING: 98,
        Stage.DONE: 100,
    }
)


class Priority(enum.IntEnum):
    """Higher runs first."""

    LAST = 0
    """Behind all others: what stopped its worker or used up its time."""
    LOW = 1
    NORMAL = 5
    HIGH = 9
    NEXT = 10
    """Before all others."""


class ReaderChoice(enum.StrEnum):
    """Which OCR engine reads."""

    AUTO = "auto"
    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a receipt failed, as the row keeps it."""

    code: str
    sentence: str
    key: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a person wants one receipt read; kept in the row, so a retry repeats it.

    None means: as the settings say when it is read.
    """

    reader: ReaderChoice | None = None
    model: str | None = None
    """A model's name; "" for no model."""
    page: int | None = None
    """Read only this page (0-based) of a PDF or TIFF: one receipt a page."""
    ignore_cache: bool = False
    """Read anew, even where a kept result would do."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One row of the list: a frozen snapshot, light enough for ten thousand of them."""

    id: str
    """UUID4, the JSON's requestId."""
    file_name: str
    content_hash: str
    """SHA-256 of the original's bytes, hex."""
    status: Status
    created_at: datetime
    stage: Stage = Stage.QUEUED
    progress: int = 0
    """Percent, 0..100."""
    remaining: float | None = None
    """Estimated seconds left while processing."""
    priority: Priority = Priority.NORMAL
    attempts: int = 0
    retry_at: datetime | None = None
    """When the next automatic attempt is due."""
    failure: Failure | None = None
    merchant: str | None = None
    day: date | None = None
    total: Decimal | None = None
    currency: str | None = None
    category: str | None = None
    confidence: float | None = None
    """The lowest confidence of the key three."""
    needs_review: bool = False
    approved: bool = False
    reasons: tuple[ReviewReason, ...] = ()
    model_outcome: ModelOutcome = ModelOutcome.OFF
    thumbnail: str | None = None
    """Path relative to the data folder."""
    pages: int = 0
    started_at: datetime | None = None
    completed_at: datetime | None = None
    read_options: ReadOptions = ReadOptions()
    version: int = 0
    """Grows with every change of the row: a later snapshot has a higher one."""
    is_held: bool = False
    """Paused by a person: it waits until it is released."""
    lost_workers: int = 0
    """How often its worker was gone."""
    run: int = 1
    """Which job of the receipt; grows with every reading from the start."""
    queued_at: datetime | None = None
    """Since when it waits, or waited."""

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.status in (Status.COMPLETED, Status.FAILED)

    @property
    def missing_fields(self) -> tuple[Field, ...]:
        """Those of total, date and merchant that it does not have."""
        held = {Field.TOTAL: self.total, Field.DATE: self.day, Field.MERCHANT: self.merchant}
        return tuple(field for field, value in held.items() if value is None)

    @property
    def queue_priority(self) -> Priority:
        """The priority it stands in the queue with.

        What stopped a worker or used up its time goes behind all others, so that a bad document
        holds nobody up.
        """
        slow = self.failure is not None and self.failure.code == TimedOut.code
        behind = self.lost_workers > 0 or slow
        return Priority.LAST if behind and self.priority is not Priority.NEXT else self.priority


@dataclass(frozen=True, slots=True)
class ReceiptsRemoved:
    """Announced when receipts left the list."""

    ids: tuple[str, ...]


ReceiptChange = Receipt | ReceiptsRemoved
ChangeListener = Callable[[ReceiptChange], None]


@dataclass(frozen=True, slots=True)
class ReceiptDetails:
    """A receipt with everything read from it; `reading` is None until it completed once."""

    receipt: Receipt
    reading: Reading | None
    original: str
    """Absolute path of the kept original."""
    corrected_fields: frozenset[Field] = frozenset()
    """Fields a person has set."""
    fixes: tuple[SuggestedFix, ...] = ()
    """What would correct the sums that the review reasons name."""


# ---- what is asked for and answered by `receipt_desktop.actions`


@dataclass(frozen=True, slots=True)
class ReceiptQuery:
    """Which receipts; every part narrows. Newest first."""

    text: str = ""
    """Words looked for in file name, merchant and what was read, case folded."""
    statuses: frozenset[Status] = frozenset()
    needs_review: bool | None = None
    approved: bool | None = None
    first_day: date | None = None
    last_day: date | None = None
    client: str | None = None
    """Only those that this program has submitted, be it as one of several."""
    ids: tuple[str, ...] | None = None
    limit: int | None = None
    after: tuple[datetime, str] | None = None
    """Moment of creation and id of a receipt: only those that come after it in the list."""


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """What became of one given file."""

    path: str
    receipt: Receipt | None = None
    is_duplicate: bool = False
    """The same bytes were there already: `receipt` is the stored one."""
    error: ReceiptError | None = None
