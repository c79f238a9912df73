"""Decides whether two receipts are the same one, from their values and printed numbers.

Pure functions. Without merchant, date and total on both sides nothing is decided.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from rapidfuzz import fuzz

from receipt_desktop.domain.duplicates import DuplicateTier
from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import REVIEW_THRESHOLD, Draft, ValueSource

MIN_EQUAL_NUMBERS = 0.95
"""Share of the printed numbers that two pictures of one receipt have in common."""
MIN_NUMBERS = 8
"""Fewer printed numbers say too little by themselves."""
MIN_NAME_SCORE = 85.0
"""Of 100: how alike two readings of one merchant's name are."""
MIN_NAME_LETTERS = 4
"""Shorter names begin too many others."""
NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
LOOKALIKES = str.maketrans("oilsbz", "011582")
"""Letters and digits that OCR confuses, as one character."""


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """The values of a receipt with its text."""

    draft: Draft
    text: Text


def find_duplicate_tier(first: PrintedReceipt, second: PrintedReceipt) -> DuplicateTier | None:
    """How sure it is that both are pictures of one receipt; None if they are not.

    Receipts with different printed times or numbers are two purchases, even in one shop on one day.
    A card slip and the receipt of its sale belong together, but are two documents.
    """
    if not _agree_on_sum_and_day(first.draft, second.draft) or _differ(first.draft, second.draft):
        return None
    same_merchant = _is_same_merchant(first.draft, second.draft)
    if _have_same_fiscal_code(first, second) or (
        same_merchant and _have_same_number(first.draft, second.draft)
    ):
        return DuplicateTier.CERTAIN
    if _is_card_slip(first.draft) is not _is_card_slip(second.draft):
        return None
    timed = any(Field.TIME in one.draft.fields for one in (first, second))
    if same_merchant:
        is_same = timed or _print_same_numbers(first.text, second.text)
    else:
        doubtful = _is_merchant_doubtful(first.draft) or _is_merchant_doubtful(second.draft)
        is_same = doubtful and _print_same_numbers(first.text, second.text)
    return DuplicateTier.LIKELY if is_same else None


def _agree_on_sum_and_day(first: Draft, second: Draft) -> bool:
    complete = all(field in first.fields and field in second.fields for field in KEY_FIELDS)
    return (
        complete
        and first.currency == second.currency
        and all(
            first.get_value(field) == second.get_value(field) for field in (Field.TOTAL, Field.DATE)
        )
    )


def _differ(first: Draft, second: Draft) -> bool:
    """Whether both print a time or a number, but not the same."""
    one, other = _get_time(first), _get_time(second)
    if one is not None and other is not None and not _is_same_time(one, other):
        return True
    numbers = [_plain(draft.get_value(Field.NUMBER)) for draft in (first, second)]
    return all(numbers) and numbers[0] != numbers[1]


def _get_time(draft: Draft) -> time | None:
    moment = draft.get_value(Field.TIME)
    return moment if isinstance(moment, time) else None


def _is_same_time(first: time, second: time) -> bool:
    """To the minute; to the second if both have seconds."""
    same_minute = (first.hour, first.minute) == (second.hour, second.minute)
    return same_minute and (first.second == second.second or not (first.second and second.second))


def _have_same_number(first: Draft, second: Draft) -> bool:
    number = _plain(first.get_value(Field.NUMBER))
    return bool(number) and number == _plain(second.get_value(Field.NUMBER))


def _have_same_fiscal_code(first: PrintedReceipt, second: PrintedReceipt) -> bool:
    """Whether both have a code that states the day and the total of this sale."""
    stated = all(
        value.source is ValueSource.DOCUMENT
        for receipt in (first, second)
        for field in (Field.DATE, Field.TOTAL)
        if (value := receipt.draft.fields[field])
    )
    codes = [{code.text for code in receipt.text.codes} for receipt in (first, second)]
    return stated and not codes[0].isdisjoint(codes[1])


def _is_same_merchant(first: Draft, second: Draft) -> bool:
    """By the tax id, or by names that are alike or of which one is the longer form of the other."""
    ids = [_plain(draft.get_value(Field.TAX_ID)) for draft in (first, second)]
    if ids[0] and ids[0] == ids[1]:
        return True
    short, long = sorted(
        (_plain(one.get_value(Field.MERCHANT)) for one in (first, second)), key=len
    )
    if len(short) >= MIN_NAME_LETTERS and long.startswith(short):
        return True
    return bool(short) and fuzz.ratio(short, long) >= MIN_NAME_SCORE


def _is_merchant_doubtful(draft: Draft) -> bool:
    return draft.fields[Field.MERCHANT].confidence < REVIEW_THRESHOLD


def _is_card_slip(draft: Draft) -> bool:
    """Whether it is a payment without what was bought."""
    is_payment = Field.CARD in draft.fields or Field.PAYMENT in draft.fields
    lists_sale = draft.items or draft.tax_lines or draft.fields.keys() & {Field.TAX, Field.SUBTOTAL}
    return is_payment and not lists_sale


def _print_same_numbers(first: Text, second: Text) -> bool:
    one, other = Counter(_iterate_numbers(first)), Counter(_iterate_numbers(second))
    most = max(one.total(), other.total())
    return most >= MIN_NUMBERS and (one & other).total() >= MIN_EQUAL_NUMBERS * most


def _iterate_numbers(text: Text) -> Iterator[str]:
    for line in text.lines:
        yield from (re.sub(r"\D", "", found) for found in NUMBER.findall(line.text))


def _plain(value: object) -> str:
    """Letters and digits only, with lookalikes as one."""
    letters = str(value or "").casefold()
    return "".join(filter(str.isalnum, letters)).translate(LOOKALIKES)
