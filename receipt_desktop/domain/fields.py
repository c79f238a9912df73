"""The table of extracted fields: one entry a field, from which all other lists of fields derive.

The JSON shape, the review form, the CSV, the API's corrections, the store's columns and the
question to the language model read it. How a kind of value is stored, parsed and written stands
once a kind in each of these places. A further field is a member of `Field`, its entry in `FIELDS`,
and the rule in `extraction` that finds it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.domain.captions import caption

FieldValue = Decimal | date | time | str

CATEGORIES = (
    "groceries", "restaurant", "fuel", "transport", "lodging", "electronics", "household",
    "clothing", "health", "office", "leisure", "services", "other",
)  # fmt: skip
"""What the program itself puts into `Field.CATEGORY`; a person may type anything."""


class Kind(enum.Enum):
    """How the value of a field is typed, stored and written."""

    MONEY = enum.auto()
    """A Decimal in major units of the receipt's currency."""
    DATE = enum.auto()
    TIME = enum.auto()
    """The time of day on the clock of the shop, without a zone."""
    TEXT = enum.auto()
    CURRENCY = enum.auto()
    """An ISO 4217 code."""
    CARD = enum.auto()
    """The last four digits of a payment card."""


VALUE_TYPES: Mapping[Kind, type[FieldValue]] = MappingProxyType(
    {
        Kind.MONEY: Decimal,
        Kind.DATE: date,
        Kind.TIME: time,
        Kind.TEXT: str,
        Kind.CURRENCY: str,
        Kind.CARD: str,
    }
)


class Group(enum.Enum):
    """The parts of the review form, top to bottom."""

    ESSENTIALS = enum.auto()
    DETAILS = enum.auto()
    MERCHANT = enum.auto()


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """The column of a field in the CSV: its head and, for the documentation, what it holds."""

    head: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ModelQuestion:
    """How the language model is asked for a field: one member of its JSON answer."""

    name: str
    """The member; with `grounded`, `NAME_row` is the row on which the model saw the value."""
    meaning: str = ""
    """What the system prompt says that it is, without a full stop; "" where the name says it."""
    pattern: str = ""
    """A regular expression that binds the whole answer."""
    max_length: int | None = None
    """In characters, for an answer without a pattern."""
    choices: tuple[str, ...] = ()
    """The only answers that are allowed."""
    grounded: bool = True
    """Whether the answer counts only when it is printed on the receipt."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Everything that the program knows of a field beside its JSON name."""

    kind: Kind
    group: Group
    label: str
    """The English caption, in the context "texts"."""
    column: CsvColumn
    needed_for_approval: bool = False
    noun: str = ""
    """The English caption within a sentence, for what is needed for approval."""
    question: ModelQuestion | None = None
    """None for a field that the language model is not asked for."""


class Field(enum.StrEnum):
    """The single-valued fields of a receipt, named as in its JSON.

    What was read of the currency is `Draft.currency`; `CURRENCY` is what a person typed.
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

    @property
    def spec(self) -> FieldSpec:
        """What else is known of the field."""
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
                pattern="-?[0-9]{1,9}[.][0-9]{2}",
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
            question=ModelQuestion("tax", "the sum of the taxes", pattern="[0-9]{1,9}[.][0-9]{2}"),
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
    }
)
"""One entry a field, those of a group in the order of the review form."""

MONEY_FIELDS = frozenset(field for field, spec in FIELDS.items() if spec.kind is Kind.MONEY)
KEY_FIELDS = tuple(field for field, spec in FIELDS.items() if spec.needed_for_approval)
"""Total, date and merchant: what a receipt needs before it can be approved."""
FORM_ORDER = tuple(
    field for group in Group for field, spec in FIELDS.items() if spec.group is group
)
QUESTIONS: Mapping[Field, ModelQuestion] = MappingProxyType(
    {
        field: spec.question
        for field, spec in sorted(FIELDS.items(), key=lambda one: not one[1].needed_for_approval)
        if spec.question
    }
)
"""What the language model is asked, what matters most first: a slow one is cut off."""
