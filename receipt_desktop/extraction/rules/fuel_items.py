"""The item of a filling station that prints volume and price of a unit on rows of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.text.rows import TextRow, make_evidence

_NUMBER = re.compile(r"(?<![\d.,])(\d{1,7}(?:[.,]\d{1,4})?)(?![\d.,]*\d)")
_VALUE = re.compile(r"[:.\-= ]+(?P<value>[^\W\d_][\w .+-]{1,30})$")
MAX_DIFFERENCE = Decimal("0.001")
"""Of the product and the total: pumps round both."""
CONFIDENCE = 0.8


def find_fuel_item(rows: Sequence[TextRow], total: Decimal | None) -> list[LineItem]:
    """The fuel whose volume times price is the total: "Volume(Ltr.) 19.31" and "Rate/Ltr 103.57".

    Empty where the rows do not prove it, or no row names the product.
    """
    name = _find_product(rows) if total else None
    if not total or not name:
        return []
    for volume_row, volume in _find_numbers(rows, "volume"):
        for price_row, price in _find_numbers(rows, "price"):
            if price_row is volume_row or not volume:
                continue
            if abs(volume * price - total) <= MAX_DIFFERENCE * abs(total):
                evidence = make_evidence([volume_row, price_row])
                return [LineItem(name, total, CONFIDENCE, volume, price, evidence=evidence)]
    return []


def _find_numbers(rows: Sequence[TextRow], words: str) -> Iterator[tuple[TextRow, Decimal]]:
    """The last number of each row with a word of fuel; a comma is a decimal sign."""
    for row in rows:
        if compile_any_word("fuel", words).search(row.folded):
            numbers = _NUMBER.findall(row.folded)
            if numbers:
                yield row, Decimal(numbers[-1].replace(",", "."))


def _find_product(rows: Sequence[TextRow]) -> str | None:
    """The name of the fuel behind its label: "Product: PETROL"."""
    for row in rows:
        match = compile_any_word("fuel", "product").search(row.folded)
        value = _VALUE.search(row.text, match.end()) if match else None
        if value:
            return value["value"].strip()
    return None
