"""Regular expressions for dates and times of day in folded text, tolerant of misread digits."""

from __future__ import annotations

import re
from functools import cache

from receipt_desktop.extraction.facts.loader import join_alternatives
from receipt_desktop.extraction.rules.calendars import load_eras
from receipt_desktop.extraction.text.date_text import LETTER

_D = r"[0-9oil|θ]"
_GAP = r" ?[./\-~,':|]{1,2} ?"
_YEAR = rf"2[0o]{_D}{{2}}|19\d\d|25[5-9]\d"
"""A year of four digits; Buddhist years begin with 25."""
_BEFORE = rf"(?<!\d)(?<!\d[.,/\-])(?:(?=\d)|(?<!{LETTER}))"
"""No figure before, a point or hyphen alone ends a word; no letter before a misread digit."""
_CLOCK = r"(?=\s*t?\d{1,2}:\d\d)"


NUMERIC_DATE = re.compile(
    rf"{_BEFORE}(?P<a>{_D}{{1,2}})(?:(?P<s1>{_GAP})(?P<b>{_D}{{1,2}})(?P<s2>{_GAP})"
    rf"|(?P<s3> )(?P<b2>{_D}{{2}})(?P<s4> )(?=2[0o]|25[5-9]))"
    rf"(?P<c>(?:{_YEAR})(?!:\d(?!\d:\d\d))|{_D}{{2}}(?!:[0-5]\d(?!:?\d)))(?P<rest>(?:{_D}{{1,2}}[:.]?{_D}{{2}})?)"
    r"(?!\d| ?%|\.\d{1,3}(?![\d:])|/20\d\d(?!\d)| [a-z]{4}-\d{6})"
)
"""Not before a further part of a number: "14300 14-02-16 PAHG-610921" of a customer in Mexico."""


FULL_NUMERIC_DATE = re.compile(
    rf"(?:{_BEFORE}|(?<=\d-)(?=\d{{1,2}}[./]))(?P<a>{_D}{{1,2}}) ?(?P<s>[./\-]) ?"
    rf"(?P<b>{_D}{{1,2}}) ?(?P=s) ?"
    rf"(?P<c>{_YEAR})(?:(?!\d|:\d)|(?=[0-2]\d:[0-5]\d)|(?=:[0-2]\d:[0-5]\d))"
)
"""One separator and a year of four digits, also with a time right after it; no other interpretation
may overlap it. In "02.03.2015:59" the year may be 20 and the time 15:59, which no further figures
may follow: in "02.03.2015:10:59" the time is 10:59."""


_FILLED = r"(?:-(?=\d(?!\d)))?"
"""A hyphen instead of a blank or nought before one figure: "2024.-6.26" of Japanese railways."""
LONG_YEAR_FIRST_DATE = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR}|1[34]\d\d) ?(?P<s>[./\-]) ?{_FILLED}(?P<m>{_D}{{1,2}}) ?(?P=s) ?"
    rf"{_FILLED}(?P<d>{_D}{{1,2}})(?=[^\d]|{_D}{{2}}:|$)"
)
SPACED_YEAR_FIRST_DATE = re.compile(
    rf"(?<![\d.,])(?P<y>2[0o]{_D}{{2}}) (?P<m>0[1-9]|1[0-2]) (?P<d>[0-3]\d)(?![\d.,])"
)
MINGUO_DATE = re.compile(
    r"(?<![\d.,/\-])(?P<y>1[0-4]\d)(?P<s>[./\-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d,])"
)
"""Like "113/05/06" in Taiwan."""


CJK_DATE = re.compile(
    r"(?<!\d)(?P<y>\d{4}|\d{2,3}) ?[年년] ?-?(?P<m>\d{1,2}) ?[月월] ?-?(?P<d>\d{1,2})(?!\d)"
    r"(?: ?[日号號일])?"
)
VIETNAMESE_DATE = re.compile(
    r"(?<!\d)(?P<d>\d{1,2}) ?[,/]? ?thang ?(?P<m>\d{1,2}) ?[,/]? ?nam ?(?P<y>20\d\d)"
)


