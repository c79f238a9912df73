"""How the values and the printed numbers of two receipts compare. Pure functions."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from rapidfuzz import fuzz

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import REVIEW_THRESHOLD, Draft
from receipt_desktop.validation.looks import have_same_look

MIN_NUMBERS = 8
"""Fewer printed numbers say too little by themselves."""
MIN_NAME_SCORE = 85.0
"""Of 100: how alike two readings of one merchant's name are."""
MIN_NAME_LETTERS = 4
"""Shorter names begin too many others."""
MIN_PRINTED_LENGTH = 4
"""Shorter numbers are printed somewhere on too many receipts."""
MIN_MISREAD_LENGTH = 8
COUNTING_DIGITS = 3
"""The last digits of a number, in which consecutive receipts differ."""
NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
LOOKALIKES = str.maketrans("oilsbz", "011582")
"""Letters and digits that OCR confuses, as one character."""


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """The values of a receipt with its text."""

    draft: Draft
    text: Text


class Agreement(enum.Enum):
    """How a field of two receipts compares."""

    SAME = "same"
    MISSING = "missing"
    """On one of them or on both."""
    DOUBTFUL = "doubtful"
    """They differ, but it may be a misreading, or another place of the same paper."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two receipts compare."""

    total: Agreement
    day: Agreement
    merchant: Agreement
    time: Agreement
    number: Agreement
    is_timed: bool
    """Whether the time is known of one of them."""
    numbers: float
    """The share of the printed numbers that both have; 0.0 where few are printed."""
    looks_same: bool

    @property
    def key_fields(self) -> tuple[Agreement, ...]:
        return self.total, self.day, self.merchant

    @property
    def is_one_sum(self) -> bool:
        """Whether total and date are the same."""
        return self.total is self.day is Agreement.SAME

    @property
    def is_one_sale(self) -> bool:
        """Whether merchant, date and total are the same."""
        return self.is_one_sum and self.merchant is Agreement.SAME


def compare(first: PrintedReceipt, second: PrintedReceipt) -> Likeness:
    """Compare two receipts; the order does not matter."""
    one, other = first.draft, second.draft
    return Likeness(
        _compare_totals(first, second),
        _compare_printed(Field.DATE, first, second),
        _compare_merchants(one, other),
        _compare_printed(Field.TIME, first, second),
        _compare_printed(Field.NUMBER, first, second),
        Field.TIME in one.fields or Field.TIME in other.fields,
        measure_equal_numbers(first.text, second.text),
        have_same_look(first.text.prints, second.text.prints),
    )


def _compare_totals(first: PrintedReceipt, second: PrintedReceipt) -> Agreement:
    """A difference is doubtful where one of the totals needs a review."""
    found = _compare_values(Field.TOTAL, first.draft, second.draft)
    if found is Agreement.SAME and first.draft.currency != second.draft.currency:
        return Agreement.OTHER
    if found is not Agreement.OTHER:
        return found
    return _judge_difference(Field.TOTAL, first.draft, second.draft)


def _compare_printed(field: Field, first: PrintedReceipt, second: PrintedReceipt) -> Agreement:
    """A difference is doubtful where one of the values is printed on the other receipt too."""
    found = _compare_values(field, first.draft, second.draft)
    if found is not Agreement.OTHER:
        return found
    is_open = (
        _prints_value(second.text, first.draft, field)
        or _prints_value(first.text, second.draft, field)
        or (field is Field.NUMBER and _is_misread(first.draft, second.draft))
    )
    return Agreement.DOUBTFUL if is_open else Agreement.OTHER


def _compare_values(field: Field, first: Draft, second: Draft) -> Agreement:
    one, other = first.get_value(field), second.get_value(field)
    if one is None or other is None:
        return Agreement.MISSING
    if isinstance(one, time) and isinstance(other, time):
        same = _is_same_time(one, other)
    else:
        same = plain(one) == plain(other) if field is Field.NUMBER else one == other
    return Agreement.SAME if same else Agreement.OTHER


def _is_same_time(first: time, second: time) -> bool:
    """To the minute; to the second if both have seconds."""
    same_minute = (first.hour, first.minute) == (second.hour, second.minute)
    return same_minute and (first.second == second.second or not (first.second and second.second))


def _prints_value(text: Text, draft: Draft, field: Field) -> bool:
    """Whether the text has the line, or the long number, that this value was read from."""
    value = draft.fields[field]
    words = plain(value.value) if field is Field.NUMBER else ""
    if value.evidence is not None and field is not Field.NUMBER:
        words = plain(value.evidence.text)
    is_long = len(words) >= MIN_PRINTED_LENGTH
    return is_long and any(words in plain(line.text) for line in text.lines)


def _is_misread(first: Draft, second: Draft) -> bool:
    """Whether one digit of two long numbers differs, but none of those that count receipts."""
    one, other = (plain(draft.get_value(Field.NUMBER)) for draft in (first, second))
    if len(one) != len(other) or len(one) < MIN_MISREAD_LENGTH:
        return False
    differing = [at for at, pair in enumerate(zip(one, other, strict=True)) if len(set(pair)) > 1]
    return len(differing) == 1 and differing[0] < len(one) - COUNTING_DIGITS


def _compare_merchants(first: Draft, second: Draft) -> Agreement:
    """By the tax id, or by names that are alike or of which one is the longer form of the other."""
    ids = [plain(draft.get_value(Field.TAX_ID)) for draft in (first, second)]
    if ids[0] and ids[0] == ids[1]:
        return Agreement.SAME
    short, long = sorted((plain(one.get_value(Field.MERCHANT)) for one in (first, second)), key=len)
    if not short:
        return Agreement.MISSING
    if len(short) >= MIN_NAME_LETTERS and long.startswith(short):
        return Agreement.SAME
    if fuzz.ratio(short, long) >= MIN_NAME_SCORE:
        return Agreement.SAME
    return _judge_difference(Field.MERCHANT, first, second)


def _judge_difference(field: Field, first: Draft, second: Draft) -> Agreement:
    weakest = min(draft.fields[field].confidence for draft in (first, second))
    return Agreement.DOUBTFUL if weakest < REVIEW_THRESHOLD else Agreement.OTHER


def measure_equal_numbers(first: Text, second: Text) -> float:
    """The share of the printed numbers that both have; 0.0 where few are printed."""
    one, other = Counter(_iterate_numbers(first)), Counter(_iterate_numbers(second))
    most = max(one.total(), other.total())
    return (one & other).total() / most if most >= MIN_NUMBERS else 0.0


def _iterate_numbers(text: Text) -> Iterator[str]:
    for line in text.lines:
        yield from (re.sub(r"\D", "", found) for found in NUMBER.findall(line.text))


def plain(value: object) -> str:
    """Letters and digits only, with lookalikes as one."""
    letters = str(value or "").casefold()
    return "".join(filter(str.isalnum, letters)).translate(LOOKALIKES)
