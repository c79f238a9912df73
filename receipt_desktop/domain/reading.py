"""Readings of a receipt: extracted values with evidence, line items, review reasons.

Money is `Decimal` in major units (25.99), confidences run from 0.0 to 1.0, times are aware UTC
datetimes.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from receipt_desktop.domain.duplicates import Duplicate
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence, Text


class ValueSource(enum.StrEnum):
    """Where a value comes from."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    DOCUMENT = "document"
    """The document's own data: a fiscal code or an electronic invoice."""
    SUPPLIER = "supplier"
    """A rule of the supplier, see `domain.suppliers`."""
    INTAKE = "intake"
    """A rule for the source of the receipt, see `domain.intake`."""
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ExtractedValue:
    """A value with its confidence and evidence.

    `value` has the type of its field's kind, see `VALUE_TYPES` of `domain.fields`.
    """

    value: FieldValue
    confidence: float
    evidence: Evidence | None = None
    source: ValueSource = ValueSource.RULES


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One row of the tax table; `rate` in percent."""

    rate: Decimal | None
    net: Decimal | None
    amount: Decimal
    confidence: float
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class LineItem:
    """A line item. Discounts (with a negative total) and deposits are line items too."""

    description: str
    total: Decimal
    confidence: float
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    tax_rate: Decimal | None = None
    evidence: Evidence | None = None
    category: str | None = None
    """What a person has chosen for this line; None for that of the receipt."""


class LineKind(enum.StrEnum):
    """The tables of a receipt; the values are the names in its JSON."""

    ITEMS = "items"
    TAX_LINES = "taxLines"


Lines = tuple[LineItem, ...] | tuple[TaxLine, ...]
"""The rows of one of the tables."""


class ReviewReason(enum.StrEnum):
    """Why a receipt needs review."""

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
    TAX_TOO_HIGH = "tax_too_high"
    SUBTOTAL_TOO_HIGH = "subtotal_too_high"
    TIP_TOO_HIGH = "tip_too_high"
    TAX_LINES_DIFFER = "tax_lines_differ"
    UNREAD_TAX = "unread_tax"
    """A tax is named with its rate or a table, but no tax amount was found."""
    PARTS_DIFFER = "parts_differ"
    """Subtotal, tax and tip do not add up to the total."""
    DOCUMENT_DIFFERS = "document_differs"
    """The document's own data and its print differ, see `DocumentCheck`."""
    CODES_DIFFER = "codes_differ"
    """Several codes state different values; there may be several receipts."""
    SEVERAL_RECEIPTS = "several_receipts"
    """The picture holds two receipts, of which one was read."""
    DUPLICATE = "duplicate"
    """It seems to be the same receipt as an earlier one."""
    PAIR = "pair"
    """It seems to be the card slip of an earlier receipt, or the receipt of an earlier slip."""
    SCRIPT_GREEK = "script_greek"
    SCRIPT_CYRILLIC = "script_cyrillic"
    SCRIPT_HEBREW = "script_hebrew"
    SCRIPT_ARABIC = "script_arabic"
    SCRIPT_KOREAN = "script_korean"
    SCRIPT_THAI = "script_thai"
    SCRIPT_DEVANAGARI = "script_devanagari"
    SCRIPT_BENGALI = "script_bengali"
    SCRIPT_TAMIL = "script_tamil"
    SCRIPT_GEORGIAN = "script_georgian"
    SCRIPT_ARMENIAN = "script_armenian"
    SCRIPT_UNKNOWN = "script_unknown"
    """Text in this script was not read: its language is not installed."""
    UNPRINTED_TOTAL = "unprinted_total"
    """Information: the total was typed in and is not in the text."""
    CORRECTED = "corrected"
    """Information: all issues are corrected, but the receipt is not approved yet."""


REVIEW_THRESHOLD = 0.92
"""A value with a lower confidence is marked as uncertain. Where an approval needs it, or it is the
currency, it is also a reason for a review."""
RETAIL, INVOICE = "retail", "invoice"
"""Types of receipts; the first also where the type is unknown. Categories have more."""
UNKNOWN = "–"
"""Placeholder of a missing value in a message."""
INFORMATIONAL_REASONS = frozenset({ReviewReason.UNPRINTED_TOTAL, ReviewReason.CORRECTED})
"""Reasons that are shown in an open review but do not open one."""

REASON_FIELDS: Mapping[ReviewReason, tuple[Field, ...]] = MappingProxyType(
    {
        ReviewReason.NO_TOTAL: (Field.TOTAL,),
        ReviewReason.NO_DATE: (Field.DATE,),
        ReviewReason.NO_MERCHANT: (Field.MERCHANT,),
        ReviewReason.NO_CURRENCY: (Field.CURRENCY,),
        ReviewReason.DOUBTFUL_TOTAL: (Field.TOTAL,),
        ReviewReason.DOUBTFUL_DATE: (Field.DATE,),
        ReviewReason.DOUBTFUL_MERCHANT: (Field.MERCHANT,),
        ReviewReason.SUM_MISMATCH: (Field.TOTAL,),
        ReviewReason.TAX_MISMATCH: (Field.TAX,),
        ReviewReason.FUTURE_DATE: (Field.DATE,),
        ReviewReason.READERS_DISAGREE: (Field.TOTAL,),
        ReviewReason.TAX_TOO_HIGH: (Field.TAX, Field.TOTAL),
        ReviewReason.SUBTOTAL_TOO_HIGH: (Field.SUBTOTAL, Field.TOTAL),
        ReviewReason.TIP_TOO_HIGH: (Field.TIP, Field.TOTAL),
        ReviewReason.TAX_LINES_DIFFER: (Field.TAX,),
        ReviewReason.UNREAD_TAX: (Field.TAX,),
        ReviewReason.PARTS_DIFFER: (Field.SUBTOTAL, Field.TAX, Field.TIP, Field.TOTAL),
    }
)
"""The fields that a reason is about; for `MODEL_DISAGREES` see `Draft.disagreements`, for
`DOCUMENT_DIFFERS` and `CODES_DIFFER` see `DocumentCheck`."""


