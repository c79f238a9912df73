"""A receipt: its fields, what was found, and its life. Standard library only.

Money is `Decimal` in major units (25.99), confidences run from 0.0 to 1.0, moments are aware UTC
datetimes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.errors import ReceiptError, TimedOut
from receipt_desktop.page import Evidence, Text

PIPELINE_VERSION = "1"


class Field(enum.StrEnum):
    """The single-valued fields of a receipt, named as in its JSON.

    What was read of the currency is `Draft.currency`; `CURRENCY` is there for a person's own.
    """

    TOTAL = "totalAmount"
    CURRENCY = "currency"
    DATE = "date"
    MERCHANT = "merchantName"
    TIME = "time"
    SUBTOTAL = "subtotal"
    TAX = "taxAmount"
    TIP = "tip"
    PAYMENT = "paymentMethod"
    CARD = "cardLast4"
    NUMBER = "receiptNumber"
    ADDRESS = "merchantAddress"
    PHONE = "merchantPhone"
    TAX_ID = "merchantTaxId"
    CATEGORY = "category"


CATEGORIES = (
    "groceries", "restaurant", "fuel", "transport", "lodging", "electronics", "household",
    "clothing", "health", "office", "leisure", "services", "other",
)  # fmt: skip
"""What the program itself puts into `Field.CATEGORY`; a person may type anything."""
PAYMENTS = ("card", "cash")
"""Likewise for `Field.PAYMENT`."""
MONEY_FIELDS = frozenset({Field.TOTAL, Field.SUBTOTAL, Field.TAX, Field.TIP})
KEY_FIELDS = (Field.TOTAL, Field.DATE, Field.MERCHANT)

FieldValue = Decimal | date | time | str


class Source(enum.StrEnum):
    """Who says so."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Value:
    """One value with its confidence and evidence.

    `value` is a Decimal for `MONEY_FIELDS`, a date for `DATE`, a time for `TIME`, else a str.
    """

    value: FieldValue
    confidence: float
    evidence: Evidence | None = None
    source: Source = Source.RULES


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One row of a tax table; rate in percent."""

    rate: Decimal | None
    net: Decimal | None
    amount: Decimal
    confidence: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line item; discounts and deposits are items too, discounts with a negative total."""

    description: str
    total: Decimal
    confidence: float
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    tax_rate: Decimal | None = None
    evidence: Evidence | None = None


class Reason(enum.StrEnum):
    """Why a person should look at a receipt."""

    NO_TEXT = "no_text"
    NO_TOTAL = "no_total"
    NO_DATE = "no_date"
    NO_MERCHANT = "no_merchant"
    NO_CURRENCY = "no_currency"
    DOUBTFUL_TOTAL = "doubtful_total"
    DOUBTFUL_DATE = "doubtful_date"
    DOUBTFUL_MERCHANT = "doubtful_merchant"
    SUM_MISMATCH = "sum_mismatch"
    TAX_MISMATCH = "tax_mismatch"
    FUTURE_DATE = "future_date"
    READERS_DISAGREE = "readers_disagree"
    MODEL_DISAGREES = "model_disagrees"


REASON_SENTENCES: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NO_TEXT: "No text could be read.",
        Reason.NO_TOTAL: "No total was found.",
        Reason.NO_DATE: "No date was found.",
        Reason.NO_MERCHANT: "No merchant was found.",
        Reason.NO_CURRENCY: "The currency is not certain.",
        Reason.DOUBTFUL_TOTAL: "The total is doubtful.",
        Reason.DOUBTFUL_DATE: "The date is doubtful.",
        Reason.DOUBTFUL_MERCHANT: "The merchant is doubtful.",
        Reason.SUM_MISMATCH: "The items do not add up to the total.",
        Reason.TAX_MISMATCH: "The tax does not fit its rate.",
        Reason.FUTURE_DATE: "The date lies in the future.",
        Reason.READERS_DISAGREE: "Two readings of the picture disagree.",
        Reason.MODEL_DISAGREES: "The language model reads it differently.",
    }
)


