"""The table of extracted fields: one entry per field, from which all lists of fields are derived.

It defines the JSON, the review form, the CSV columns, the corrections of the API, the stored values
and the questions to the language model. Each of these places handles a kind of value once. A new
field needs a member of `Field`, its entry in `FIELDS`, and a rule in `extraction` that finds it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.domain.captions import caption

FieldValue = Decimal | date | time | str | bool

CATEGORIES = (
    "groceries", "restaurant", "fuel", "transport", "lodging", "electronics", "household",
    "clothing", "health", "office", "leisure", "services", "other",
)  # fmt: skip
"""Values that the program assigns to `Field.CATEGORY`; a person may type any other."""
TAG_SEPARATOR = ", "
"""Between the tags in a value of `Field.TAGS`."""


class Kind(enum.Enum):
    """The kind of a field's value: its type, storage and format."""

    MONEY = enum.auto()
    """A Decimal in major units of the receipt's currency."""
    DATE = enum.auto()
    TIME = enum.auto()
    """The local time of the shop, without a time zone."""
    TEXT = enum.auto()
    CURRENCY = enum.auto()
    """An ISO 4217 code."""
    CARD = enum.auto()
    """The last four digits of a payment card."""
    TAGS = enum.auto()
    """Words without commas, joined by `TAG_SEPARATOR`."""
    YES_NO = enum.auto()


VALUE_TYPES: Mapping[Kind, type[FieldValue]] = MappingProxyType(
    {
        Kind.MONEY: Decimal,
        Kind.DATE: date,
        Kind.TIME: time,
        Kind.TEXT: str,
        Kind.CURRENCY: str,
        Kind.CARD: str,
        Kind.TAGS: str,
        Kind.YES_NO: bool,
    }
)


class Group(enum.Enum):
    """The sections of the review form, top to bottom."""

    ESSENTIALS = enum.auto()
    DETAILS = enum.auto()
    MERCHANT = enum.auto()
    BOOKKEEPING = enum.auto()
    """What a person adds; none of it is printed on the receipt."""


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """The CSV column of a field: its header and its meaning for the documentation."""

    head: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ModelQuestion:
    """The question for a field to the language model: a member of its JSON answer."""

    name: str
    """Name of the member; with `grounded`, the member `NAME_row` is the row of the value."""
    meaning: str = ""
    """Its meaning in the system prompt, without a full stop; "" if the name is clear."""
    pattern: str = ""
    """A regular expression that the whole answer must match."""
    max_length: int | None = None
    """Maximum characters of an answer without a pattern."""
    choices: tuple[str, ...] = ()
    """The allowed answers."""
    grounded: bool = True
    """Whether the answer is accepted only if it is printed on the receipt."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """The properties of a field."""

    kind: Kind
    group: Group
    label: str
    """The English caption, in the translation context "texts"."""
    column: CsvColumn
    needed_for_approval: bool = False
    noun: str = ""
    """The English caption within a sentence, for fields that an approval needs."""
    question: ModelQuestion | None = None
    """None if the language model is not asked for the field."""


class Field(enum.StrEnum):
    """The single-valued fields of a receipt; the values are the names in its JSON.

    The currency as read is `Draft.currency`; `CURRENCY` stands for a correction of it.
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
    TAGS = "tags"
    PROJECT = "project"
    NOTE = "note"
    PAID_BY = "paidBy"
    REIMBURSABLE = "reimbursable"

    @property
    def spec(self) -> FieldSpec:
        """The properties of the field."""
        return FIELDS[self]


