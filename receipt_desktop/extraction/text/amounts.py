"""Finds amounts of money in a row of text, in all formats.

1.234,56 · 1 234,56 · 1,234.56 · 1'234.56 · 12.50- · 6,46 EUR · $12.50 · RMO.00 · 12 .50 · 450,- and
whole amounts beside a currency sign (kr 61).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.normalize import fold_text

MAX_AMOUNT = Decimal(10_000_000)
"""Larger numbers are not amounts of a receipt."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money and its position in the text."""

    value: Decimal
    start: int
    end: int
    sign: str | None
    """Sign or code of the currency as printed, folded; None when there is none."""
    certainty: float
    """1.0 as printed; less when characters were repaired or the decimals are missing."""


_MINUS = "[-−–—]"
_SEPARATOR = r"(?: ?[.,] ?)"
_WHOLE = r"|\d+(?![\d])"
_NUMBER = (
    r"(?P<number>"
    r"\d{1,3}(?:[.,'’]\d{3})+[.,]\d{2}(?!\d)"  # 1.234,56
    r"|(?<![\d.,] )(?<!\d)\d{1,3}(?: \d{3})+[.,]\d{2}(?!\d)"  # 1 234,56
    rf"|\d+{_SEPARATOR}\d{{2}}(?!\d)"  # 12,50 and 12 .50
    r"|(?<![\w.,])\.\d{2}(?!\d)"  # .21
    r"|(?:(?<=[$£€])|(?<=[$£€] )|(?<=[$£€]  ))\d+\.\d(?!\d)"  # $42.0
    r"|\d{1,3}(?:[.,' ]\d{3})*(?=[.,][-–—])"  # 450,-
    r"|\d{1,3}(?:[.,'’ ]\d{3})+(?![\d.,])"  # 16 071
    r"|\d+ \d{2}(?![\d.,])"  # 46 97
    rf"{_WHOLE}"
    r")"
)


@cache
def _strict_pattern() -> re.Pattern[str]:
    return _compile_pattern(_NUMBER)


@cache
def _loose_pattern() -> re.Pattern[str]:
    return _compile_pattern(_NUMBER.replace(_WHOLE, rf"|\d+[.,]\d(?!\d){_WHOLE}"))


def _compile_pattern(number: str) -> re.Pattern[str]:
    facts = load_facts("currencies")
    signs = sorted({*facts["signs"], *facts["shared"]}, key=len, reverse=True)
    sign = "|".join(re.escape(s) for s in signs)
    before = rf"(?:(?<![^\W\d_])(?P<before>{sign})[.:]? {{0,3}})?"
    after = rf"(?P<tail>[.,]?[-–—](?!\d))?(?: ?(?P<after>{sign})(?![^\W_]))?"
    return re.compile(
        rf"(?P<minus>{_MINUS})?{before}(?P<minus2>{_MINUS})?{number}{after}", re.IGNORECASE
    )


_DIGIT_REPAIRS = (
    (re.compile(r"(?<=\d)[OoθQD](?=[.,\d])"), "0"),
    (re.compile(r"(?<=[.,])[OoθQD](?=[\dOo]|\b)"), "0"),
    (re.compile(r"(?<=[.,]\d)[OoθcC](?![^\W\d_])"), "0"),
    (re.compile(r"(?<![^\W_])[OoθQ](?=[.,]\d)"), "0"),
    (re.compile(r"(?<=RM)[Oo](?=[.,]\d)"), "0"),
    (re.compile(r"(?<=\d)[lI|](?=[.,]\d)|(?<=[.,])[lI|](?=\d)|(?<=[.,]\d)[lI|](?!\w)"), "1"),
    (re.compile(r"(?<![^\W_])[lI|](?=\d*[.,]\d\d\b)"), "1"),
    (re.compile(r"(?<=\d)[sS](?=[.,]\d)|(?<=[.,])[sS](?=\d)"), "5"),
    (re.compile(r"(?<=[.,]\d)€(?!\d)(?<!\d\d€)"), "6"),
    (re.compile(r"(?<=\d[.,])€(?=\d(?!\d))"), "6"),
)


def repair_digits(text: str) -> str:
    """Replace letters that OCR read for digits in numbers; the length stays the same."""
    for pattern, digit in _DIGIT_REPAIRS:
        text = pattern.sub(digit, text)
    return text


