"""What a review reason says, which amounts it is about, and which fields it questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from receipt_desktop.domain.currencies import format_plain
from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import (
    REASON_FIELDS,
    UNKNOWN,
    CurrencyClue,
    Draft,
    LineItem,
    LineKind,
    Lines,
    ReviewReason,
)
from receipt_desktop.domain.scripts import (
    Script,
    describe_script_packages,
    list_script_languages,
)
from receipt_desktop.messages import CountryName, Message


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
    """What is missing to the total (negative: too much), with the extras on top or included.

    Extras explain what is missing, but never make it too much: a line that was not read is likelier
    than tax on top of prices that include it.
    """
    ways = (Decimal(0), *extras, sum(extras, Decimal(0)))
    return min((gap - extra for extra in ways if (gap - extra) * gap >= 0), key=abs)


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
    write = write_amount or partial(format_plain, currency=draft.currency)
    day, merchant = draft.get_value(Field.DATE), draft.get_value(Field.MERCHANT)
    return Message(
        _find_reason_key(reason, draft),
        {
            "currency": draft.currency or UNKNOWN,
            "country": CountryName(draft.country) if draft.country else UNKNOWN,
            **{name: write(amount) for name, amount in collect_reason_amounts(draft).items()},
            "date": write_day(day) if isinstance(day, date) else UNKNOWN,
            "merchant": UNKNOWN if merchant is None else str(merchant).removesuffix("."),
            **_describe_duplicate(draft.duplicate_of, write_day),
            **describe_script(reason),
        },
    )


def _describe_duplicate(
    found: Duplicate | None, write_day: Callable[[date], str]
) -> dict[str, str]:
    if found is None:
        return {"file": UNKNOWN}
    moment = found.deleted_at
    return {
        "file": found.file_name,
        **({} if moment is None else {"deleted": write_day(moment.astimezone().date())}),
    }


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
    """The key of a reason; for the currency it says what is missing, for a duplicate how sure."""
    if reason is ReviewReason.DUPLICATE and draft.duplicate_of is not None:
        return _find_duplicate_key(draft.duplicate_of)
    ending = CURRENCY_REASONS.get(draft.currency_clue)
    if reason is not ReviewReason.NO_CURRENCY or ending is None:
        return f"reason_{reason.value}"
    if draft.country is None and ending not in {"shared", "home"}:
        ending = "none"
    return f"reason_{reason.value}_{ending}"


def _find_duplicate_key(found: Duplicate) -> str:
    if found.deleted_at is not None:
        return "reason_duplicate_deleted"
    keys = {
        DuplicateTier.SAME_FILE: "reason_duplicate_same_file",
        DuplicateTier.CERTAIN: "reason_duplicate_certain",
        DuplicateTier.LIKELY: "reason_duplicate_likely",
    }
    return keys.get(found.tier, "reason_duplicate")


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
