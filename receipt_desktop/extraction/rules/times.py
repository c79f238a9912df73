"""The time of day of a purchase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from receipt_desktop.extraction.rules.date_patterns import (
    LONG_YEAR_FIRST_DATE,
    NUMERIC_DATE,
    TIME_OF_DAY,
)
from receipt_desktop.extraction.rules.date_roles import has_time_word
from receipt_desktop.extraction.text.date_text import fold_date_text
from receipt_desktop.extraction.text.rows import TextRow

_SHORT_ROW = 40
_NOON = 12
_AFTERNOON = re.compile(r"p|午後|下午|오후|μμ|μ\.μ|م")
_MORNING = re.compile(r"a|午前|上午|오전|πμ|π\.μ|ص")


def find_time(rows: Sequence[TextRow], dated: TextRow | None) -> tuple[time, TextRow] | None:
    """The time of day and its row: in the row of the date, else with a label, else nearby."""
    if dated is not None and (found := _find_time_in_row(dated)):
        return found, dated
    for row in rows:
        if has_time_word(fold_date_text(row.text)) and (found := _find_time_in_row(row)):
            return found, row
    near = [row for row in rows if dated is not None and abs(row.index - dated.index) <= 2]  # noqa: PLR2004
    for row in near:
        if len(row.text) < _SHORT_ROW and (found := _find_time_in_row(row)):
            return found, row
    return None


def _blank_out_date(match: re.Match[str]) -> str:
    """Replace a date by spaces, so that a time right after it can be found."""
    if ":" in (match["s1"] or "") and ":" in (match["s2"] or ""):
        return match[0]
    return " " * (len(match[0]) - len(match["rest"])) + match["rest"]


def _find_time_in_row(row: TextRow) -> time | None:
    text = NUMERIC_DATE.sub(_blank_out_date, fold_date_text(row.text))
    text = LONG_YEAR_FIRST_DATE.sub(" ", text)
    for match in TIME_OF_DAY.finditer(text):
        half = match["half"] or match["before"] or ""
        is_point_only = "." in match[0].removesuffix(match["half"] or "") and ":" not in match[0]
        if is_point_only and not half and not _has_clock_word(text, match):
            continue
        hour, minute = (int(match[part].replace("o", "0")) for part in ("h", "m"))
        return time(_count_hours(hour, half), minute)
    return None


def _has_clock_word(text: str, match: re.Match[str]) -> bool:
    """Whether a word of time stands right beside figures like "14.30"."""
    around = text[max(0, match.start() - 8) : match.start()], text[match.end() : match.end() + 5]
    return any(has_time_word(part) for part in around)


def _count_hours(hour: int, half: str) -> int:
    """The hour of the day of an hour of its first or second half."""
    if _AFTERNOON.match(half) and hour < _NOON:
        return hour + _NOON
    return 0 if _MORNING.match(half) and hour == _NOON else hour
