"""Finds amounts of money in a row of text, in all formats.

1.234,56 · 1 234,56 · 1,234.56 · 1'234.56 · 1,45,832.40 · 12.50- · (12.50) · 12.50 CR · 6,46 EUR ·
$12.50 · RMO.00 · 12 .50 · 450,- · 450/- · ١٢٫٥٠ and whole amounts beside a currency sign (kr 61).
Whether 12.750 is twelve thousand or twelve and three quarters is up to the style of the receipt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from babel.core import get_global

from receipt_desktop.extraction.facts.loader import load_facts
from receipt_desktop.extraction.text.amount_signs import currency_of_sign, join_signs
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.numerals import repair_digits, to_ascii_digits

MAX_AMOUNT = Decimal(10_000_000)
"""Larger numbers are not amounts of a receipt, unless its currency has no decimals in use."""
MAX_GROUPED_AMOUNT = Decimal(10) ** 10
"""The same for numbers with separators of thousands and decimals, which no other number has."""
MAX_WHOLE_AMOUNT = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class AmountStyle:
    """How the amounts of a receipt are printed."""

    places: int = 2
    """Usual decimals: 0, 2 or 3. 12.750 counts as an amount without a sign for 0 and 3."""
    is_sure: bool = True
    """False when the shapes of the amounts contradict the currency, or nothing says which it is."""
    bare: bool = False
    """Whether whole numbers that fill a column of a row count as amounts."""
    signs: tuple[str, ...] = ()
    """What is a sign on this receipt alone: the letter as which OCR read the sign of the currency
    before most amounts ("W15,000"), and the currency's own short words ("SR2029")."""
    sign_digit: str = ""
    """The digit as which OCR read it: "345,00" for a lira sign and 45,00."""
    brackets_negate: bool = True
    """Whether (6,600) is negative; East Asian receipts bracket the tax that is included."""

    @property
    def largest(self) -> Decimal:
        """Amounts from this on are numbers of another kind."""
        return MAX_AMOUNT if self.places else MAX_WHOLE_AMOUNT


USUAL_STYLE = AmountStyle()


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


_MINUS = "[-−–—~]"
_SEPARATOR = r"(?: ?[.,] ?)"
_WHOLE = r"|\d+(?![\d])"
_THREE_PLACES = r"(?:\d{1,3}(?:[.,'’ ]\d{3})+|\d+)[.,]\d{3}(?!\d|[.,]\d)"
_NUMBER = (
    r"(?<![\d.,])\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{2})?(?![\d,])"  # 1,45,832.40
    r"|\d{1,3}(?:[.,'’]\d{3})+[.,]\d{2}(?!\d)"  # 1.234,56
    r"|(?<![\d.,] )(?<!\d)\d{1,3}(?: \d{3})+[.,]\d{2}(?!\d)"  # 1 234,56
    rf"|\d+{_SEPARATOR}\d{{2}}(?!\d)"  # 12,50 and 12 .50
    r"|\d+€\d{2}(?![\d.,])"  # 12€50
    r"|(?<![\w.,])\.\d{2}(?!\d)"  # .21
    r"|(?(before)\d+\.\d(?!\d)|(?!))"  # $42.0 and Ksh 1000.0
    r"|\d{1,3}(?:[.,' ]\d{3})*(?=[.,:/][-–—=])|\d+(?=[.,:/][-–—=])"  # 450,- and 1250/-
    r"|\d{1,3}(?:[.,'’ ]\d{3})+(?![\d.,])"  # 16 071
    r"|\d{1,3}(?:[.,] ?\d{3})+(?![\d.,])"  # 537, 000
    r"|\d+ \d{2}(?![\d.,])"  # 46 97
    rf"{_WHOLE}"
)


@cache
def _compile_pattern(places: int, own_signs: tuple[str, ...], *, loose: bool) -> re.Pattern[str]:
    number = _NUMBER if places != THREE else f"{_THREE_PLACES}|{_NUMBER}"
    if loose:
        number = number.replace(_WHOLE, rf"|\d+[.,]\d(?!\d){_WHOLE}")
    signs = join_signs(own_signs)
    before = rf"(?:(?P<before>{signs})[.:]? {{0,3}})?"
    after = rf"(?P<tail>[.,:/]?[-–—=]{{1,2}}(?!\d))?(?:\.? ?(?P<after>{signs})(?![^\W_]))?"
    return re.compile(
        rf"(?P<open>\()?(?P<minus>{_MINUS})?{before}(?P<minus2>{_MINUS})?(?P<number>{number}){after}"
        r"(?P<credit> ?(?:CR|Cr)(?![^\W_]))?(?P<close>\))?",
        re.IGNORECASE,
    )


