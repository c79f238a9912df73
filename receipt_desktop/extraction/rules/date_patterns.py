"""Regular expressions for dates and times of day, tolerant of misread digits."""

from __future__ import annotations

import re
from functools import cache

from receipt_desktop.extraction.facts.loader import (
    join_alternatives,
    load_facts,
)

_D = r"[0-9OoIlθ]"


_GAP = r" ?[./\-~,'’:] ?"


NUMERIC_DATE = re.compile(
    rf"(?<![\d.,/-])(?P<a>{_D}{{1,2}})(?:(?P<s1>{_GAP})(?P<b>{_D}{{1,2}})(?P<s2>{_GAP})"
    rf"|(?P<s3> )(?P<b2>{_D}{{2}})(?P<s4> )(?=2[0Oo]))"
    rf"(?P<c>2[0Oo]{_D}{{2}}(?!:\d)|19\d\d|{_D}{{2}})(?P<rest>(?:{_D}{{1,2}}[:.]?{_D}{{2}})?)(?!\d)"
)


FULL_NUMERIC_DATE = re.compile(
    rf"(?<![\d.,/-])(?P<a>{_D}{{1,2}}) ?(?P<s>[./\-]) ?(?P<b>{_D}{{1,2}}) ?(?P=s) ?"
    rf"(?P<c>2[0Oo]{_D}{{2}}|19\d\d)(?!\d|:\d)"
)
"""One separator and a year of four digits; no other interpretation may overlap it. With a following
time ("02.03.2015:59") the year may be 20 with the time right after it."""


YEAR_FIRST_DATE = re.compile(
    rf"(?<!\d)(?P<y>2[0Oo]{_D}{{2}}) ?[./\-] ?(?P<m>{_D}{{1,2}}) ?[./\-] ?(?P<d>{_D}{{1,2}})"
    rf"(?=\D|{_D}{{2}}:|$)"
)


CJK_DATE = re.compile(r"(?P<y>20\d{2}) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2})")


COMPACT_DATE = re.compile(
    r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)


COMPACT_DAY_FIRST_DATE = re.compile(
    r"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])(?P<m>0[1-9]|1[0-2])(?P<y>20[0-4]\d)(?= ?\d{2}:\d{2})"
)
"""Like "25032018 13:11"."""


TIME_OF_DAY = re.compile(
    r"(?<![\d.,])(?P<h>[01]?\d|2[0-3]) ?[:;.h] ?(?P<m>[0-5]\d)(?: ?[:;.] ?(?P<s>[0-5]\d))?"
    r" ?(?P<half>[ap]\.?\s?m\b)?(?![\d])",
    re.IGNORECASE,
)


@cache
def load_month_numbers() -> dict[str, int]:
    facts = load_facts("months")
    tables = (*facts["misread"].items(), *facts["months"].items())
    return {word: int(number) for number, words in tables for word in words}


@cache
def named_month_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = join_alternatives(load_month_numbers())
    year = r"(?P<y>20\d{2}|19\d{2}|\d{2})"
    gap = r"[ .,/\-'’]{0,3}"
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?"
    day_first = (
        rf"(?<!\d){day}(?: de| d')?{gap}(?P<m>{words})\.?(?: de| del)?{gap}"
        rf"{year}(?!\d\d|[.,]\d|%)"
    )
    month_first = rf"(?<!\w)(?P<m>{words})\.?{gap}{day}[ ,.'’/-]{{1,3}}{year}(?!\d|[.,/\-]\d|%)"
    return re.compile(day_first), re.compile(month_first)
