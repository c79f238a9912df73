"""Signs with one misread letter above a row that has the word rightly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

ADDRESS = "\n3925 Jane Street\nLondon W9 1SU\nTel: 0207 2892499\nTea | 2.75\nTotal | 2.75\n"


def name(text: str, score: float = 0.92) -> str | None:
    """The name of a receipt whose first row is large and was read with this score."""
    page = printed(text + ADDRESS)
    first, *rest = page.lines
    box = replace(first.box, y=first.box.y - 40, h=70)
    sign = replace(first, box=box, score=score)
    names = rank_merchants(build_rows((sign, *rest)), "GB")
    return names[0].text if names else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mythor\nRestaurant Mythos", "Restaurant Mythos"),
        ("FRESHCU\nJANE & FINCH FRESHCO", "FreshCo"),
        ("LUNARTA\nTHE LUNARIA COMPANY OF BATH", "LUNARIA"),
        ("LUNARTA\nPLUMARIA", "LUNARTA"),
    ],
)
def test_word_below_has_the_sign_rightly(text: str, expected: str) -> None:
    assert name(text) == expected


def test_a_clear_sign_keeps_its_letter() -> None:
    assert name("MYTHOR\nHouse of Mythos", 0.97) == "MYTHOR"