COMPACT_DATE = re.compile(
    r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:(?!\d)|(?=(?:[01]\d|2[0-3])(?:[0-5]\d[0-5]\d(?!\d)|:[0-5]\d)))"
)
"""Like "20240305", or with a time right after it: "20240305123100", "2024030512:31"."""
COMPACT_DAY_FIRST_DATE = re.compile(
    rf"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])(?P<m>0[1-9]|1[0-2])(?P<y>20[0-4]\d){_CLOCK}"
)
"""Like "25032018 13:11"."""
COMPACT_SHORT_DATE = re.compile(rf"(?<![\d.,/-])(?P<a>\d\d)(?P<b>\d\d)(?P<c>\d\d)(?= *{_CLOCK})")
"""Like "123012 09:52": only before a time."""
COMPACT_TIMED_DATE = re.compile(
    r"(?<=[0-2]\d:[0-5]\d:[0-5]\d )(?P<a>\d\d)(?P<b>\d\d)(?P<c>\d\d)(?![\w.,/:-])"
)
"""Like "13:35:21 121222": right behind a time with its seconds."""


_MISREAD_YEAR = r"(?P<c>[2z][0o6][\dolisbzq]{2})(?!\w)"
_LONG_YEAR = r"(?P<c>20[1-4]\d|25[5-9]\d)(?!\d)"
_DOTTED_YEAR = r"(?P<c>28[0-4]\d)"
"""Dotted zeros are read as 8: "87/82/2821 17:11:19" is of the year 2021."""
_LOOSE = (
    rf"(?P<a>[0-3]\d)(?:1(?=\d\d\|)|\|(?=\d\d[1|]))(?P<b>0[1-9]|1[0-2])[1|]{_LONG_YEAR}",
    (
        r"(?:(?<=วันที)|(?<=วันที )|(?<=date:)|(?<=date: ))"
        rf"(?P<a>[0-3]\d)1(?P<b>0[1-9]|1[0-2])1{_LONG_YEAR}"
    ),
    r"(?P<a>\d\d) ?[./\-] ?(?P<b>\d\d)[17|](?P<c>20[0-4]\d)(?!\d)",
    r"(?P<a>\d\d)[17|](?P<b>\d\d) ?[./\-] ?(?P<c>20[0-4]\d)(?!\d)",
    r"(?P<a>[0-3]\d)7(?P<b>[0-3]\d)7(?P<c>20[0-4]\d)(?= ?\d{1,2}:\d\d)",
    r"(?P<a>[0-3]\d)7(?P<b>[01]\d)/(?P<c>\d\d)(?= +[0-2]?\d:\d\d)",
    r"(?P<a>[0-3]\d)/(?P<b>[01]\d)7(?P<c>\d\d)(?= +[0-2]?\d:\d\d)",
    r"(?P<a>\d\d)(?P<b>[01]\d)[./\-](?P<c>20[0-4]\d)(?!\d)",
    r"(?P<a>\d\d)[./\-](?P<b>[01]\d)(?P<c>20[0-4]\d)(?!\d)",
    rf"(?P<a>[0-3odsz]\d) ?[./\-,] ?(?P<b>[01ol][\dolisbzq]) ?[./\-,] ?{_MISREAD_YEAR}",
    rf"(?P<a>[0-38]\d)(?P<s>[./\-])(?P<b>[08]\d)(?P=s){_DOTTED_YEAR}(?= +[0-2]?\d:\d\d)",
    r"(?P<a>[0-3]\d) (?P<b>[01]\d) ?[./\-] ?(?P<c>20[0-4]\d|\d\d)(?= +[0-2]?\d:\d\d)",
    r"(?P<a>[0-3]\d) ?[./\-] ?(?P<b>[01]\d) (?P<c>20[0-4]\d|\d\d)(?= +[0-2]?\d:\d\d)",
    r"(?P<c>20[0-4]\d) ?[./\-,] ?(?P<b>0[1-9]|1[0-2]) ?[./\-,] ?(?P<a>[0-3]\d)(?!\d)",
    (
        r"(?P<c>20[0-4]\d)[ .-](?P<b>0[1-9]|1[0-2])[ .-](?P<a>[0-3]\d)"
        r"(?= +(?:[01]?\d|2[0-3])[: ][0-5]\d(?!\d))"
    ),
    r"(?P<a>[0-3]\d) (?P<b>[01]\d)[./\-](?P<c>\d\d)$",
    r"(?<![\d./\-] )(?P<a>[0-3]\d) ?(?P<b>0[1-9]|1[0-2])(?P<c>20[1-4]\d)(?![\d./\-]| \d)",
)
_GLUED = (
    r"(?<=\d)(?P<a>[0-3]\d)(?P<s>[./\-])(?P<b>[01]\d)(?P=s)(?P<c>20[0-4]\d)(?= {0,3}[0-2]?\d:\d\d)"
)
SPACED_DATES = tuple(
    re.compile(rf"(?<![\d./\-])(?<!\d ){pattern}(?P<c>20[0-4]\d)(?= +[0-2]?\d:\d\d)")
    for pattern in (
        r"(?P<a>[0-3]\d) (?P<b>[01]\d)[./\-]",
        r"(?P<a>[0-3]\d)[./\-](?P<b>[01]\d) ",
    )
)
"""Of the signs in a date with a long year and a time, only one was lost: "24 02-2026 16:16"."""
_GLUED_YEAR_FIRST = (
    r"(?<=\d)(?P<c>20[0-4]\d)(?P<s>[./\-])(?P<b>0[1-9]|1[0-2])(?P=s)(?P<a>[0-3]\d)"
    r"(?= {0,3}[0-2]?\d:\d\d)"
)
LOOSE_DATES = (
    *(re.compile(rf"(?<!\d){pattern}") for pattern in _LOOSE),
    re.compile(_GLUED),
    re.compile(_GLUED_YEAR_FIRST),
)
"""Dates with a lost or different separator ("2021-10.28", "08 10.16 14:16", "27 032018"), strokes
read as digits ("03/1272015"), misread digits, or a number right before ("#19536001/06/2018 6:31").

They count only on receipts without another date."""


