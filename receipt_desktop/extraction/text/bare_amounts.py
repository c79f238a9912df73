"""Finds amounts without decimals, or without their point, beside the words of a sum."""

from __future__ import annotations

import re
from dataclasses import replace

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.text.amounts import Amount, find_amounts
from receipt_desktop.extraction.text.labels import AmountRole, classify_label
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import names_tax

MONEY_ROLES = frozenset(
    {
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.SUBTOTAL,
        AmountRole.CASH,
        AmountRole.CHANGE,
    }
)
_WORTHLESS_WITHOUT_DECIMALS = re.compile(
    r"\d{1,2}[:./-]\d{2}|[#:] ?\d{5,}|\*\*|xx|nr|no\b|%|[^\W\d_]-\d{4}$"
)
_TAX_RATE = re.compile(r"\(?\b\d{1,2} ?%\)?")
"""In "内消費税(10%)  164", where amounts have no decimals."""
_DECIMAL = re.compile(r"\d[.,]\d\W*$")
_SMALL_ROLES = frozenset({AmountRole.TAX, AmountRole.ROUNDING})
_POINT_LOST = re.compile(r"\D\d{1,3} \d{2}$")
""" "Tax  3 57", where OCR lost the point."""


def find_bare_amounts(text: str, row: TextRow) -> list[Amount]:
    """Numbers without decimals, or without their point, at the end of a row that names a total.

    `text` is the rest of the row after its other amounts.
    """
    plain = fold_text(text) if row.style.places else _TAX_RATE.sub(" ", fold_text(text))
    if _WORTHLESS_WITHOUT_DECIMALS.search(plain):
        return []
    amounts = find_amounts(text, loose=True, style=row.style)
    amounts = tuple(one for one in amounts if not _is_other_number(text, one))
    start = 0
    is_alone = len(amounts) == 1
    if not is_alone:
        amounts, start = _keep_last_column(text, row)
    if len(amounts) != 1:
        amounts, start = _keep_last_sign(text, row)
    if len(amounts) != 1:
        return []
    label = text[start : amounts[0].start]
    role, _ = classify_label(label)
    is_tax = role in _SMALL_ROLES and _POINT_LOST.search(text)
    is_whole_tax = not row.style.places and (role is AmountRole.TAX or names_tax(label))
    is_whole_charge = not row.style.places and role is AmountRole.TIP
    is_whole_charge |= not row.style.places and role is AmountRole.ROUNDING
    is_extra = is_alone and (is_tax or is_whole_tax or is_whole_charge)
    if role not in MONEY_ROLES and not is_extra:
        return []
    shift = len(row.text) - len(text)
    return [replace(a, start=a.start + shift, end=a.end + shift) for a in amounts]


def _is_other_number(text: str, amount: Amount) -> bool:
    """Whether a figure is a letter of a word or counts days: "Die Frist beträgt 30 Tage"."""
    if _WORD_BEHIND.match(text, amount.end):
        return True
    span = compile_any_word("time", "span").match(fold_text(text[amount.end :].lstrip()))
    return bool(span) and not amount.sign


_WORD_BEHIND = re.compile(r"[^\W\d_]{4}")
"""Behind a figure that is a letter of it: "1OTAL"."""


def _keep_last_column(text: str, row: TextRow) -> tuple[tuple[Amount, ...], int]:
    """The only amount of the last column, and where its words begin: "No. 9426  TOTAL 100"."""
    start = text.rstrip().rfind("  ") + 1
    column = text[start:]
    is_price = bool(_DECIMAL.search(column)) or not row.style.places
    found = find_amounts(column, loose=True, style=row.style) if start and is_price else ()
    moved = tuple(replace(a, start=a.start + start, end=a.end + start) for a in found)
    return moved, start if re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", column) else 0


def _keep_last_sign(text: str, row: TextRow) -> tuple[tuple[Amount, ...], int]:
    """The only amount behind the sign of a total within a row: "隨機碼：7635總：160"."""
    match = _LAST_SIGN.search(text)
    if match is None:
        return (), 0
    start = match.start()
    found = find_amounts(text[start:], loose=True, style=row.style)
    return tuple(replace(a, start=a.start + start, end=a.end + start) for a in found), start


_LAST_SIGN = re.compile(r"[總总][計计额額]?[:：](?=\s*\$?\d[\d,.]*$)")
