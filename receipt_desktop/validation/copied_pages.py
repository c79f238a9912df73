"""Leaves out pages that show what an earlier page of the same receipt shows: a second photo of it.

Pure functions.
"""

from __future__ import annotations

from dataclasses import replace

from receipt_desktop.domain.page import Line, Text
from receipt_desktop.validation.likeness import measure_equal_numbers

MIN_SHARED_NUMBERS = 0.75
"""Share of the printed numbers that a page has in common with its copy."""


def leave_out_copies(text: Text) -> Text:
    """The text without the lines of copied pages, of a receipt with pages of several files."""
    files = {page.source.content_hash for page in text.pages if page.source is not None}
    if len(files) < 2:  # noqa: PLR2004 (several)
        return text
    kept: list[Text] = []
    for page in text.pages:
        own = _take_page(text, page.number)
        shares = (measure_equal_numbers(own, other) for other in kept)
        if max(shares, default=0.0) < MIN_SHARED_NUMBERS:
            kept.append(own)
    lines = tuple(line for one in kept for line in one.lines)
    second = tuple(line for one in kept for line in one.second_lines)
    return replace(text, lines=lines, second_lines=second)


def _take_page(text: Text, number: int) -> Text:
    def is_here(line: Line) -> bool:
        return line.page == number

    return replace(
        text,
        lines=tuple(filter(is_here, text.lines)),
        second_lines=tuple(filter(is_here, text.second_lines)),
    )
