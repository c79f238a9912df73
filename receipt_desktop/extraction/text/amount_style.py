"""Decides how a receipt prints its amounts: 12.750 is 12.75 in Kuwait and 12750 in Indonesia.

The currency says how many decimals are usual (Unicode CLDR); the amounts on the receipt say whether
it prints them, and decide alone when the currency is unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from receipt_desktop.extraction.text.amount_signs import list_sign_words, write_sign_words
from receipt_desktop.extraction.text.amounts import (
    THREE,
    AmountStyle,
    count_decimals,
    negates_in_brackets,
)
from receipt_desktop.extraction.text.numerals import repair_digits
from receipt_desktop.extraction.text.rows import TextRow

_NUMBER_AHEAD = r"(?<![\d.,:/-])"
_END = r"(?: ?\D{0,4})$"
_TWO_PLACES = re.compile(rf"{_NUMBER_AHEAD}(?:\d{{1,3}}(?:[.,' ]\d{{3}})+|\d+) ?[.,] ?\d\d{_END}")
_GROUPS = re.compile(rf"{_NUMBER_AHEAD}[1-9]\d{{0,2}}(?:[.,']\d{{3}})+{_END}")
_THOUSANDTHS = re.compile(rf"{_NUMBER_AHEAD}0[.,]\d{{3}}{_END}")
_MIN_SIGHTINGS = 2
_MISREAD_SHARE = 5
"""Of so many amounts in thousands one may lack its last digit: "4,60" for 4,600."""


@dataclass(frozen=True, slots=True)
class _Shapes:
    """How many rows end in an amount of each shape."""

    two_places: int
    groups: int
    thousandths: int


def style_rows(rows: Sequence[TextRow], currency: str | None) -> tuple[TextRow, ...]:
    """The rows with the style of their amounts; `currency` is an ISO 4217 code if known."""
    style = choose_style([row.text for row in rows], currency)
    return tuple(replace(row, style=style) for row in rows)


def choose_style(texts: Sequence[str], currency: str | None) -> AmountStyle:
    """The style of the amounts at the end of these rows."""
    ends = [repair_digits(text) for text in texts]
    shapes = _Shapes(
        *(sum(bool(p.search(end)) for end in ends) for p in (_TWO_PLACES, _GROUPS, _THOUSANDTHS))
    )
    letter = find_sign_letter(ends)
    words = _find_sign_words(ends, currency, shapes.two_places)
    places = _choose_places(shapes, currency)
    usual = count_decimals(currency) if currency else None
    return AmountStyle(
        places,
        is_sure=places in (2, usual),
        signs=(*words, *letter),
        sign_digit="" if letter else find_sign_digit(ends),
        brackets_negate=negates_in_brackets(currency) if currency else places > 0,
    )


def _find_sign_words(ends: Sequence[str], currency: str | None, decimals: int) -> tuple[str, ...]:
    """The words of the currency that are signs here: beside whole numbers at the ends of rows.

    On a receipt that prints decimals in more rows they may belong to the number of an article.
    """
    words = list_sign_words(currency) if currency else ()
    pattern = _compile_signed_whole(words)
    count = sum(bool(pattern.search(end)) for end in ends) if words else 0
    return words if count and count >= decimals else ()


@cache
def _compile_signed_whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word beside a whole number at the end of a row."""
    signs = write_sign_words(words)
    whole = r"(?:[1-9]\d{0,5}|\d{1,3}(?:[.,]\d{3})+)"
    return re.compile(
        rf"(?<![^\W_])(?:{signs})[.:]? ?{whole}$|(?<![\w.,:/-]){whole} ?(?:{signs})\.?$"
    )


def _choose_places(shapes: _Shapes, currency: str | None) -> int:
    usual = count_decimals(currency) if currency else None
    if usual == THREE:
        return THREE if shapes.groups + shapes.thousandths >= shapes.two_places else 2
    if usual == 0:
        return 0 if shapes.groups >= shapes.two_places else 2
    if shapes.groups + shapes.thousandths < _MIN_SIGHTINGS:
        return 2
    if shapes.two_places * _MISREAD_SHARE > shapes.groups:
        return 2
    if shapes.thousandths * 3 >= shapes.groups:
        return THREE
    return 0 if shapes.groups >= _MIN_SIGHTINGS else 2


_LETTER_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_xX])\.? ?\d[\d.,]*$")
_ENDS_IN_NUMBER = re.compile(r"\d[.,]?\d*$")
_MIN_LETTERS = 3


def find_sign_letter(ends: Sequence[str]) -> str:
    """The letter before the number at the end of three rows and of half of all such rows, or "".

    OCR reads signs that it does not know as letters: W for won, P for peso, B for baht.
    """
    letters = Counter(match[1].casefold() for end in ends if (match := _LETTER_BEFORE.search(end)))
    numbers = sum(bool(_ENDS_IN_NUMBER.search(end)) for end in ends)
    letter, count = letters.most_common(1)[0] if letters else ("", 0)
    return letter if count >= _MIN_LETTERS and count * 2 >= numbers else ""


_SIGN_DIGITS = "378526"
"""As which OCR reads the signs of lira, peso, baht, dollar, rupee."""
_CENTS = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d{3})*)[.,](\d{2})(?![\d.,])")
_ENDS_IN_CENTS = re.compile(_CENTS.pattern + "$")


def find_sign_digit(ends: Sequence[str]) -> str:
    """The digit before all amounts without which the first ones add up to the next, or "".

    The sign stands before each of them: one that begins with another digit, or that has nothing
    left without it, shows that the digit is a digit.
    """
    amounts = {match[0] for end in ends for match in _CENTS.finditer(end)}
    first = {amount[0] for amount in amounts}
    if len(first) != 1 or not first <= set(_SIGN_DIGITS) or any(a[1] in ".," for a in amounts):
        return ""
    found = [re.sub(r"\D", "", m[0]) for end in ends if (m := _ENDS_IN_CENTS.search(end))]
    whole = _has_running_sum([int(number) for number in found])
    stripped = _has_running_sum([int(number[1:]) for number in found])
    return first.pop() if stripped and not whole else ""


def _has_running_sum(values: Sequence[int]) -> bool:
    """Whether two or more first values, none of them 0, add up to the next one."""
    return any(min(values[:n]) > 0 and sum(values[:n]) == values[n] for n in range(2, len(values)))
