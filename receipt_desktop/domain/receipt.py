"""Receipts, their statuses and stages. Standard library only.

Money is `Decimal` in major units (25.99), confidences run from 0.0 to 1.0, times are aware UTC
datetimes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.domain.categories import TaxTreatment
from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.duplicates import Duplicate
from receipt_desktop.domain.errors import ReceiptError, TimedOut
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page_sources import PageSource, list_originals
from receipt_desktop.domain.reading import LineKind, ModelOutcome, Reading, ReviewReason
from receipt_desktop.domain.source import Source
from receipt_desktop.domain.suggested_fix import SuggestedFix
from receipt_desktop.domain.suppliers import SupplierName
from receipt_desktop.messages import ENGLISH, Message


class Status(enum.StrEnum):
    """The four statuses of a receipt."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class Stage(enum.StrEnum):
    """The stages of an attempt, in order; `STAGE_PROGRESS` has the progress at their start."""

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
    """After all others: receipts that crashed a worker or timed out."""
    LOW = 1
    NORMAL = 5
    HIGH = 9
    NEXT = 10
    """Before all others."""


class ReaderChoice(enum.StrEnum):
    """The OCR engine to use."""

    AUTO = "auto"
    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"


NEEDS_PASSWORD, WRONG_PASSWORD = "pdf_password", "pdf_password_wrong"
PASSWORD_KEYS = frozenset({NEEDS_PASSWORD, WRONG_PASSWORD})
"""The messages of `PasswordRequired`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a receipt failed, as it is stored."""

    code: str
    sentence: str
    """In English, as it was when the receipt failed."""
    key: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def needs_password(self) -> bool:
        """Whether the file is a protected PDF, of which no password was right."""
        return self.key in PASSWORD_KEYS

    @property
    def message(self) -> Message:
        """The message in the catalogue; earlier versions kept keys that are not in it any more."""
        return Message(self.key, self.details)

    def text(self, language: str = ENGLISH) -> str:
        """The sentence in a language; the kept one where the catalogue has none."""
        return self.message.whole(language) if self.message.is_complete() else self.sentence


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a receipt is to be read; stored with it, so that a retry uses the same options.

    None means the setting at the time of the reading.
    """

    reader: ReaderChoice | None = None
    model: str | None = None
    """A model's name; "" for no model."""
    page: int | None = None
    """Read only this page (0-based) of a PDF or TIFF: one receipt a page."""
    ignore_cache: bool = False
    """Read again even if the cache has a result."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt of the list: a frozen snapshot, small enough for ten thousand of them."""

    id: str
    """UUID4; `requestId` in the JSON."""
    file_name: str
    content_hash: str
    """SHA-256 of the original's bytes, hex; "" without an original, see `has_picture`."""
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
    tax: Decimal | None = None
    currency: str | None = None
    category: str | None = None
    confidence: float | None = None
    """The lowest confidence of total, date and merchant."""
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
    """Increases with every change of the receipt."""
    is_held: bool = False
    """On hold: it waits until it is released."""
    lost_workers: int = 0
    """How often its worker was lost."""
    run: int = 1
    """The number of its job, from 1; a reprocessing starts a new job."""
    queued_at: datetime | None = None
    """When it was last queued."""
    is_flagged: bool = False
    """Marked by a person to come back to it."""
    is_postponed: bool = False
    """Set aside during a review; an approval ends it."""
    number: int = 0
    """Its number in this data folder, in the order of arrival; shorter than the id."""
    duplicate_of: Duplicate | None = None
    """The earlier receipt that this one seems to repeat."""
    sources: tuple[PageSource, ...] = ()
    """Its pages in order, once a person has arranged them; empty for its original as it is."""
    tags: tuple[str, ...] = ()
    project: str | None = None
    note: str | None = None
    paid_by: str | None = None
    reimbursable: bool | None = None
    is_archived: bool = False
    """Put away: lists and counts leave it out unless they are asked for it."""
    source: Source | None = None
    """Where it came from; None for receipts of older versions."""

    @property
    def has_picture(self) -> bool:
        """Whether it has an original; one entered by hand has none."""
        return bool(self.content_hash)

    @property
    def page_sources(self) -> tuple[PageSource, ...]:
        """Its pages in order, those of its original unless they were arranged."""
        if self.sources or not self.has_picture:
            return self.sources
        return (PageSource(self.content_hash, self.read_options.page),)

    def page_of_original(self, number: int) -> PageSource:
        """The page that picture `number` shows, for a receipt with its original page order."""
        return PageSource(self.content_hash, (self.read_options.page or 0) + number)

    @property
    def shown_originals(self) -> tuple[str, ...]:
        """The content hashes of the files that its pages come from, in their order."""
        return list_originals(self.page_sources)

    @property
    def originals(self) -> tuple[str, ...]:
        """The content hashes of all files that it needs, its own first."""
        own = (self.content_hash,) if self.has_picture else ()
        return tuple(dict.fromkeys((*own, *list_originals(self.sources))))

    @property
    def needs_password(self) -> bool:
        """Whether it failed because its PDF is protected."""
        failed = self.status is Status.FAILED and self.failure is not None
        return failed and self.failure.needs_password  # type: ignore[union-attr]

    @property
    def is_finished(self) -> bool:
        """Whether it is completed or failed."""
        return self.status in (Status.COMPLETED, Status.FAILED)

    @property
    def missing_fields(self) -> tuple[Field, ...]:
        """Those of total, date and merchant that are missing."""
        values = {Field.TOTAL: self.total, Field.DATE: self.day, Field.MERCHANT: self.merchant}
        return tuple(field for field, value in values.items() if value is None)

    @property
    def queue_priority(self) -> Priority:
        """The priority in the queue.

        A receipt that crashed a worker or timed out runs after all others, so that a bad document
        does not delay them.
        """
        slow = self.failure is not None and self.failure.code == TimedOut.code
        is_last = self.lost_workers > 0 or slow
        return Priority.LAST if is_last and self.priority is not Priority.NEXT else self.priority


