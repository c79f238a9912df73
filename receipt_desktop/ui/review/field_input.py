"""Parses and formats field values in the user's locale.

Parsing is lenient (both decimal marks, any separator, two or four digits of a year); formatting
always follows the locale.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, QTime

from receipt_desktop.domain.currencies import (
    USUAL_DECIMALS,
    count_decimals,
    count_shown_decimals,
)
from receipt_desktop.domain.fields import Field, FieldValue, Kind, join_tags
from receipt_desktop.ui.i18n import texts

_SPACE_PATTERN = re.compile(r"[\s\u00a0\u202f'’]+")
_NUMBER_PATTERN = re.compile(r"-?[0-9]+(\.[0-9]{1,4})?")
_TIME_PATTERN = re.compile(
    r"([0-9]{1,2})[:.hH ]([0-9]{2})(?:[:. ]([0-9]{2}))?\s*([AaPp])?\.?[Mm]?\.?"
)
CURRENCY_SIGNS: Mapping[str, str] = MappingProxyType(
    {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY"}
)
"""Currency signs accepted instead of codes; a bare dollar sign means USD."""
EXAMPLE, WHOLE_EXAMPLE = Decimal("12.50"), Decimal(1250)
"""Amounts for advice, with decimals and in a currency without."""
_CENTURY_PIVOT = 70
_HALF_DAY_HOURS = 12


def parse_field(
    field: Field, text: str, locale: QLocale, currency: str | None = None
) -> FieldValue | None:
    """The typed text as the field's type; None when nothing is typed.

    `currency` is that of the receipt. Raises `ValueError` when it cannot be one.
    """
    typed = text.strip()
    if not typed:
        return None
    return FIELD_FORMATS[field.spec.kind].parse(field, typed, locale, currency)


def format_field(
    field: Field, value: FieldValue | None, locale: QLocale, currency: str | None = None
) -> str:
    """Format a value for its field; an amount with the decimals of this currency."""
    if value is None:
        return ""
    return FIELD_FORMATS[field.spec.kind].write(field, value, locale, currency)


def advice(field: Field, locale: QLocale, currency: str | None = None) -> str:
    """A hint for a text that `parse_field` rejected."""
    entry = FIELD_FORMATS[field.spec.kind]
    example = entry.example
    if isinstance(example, Decimal) and not count_decimals(currency):
        example = WHOLE_EXAMPLE
    sentence = QCoreApplication.translate("FieldRow", str(entry.advice))
    return sentence.format(example=format_field(field, example, locale, currency))


def write_day(value: date, locale: QLocale) -> str:
    """The locale's short date with the whole year."""
    return locale.toString(QDate(value.year, value.month, value.day), texts.date_format(locale))


def write_time(value: time, locale: QLocale) -> str:
    """The locale's short time."""
    clock = QTime(value.hour, value.minute, value.second)
    return locale.toString(clock, QLocale.FormatType.ShortFormat)


def format_money(value: Decimal, locale: QLocale, currency: str | None) -> str:
    """An amount with the decimals of its currency, without the code."""
    places = count_shown_decimals(value, currency)
    return format_number(value.quantize(Decimal(1).scaleb(-places)), locale, places=places)


def format_number(value: Decimal, locale: QLocale, *, places: int = 0) -> str:
    """The exact decimal with the locale's marks and at least so many places."""
    printed = -min(int(value.as_tuple().exponent), 0)
    whole, _, fraction = f"{abs(value):.{max(places, printed)}f}".partition(".")
    text = locale.toString(int(whole))
    if fraction:
        text += locale.decimalPoint() + fraction
    return f"-{text}" if value < 0 else text


def parse_money(text: str, locale: QLocale, currency: str | None) -> Decimal:
    """An amount in this currency; 12.345 EUR is refused, since it would be rounded."""
    amount = parse_amount(text, locale, currency)
    most = max(USUAL_DECIMALS, count_decimals(currency))
    if currency and count_shown_decimals(amount, currency) > most:
        raise ValueError(text)
    return amount


def parse_amount(text: str, locale: QLocale, currency: str | None = None) -> Decimal:
    """An amount with either decimal mark, with or without a currency sign around it.

    In a currency without decimals either mark groups thousands: 1.280 is 1280 JPY.
    """
    bare = _SPACE_PATTERN.sub("", text).strip("€$£¥₹₩₫").replace("−", "-")
    for mark in _find_group_separators(bare, locale, has_decimals=count_decimals(currency) > 0):
        bare = bare.replace(mark, "")
    bare = bare.replace(",", ".")
    if not _NUMBER_PATTERN.fullmatch(bare):
        raise ValueError(text)
    return Decimal(bare)


