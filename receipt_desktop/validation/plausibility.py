"""Plausibility of sums: a tax above the total, parts that do not add up.

Pure functions over a draft. Signs are ignored: a refund is checked like a purchase. A total of zero
(paid in advance or by other means) contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.domain.fields import MONEY_FIELDS, Field
from receipt_desktop.domain.page import Line, Text
from receipt_desktop.domain.reading import Draft, ReviewReason
from receipt_desktop.validation.reconcile import CASH_TOLERANCE, TAX_TOLERANCE, items_add_up

ONE_CENT = Decimal("0.01")
MAX_TAX_SHARE = Decimal("0.5")
"""Of the total. The highest rates are 27 % on top (Hungary) and 40 % (India), 29 % of the total;
the highest share on 130 real receipts with a tax was 0.22."""
MAX_RATE_EXCESS = Decimal("1.02")
"""A tax printed with its rate but without a net amount may exceed the rate of the total by this
factor, because some shops round per item."""
CASH_ROUNDING_STEPS: Mapping[str, Decimal] = MappingProxyType(
    {code: Decimal(half) for half, codes in {
        "0.50": "SEK NOK DKK CZK ISK RUB UAH", "2.5": "HUF", "1": "JPY", "5": "KRW CLP",
        "50": "IDR COP", "500": "VND",
    }.items() for code in codes.split()}
)  # fmt: skip
"""Cash rounding in currencies where it exceeds `CASH_TOLERANCE`: half of the smallest coin or note
in circulation, according to the central banks."""


def find_impossible_sums(draft: Draft, text: Text) -> tuple[ReviewReason, ...]:
    """Contradictions between amounts, as reasons for a review.

    A difference that is printed in `text` as an amount is taken for a discount, deposit, voucher
    or service charge between subtotal and total.
    """
    return tuple(dict.fromkeys(_find_contradictions(draft, text)))


def rounding_tolerance(currency: str | None) -> Decimal:
    """The allowed difference between a total and its parts, in major units."""
    return CASH_ROUNDING_STEPS.get(currency or "", CASH_TOLERANCE)


def is_printed(amount: Decimal, lines: Iterable[Line], *, whole: bool = False) -> bool:
    """Whether the amount is printed on one of the lines, with any separators and either sign.

    With `whole`, 12.00 may be printed as 12.
    """
    pattern = re.compile(_amount_pattern(abs(amount), whole=whole))
    return any(pattern.search(line.text) for line in lines)


def _find_contradictions(draft: Draft, text: Text) -> Iterable[ReviewReason]:
    total, subtotal, tax, tip = (
        _absolute_amount(draft, name)
        for name in (Field.TOTAL, Field.SUBTOTAL, Field.TAX, Field.TIP)
    )
    if tax is not None and _tax_lines_differ(draft, tax):
        yield ReviewReason.TAX_LINES_DIFFER
    if not total:
        return
    if tax and (tax > total * MAX_TAX_SHARE or _exceeds_rate(draft, total, subtotal)):
        yield ReviewReason.TAX_TOO_HIGH
    if tip and tip >= total:
        yield ReviewReason.TIP_TOO_HIGH
    if subtotal is None:
        return
    if subtotal > total + rounding_tolerance(draft.currency):
        if not _is_explained(draft, text, subtotal - total):
            yield ReviewReason.SUBTOTAL_TOO_HIGH
    elif tax is not None and not _parts_make_total(
        draft, text, total, (subtotal, tax, tip or Decimal(0))
    ):
        yield ReviewReason.PARTS_DIFFER


def _absolute_amount(draft: Draft, name: Field) -> Decimal | None:
    value = draft.get_value(name)
    return abs(value) if isinstance(value, Decimal) else None


def _tax_lines_differ(draft: Draft, tax: Decimal) -> bool:
    """Whether the tax lines do not add up to the tax."""
    summed = sum((line.amount for line in draft.tax_lines), Decimal(0))
    return bool(draft.tax_lines) and abs(abs(summed) - tax) > TAX_TOLERANCE * len(draft.tax_lines)


def _exceeds_rate(draft: Draft, total: Decimal, subtotal: Decimal | None) -> bool:
    """Whether a tax without a net amount exceeds its rate of the total."""
    whole = max(total, subtotal or Decimal(0)) * MAX_RATE_EXCESS + rounding_tolerance(
        draft.currency
    )
    return any(
        abs(line.amount) > (whole + _sum_discounts(draft)) * line.rate / (100 + line.rate)
        for line in draft.tax_lines
        if line.rate and line.net is None
    )


def _parts_make_total(
    draft: Draft, text: Text, total: Decimal, parts: tuple[Decimal, Decimal, Decimal]
) -> bool:
    """Whether the parts add up to the total, with tax and tip included or on top."""
    subtotal, tax, tip = parts
    ways = {subtotal, subtotal + tax, subtotal + tip, subtotal + tax + tip}
    if min(abs(total - way) for way in ways) <= rounding_tolerance(draft.currency) or items_add_up(
        draft
    ):
        return True
    return _is_net_of_one_rate(draft, subtotal) or any(
        _is_explained(draft, text, total - w) for w in ways
    )


def _is_net_of_one_rate(draft: Draft, subtotal: Decimal) -> bool:
    """Whether the subtotal is the net amount of one of several tax rates."""
    nets = [abs(line.net) for line in draft.tax_lines if line.net is not None]
    return len(draft.tax_lines) > 1 and subtotal in nets


def _is_explained(draft: Draft, text: Text, difference: Decimal) -> bool:
    """Whether a difference equals the discounts or is printed as an amount."""
    gap = abs(difference)
    if abs(gap - _sum_discounts(draft)) <= rounding_tolerance(draft.currency):
        return True
    known = {_absolute_amount(draft, name) for name in MONEY_FIELDS}
    near = {gap, gap - ONE_CENT, gap + ONE_CENT} - known
    lines = (*text.lines, *text.second_lines)
    return any(is_printed(amount, lines) for amount in near if amount > ONE_CENT)


def _sum_discounts(draft: Draft) -> Decimal:
    return -sum((min(item.total, Decimal(0)) for item in draft.items), Decimal(0))


def _amount_pattern(amount: Decimal, *, whole: bool) -> str:
    """A regular expression for the amount in groups of three digits."""
    integer, _, cents = f"{amount:.2f}".partition(".")
    ends = range(len(integer) % 3 or 3, len(integer) + 1, 3)
    groups = r"[ .,'’]?".join(integer[max(0, end - 3) : end] for end in ends)
    decimals = rf" ?[.,] ?{cents}"
    if whole and not cents.strip("0"):
        return rf"(?<!\d)(?<!\d[.,]){groups}(?:{decimals}|(?![.,]?\d))(?!\d)"
    return rf"(?<!\d){groups}{decimals}(?!\d)"
