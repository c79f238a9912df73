"""The recognised lines as printed rows of plain text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from receipt_desktop.domain.page import Line, Text


def format_printed_rows(text: Text) -> str:
    """One line per printed row, with an empty line between pages."""
    pages = groupby(sorted(text.lines, key=lambda line: line.page), key=lambda line: line.page)
    return "\n\n".join("\n".join(_group_rows(list(lines))) for _, lines in pages)


def _group_rows(lines: list[Line]) -> Iterator[str]:
    """Group lines whose centres differ by less than half a line height."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.middle_y):
        if row and line.box.middle_y - row[0].box.middle_y > min(row[0].box.h, line.box.h) / 2:
            yield _join_row(row)
            row = []
        row.append(line)
    if row:
        yield _join_row(row)


def _join_row(row: list[Line]) -> str:
    return "  ".join(line.text for line in sorted(row, key=lambda line: line.box.x))
