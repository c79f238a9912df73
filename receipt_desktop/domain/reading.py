"""Readings of a receipt: extracted values with evidence, line items, review reasons.

Money is `Decimal` in major units (25.99), confidences run from 0.0 to 1.0, times are aware UTC
datetimes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence, Text
from receipt_desktop.domain.scripts import (
    Script,
    describe_script_packages,
    list_script_languages,
)
from receipt_desktop.messages import CountryName, Message


class ValueSource(enum.StrEnum):
    """Where a value comes from."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"
    DOCUMENT = "document"
    """The document's own data: a fiscal code or an electronic invoice."""
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
    duplicate_file: str = ""
    """The file of the earlier receipt that this one repeats; stored with the receipt."""

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
        changes: dict[str, Any] = {_LINE_ATTRIBUTES[kind]: lines}
        return replace(self, **changes)


_LINE_ATTRIBUTES = {LineKind.ITEMS: "items", LineKind.TAX_LINES: "tax_lines"}


def collect_reason_amounts(draft: Draft) -> dict[str, Decimal]:
    """The amounts that the messages of reasons name, in major units; a missing one is 0."""
    total, subtotal, tax, tip = (
        value if isinstance(value, Decimal) else Decimal(0)
        for value in map(draft.get_value, (Field.TOTAL, Field.SUBTOTAL, Field.TAX, Field.TIP))
    )
    tax_lines = sum((line.amount for line in draft.tax_lines), Decimal(0))
    items = sum((item.total for item in draft.items), Decimal(0))
    return {
        "total": total,
        "subtotal": subtotal,
        "tax": tax,
        "tip": tip,
        "tax_lines": tax_lines,
        "items": items,
        "gap": abs(nearest_gap(total - items, (tax, tip))),
        "parts": subtotal + tax + tip,
    }


def nearest_gap(gap: Decimal, extras: Collection[Decimal]) -> Decimal:
    """What is missing to the total (negative: too much), with the extras on top or included."""
    ways = (Decimal(0), *extras, sum(extras, Decimal(0)))
    return min((gap - extra for extra in ways), key=abs)


def find_remainder(draft: Draft, kind: LineKind, lines: Lines) -> Decimal | None:
    """What these rows lack to the total, or to the tax; None if that is unknown.

    Negative if they add up to too much.
    """
    goal = draft.get_value(Field.TOTAL if kind is LineKind.ITEMS else Field.TAX)
    if not isinstance(goal, Decimal) or not lines:
        return None
    amounts = (line.total if isinstance(line, LineItem) else line.amount for line in lines)
    gap = goal - sum(amounts, Decimal(0))
    if kind is LineKind.TAX_LINES:
        return gap
    extras = (draft.get_value(Field.TAX), draft.get_value(Field.TIP))
    return nearest_gap(gap, [value for value in extras if isinstance(value, Decimal)])


def reason_message(
    reason: ReviewReason,
    draft: Draft,
    write_amount: Callable[[Decimal], str] | None = None,
    write_day: Callable[[date], str] = date.isoformat,
) -> Message:
    """The message of a reason, with the values of this draft as these functions format them."""
    write = write_amount or format_plain_amount
    day, merchant = draft.get_value(Field.DATE), draft.get_value(Field.MERCHANT)
    return Message(
        _find_reason_key(reason, draft),
        {
            "currency": draft.currency or UNKNOWN,
            "country": CountryName(draft.country) if draft.country else UNKNOWN,
            **{name: write(amount) for name, amount in collect_reason_amounts(draft).items()},
            "date": write_day(day) if isinstance(day, date) else UNKNOWN,
            "merchant": UNKNOWN if merchant is None else str(merchant),
            "file": draft.duplicate_file or UNKNOWN,
            **describe_script(reason),
        },
    )


CURRENCY_REASONS: Mapping[CurrencyClue, str] = MappingProxyType(
    {
        CurrencyClue.SHARED_SIGN: "shared",
        CurrencyClue.NAME: "place",
        CurrencyClue.PLACE: "place",
        CurrencyClue.POSTCODE: "place",
        CurrencyClue.PHONE: "phone",
        CurrencyClue.TAX_ID: "tax",
        CurrencyClue.TAX_WORDS: "tax",
        CurrencyClue.TAX_NAME: "tax",
        CurrencyClue.TAX_RATE: "tax",
        CurrencyClue.WEB: "web",
        CurrencyClue.CHAIN: "chain",
        CurrencyClue.LANGUAGE: "words",
        CurrencyClue.WORDS: "words",
        CurrencyClue.NUMBERS: "none",
        CurrencyClue.ARTICLES: "articles",
        CurrencyClue.HOME: "home",
        CurrencyClue.NONE: "none",
    }
)
"""How the message about an uncertain currency ends, by what the currency was decided by."""


def _find_reason_key(reason: ReviewReason, draft: Draft) -> str:
    """The key of a reason; for the currency it says what is missing."""
    ending = CURRENCY_REASONS.get(draft.currency_clue)
    if reason is not ReviewReason.NO_CURRENCY or ending is None:
        return f"reason_{reason.value}"
    if draft.country is None and ending not in {"shared", "home"}:
        ending = "none"
    return f"reason_{reason.value}_{ending}"


SCRIPT_REASONS: Mapping[Script, ReviewReason] = MappingProxyType(
    {script: ReviewReason(f"script_{script.value}") for script in Script}
)
"""The reason for text of a script that was not read."""


def describe_script(reason: ReviewReason) -> dict[str, Message]:
    """The parameters that name the script of a reason and the package for it; else empty."""
    script = next((one for one, other in SCRIPT_REASONS.items() if other is reason), None)
    if script is None:
        return {}
    name = {} if script is Script.UNKNOWN else {"script": Message(f"script_{script.value}")}
    return {**name, "install": describe_script_packages(list_script_languages([script]))}


def format_plain_amount(amount: Decimal) -> str:
    """31.50, 1326 or 12.345: the amount with its own decimals, a single one filled up to two."""
    decimals = max(0, -int(amount.as_tuple().exponent))
    return f"{amount:.{2 if decimals == 1 else decimals}f}"


def find_questioned_fields(reasons: Collection[ReviewReason], draft: Draft) -> frozenset[Field]:
    """The fields that these reasons are about and that a view marks."""
    fields = {field for reason in reasons for field in REASON_FIELDS.get(reason, ())}
    if ReviewReason.MODEL_DISAGREES in reasons:
        fields.update(draft.disagreements)
    if ReviewReason.DOCUMENT_DIFFERS in reasons:
        fields.update(draft.document.differences)
    if ReviewReason.CODES_DIFFER in reasons:
        fields.update(draft.document.contradictions)
    return frozenset(fields)


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
