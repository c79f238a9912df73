"""Decides how a receipt prints its amounts: 12.750 is 12.75 in Kuwait and 12750 in Indonesia.

The currency says how many decimals are usual (Unicode CLDR); the amounts on the receipt say whether
it prints them, and decide alone when the currency is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from receipt_desktop.extraction.text.amounts import THREE, AmountStyle, count_decimals
from receipt_desktop.extraction.text.numerals import repair_digits
from receipt_desktop.extraction.text.rows import TextRow

_NUMBER_AHEAD = r"(?<![\d.,:/-])"
_END = r"(?: ?\D{0,4})$"
_TWO_PLACES = re.compile(rf"{_NUMBER_AHEAD}(?:\d{{1,3}}(?:[.,' ]\d{{3}})+|\d+) ?[.,] ?\d\d{_END}")
_GROUPS = re.compile(rf"{_NUMBER_AHEAD}[1-9]\d{{0,2}}(?:[.,']\d{{3}})+{_END}")
_THOUSANDTHS = re.compile(rf"{_NUMBER_AHEAD}0[.,]\d{{3}}{_END}")
_MIN_SIGHTINGS = 2


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
    return AmountStyle(_choose_places(shapes, currency))


def _choose_places(shapes: _Shapes, currency: str | None) -> int:
    usual = count_decimals(currency) if currency else None
    if usual == THREE:
        return THREE if shapes.groups + shapes.thousandths >= shapes.two_places else 2
    if usual == 0:
        return 0 if shapes.groups >= shapes.two_places else 2
    if shapes.two_places or shapes.groups + shapes.thousandths < _MIN_SIGHTINGS:
        return 2
    if shapes.thousandths * 3 >= shapes.groups:
        return THREE
    return 0 if shapes.groups >= _MIN_SIGHTINGS else 2
