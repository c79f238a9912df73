"""Amounts in two columns, for baht and satang."""

from __future__ import annotations

import pytest

from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

ITEM = "ค่าบริการ | 1,012 | 57"


def rows(text: str) -> list[str]:
    return [row.text.split("  ")[-1] for row in build_rows(printed(text).lines)]


def test_baht_and_satang_are_one_amount() -> None:
    text = f"{ITEM}\nมูลค่าบริการ | 1,012 | 57\nภาษี | 0 | 00\nรวมเงิน | 1,012 | 57"
    assert rows(text) == ["1,012.57", "1,012.57", "0.00", "1,012.57"]


@pytest.mark.parametrize(
    "text",
    [
        f"{ITEM}\nรวมเงิน | 1,012 | 57",
        f"{ITEM}\nมูลค่า | 1,012 | 57\nภาษี | 0 | 00\nรวมเงิน | 1,012.57",
        "Fee | 12 | 57\nNet | 12 | 57\nTotal | 12 | 57",
    ],
)
def test_other_pairs_of_numbers_stay_apart(text: str) -> None:
    assert rows(text)[0] == "57"