class CurrencyClue(enum.StrEnum):
    """What the currency of a receipt was decided by."""

    PRINTED = "printed"
    """A sign or code of one currency."""
    SHARED_SIGN = "shared_sign"
    """A sign of several currencies, such as $ or kr."""
    NAME = "name"
    """The name of a country."""
    PLACE = "place"
    POSTCODE = "postcode"
    PHONE = "phone"
    TAX_ID = "tax_id"
    TAX_WORDS = "tax_words"
    """Names of taxes and tax numbers."""
    TAX_NAME = "tax_name"
    """The name of a tax of many countries: VAT, GST, IVA."""
    TAX_RATE = "tax_rate"
    WEB = "web"
    SUPPLIER = "supplier"
    """A rule of the supplier."""
    """A web or e-mail address."""
    CHAIN = "chain"
    """A chain of shops in one country."""
    LANGUAGE = "language"
    WORDS = "words"
    """Other words that are usual in one country."""
    NUMBERS = "numbers"
    """How dates and amounts are written."""
    ARTICLES = "articles"
    """Article numbers of goods that were made in one country."""
    MODEL = "model"
    """The language model alone."""
    HOME = "home"
    """Nothing on the receipt: the currency of the person's own country."""
    NONE = "none"
    """Nothing on the receipt, and the person's own country is unknown."""


class ModelOutcome(enum.StrEnum):
    """How the request to the language model ended."""

    OFF = "off"
    USED = "used"
    UNREACHABLE = "unreachable"
    NO_MODEL = "no_model"
    TOO_SLOW = "too_slow"
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """How the document's own data (codes, an electronic invoice) compare with its print."""

    differences: tuple[Field, ...] = ()
    """Fields for which another value is clearly printed."""
    contradictions: tuple[Field, ...] = ()
    """Fields for which the codes of the document state several values; none of them is used."""
    states_currency: bool = False
    """Whether the data state the currency."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The result of extraction, before the checks."""

    fields: Mapping[Field, ExtractedValue] = field(default_factory=dict)
    currency: str | None = None
    """ISO 4217 code."""
    tax_lines: tuple[TaxLine, ...] = ()
    items: tuple[LineItem, ...] = ()
    receipt_type: str = RETAIL
    """retail, restaurant, fuel, hotel, transport, invoice, other."""
    language: str | None = None
    """ISO 639-1 code."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    summary: str | None = None
    model: str | None = None
    model_outcome: ModelOutcome = ModelOutcome.OFF
    disagreements: tuple[Field, ...] = ()
    """Fields on which rules and model differ and the arithmetic does not decide."""
    document: DocumentCheck = DocumentCheck()
    has_several_receipts: bool = False
    """Whether the text holds two receipts; not stored, see `ReviewReason.SEVERAL_RECEIPTS`."""
    names_unread_tax: bool = False
    """Whether a tax is named without an amount; not stored, see `ReviewReason.UNREAD_TAX`."""
    currency_confidence: float = 1.0
    currency_clue: CurrencyClue = CurrencyClue.PRINTED
    duplicate_of: Duplicate | None = None
    """The earlier receipt that this one repeats or belongs to; stored with the receipt."""

    def get_value(self, name: Field) -> FieldValue | None:
        """The value of a field without its confidence, or None; `currency` for the currency."""
        if name is Field.CURRENCY:
            return self.currency
        found = self.fields.get(name)
        return found.value if found else None

    def get_lines(self, kind: LineKind) -> Lines:
        """The rows of one of the tables."""
        return self.items if kind is LineKind.ITEMS else self.tax_lines

    def replace_lines(self, kind: LineKind, lines: Lines) -> Draft:
        """The draft with other rows in one of the tables."""
        changes: dict[str, Any] = {LINE_ATTRIBUTES[kind]: lines}
        return replace(self, **changes)


LINE_ATTRIBUTES = {LineKind.ITEMS: "items", LineKind.TAX_LINES: "tax_lines"}


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft after arithmetic and plausibility, with final confidences."""

    draft: Draft
    needs_review: bool
    reasons: tuple[ReviewReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of a finished attempt, as it is stored and shown."""

    checked: CheckedDraft
    text: Text
    seconds: float
    """Wall time of the attempt."""
    stage_seconds: Mapping[str, float] = field(default_factory=dict)
    extracted_at: datetime | None = None
    pipeline_version: str = ""
    """Of the pipeline that made it, from its code and facts; "" when no pipeline did."""
