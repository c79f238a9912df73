"""Columns of a row in letters of different size, such as a sign and a company in print."""

from __future__ import annotations

from collections.abc import Sequence

from receipt_desktop.extraction.text.rows import TextRow

OTHER_HEIGHT = 1.8
"""Heights of the letters of a sign and of the print beside it, one divided by the other."""


def are_in_other_letters(columns: Sequence[TextRow]) -> bool:
    """Whether the letters of one column are far larger than those of another one."""
    heights = [column.height for column in columns]
    return bool(heights) and max(heights) >= OTHER_HEIGHT * min(heights)