_SPACED_THOUSANDS = re.compile(r"\d{1,3} \d{3}")
MAX_LABEL_WORDS = 3
_UNIT = re.compile(
    r" ?(?:%|kg\b|g\b|gr\b|mg\b|ml\b|cl\b|dl\b|l\b|ltr\b|cm\b|mm\b|m2\b|km\b|lb\b|oz\b|kwh\b|pts\b|"
    r"points\b|uhr\b|h\b|/ ?(?:\d|[a-z])|per\b|:\d|°)",
    re.IGNORECASE,
)
_DECIMALS = re.compile(r"[.,] ?(\d{2})$")


@lru_cache(maxsize=4096)
def find_amounts(text: str, *, loose: bool = False) -> tuple[Amount, ...]:
    """All amounts of a row, from left to right.

    Whole numbers count only next to a currency sign. With `loose`, for rows with the label of an
    amount, they and numbers with one decimal count as well ("TOTAL 125", "45.0").
    """
    repaired = repair_digits(text)
    pattern = _loose_pattern() if loose else _strict_pattern()
    found: list[Amount] = []
    position = 0
    while match := pattern.search(repaired, position):
        if _SPACED_THOUSANDS.match(match["number"]) and _is_sentence(text[: match.start()]):
            position = match.start("number") + match["number"].index(" ") + 1
            continue
        if amount := _parse_amount(match, text, repaired, loose=loose):
            found.append(amount)
        position = match.end()
    return tuple(found)


def _is_sentence(words: str) -> bool:
    """Whether there are more words than in a label, as in "cream spf 50 139,00"."""
    return len(re.findall(r"[^\W\d_]{2,}", words)) > MAX_LABEL_WORDS


def _parse_amount(match: re.Match[str], text: str, repaired: str, *, loose: bool) -> Amount | None:
    number = match["number"]
    sign = fold_text(match["before"] or match["after"] or "") or None
    decimals = _DECIMALS.search(number)
    has_one_decimal = re.fullmatch(r"\d+[.,]\d", number)
    has_spaced_decimals = re.fullmatch(r"\d+ \d{2}", number)
    has_dash_decimals = bool(match["tail"]) and match["tail"][0] in ".,"
    if not (decimals or sign or has_dash_decimals or loose) or not _stands_alone(match, repaired):
        return None
    if (
        has_spaced_decimals
        and not match["after"]
        and not (loose and not repaired[match.end() :].strip())
    ):
        return None
    places = 2 if decimals or has_spaced_decimals else 1 if has_one_decimal else 0
    value = Decimal(re.sub(r"\D", "", number)).scaleb(-places)
    if value >= MAX_AMOUNT:
        return None
    negative = match["minus"] or match["minus2"] or (match["tail"] and not has_dash_decimals)
    unchanged = (
        text[match.start() : match.end()] == match[0]
        and not has_spaced_decimals
        and " " not in number.strip()
    )
    certainty = (1.0 if decimals else 0.7) * (1.0 if unchanged else 0.85) * (0.8 if loose else 1.0)
    return Amount(-value if negative else value, match.start(), match.end(), sign, certainty)


_GLUED = re.compile(r"(?:^|[\W\d_])(?:[A-ZxX]|[A-Z]{3,}|[A-Z]?[a-z]{3,})$")
"""Allowed right before a number: one letter, or a word whose space was lost."""


def _stands_alone(match: re.Match[str], text: str) -> bool:
    start = match.start("number")
    before = text[max(0, start - 2) : start]
    if not match["before"] and not match["minus2"] and not match["minus"]:
        if re.search(r"[^\W\d_]$", before) and not _GLUED.search(text[:start]):
            return False
        if re.search(r"\d[.,:/'-]?$", before) or (
            re.search(r"[:/.,#]$", before.strip()) and (re.search(r"[\d][.,:/]$", before))
        ):
            return False
    rest = text[match.end() :]
    if re.match(r"\d|[.,:/-]\d", rest):
        return False
    return not _UNIT.match(rest)


def currency_of_sign(sign: str | None) -> str | None:
    """ISO 4217 code of a printed sign; None for unknown signs and those that currencies share."""
    code = load_facts("currencies")["signs"].get(sign or "")
    return str(code) if code else None
