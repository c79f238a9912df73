"""Receipts as tills of many countries print them, in plain text, invented, each with its truth.

A receipt begins with a line of "=== " and its truth as JSON; what follows is the paper, column by
column. Some bear the marks that readers make: 0 for O, a lost space, a comma for a point.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from receipt_desktop.domain.page import Box, Line, Text

LETTER, ROW = 14, 34
"""Pixels across and down."""
SCORE = 0.97


@dataclass(frozen=True, slots=True)
class Printed:
    """A receipt with its truth and its printed text."""

    truth: dict[str, Any]
    paper: str

    def text(self) -> Text:
        """The text as from OCR: rows split into pieces at two spaces."""
        rows = enumerate(self.paper.splitlines())
        return Text(tuple(line for n, row in rows for line in _pieces(n, row)), (), ("rapidocr",))


def printed() -> list[Printed]:
    """All receipts."""
    files = sorted(Path(__file__).parent.glob("*.txt"))
    texts = (file.read_text("utf-8") for file in files)
    parts = (part for text in texts for part in re.split(r"^=== ", text, flags=re.MULTILINE))
    return [_printed(part) for part in parts if part.strip()]


def _printed(part: str) -> Printed:
    truth, _, paper = part.partition("\n")
    return Printed(json.loads(truth), paper)


def _pieces(number: int, row: str) -> list[Line]:
    return [
        Line(
            found.group(),
            Box(20 + found.start() * LETTER, 20 + number * ROW, len(found.group()) * LETTER, 26),
            SCORE,
        )
        for found in re.finditer(r"\S+(?: \S+)*", row)
    ]
