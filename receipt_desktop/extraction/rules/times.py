"""The time of day of a purchase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from receipt_desktop.extraction.facts.loader import (
    compile_any_word,
)
from receipt_desktop.extraction.rules.date_patterns import (
    NUMERIC_DATE,
    TIME_OF_DAY,
    YEAR_FIRST_DATE,
)
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow


def find_time(rows: Sequence[TextRow], dated: TextRow | None) -> tuple[time, TextRow] | None:
    """The time of day and its row: in the row of the date, else with a label, else nearby."""
    if dated is not None and (found := _find_time_in_row(dated)):
        return found, dated
    for row in rows:
        labelled = compile_any_word("date", "time").search(row.folded)
        if labelled and (found := _find_time_in_row(row)):
            return found, row
    near = [row for row in rows if dated is not None and abs(row.index - dated.index) <= 2]  # noqa: PLR2004
    for row in near:
        if len(row.text) < 40 and (found := _find_time_in_row(row)):  # noqa: PLR2004
            return found, row
    return None


def _blank_out_date(match: re.Match[str]) -> str:
    """Replace a date by spaces, so that a time right after it can be found."""
    if ":" in (match["s1"] or "") and ":" in (match["s2"] or ""):
        return match[0]
    return " " * (len(match[0]) - len(match["rest"])) + match["rest"]


def _find_time_in_row(row: TextRow) -> time | None:
    text = NUMERIC_DATE.sub(_blank_out_date, row.text)
    text = YEAR_FIRST_DATE.sub(" ", text)
    for match in TIME_OF_DAY.finditer(text):
        if "." in match[0].rstrip(".") and ":" not in match[0] and not match["half"]:
            continue
        hour, minute = int(match["h"]), int(match["m"])
        half = fold_text(match["half"] or "")
        if half.startswith("p") and hour < 12:  # noqa: PLR2004
            hour += 12
        if half.startswith("a") and hour == 12:  # noqa: PLR2004
            hour = 0
        return time(hour, minute)
    return None