class ModelOutcome(enum.StrEnum):
    """What became of asking the language model."""

    OFF = "off"
    USED = "used"
    UNREACHABLE = "unreachable"
    NO_MODEL = "no_model"
    TOO_SLOW = "too_slow"
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class Draft:
    """What extraction believes, before checking."""

    fields: Mapping[Field, Value] = field(default_factory=dict)
    currency: str | None = None
    """ISO 4217 code."""
    tax_lines: tuple[TaxLine, ...] = ()
    items: tuple[Item, ...] = ()
    receipt_type: str = "retail"
    """retail, restaurant, fuel, hotel, transport, invoice, other."""
    language: str | None = None
    """ISO 639-1 code."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    summary: str | None = None
    model: str | None = None
    model_outcome: ModelOutcome = ModelOutcome.OFF
    disagreements: tuple[Field, ...] = ()
    """Fields on which rules and model differ and arithmetic could not decide."""

    def get(self, name: Field) -> FieldValue | None:
        """The bare value of a field, or None."""
        found = self.fields.get(name)
        return found.value if found else None


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft after arithmetic and plausibility, with final confidences."""

    draft: Draft
    needs_review: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one finished attempt found: what the store keeps and the views show."""

    checked: Checked
    text: Text
    seconds: float
    """Wall time of the attempt."""
    stage_seconds: Mapping[str, float] = field(default_factory=dict)
    extracted_at: datetime | None = None
    pipeline_version: str = PIPELINE_VERSION


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


class Reader(enum.StrEnum):
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
class Wish:
    """How a person wants one receipt read; kept in the row, so a retry repeats it.

    None means: as the settings say when it is read.
    """

    reader: Reader | None = None
    model: str | None = None
    """A model's name; "" for no model."""
    page: int | None = None
    """Read only this page (0-based) of a PDF or TIFF: one receipt a page."""
    fresh: bool = False
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
    reasons: tuple[Reason, ...] = ()
    model_outcome: ModelOutcome = ModelOutcome.OFF
    thumbnail: str | None = None
    """Path relative to the data folder."""
    pages: int = 0
    started_at: datetime | None = None
    completed_at: datetime | None = None
    wish: Wish = Wish()
    version: int = 0
    """Grows with every change of the row: a later snapshot has a higher one."""
    held: bool = False
    """Paused by a person: it waits until it is released."""
    lost: int = 0
    """How often its worker was gone."""
    run: int = 1
    """Which job of the receipt; grows with every reading from the start."""
    queued_at: datetime | None = None
    """Since when it waits, or waited."""

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.status in (Status.COMPLETED, Status.FAILED)

    @property
    def urgency(self) -> Priority:
        """The priority it stands in the queue with.

        What stopped a worker or used up its time goes behind all others, so that a bad document
        holds nobody up.
        """
        slow = self.failure is not None and self.failure.code == TimedOut.code
        behind = self.lost > 0 or slow
        return Priority.LAST if behind and self.priority is not Priority.NEXT else self.priority


@dataclass(frozen=True, slots=True)
class Removed:
    """Announced when receipts left the list."""

    ids: tuple[str, ...]


Announcement = Receipt | Removed
Listener = Callable[[Announcement], None]


@dataclass(frozen=True, slots=True)
class Details:
    """A receipt with everything read from it; `reading` is None until it completed once."""

    receipt: Receipt
    reading: Reading | None
    original: str
    """Absolute path of the kept original."""
    corrected: frozenset[Field] = frozenset()
    """Fields a person has set."""


# ---- what is asked for and answered by `receipt_desktop.actions`


@dataclass(frozen=True, slots=True)
class Query:
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
class Submitted:
    """What became of one given file."""

    path: str
    receipt: Receipt | None = None
    known: bool = False
    """The same bytes were there already: `receipt` is the stored one."""
    error: ReceiptError | None = None