def _find_group_separators(text: str, locale: QLocale, *, has_decimals: bool) -> tuple[str, ...]:
    """Which of comma and point only groups thousands in this text."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return (",",) if comma < point else (".",)
    for mark in (",", "."):
        groups = text.split(mark)[1:]
        threes = bool(groups) and all(len(group.rstrip("-")) == len("000") for group in groups)
        if threes and (len(groups) > 1 or mark != locale.decimalPoint() or not has_decimals):
            return (mark,)
    return ()


def parse_date(text: str, locale: QLocale) -> date:
    """A date in the locale's order or year first, with any separator or none: 140324."""
    numbers = re.findall(r"[0-9]+", text)
    if len(numbers) == 1:
        numbers = _split_date(numbers[0], _date_order(locale))
    if len(numbers) != len("dmy") or re.search(r"[^0-9./\-\s]", text):
        raise ValueError(text)
    order = "yMd" if len(numbers[0]) == len("yyyy") else _date_order(locale)
    parts = dict(zip(order, map(int, numbers), strict=True))
    return date(_expand_year(parts["y"], numbers[order.index("y")]), parts["M"], parts["d"])


def _split_date(digits: str, order: str) -> list[str]:
    """Day, month and year of six or eight digits in this order; eight may start with the year."""
    if len(digits) not in (len("ddmmyy"), len("ddmmyyyy")):
        return [digits]
    widths = {"d": 2, "M": 2, "y": len(digits) - len("ddmm")}
    ends = list(accumulate(widths[letter] for letter in order))
    parts = [digits[end - widths[letter] : end] for letter, end in zip(order, ends, strict=True)]
    year = parts[order.index("y")]
    if order != "yMd" and len(year) == len("yyyy") and year[:2] not in ("19", "20"):
        return _split_date(digits, "yMd")
    return parts


def _date_order(locale: QLocale) -> str:
    letters = [letter for letter in texts.date_format(locale) if letter in "dMy"]
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


def parse_card(text: str) -> str:
    """Four digits, alone or behind the masked ones."""
    digits = re.sub(r"[\s*xX•.]", "", text)
    if not re.fullmatch(r"[0-9]{4}", digits):
        raise ValueError(text)
    return digits


def parse_currency(text: str) -> str:
    """A code, or a sign for it."""
    return CURRENCY_SIGNS.get(text, text.upper())


def yes_no_labels() -> Mapping[bool, str]:
    """Yes and no in the person's language."""
    return {
        True: QCoreApplication.translate("FieldRow", "Yes"),
        False: QCoreApplication.translate("FieldRow", "No"),
    }


def parse_yes_no(text: str) -> bool:
    """Yes or no, or the beginning of one, in the person's language or in English."""
    typed = text.casefold()
    words = [(label, value) for value, label in yes_no_labels().items()]
    for word, value in (*words, ("yes", True), ("no", False)):
        if word.casefold().startswith(typed):
            return value
    raise ValueError(text)


def _write_text(field: Field, value: str, *_: object) -> str:
    return texts.translate_value(field, value)


@dataclass(frozen=True, slots=True)
class FieldFormat:
    """How the values of one kind are typed and shown."""

    parse: Callable[[Field, str, QLocale, str | None], FieldValue]
    """Raises `ValueError` for a text that cannot be a value; the kind has advice then."""
    write: Callable[[Field, Any, QLocale, str | None], str] = _write_text
    advice: object = ""
    """A sentence in the context FieldRow, with the place {example}."""
    example: FieldValue | None = None


FIELD_FORMATS: Mapping[Kind, FieldFormat] = MappingProxyType(
    {
        Kind.MONEY: FieldFormat(
            lambda _, text, locale, currency: parse_money(text, locale, currency),
            lambda _, value, locale, currency: format_money(value, locale, currency),
            QT_TRANSLATE_NOOP("FieldRow", "Enter an amount such as {example}."),
            EXAMPLE,
        ),
        Kind.DATE: FieldFormat(
            lambda _, text, locale, __: parse_date(text, locale),
            lambda _, value, locale, __: write_day(value, locale),
            QT_TRANSLATE_NOOP("FieldRow", "Enter a date such as {example}."),
            date(2024, 3, 31),
        ),
        Kind.TIME: FieldFormat(
            lambda _, text, *__: parse_time(text),
            lambda _, value, locale, __: write_time(value, locale),
            QT_TRANSLATE_NOOP("FieldRow", "Enter a time such as {example}."),
            time(14, 30),
        ),
        Kind.TEXT: FieldFormat(lambda field, text, *_: texts.parse_value_label(field, text)),
        Kind.CURRENCY: FieldFormat(lambda _, text, *__: parse_currency(text)),
        Kind.CARD: FieldFormat(
            lambda _, text, *__: parse_card(text),
            advice=QT_TRANSLATE_NOOP("FieldRow", "Enter the last four digits of the card."),
        ),
        Kind.TAGS: FieldFormat(lambda _, text, *__: join_tags([text])),
        Kind.YES_NO: FieldFormat(
            lambda _, text, *__: parse_yes_no(text),
            lambda _, value, *__: yes_no_labels()[value],
            advice=QT_TRANSLATE_NOOP("FieldRow", "Enter yes or no."),
        ),
    }
)
