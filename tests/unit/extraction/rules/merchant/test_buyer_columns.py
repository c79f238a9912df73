"""The address of the merchant beside the column of the buyer."""

from datetime import date

import pytest

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.extraction.rules.extractor import extract_by_rules


def read_address(rows: list[tuple[str, str]], left: int, right: int) -> object:
    """The address of rows of two columns, whose left edges in pixels are given."""
    lines = [
        Line(text, Box(x, 60 + number * 40, 14 * len(text), 30), 0.98)
        for number, row in enumerate(rows)
        for x, text in zip((left, right), row, strict=True)
        if text
    ]
    text = Text(tuple(lines), (), ("rapidocr",))
    return extract_by_rules(text, date(2026, 11, 1)).get_value(Field.ADDRESS)


SELLER = ("Harbour Prints", "29 Simkins Road", "Palo Alto CA 94393")


@pytest.mark.parametrize(
    ("head", "buyer", "is_buyer_left"),
    [
        ("Billed to:", ("Maria Keller", "7 Lake Street"), False),
        ("Customer", ("Maria Keller", "7 Lake Street"), False),
        ("Rechnung an", ("Max Muster", "Seestraße 7"), False),
        ("Rechnung an", ("Max Muster", "Seestraße 7"), True),
    ],
)
def test_the_buyer_beside_the_merchant_is_no_part_of_the_address(
    head: str, buyer: tuple[str, str], *, is_buyer_left: bool
) -> None:
    columns = list(zip(SELLER, (head, *buyer), strict=True))
    rows = [row[::-1] for row in columns] if is_buyer_left else columns
    rows += [("", ""), ("Basic plan", "$9.00"), ("Total", "$9.00"), ("Date", "1 March 2024")]
    assert read_address(rows, 30, 700) == "29 Simkins Road, Palo Alto CA 94393"


def test_a_column_without_the_head_of_a_buyer_stays() -> None:
    rows = [("Harbour Prints", ""), ("29 Simkins Road", "Floor 3"), ("Total", "$9.00")]
    assert read_address(rows, 30, 700) == "29 Simkins Road Floor 3"
