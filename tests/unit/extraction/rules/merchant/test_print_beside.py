"""Print beside the paper, and names that cannot be read on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from receipt_desktop.domain.page import Box, Line, Text
from receipt_desktop.extraction.rules.merchant.lookalike_names import is_lookalike
from receipt_desktop.extraction.rules.merchant.scoring import rank_merchants
from receipt_desktop.extraction.text.rows import build_rows
from tests.unit.extraction.printed import printed

ITEMS = "".join(
    f"\nTea {kind} | 2.75" for kind in ("red", "green", "white", "black", "cold", "ice")
)
PAPER = f"Luna Caffe\nVia Roma 12\nP.IVA 07071700152{ITEMS}{ITEMS}\nTotal | 33.00"


def name(text: str | Text, country: str | None) -> str | None:
    text = printed(text) if isinstance(text, str) else text
    names = rank_merchants(build_rows(text.lines), country)
    return names[0].text if names else None


def beside(text: Text, word: str, left: int) -> Text:
    """The text with a word in the first row, as of a key of a keyboard."""
    line = Line(word, Box(left, 60, 40, 32), 0.95)
    return replace(text, lines=(line, *text.lines))


@pytest.mark.parametrize(("word", "left"), [("WV", 5), ("conicort", 1010)])
def test_print_beside_the_paper_is_no_name(word: str, left: int) -> None:
    assert name(beside(printed(PAPER), word, left), "IT") == "Luna Caffe"


def test_word_on_the_paper_stays_in_the_name() -> None:
    text = printed(PAPER.replace("Luna Caffe", "Luna Caffe | Verde"))
    assert "Luna" in (name(text, "IT") or "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("KYWHHPYK AIAHA", True), ("KACCA", True), ("LUNA", False), ("Kacca", False), ("ATB", False)],
)
def test_capitals_that_look_like_cyrillic_ones(text: str, *, expected: bool) -> None:
    assert is_lookalike(text) is expected


def test_cashier_in_lookalikes_is_no_name() -> None:
    text = "KYWHHPYK AIAHA\nKOA 9KT3EA:2203000900\nUTPHX KOA | 59.90\nCYMA | 59.90"
    assert name(text, "UA") is None
