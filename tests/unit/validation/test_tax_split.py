"""The parts of a total add up to it, whatever the tax table leaves out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ExtractedValue, TaxLine
from receipt_desktop.export.bookings import convert_amounts
from receipt_desktop.validation.category_split import split_total
from tests.unit.export.examples import tax


def split(total: str, *lines: TaxLine, paid_tax: str | None = None) -> list[tuple[str, str, str]]:
    fields = {Field.TOTAL: ExtractedValue(Decimal(total), 0.9)}
    if paid_tax:
        fields[Field.TAX] = ExtractedValue(Decimal(paid_tax), 0.9)
    parts = split_total(Draft(fields, "EUR", lines))
    assert not parts or sum(part.gross for part in parts) == Decimal(total)
    return [
        ("none" if not one.has_tax else "?" if one.rate is None else f"{one.rate:f}",
         f"{one.net:f}", f"{one.tax:f}")
        for one in parts
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "lines", "parts"),
    [
        ("11.90", [tax("19", None, "1.90")], [("19", "10.00", "1.90")]),
        ("17.99", [tax("19", None, "0.95"), tax("7", None, "0.79")],
         [("19", "5.00", "0.95"), ("7", "11.25", "0.79")]),  # nets by the rates
        ("25.00", [tax("19", "20.00", "3.80")], [("19", "20.00", "3.80"), ("none", "1.20", "0")]),
        ("108.88", [tax("4", "100.00", "4.00"), tax("4.88", "100.00", "4.88")],
         [("8.88", "100.00", "8.88")]),  # two taxes on one amount
        ("11.91", [tax("19", "10.00", "1.90")], [("19", "10.01", "1.90")]),
        ("23.80", [tax("19", "10.00", "1.90"), tax("19", "10.00", "1.90")],
         [("19", "20.00", "3.80")]),
        ("-11.90", [tax("19", "10.00", "1.90")], [("19", "-10.00", "-1.90")]),
        ("10.00", [tax("19", "20.00", "3.80")], []),
        ("8.00", [], [("none", "8.00", "0")]),
    ],
)  # fmt: skip
def test_the_total_is_split_by_rate(
    total: str, lines: list[TaxLine], parts: list[tuple[str, str, str]]
) -> None:
    assert split(total, *lines) == parts


def test_a_tax_without_a_table_has_no_rate() -> None:
    assert split("11.90", paid_tax="1.90") == [("?", "10.00", "1.90")]
    assert split("-11.90", paid_tax="1.90") == [("?", "-10.00", "-1.90")]


@given(
    st.lists(st.decimals(-9999, 9999, places=2), min_size=1, max_size=6),
    st.decimals("0.01", "300", places=4),
)
def test_converted_parts_add_up_to_the_converted_total(
    amounts: list[Decimal], rate: Decimal
) -> None:
    converted = convert_amounts(tuple(amounts), rate)
    wanted = (sum(amounts, Decimal(0)) / rate).quantize(Decimal("0.01"))
    assert sum(converted) == wanted