SHORT_BUDDHIST_DATE = re.compile(
    r"(?<![\d.,:/\-])(?P<d>[0-3]?\d)(?P<s>[/\-])(?P<m>[01]?\d)(?P=s)(?P<y>5[5-9]|6\d)(?![\d.,:/\-])"
)
"""Like "18/12/65" in Thailand: years that are to come in the Gregorian calendar."""
BUDDHIST_DATE = re.compile(
    r"(?<![\d.,:/\-])[0-3]?\d(?P<s>[./\-])[01]?\d(?P=s)25[5-9]\d(?![\d.,/\-])"
)
"""Like "12/02/2560"."""


BIKRAM_DATE = re.compile(
    r"(?<![\d.,:/\-])(?:20[78]\d([./\-])[01]?\d\1[0-3]?\d|[0-3]?\d([./\-])[01]?\d\2"
    r"20[78]\d)(?![\d.,/\-])"
)
"""Like "2082/09/21" in Nepal: years that are far away in the Gregorian calendar."""


@cache
def era_pattern() -> re.Pattern[str]:
    """Like "令和6年3月5日", "r6.3.5", "民國113年5月6日"; the first year is also called 元."""
    signs = join_alternatives(load_eras())
    return re.compile(
        rf"(?<![a-z0-9])(?P<era>{signs}) ?(?P<y>元|\d{{1,3}}) ?[年./\-] ?"
        rf"(?P<m>\d{{1,2}}) ?[月./\-] ?(?P<d>\d{{1,2}})(?!\d)(?: ?日)?"
    )


_MONTH = (
    rf"(?P<m>10y[nva](?!{LETTER})|(?:{LETTER}|[015](?={LETTER}{{2}}))"
    rf"(?:{LETTER}|[015|](?={LETTER}|\b)|\.(?={LETTER}))*)"
)
_OPEN_YEAR = rf"(?P<y>2[0o][0-9oil]{{2}}|19\d{{2}}|25[5-9]\d|\d{{2}}(?!{LETTER}))"
_DAY = r"(?P<d>[0-3oil]?\d)(?:st|nd|rd|th|er|ere|º|ª|e|a|\.)?"
_SPACE = r"[ .,/\-']{0,3}"
_LINK = rf"(?: ?(?:(?:de|del|of|da)(?!{LETTER})|d'))?"

