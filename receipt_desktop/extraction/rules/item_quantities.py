"""Quantities and unit prices of line items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from receipt_desktop.extraction.text.amounts import Amount, AmountStyle, find_amounts
from receipt_desktop.extraction.text.rows import TextRow

_UNIT_BEFORE_TIMES = (
    r"(?:(?i:und?|uns?|uds?|pzs?|pza|db|buc|adet|шт|бр|kg|stk|stck|st|pcs?)\.? ?(?=[x×X*]))?"
)
QUANTITY = re.compile(
    rf"(?<![\w.,])(?P<q>\d{{1,3}}(?:[.,]\d{{1,3}})?) ?{_UNIT_BEFORE_TIMES}"
    r"(?:x|×|X|\*|@|stk\.?|st|pcs|pc|kpl|tk|szt\.?|ks|kom)(?![^\W\d_]{2}) *(?=[\d€$£a-zA-Z(])"
)


PRICE_TIMES_QUANTITY = re.compile(
    r"(?P<p>\d+[.,]\d{2}) ?(?:x|×|X|\*) ?(?P<q>\d{1,3}(?:[.,]\d{3})?)(?![.,]?\d)"
)
_WHOLE_PRICE_TIMES_QUANTITY = re.compile(
    r"(?<![\d.,])(?P<p>[1-9]\d{0,2}(?:[.,]\d{3})+) ?(?:x|×|X|\*) ?(?P<q>\d{1,3})(?![.,]?\d)"
)


def match_price_times(text: str, style: AmountStyle) -> re.Match[str] | None:
    """The unit price before its quantity: "2,50 x 3", without decimals "24.000 x 1"."""
    if style.places == 0 and (match := _WHOLE_PRICE_TIMES_QUANTITY.search(text)):
        return match
    return PRICE_TIMES_QUANTITY.search(text)


_UNIT_PRICE = re.compile(
    r" *(?:(\d{1,4}[.,]\d{2}) ?(?:€|[A-Z]{3})? ?/ ?(?:kg|l|lt|st|stk)"
    r"|(\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{2})?) ?/ ?(?:ea|each|pc|pcs|unit))\b",
    re.IGNORECASE,
)
"""Such a price is no amount of the receipt: "1,99 EUR/kg", "3,500/ea"."""
WORD = re.compile(r"[^\W\d_]{2}")


def is_quantity_row(row: TextRow) -> bool:
    """Whether the row has a quantity but no item: "2 x 1,10", "0,144 kg x 1,99 EUR/kg"."""
    if len(row.amounts) > 1:
        return False
    rest = re.sub(r"[\d.,€$£]|euro?|kg|stk|stck|pcs|rm|kr|kc|per|ea", "", row.folded)
    words = WORD.search(re.sub(r"[x×*@/ ]", " ", rest))
    return bool(re.search(r"\d ?(?:x|×|\*|@|kg|stk)", row.folded)) and not words


def find_quantity(
    row: TextRow, amounts: Sequence[Amount], area: Sequence[TextRow]
) -> tuple[Decimal | None, Decimal | None]:
    row_quantity = _read_quantity(row)
    if row_quantity[0] is None:
        neighbours = [r for r in area if abs(r.index - row.index) == 1 and is_quantity_row(r)]
        for neighbour in sorted(neighbours, key=lambda r: r.index):
            quantity, unit = _read_quantity(neighbour)
            if quantity and unit and abs(quantity * unit - amounts[-1].value) <= Decimal("0.02"):
                return quantity, unit
    unit = row_quantity[1]
    if unit is None and len(amounts) > 1:
        unit = amounts[-2].value
    return row_quantity[0], unit


def has_own_amount(row: TextRow) -> bool:
    """Whether quantity times unit price is printed behind them: "0,41 kg x 1,99 EUR/kg  0,82"."""
    if not row.amounts:
        return False
    last = row.amounts[-1]
    quantity, unit = _read_quantity(row, row.text[: last.start])
    if quantity is None or unit is None:
        return False
    return abs(quantity * unit - last.value) <= Decimal("0.01")


def _read_quantity(row: TextRow, words: str | None = None) -> tuple[Decimal | None, Decimal | None]:
    """Quantity and unit price of a row, or of these words of it."""
    text = row.text if words is None else words
    if match := match_price_times(text, row.style):
        whole = find_amounts(match["p"], style=row.style) if row.style.places == 0 else ()
        return _parse_decimal(match["q"]), whole[0].value if whole else _parse_decimal(match["p"])
    if match := QUANTITY.search(text):
        if price := _UNIT_PRICE.match(text, match.end()):
            unit = price[1] or price[2].replace(",", "")
            return _parse_decimal(match["q"]), _parse_decimal(unit)
        after = find_amounts(text[match.end() :], style=row.style)
        return _parse_decimal(match["q"]), after[0].value if after else None
    return None, None


def _parse_decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def reconcile_quantity(
    quantity: Decimal | None, unit: Decimal | None, total: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    """Quantity and unit price that match the amount; others become None."""
    if unit and quantity is None and total % unit == 0 and 0 < total / unit < 1000:  # noqa: PLR2004
        quantity = total / unit
    if quantity and unit is None and quantity > 0 and total:
        unit = (total / quantity).quantize(Decimal("0.01"))
    if quantity and unit and abs(quantity * unit - total) > Decimal("0.02"):
        return (quantity if quantity == int(quantity) else None), None
    return quantity, unit