FIELDS: Mapping[Field, FieldSpec] = MappingProxyType(
    {
        Field.TOTAL: FieldSpec(
            Kind.MONEY,
            Group.ESSENTIALS,
            caption("texts", "Total"),
            CsvColumn("total", "What was charged, tax and printed tip included"),
            needed_for_approval=True,
            noun=caption("texts", "total"),
            question=ModelQuestion(
                "total",
                "what was paid in the end, tax included",
                pattern="-?[0-9]{1,13}[.][0-9]{2}",
            ),
        ),
        Field.CURRENCY: FieldSpec(
            Kind.CURRENCY,
            Group.ESSENTIALS,
            caption("texts", "Currency"),
            CsvColumn("currency", "ISO 4217 code"),
            question=ModelQuestion(
                "currency", "an ISO 4217 code", pattern="[A-Z]{3}", grounded=False
            ),
        ),
        Field.DATE: FieldSpec(
            Kind.DATE,
            Group.ESSENTIALS,
            caption("texts", "Date"),
            CsvColumn("date", "Day of the receipt, YYYY-MM-DD"),
            needed_for_approval=True,
            noun=caption("texts", "date"),
            question=ModelQuestion("date", pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        ),
        Field.MERCHANT: FieldSpec(
            Kind.TEXT,
            Group.ESSENTIALS,
            caption("texts", "Merchant"),
            CsvColumn("merchant", "Name of the merchant"),
            needed_for_approval=True,
            noun=caption("texts", "merchant"),
            question=ModelQuestion(
                "merchant", "the name of the shop or company as printed", max_length=80
            ),
        ),
        Field.TIME: FieldSpec(
            Kind.TIME,
            Group.DETAILS,
            caption("texts", "Time"),
            CsvColumn("time", "Time of the receipt, HH:MM"),
        ),
        Field.SUBTOTAL: FieldSpec(
            Kind.MONEY,
            Group.DETAILS,
            caption("texts", "Subtotal"),
            CsvColumn("subtotal", "Before tax, as printed"),
        ),
        Field.TAX: FieldSpec(
            Kind.MONEY,
            Group.DETAILS,
            caption("texts", "Tax"),
            CsvColumn("tax", "Sum of the taxes"),
            question=ModelQuestion(
                "tax", "the sum of the taxes", pattern="-?[0-9]{1,13}[.][0-9]{2}"
            ),
        ),
        Field.TIP: FieldSpec(
            Kind.MONEY, Group.DETAILS, caption("texts", "Tip"), CsvColumn("tip", "Printed tip")
        ),
        Field.PAYMENT: FieldSpec(
            Kind.TEXT,
            Group.DETAILS,
            caption("texts", "Payment"),
            CsvColumn("payment", "How it was paid"),
        ),
        Field.CARD: FieldSpec(
            Kind.CARD,
            Group.DETAILS,
            caption("texts", "Card (last 4)"),
            CsvColumn("card_last4", "Last four digits of the card"),
        ),
        Field.NUMBER: FieldSpec(
            Kind.TEXT,
            Group.DETAILS,
            caption("texts", "Receipt number"),
            CsvColumn("receipt_number", "Number of the receipt or invoice"),
        ),
        Field.ADDRESS: FieldSpec(
            Kind.TEXT,
            Group.MERCHANT,
            caption("texts", "Address"),
            CsvColumn("merchant_address", "Address of the merchant"),
        ),
        Field.PHONE: FieldSpec(
            Kind.TEXT,
            Group.MERCHANT,
            caption("texts", "Phone"),
            CsvColumn("merchant_phone", "Telephone of the merchant"),
        ),
        Field.TAX_ID: FieldSpec(
            Kind.TEXT,
            Group.MERCHANT,
            caption("texts", "VAT / tax ID"),
            CsvColumn("merchant_tax_id", "Tax number of the merchant"),
        ),
        Field.CATEGORY: FieldSpec(
            Kind.TEXT,
            Group.DETAILS,
            caption("texts", "Category"),
            CsvColumn("category", "Kind of expense"),
            question=ModelQuestion("category", choices=CATEGORIES, grounded=False),
        ),
        Field.TAGS: FieldSpec(
            Kind.TAGS,
            Group.BOOKKEEPING,
            caption("texts", "Tags"),
            CsvColumn("tags", "Own words, separated by commas"),
        ),
        Field.PROJECT: FieldSpec(
            Kind.TEXT,
            Group.BOOKKEEPING,
            caption("texts", "Project"),
            CsvColumn("project", "Project or client that it is for"),
        ),
        Field.NOTE: FieldSpec(
            Kind.TEXT,
            Group.BOOKKEEPING,
            caption("texts", "Note"),
            CsvColumn("note", "Own remark"),
        ),
        Field.PAID_BY: FieldSpec(
            Kind.TEXT,
            Group.BOOKKEEPING,
            caption("texts", "Paid by"),
            CsvColumn("paid_by", "Person or account that paid"),
        ),
        Field.REIMBURSABLE: FieldSpec(
            Kind.YES_NO,
            Group.BOOKKEEPING,
            caption("texts", "Reimbursable"),
            CsvColumn("reimbursable", "Whether the payer gets it back: yes, no or empty"),
        ),
    }
)
"""One entry per field; within a group in the order of the review form."""

MONEY_FIELDS = frozenset(field for field, spec in FIELDS.items() if spec.kind is Kind.MONEY)
KEY_FIELDS = tuple(field for field, spec in FIELDS.items() if spec.needed_for_approval)
"""Total, date and merchant: the fields that an approval needs."""
FORM_ORDER = tuple(
    field for group in Group for field, spec in FIELDS.items() if spec.group is group
)
BOOKKEEPING_FIELDS = tuple(field for field in FORM_ORDER if field.spec.group is Group.BOOKKEEPING)
QUESTIONS: Mapping[Field, ModelQuestion] = MappingProxyType(
    {
        field: spec.question
        for field, spec in sorted(FIELDS.items(), key=lambda one: not one[1].needed_for_approval)
        if spec.question
    }
)
"""Questions to the language model, key fields first because slow answers are cut off."""


def split_tags(value: str) -> tuple[str, ...]:
    """The tags of a value or a typed text, each once, in their order."""
    found: dict[str, str] = {}
    for word in (" ".join(part.split()) for part in value.split(",")):
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def join_tags(tags: Iterable[str]) -> str:
    """The value of `Field.TAGS` with these tags."""
    return TAG_SEPARATOR.join(split_tags(",".join(tags)))