THREE = 3


_SPACED_THOUSANDS = re.compile(r"\d{1,3} \d{3}")
MAX_LABEL_WORDS = 3
_UNIT = re.compile(
    r" ?(?:%|kg\b|g\b|gr\b|mg\b|ml\b|cl\b|dl\b|l\b|ltr\b|cm\b|mm\b|m2\b|km\b|lb\b|oz\b|kwh\b|pts\b|"
    r"points\b|uhr\b|h\b|/ ?(?:\d|[a-z])|per\b|:\d|°)",
    re.IGNORECASE,
)
_DECIMALS = re.compile(r"[.,€] ?(\d{2})$")


@lru_cache(maxsize=4096)
def find_amounts(
    text: str, *, loose: bool = False, style: AmountStyle = USUAL_STYLE
) -> tuple[Amount, ...]:
    """All amounts of a row, from left to right.

    Whole numbers count only next to a currency sign, those in groups of three also in a style
    without decimals. With `loose`, for rows with the label of an amount, they and numbers with one
    decimal count as well ("TOTAL 125", "45.0").
    """
    repaired = repair_digits(text)
    pattern = _compile_pattern(style.places, style.signs, loose=loose)
    found: list[Amount] = []
    position = 0
    while match := _search_amount(pattern, repaired, position):
        if _SPACED_THOUSANDS.match(match["number"]) and _is_sentence(text[: match.start()]):
            position = match.start("number") + match["number"].index(" ") + 1
            continue
        if amount := _parse_amount(match, text, style, loose=loose):
            found.append(amount)
        position = match.end()
    return tuple(found)


def _search_amount(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str] | None:
    """The next match from `position` on.

    Each has a digit, and what comes before it is short: the words of a row, at each of which the
    pattern would try all signs, are skipped.
    """
    digit = _DIGIT.search(text, position)
    return pattern.search(text, max(position, digit.start() - MAX_PREFIX)) if digit else None


_DIGIT = re.compile(r"\d")
MAX_PREFIX = 24
"""Characters of an amount before its first digit at most: a sign, spaces and a minus."""


def _is_sentence(words: str) -> bool:
    """Whether there are more words than in a label, as in "cream spf 50 139,00"."""
    return len(re.findall(r"[^\W\d_]{2,}", words)) > MAX_LABEL_WORDS


def _parse_amount(
    match: re.Match[str], text: str, style: AmountStyle, *, loose: bool
) -> Amount | None:
    number = match["number"]
    sign = fold_text(match["before"] or match["after"] or number.strip("0123456789., '’")) or None
    places = _count_places(number, sign, style)
    is_grouped = places is None and bool(_GROUPED.fullmatch(number)) and not style.places
    is_sure = places in (2, THREE) and not _SPACED_DECIMALS.fullmatch(number)
    is_marked = is_sure or is_grouped or _has_dash_decimals(match) or bool(_LAKH.match(number))
    is_marked = is_marked or (style.bare and _fills_column(match))
    if not (is_marked or sign or loose) or not _stands_alone(match):
        return None
    if places is None and _NO_WHOLE_AMOUNT.fullmatch(number):
        return None
    if _SPACED_DECIMALS.fullmatch(number) and not _may_lack_point(match, loose=loose):
        return None
    sign_digits = _count_sign_digits(number, places, style)
    value = Decimal(re.sub(r"\D", "", number)[sign_digits:]).scaleb(-(places or 0))
    if value >= _largest_amount(number, sign, style):
        return None
    unchanged = to_ascii_digits(text)[match.start() : match.end()] == match[0]
    is_certain = is_sure or (is_grouped and style.is_sure)
    certainty = (1.0 if is_certain else 0.7) * (0.8 if loose else 1.0)
    if not unchanged or sign_digits or " " in number.strip():
        certainty *= 0.85
    return Amount(
        -value if _is_negative(match, style) else value, match.start(), match.end(), sign, certainty
    )


_SPACED_DECIMALS = re.compile(r"\d+ \d{2}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:['’]\d{3}|[.,] ?\d{3})+")
_NO_WHOLE_AMOUNT = re.compile(r"0[.,]\d{3}|0\d+")
""" 0.296 is a weight unless amounts have three decimals, and 0544401394 a telephone number."""
_LAKH = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")