DAY_FIRST_NAMED = re.compile(
    rf"(?<!\d)(?<!\d[.,:\-]){_DAY}{_LINK}{_SPACE}(?:ב)?{_MONTH}\.?(?: de| del| of)?{_SPACE}"
    rf"{_OPEN_YEAR}(?:(?!\d|[.,]\d|%|:\d\d|'\d\d(?!\d))|(?=\d\d:\d\d)"
    r"|(?<=25[5-9]\d)(?=[0-2]\d1?[0-5]\d(?!\d)))"
)
""" "13 Jan.15'16" is no such date: the 13 is another number, and the year is 16."""
MONTH_FIRST_NAMED = re.compile(
    rf"(?<!{LETTER}){_MONTH}\.?{_SPACE}{_DAY}[ ,.'/\-]{{1,3}}{_OPEN_YEAR}(?!\d|[.,/\-]\d|%|:\d\d)"
)
MONTH_FIRST_TIMED = re.compile(
    rf"(?<!{LETTER}){_MONTH} +{_DAY},? +\d{{1,2}}:\d\d(?::\d\d)?(?: ?[a-z]{{2,5}})? +(?P<y>20\d\d)"
)
"""Like "Tue Mar 5 12:31:00 EST 2024"."""
MONTH_FIRST_GLUED = re.compile(
    rf"(?<!{LETTER})(?:{_MONTH}|(?<![a-z])(?P<m2>ju[1|]))\.? ?(?!20[0-4]\d)"
    r"(?P<d>[0-3]\d)'?(?P<y>\d\d)(?=[ ,]+\d{1,2}:\d\d| ?(?:0[1-9]|1[0-2]):?[0-5]\d ?\d?[ap]m)"
)
"""Like "Jan1516 11:10", and without a blank or colon: "Nov3014 0653PM"; "Ju1" is July."""
YEAR_FIRST_NAMED = re.compile(
    rf"(?<!\d)(?P<y>20\d\d)(?:\.? ?(?:m|gada|ko)(?!{LETTER}))?\.?{_SPACE}"
    rf"(?:(?P<d2>\d{{1,2}})\.? )?{_MONTH}(?:{_SPACE}(?P<d>\d{{1,2}}))?(?!\d|[.,]\d|:\d\d)"
)
"""Like "2024. marcius 5.", "2024 m. kovo 5 d.", "2024. gada 5. marts"."""


TIME_OF_DAY = re.compile(
    r"(?<![\d.,])(?:(?P<before>a\.?m\b\.?|p\.?m\b\.?|午前|午後|上午|下午|오전|오후) ?)?"
    r"(?P<h>(?<![a-z])o\d|1o|[01]?\d|2[0-3]) ?(?:[:;.h시時点點]|uhr) ?(?P<m>[0-5o][\do])"
    r"(?: ?[:;.'분分] ?(?P<s>[0-5]\d))?"
    r" ?(?P<half>(?:[ap]\.?\s?m\b|pm(?=[a-z])|[ap](?![a-z0-9])|μμ|πμ|μ\.μ|π\.μ|م|ص)\.?)?(?!\d| ?%)",
    re.IGNORECASE,
)


def is_month_framed(match: re.Match[str]) -> bool:
    """Whether hyphens or strokes join the name of the month to a day and a long year."""
    text, (start, end) = match.string, match.span("m")
    return text[start - 1 : start] in {"-", "/"} and bool(re.match(r"[-/]2[0o]", text[end:]))


def may_lack_figures(match: re.Match[str], year: str) -> bool:
    """Whether a year at the end of a row lacks its last figures: "Dec 23, 20" for 2024."""
    text, end = match.string, match.end("y")
    return year in {"19", "20"} and "," in text[end - 5 : end] and not text[end:].strip()
