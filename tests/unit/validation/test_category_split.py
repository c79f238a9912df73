"""Line items with a category of their own take their share out of the total, to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, ExtractedValue, LineItem, TaxLine
from receipt_desktop.validation.category_split import split_total, sum_categories
from tests.unit.export.examples import tax


def item(total: str, category: str | None = None, rate: str | None = None) -> LineItem:
    known = None if rate is None else Decimal(rate)
    return LineItem("x", Decimal(total), 0.9, tax_rate=known, category=category)


def split(
    total: str, items: list[LineItem], *lines: TaxLine, tax_sum: str | None = None
) -> list[tuple[str | None, str | None, str, str]]:
    """Category, rate, net and tax of each part."""
    fields = {
        Field.TOTAL: ExtractedValue(Decimal(total), 0.9),
        Field.CATEGORY: ExtractedValue("groceries", 0.9),
    }
    if tax_sum:
        fields[Field.TAX] = ExtractedValue(Decimal(tax_sum), 0.9)
    parts = split_total(Draft(fields, "EUR", lines, tuple(items)))
    assert sum(part.gross for part in parts) == Decimal(total)
    return [
        (one.category, None if one.rate is None else f"{one.rate:f}", f"{one.net}", f"{one.tax}")
        for one in parts
    ]


@pytest.mark.parametrize(
    ("total", "items", "lines", "parts"),
    [
        ("30.00", [item("20.00"), item("10.00")], [], [(None, None, "30.00", "0")]),
        ("30.00", [item("20.00"), item("10.00", "groceries")], [], [(None, None, "30.00", "0")]),
        ("30.00", [item("20.00"), item("10.00", "office")], [],
         [(None, None, "20.00", "0.00"), ("office", None, "10.00", "0.00")]),
        ("30.00", [item("10.00", "office")], [],  # lines that were not read
         [(None, None, "20.00", "0.00"), ("office", None, "10.00", "0.00")]),
        ("23.80", [item("11.90"), item("11.90", "office")], [tax("19", "20.00", "3.80")],
         [(None, "19", "10.00", "1.90"), ("office", "19", "10.00", "1.90")]),
        ("23.80", [item("10.00"), item("10.00", "office")], [tax("19", "20.00", "3.80")],
         [(None, "19", "10.00", "1.90"), ("office", "19", "10.00", "1.90")]),  # net prices
        ("22.60", [item("10.70", "office", "7"), item("11.90", None, "19")],
         [tax("19", "10.00", "1.90"), tax("7", "10.00", "0.70")],
         [(None, "19", "10.00", "1.90"), ("office", "7", "10.00", "0.70")]),
        ("30.02", [item("20.00", "office"), item("10.00", "fuel")], [],  # cash rounding
         [("office", None, "20.01", "0.00"), ("fuel", None, "10.01", "0.00")]),
        ("15.00", [item("20.00", "office"), item("10.00", "fuel")], [],  # more than was paid
         [("office", None, "10.00", "0.00"), ("fuel", None, "5.00", "0.00")]),
        ("-30.00", [item("-20.00"), item("-10.00", "office")], [],
         [(None, None, "-20.00", "0.00"), ("office", None, "-10.00", "0.00")]),
        ("28.00", [item("30.00"), item("-2.00", "office")], [],
         [(None, None, "30.00", "0.00"), ("office", None, "-2.00", "0.00")]),
    ],
)  # fmt: skip
def test_each_category_has_what_its_lines_say(
    total: str,
    items: list[LineItem],
    lines: list[TaxLine],
    parts: list[tuple[str | None, str | None, str, str]],
) -> None:
    assert split(total, items, *lines) == parts


def test_yen_stay_whole() -> None:
    parts = split("1100", [item("550"), item("550", "office")], tax_sum="100")
    assert parts == [(None, None, "500", "50"), ("office", None, "500", "50")]


@given(
    amounts=st.lists(
        st.tuples(
            st.integers(-5_000, 50_000), st.sampled_from([None, "office", "fuel", "groceries"])
        ),
        max_size=8,
    ),
    total=st.integers(-100_000, 100_000),
    tax_share=st.integers(0, 25),
)
def test_the_parts_always_add_up(
    amounts: list[tuple[int, str | None]], total: int, tax_share: int
) -> None:
    items = [item(str(Decimal(cents) / 100), name) for cents, name in amounts]
    paid = str((Decimal(total) * tax_share / 12_500).quantize(Decimal("0.01")))
    split(str(Decimal(total) / 100), items, tax_sum=paid)


def test_sums_by_category_leave_plain_receipts_alone() -> None:
    fields = {Field.TOTAL: ExtractedValue(Decimal("30.00"), 0.9)}
    plain = Draft(fields, "EUR", (), (item("10.00"),))
    assert sum_categories(split_total(plain)) == {}
    mixed = Draft(fields, "EUR", (), (item("10.00", "office"),))
    assert sum_categories(split_total(mixed)) == {
        None: (Decimal("20.00"), Decimal(0)),
        "office": (Decimal("10.00"), Decimal(0)),
    }