@dataclass(frozen=True, slots=True)
class ReceiptsRemoved:
    """Announced when receipts are removed from the list."""

    ids: tuple[str, ...]


ReceiptChange = Receipt | ReceiptsRemoved
ChangeListener = Callable[[ReceiptChange], None]


@dataclass(frozen=True, slots=True)
class ReceiptDetails:
    """A receipt with its reading; `reading` is None until it was completed once."""

    receipt: Receipt
    reading: Reading | None
    corrected_fields: frozenset[Field] = frozenset()
    """Fields a person has set."""
    fixes: tuple[SuggestedFix, ...] = ()
    """Suggested fixes of the sums that the review reasons name."""
    corrected_lines: frozenset[LineKind] = frozenset()
    """Which of the tables a person has edited."""
    supplier: SupplierName | None = None
    """Who wrote it; None if nothing says so."""
    tax_treatment: TaxTreatment = TaxTreatment.AS_PRINTED
    """That of its category."""
    origin: Origin | None = None
    """Where it was in the archive or message from which it was unpacked."""

    @property
    def page_sources(self) -> tuple[PageSource, ...]:
        """The pages in order, each on its own once they have been read."""
        pictures = self.reading.text.pages if self.reading else ()
        if self.receipt.status is not Status.COMPLETED or not pictures:
            return self.receipt.page_sources
        return tuple(
            picture.source or self.receipt.page_of_original(picture.number) for picture in pictures
        )


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """The result of submitting one file."""

    path: str
    receipt: Receipt | None = None
    is_duplicate: bool = False
    """The same content was stored before; `receipt` is that receipt."""
    error: ReceiptError | None = None
    passed_to: str | None = None
    """The data folder of the company that takes it in instead of this one."""

    @property
    def is_taken(self) -> bool:
        """Whether this company or another one has the file."""
        return self.receipt is not None or self.passed_to is not None
