"""Values as a person types them, in the person's locale, and back.

Amounts and dates are read generously (both decimal marks, any separator, two or four digits of a
year) and written one way: as the locale writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from PySide6.QtCore import QDate, QLocale, QTime

from receipt_desktop.domain.fields import MONEY_FIELDS, Field, FieldValue
from receipt_desktop.ui.i18n import texts

_SPACE_PATTERN = re.compile(r"[\s\u00a0\u202f'’]+")
_NUMBER_PATTERN = re.compile(r"-?[0-9]+(\.[0-9]{1,3})?")
_TIME_PATTERN = re.compile(
    r"([0-9]{1,2})[:.hH ]([0-9]{2})(?:[:. ]([0-9]{2}))?\s*([AaPp])?\.?[Mm]?\.?"
)
CURRENCY_SIGNS: Mapping[str, str] = MappingProxyType(
    {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY"}
)
"""What a person may type for a currency instead of its code; a bare dollar is the US one."""
_CENTURY_PIVOT = 70
_HALF_DAY_HOURS = 12


def parse_field(field: Field, text: str, locale: QLocale) -> FieldValue | None:
    """The typed text as the field's type; None when nothing is typed.

    Raises `ValueError` when it cannot be one.
    """
    typed = text.strip()
    if not typed:
        return None
    if field in MONEY_FIELDS:
        return parse_amount(typed, locale)
    if field is Field.DATE:
        return parse_date(typed, locale)
    if field in texts.VALUE_LABELS:
        return texts.parse_value_label(field, typed)
    return _FIELD_PARSERS.get(field, str)(typed)


def format_field(field: Field, value: FieldValue | None, locale: QLocale) -> str:
    """The value as its field shows it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_number(value, locale, places=2 if field in MONEY_FIELDS else 0)
    if isinstance(value, date):
        return locale.toString(QDate(value.year, value.month, value.day), date_format(locale))
    if isinstance(value, time):
        clock = QTime(value.hour, value.minute, value.second)
        return locale.toString(clock, QLocale.FormatType.ShortFormat)
    return texts.translate_value(field, value)


def format_number(value: Decimal, locale: QLocale, *, places: int = 0) -> str:
    """The exact decimal with the locale's marks and at least so many places."""
    printed = -min(int(value.as_tuple().exponent), 0)
    whole, _, fraction = f"{abs(value):.{max(places, printed)}f}".partition(".")
    text = locale.toString(int(whole))
    if fraction:
        text += locale.decimalPoint() + fraction
    return f"-{text}" if value < 0 else text


def parse_amount(text: str, locale: QLocale) -> Decimal:
    """An amount with either decimal mark, with or without a currency sign around it."""
    bare = _SPACE_PATTERN.sub("", text).strip("€$£¥₹").replace("−", "-")
    for mark in _find_group_separators(bare, locale):
        bare = bare.replace(mark, "")
    bare = bare.replace(",", ".")
    if not _NUMBER_PATTERN.fullmatch(bare):
        raise ValueError(text)
    return Decimal(bare)


def _find_group_separators(text: str, locale: QLocale) -> tuple[str, ...]:
    """Which of comma and point only groups thousands in this text."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return (",",) if comma < point else (".",)
    for mark in (",", "."):
        groups = text.split(mark)[1:]
        threes = bool(groups) and all(len(group.rstrip("-")) == len("000") for group in groups)
        if threes and (len(groups) > 1 or mark != locale.decimalPoint()):
            return (mark,)
    return ()


def date_format(locale: QLocale) -> str:
    """The locale's short date with the whole year."""
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")


def parse_date(text: str, locale: QLocale) -> date:
    """A date in the locale's order or year first, with any separator."""
    numbers = re.findall(r"[0-9]+", text)
    if len(numbers) != len("dmy") or re.search(r"[^0-9./\-\s]", text):
        raise ValueError(text)
    order = "yMd" if len(numbers[0]) == len("yyyy") else _date_order(locale)
    parts = dict(zip(order, map(int, numbers), strict=True))
    return date(_expand_year(parts["y"], numbers[order.index("y")]), parts["M"], parts["d"])


def _date_order(locale: QLocale) -> str:
    letters = [letter for letter in date_format(locale) if letter in "dMy"]
    return "".join(dict.fromkeys(letters))


def _expand_year(year: int, digits: str) -> int:
    if len(digits) == len("yy"):
        return year + (2000 if year < _CENTURY_PIVOT else 1900)
    if len(digits) != len("yyyy"):
        raise ValueError(digits)
    return year


def parse_time(text: str) -> time:
    """A clock time, 24 hours or with am and pm."""
    found = _TIME_PATTERN.fullmatch(text)
    if not found:
        raise ValueError(text)
    hour, minute, second, half = found.groups()
    hours = int(hour)
    if half and not 1 <= hours <= _HALF_DAY_HOURS:
        raise ValueError(text)
    if half:
        hours = hours % _HALF_DAY_HOURS + (_HALF_DAY_HOURS if half in "Pp" else 0)
    return time(hours, int(minute), int(second or 0))


def _parse_card(text: str) -> str:
    digits = re.sub(r"[\s*xX•.]", "", text)
    if not re.fullmatch(r"[0-9]{4}", digits):
        raise ValueError(text)
    return digits


def _parse_currency(text: str) -> str:
    return CURRENCY_SIGNS.get(text, text.upper())


_FIELD_PARSERS: Mapping[Field, Callable[[str], FieldValue]] = MappingProxyType(
    {Field.TIME: parse_time, Field.CARD: _parse_card, Field.CURRENCY: _parse_currency}
)
