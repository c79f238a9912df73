"""Rows of scripts that run from right to left."""

from __future__ import annotations

from receipt_desktop.domain.page import Box, Line
from receipt_desktop.extraction.text.rows import build_rows


def make_piece(text: str, x: int, y: int = 0) -> Line:
    return Line(text, Box(x, y, 100, 30), 0.9)


def test_a_hebrew_label_stands_before_its_amount() -> None:
    lines = (make_piece("106.00", 20), make_piece("לתשלום", 500), make_piece("מזומן", 500, 60))
    assert [row.text for row in build_rows(lines)] == ["לתשלום  106.00", "מזומן"]


def test_a_page_of_latin_text_with_one_hebrew_word_runs_to_the_right() -> None:
    lines = (make_piece("TOTAL שקל", 20), make_piece("106.00", 500))
    assert build_rows(lines)[0].text == "TOTAL שקל  106.00"
