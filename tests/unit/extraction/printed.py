"""Receipts as rows of text: "left part | right part", from top to bottom."""

from __future__ import annotations

from receipt_desktop.domain.page import Box, Line, PagePicture, Text

LETTER, HEIGHT, STEP = 18, 32, 40
WIDTH = 1000


def printed(rows: str, *, slope: float = 0.0, score: float = 0.97) -> Text:
    """The text as from OCR; `slope` tilts the page."""
    lines: list[Line] = []
    for number, row in enumerate(row.strip() for row in rows.strip().splitlines()):
        parts = [part.strip() for part in row.split("|")]
        for place, part in enumerate(parts):
            left = 60 if place == 0 else WIDTH - 60 - LETTER * len(part)
            left -= 220 * (len(parts) - 1 - place) if place else 0
            if part:
                lines.append(Line(part, _box(part, left, number, slope), score))
    return Text(tuple(lines), (PagePicture(0, WIDTH, STEP * 60, ""),), ("rapidocr",))


def _box(part: str, left: int, row: int, slope: float) -> Box:
    width = LETTER * len(part)
    return Box(left, round(60 + row * STEP + slope * (left + width / 2)), width, HEIGHT)
