"""Sums that cannot be: a tax above the total, parts that do not make the whole.

Pure functions over a draft. Signs are left out: a refund is judged as the purchase it takes back. A
total of zero (paid in advance or by other means) contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from receipt_desktop.draft import MONEY_FIELDS, Draft, Field, Reason
from receipt_desktop.mending import CENT, ROUNDING, items_add_up
from receipt_desktop.page import Line, Text

UNIT = Decimal("0.01")
MOST_TAX = Decimal("0.5")
"""Of the total. The highest rates are 27 % on top (Hungary) and 40 % (India), 29 % of the total;
of 130 real receipts with their tax the highest share was 0.22."""
MOST_ABOVE_RATE = Decimal("1.02")
"""A tax printed with its rate alone may belong to at most this much of the total: some round it for
each item."""
CASH_STEPS: Mapping[str, Decimal] = MappingProxyType(
    {code: Decimal(half) for half, codes in {
        "0.50": "SEK NOK DKK CZK ISK RUB UAH", "2.5": "HUF", "1": "JPY", "5": "KRW CLP",
        "50": "IDR COP", "500": "VND",
    }.items() for code in codes.split()}
)  # fmt: skip
"""How far rounding to coins or notes moves a total where it is more than `ROUNDING`: half of the
smallest step, as the central banks have it."""


def impossible_sums(draft: Draft, text: Text) -> tuple[Reason, ...]:
    """What contradicts what, as reasons for a review.

    `text` explains differences: what is printed there as an amount of its own is a discount,
    deposit, voucher or service charge between subtotal and total.
    """
    return tuple(dict.fromkeys(_found(draft, text)))


def rounding(currency: str | None) -> Decimal:
    """By how much a total may differ from its parts, in major units."""
    return CASH_STEPS.get(currency or "", ROUNDING)


def is_printed(amount: Decimal, lines: Iterable[Line], *, whole: bool = False) -> bool:
    """Whether the amount is printed on one of the lines, with any separators and either sign.

    With `whole`, 12.00 may stand there as 12.
    """
    pattern = re.compile(_written(abs(amount), whole=whole))
    return any(pattern.search(line.text) for line in lines)


def _found(draft: Draft, text: Text) -> Iterable[Reason]:
    total, subtotal, tax, tip = (
        _size(draft, name) for name in (Field.TOTAL, Field.SUBTOTAL, Field.TAX, Field.TIP)
    )
    if tax is not None and _lines_differ(draft, tax):
        yield Reason.TAX_LINES_DIFFER
    if not total:
        return
    if tax and (tax > total * MOST_TAX or _above_rate(draft, total, subtotal)):
        yield Reason.TAX_TOO_HIGH
    if tip and tip >= total:
        yield Reason.TIP_TOO_HIGH
    if subtotal is None:
        return
    if subtotal > total + rounding(draft.currency):
        if not _explained(draft, text, subtotal - total):
            yield Reason.SUBTOTAL_TOO_HIGH
    elif tax is not None and not _make_up(draft, text, total, (subtotal, tax, tip or Decimal(0))):
        yield Reason.PARTS_DIFFER


def _size(draft: Draft, name: Field) -> Decimal | None:
    value = draft.get(name)
    return abs(value) if isinstance(value, Decimal) else None


def _lines_differ(draft: Draft, tax: Decimal) -> bool:
    """Whether the tax table makes another sum than the tax."""
    summed = sum((line.amount for line in draft.tax_lines), Decimal(0))
    return bool(draft.tax_lines) and abs(abs(summed) - tax) > CENT * len(draft.tax_lines)


def _above_rate(draft: Draft, total: Decimal, subtotal: Decimal | None) -> bool:
    """Whether a tax printed without its net amount is more than its rate of everything."""
    whole = max(total, subtotal or Decimal(0)) * MOST_ABOVE_RATE + rounding(draft.currency)
    return any(
        abs(line.amount) > (whole + _discounts(draft)) * line.rate / (100 + line.rate)
        for line in draft.tax_lines
        if line.rate and line.net is None
    )


def _make_up(
    draft: Draft, text: Text, total: Decimal, parts: tuple[Decimal, Decimal, Decimal]
) -> bool:
    """Whether the parts make the total, with tax and tip in the subtotal or on top."""
    subtotal, tax, tip = parts
    ways = {subtotal, subtotal + tax, subtotal + tip, subtotal + tax + tip}
    if min(abs(total - way) for way in ways) <= rounding(draft.currency) or items_add_up(draft):
        return True
    return _is_one_rate(draft, subtotal) or any(_explained(draft, text, total - w) for w in ways)


def _is_one_rate(draft: Draft, subtotal: Decimal) -> bool:
    """Whether what was read as the subtotal is the net amount of one tax rate of several."""
    nets = [abs(line.net) for line in draft.tax_lines if line.net is not None]
    return len(draft.tax_lines) > 1 and subtotal in nets


def _explained(draft: Draft, text: Text, difference: Decimal) -> bool:
    """Whether a difference is on the receipt: as discounts, or printed as an amount of its own."""
    gap = abs(difference)
    if abs(gap - _discounts(draft)) <= rounding(draft.currency):
        return True
    own = {_size(draft, name) for name in MONEY_FIELDS}
    near = {gap, gap - UNIT, gap + UNIT} - own
    lines = (*text.lines, *text.second)
    return any(is_printed(amount, lines) for amount in near if amount > UNIT)


def _discounts(draft: Draft) -> Decimal:
    return -sum((min(item.total, Decimal(0)) for item in draft.items), Decimal(0))


def _written(amount: Decimal, *, whole: bool) -> str:
    """A pattern for the amount in groups of three digits."""
    integer, _, cents = f"{amount:.2f}".partition(".")
    ends = range(len(integer) % 3 or 3, len(integer) + 1, 3)
    groups = r"[ .,'’]?".join(integer[max(0, end - 3) : end] for end in ends)
    decimals = rf" ?[.,] ?{cents}"
    if whole and not cents.strip("0"):
        return rf"(?<!\d)(?<!\d[.,]){groups}(?:{decimals}|(?![.,]?\d))(?!\d)"
    return rf"(?<!\d){groups}{decimals}(?!\d)"