def _count_sign_digits(number: str, places: int | None, style: AmountStyle) -> int:
    """1 when the first digit is the sign of the currency; else 0."""
    is_sign = bool(style.sign_digit and places and number.startswith(style.sign_digit))
    return int(is_sign and number[1:2].isdigit())


def _count_places(number: str, sign: str | None, style: AmountStyle) -> int | None:
    """The decimals of a number as printed; None for a whole one."""
    code = currency_of_sign(sign)
    usual = count_decimals(code) if code else style.places
    if usual == THREE and re.search(r"[.,]\d{3}$", number) and not _LAKH.match(number):
        return THREE
    if _DECIMALS.search(number) or _SPACED_DECIMALS.fullmatch(number):
        return 2
    return 1 if re.fullmatch(r"\d+[.,]\d", number) else None


def _fills_column(match: re.Match[str]) -> bool:
    """Whether two spaces or more part a whole number from the rest of the row."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    is_short = len(re.sub(r"\D", "", match["number"])) <= MAX_BARE_DIGITS
    return is_short and before.endswith("  ") and (not behind or behind.startswith("  "))


MAX_BARE_DIGITS = 6
"""Longer numbers without separators are article numbers."""


def _has_dash_decimals(match: re.Match[str]) -> bool:
    return bool(match["tail"]) and match["tail"][0] in ".,:/"


def _is_negative(match: re.Match[str], style: AmountStyle) -> bool:
    """A minus before or behind, CR, or brackets (not where they mark an included tax)."""
    is_credit = match["credit"] and not _UNIT_PRICE.search(match.string, 0, match.start())
    if match["minus"] or match["minus2"] or is_credit:
        return True
    is_conversion = style.places and _is_without_decimals(fold_text(match["before"] or ""))
    negate = style.brackets_negate and not is_conversion
    in_brackets = bool(match["open"] and match["close"]) and negate
    return in_brackets or bool(match["tail"] and not _has_dash_decimals(match))


def negates_in_brackets(currency: str) -> bool:
    """Whether amounts of this ISO 4217 code in brackets are negative."""
    return currency not in load_facts("currencies")["brackets"]["included_tax"]


_UNIT_PRICE = re.compile(r"\d ?[x×*] ?\d")
"""Behind it the letters CR are those of a tax rate: "1 x3,29  3,29CR"."""


def _may_lack_point(match: re.Match[str], *, loose: bool) -> bool:
    """Whether "46 97" may be 46.97: before a sign, or at the end of a labelled row."""
    return bool(match["after"]) or (loose and not match.string[match.end() :].strip())


def _largest_amount(number: str, sign: str | None, style: AmountStyle) -> Decimal:
    if _is_without_decimals(sign):
        return MAX_WHOLE_AMOUNT
    return max(style.largest, MAX_GROUPED_AMOUNT if _MILLIONS.match(number) else MAX_AMOUNT)


_MILLIONS = re.compile(r"\d{1,3}([.,'’])\d{3}\1\d{3}(?:\1\d{3})*(?!\1)\D|\d{1,2}(?:,\d{2})+,\d{3}")


def _is_without_decimals(sign: str | None) -> bool:
    code = currency_of_sign(sign)
    return code is not None and count_decimals(code) == 0


@cache
def count_decimals(currency: str) -> int:
    """The decimals of a currency in cash: 0, 2 or 3 (Unicode CLDR, supplemental currency data)."""
    fractions = get_global("currency_fractions")
    _, _, cash_digits, _ = fractions.get(currency, fractions["DEFAULT"])
    return int(cash_digits)


_GLUED = re.compile(
    r"(?:^|[\W\d_])(?:[^\W\d_]|[A-Z]{3,}|[A-Z]?[a-z]{3,}(?:[A-Z]{2,3})?)$"
    r"|[\u2e80-\u9fff\uac00-\ud7af]$"
)
"""Allowed right before a number: one letter, as which OCR reads the signs of currencies; a word
whose space was lost, also with the sign ("TotalRM21.85"); any letter of a script without spaces."""


def _stands_alone(match: re.Match[str]) -> bool:
    text, start = match.string, match.start("number")
    before = text[max(0, start - 2) : start]
    if match["minus"] and text[: match.start()][-1:].isdigit():
        return False  # the second of two phone numbers: "74.273.173-74.273.144"
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
