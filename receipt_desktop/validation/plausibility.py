"""Plausibility of sums: a tax above the total, parts that do not add up.

Pure functions over a draft. Signs are ignored: a refund is checked like a purchase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from decimal import Decimal
from itertools import combinations

from receipt_desktop.domain.fields import MONEY_FIELDS, Field
from receipt_desktop.domain.page import Line, Text
from receipt_desktop.domain.reading import Draft, ReviewReason
from receipt_desktop.validation.cash_rounding import find_cash_step, rounding_tolerance
from receipt_desktop.validation.reconcile import TAX_TOLERANCE, items_add_up

ONE_CENT = Decimal("0.01")
MAX_TAX_SHARE = Decimal("0.5")
"""Of the total. The highest rates are 27 % on top (Hungary) and 40 % (India), 29 % of the total;
the highest share on 130 real receipts with a tax was 0.22."""
MAX_RATE_EXCESS = Decimal("1.02")
"""A tax printed with its rate but without a net amount may exceed the rate of the total by this
factor, because some shops round per item."""


def find_impossible_sums(draft: Draft, text: Text) -> tuple[ReviewReason, ...]:
    """Contradictions between amounts, as reasons for a review.

    A difference that is printed in `text` as an amount of its own is taken for a discount, deposit,
    voucher or service charge between subtotal and total.
    """
    return tuple(dict.fromkeys(_find_contradictions(draft, text)))


def is_printed(amount: Decimal, lines: Iterable[Line], *, whole: bool = False) -> bool:
    """Whether the amount is printed on one of the lines, with any separators and either sign.

    With `whole`, 12.00 may be printed as 12.
    """
    pattern = re.compile(_amount_pattern(abs(amount), whole=whole))
    return any(pattern.search(_with_ascii_digits(line.text)) for line in lines)


def _with_ascii_digits(text: str) -> str:
    """The text with the digits of all scripts as 0 to 9, and the Arabic decimal separator."""
    if text.isascii():
        return text
    digits = (str(unicodedata.decimal(letter, letter)) for letter in text)
    return "".join(digits).translate({0x066B: ".", 0x066C: ",", 0xFF0C: ",", 0xFF0E: "."})


def _find_contradictions(draft: Draft, text: Text) -> Iterable[ReviewReason]:
    total, subtotal, tax, tip = (
        _absolute_amount(draft, name)
        for name in (Field.TOTAL, Field.SUBTOTAL, Field.TAX, Field.TIP)
    )
    if tax is not None and _tax_lines_differ(draft, tax):
        yield ReviewReason.TAX_LINES_DIFFER
    if total is None:
        return
    if tax and (tax > total * MAX_TAX_SHARE or _exceeds_rate(draft, total, subtotal)):
        yield ReviewReason.TAX_TOO_HIGH
    if tax and _is_before_tax(draft, total):
        yield ReviewReason.DOUBTFUL_TOTAL
    if tip and total and tip >= total:
        yield ReviewReason.TIP_TOO_HIGH
    if subtotal is None:
        return
    if subtotal > total + _tolerance(draft):
        if not _is_deducted(draft, text, subtotal - total):
            yield ReviewReason.SUBTOTAL_TOO_HIGH
    elif tax is not None and not _parts_make_total(
        draft, text, total, (subtotal, tax, tip or Decimal(0))
    ):
        yield ReviewReason.PARTS_DIFFER


def _tolerance(draft: Draft) -> Decimal:
    total = _absolute_amount(draft, Field.TOTAL)
    return rounding_tolerance(draft.currency, total or Decimal(0))


def _absolute_amount(draft: Draft, name: Field) -> Decimal | None:
    value = draft.get_value(name)
    return abs(value) if isinstance(value, Decimal) else None


def _tax_lines_differ(draft: Draft, tax: Decimal) -> bool:
    """Whether the tax lines do not add up to the tax."""
    summed = sum((line.amount for line in draft.tax_lines), Decimal(0))
    return bool(draft.tax_lines) and abs(abs(summed) - tax) > TAX_TOLERANCE * len(draft.tax_lines)


def _is_before_tax(draft: Draft, total: Decimal) -> bool:
    """Whether the total is what the tax lines, each with its rate, state as the net amounts.

    Low rates of small amounts give the same tax of a net and of a gross amount.
    """
    parts = [
        (abs(line.net), line.rate, abs(line.amount))
        for line in draft.tax_lines
        if line.net is not None and line.rate
    ]
    nothing = Decimal(0)
    if len(parts) < len(draft.tax_lines) or sum((net for net, _, _ in parts), nothing) != total:
        return False
    included = sum((net * rate / (100 + rate) for net, rate, _ in parts), nothing)
    printed = sum((amount for _, _, amount in parts), nothing)
    return abs(included - printed) > TAX_TOLERANCE * len(parts)


def _exceeds_rate(draft: Draft, total: Decimal, subtotal: Decimal | None) -> bool:
    """Whether a tax without a net amount exceeds its rate of the total."""
    whole = max(total, subtotal or Decimal(0)) * MAX_RATE_EXCESS + _tolerance(draft)
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
    if min(abs(total - way) for way in ways) <= _tolerance(draft) or items_add_up(draft):
        return True
    return _is_net_of_one_rate(draft, subtotal) or any(
        _is_explained(draft, text, total - w) for w in ways
    )


def _is_net_of_one_rate(draft: Draft, subtotal: Decimal) -> bool:
    """Whether the subtotal is the net amount of one of several tax rates."""
    nets = [abs(line.net) for line in draft.tax_lines if line.net is not None]
    return len(draft.tax_lines) > 1 and subtotal in nets


def _is_deducted(draft: Draft, text: Text, gap: Decimal) -> bool:
    """Whether discounts or vouchers on the receipt explain a total below the subtotal.

    Prices of items explain nothing, unless they are printed as negative amounts too.
    """
    tolerance = _tolerance(draft)
    is_whole = find_cash_step(draft.currency) >= 1
    deductions = find_negative_amounts((*text.lines, *text.second_lines), whole=is_whole)
    sums = {sum(some, Decimal(0)) for n in (1, 2, 3) for some in combinations(deductions, n)}
    if any(abs(gap - whole) <= tolerance for whole in (*sums, sum(deductions, Decimal(0)))):
        return True
    prices = {price for item in draft.items for price in (item.total, item.unit_price) if price}
    return _is_explained(draft, text, gap, without=prices)


def _is_explained(
    draft: Draft, text: Text, difference: Decimal, without: Collection[Decimal] = ()
) -> bool:
    """Whether a difference equals the discounts or is printed as an amount of its own."""
    gap = abs(difference)
    if abs(gap - _sum_discounts(draft)) <= _tolerance(draft):
        return True
    known = {_absolute_amount(draft, name) for name in MONEY_FIELDS} | set(without)
    near = {gap, gap - ONE_CENT, gap + ONE_CENT} - known
    lines = (*text.lines, *text.second_lines)
    return any(is_printed(amount, lines) for amount in near if amount > ONE_CENT)


def find_negative_amounts(lines: Iterable[Line], *, whole: bool = False) -> tuple[Decimal, ...]:
    """The different amounts with a minus before or behind, or in brackets; as positive numbers.

    With `whole`, numbers without decimals count too.
    """
    found: dict[Decimal, None] = {}
    for match in (match for line in lines for match in _NEGATIVE.finditer(line.text)):
        is_bracketed = match["before"] == "(" and match["behind"] == ")"
        is_negative = is_bracketed or bool({match["before"], match["behind"]} & _MINUSES)
        if is_negative and (match["cents"] or whole):
            digits = Decimal(re.sub(r"\D", "", match["number"] + (match["cents"] or "")))
            found[digits.scaleb(-2 if match["cents"] else 0)] = None
    return tuple(found)[:MAX_DEDUCTIONS]


MAX_DEDUCTIONS = 12
"""More of them are a statement or a list, not the deductions of one receipt."""
_MINUSES = frozenset({"-", "−", "–"})
_NEGATIVE = re.compile(
    r"(?<![\w.,])(?P<before>[-−–(])? ?(?:[^\W\d_]{1,3}[.$]?|[$£€¥₹])? ?"
    r"(?P<number>\d{1,3}(?:[.,' ]?\d{3})*)(?:[.,](?P<cents>\d{2}))?(?![.,]?\d)"
    r" ?(?P<behind>[-−–)])?(?!\d)"
)


def _sum_discounts(draft: Draft) -> Decimal:
    return -sum((min(item.total, Decimal(0)) for item in draft.items), Decimal(0))


def _amount_pattern(amount: Decimal, *, whole: bool) -> str:
    """A regular expression for the amount in groups of three digits."""
    integer, _, decimals = f"{amount:.3f}".partition(".")
    cents = rf"{decimals[:2]}0?" if decimals.endswith("0") else decimals
    ends = range(len(integer) % 3 or 3, len(integer) + 1, 3)
    groups = r"[ .,'’]?".join(integer[max(0, end - 3) : end] for end in ends)
    fraction = rf" ?[.,] ?{cents}"
    if whole and not decimals.strip("0"):
        return rf"(?<!\d)(?<!\d[.,]){groups}(?:{fraction}|(?![.,]?\d))(?!\d)"
    return rf"(?<!\d){groups}{fraction}(?!\d)"
