"""Reconciliation: checks the sums of a receipt and suggests fixes. Pure functions over a draft.

A fix is suggested only if it is the only one of its kind that makes the sums match.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, LineItem, ReviewReason, TaxLine, ValueSource
from receipt_desktop.domain.suggested_fix import FixKind, SuggestedFix
from receipt_desktop.validation.cash_rounding import find_cash_step, rounding_tolerance

CERTAIN_TOTAL_CONFIDENCE = 0.8
"""From this score on, a sum mismatch is attributed to the items, not to the total. Of the real
receipts whose items did not add up, no total with a score of 0.65 or more was wrong; the margin is
for receipts of other kinds."""
TAX_TOLERANCE = Decimal("0.02")
"""Allowed rounding difference of a tax line."""
MISREAD_DIGITS = MappingProxyType({"0": "68", "1": "74", "3": "8", "4": "19", "5": "6", "6": "058",
                            "7": "1", "8": "036", "9": "4"})  # fmt: skip
"""Digits that OCR confuses."""


def suggest_fixes(draft: Draft, reasons: Collection[ReviewReason]) -> tuple[SuggestedFix, ...]:
    """Suggested fixes for the sum and tax mismatches in `reasons`, items first."""
    items = _suggest_item_fixes(draft) if ReviewReason.SUM_MISMATCH in reasons else ()
    return (*items, *(_suggest_tax_fixes(draft) if ReviewReason.TAX_MISMATCH in reasons else ()))


def items_add_up(draft: Draft) -> bool | None:
    """Whether items (+ tax) (+ tip) add up to the total; None without items or total."""
    gaps = _gaps_to_total(draft)
    total = draft.get_value(Field.TOTAL)
    if gaps is None or not isinstance(total, Decimal):
        return None
    tolerance = rounding_tolerance(draft.currency, total)
    return any(abs(gap) <= tolerance for gap in gaps)


def items_prove_total(draft: Draft) -> bool:
    """Whether items (+ tax) (+ tip) give the total exactly, or before it was rounded to coins.

    A total with a last digit that rounding to coins cannot give may have this digit misread.
    """
    gaps, total = _gaps_to_total(draft), draft.get_value(Field.TOTAL)
    if not gaps or not isinstance(total, Decimal):
        return False
    return 0 in gaps or (
        items_add_up(draft) is True and total % find_cash_step(draft.currency) == 0
    )


def tax_lines_match_rates(draft: Draft) -> bool | None:
    """Whether net x rate = tax on every line that has all three; None if no line has."""
    complete = [line for line in draft.tax_lines if _expected_tax(line) is not None]
    tolerance = _tax_tolerance(draft)
    return all(_matches_rate(line, tolerance) for line in complete) if complete else None


def _gaps_to_total(draft: Draft) -> list[Decimal] | None:
    """Total minus items, for each combination of tax and tip; None without items or total."""
    total, tax, tip = (draft.get_value(name) for name in (Field.TOTAL, Field.TAX, Field.TIP))
    if not draft.items or not isinstance(total, Decimal):
        return None
    summed = sum((item.total for item in draft.items), Decimal(0))
    extras = [value for value in (tax, tip) if isinstance(value, Decimal)]
    combinations = dict.fromkeys((Decimal(0), *extras, sum(extras, Decimal(0))))
    return [total - summed - extra for extra in combinations]


def _suggest_item_fixes(draft: Draft) -> tuple[SuggestedFix, ...]:
    gaps = _gaps_to_total(draft)
    if not gaps or items_add_up(draft):
        return ()
    found = _only_candidate(_find_product_fixes(draft.items, gaps)) or _only_candidate(
        _find_surplus_lines(draft.items, gaps)
    )
    found = (
        found
        or _only_candidate(_find_misread_digits(draft.items, gaps))
        or _find_wrong_products(draft.items)
    )
    return found or _suggest_other_total(draft)


def _only_candidate(found: Iterable[SuggestedFix]) -> tuple[SuggestedFix, ...]:
    """The suggestion if it is the only one."""
    listed = tuple(dict.fromkeys(found))
    return listed if len(listed) == 1 else ()


def _find_product_fixes(items: tuple[LineItem, ...], gaps: list[Decimal]) -> Iterable[SuggestedFix]:
    """Lines whose quantity times unit price closes the gap."""
    for fix in _find_wrong_products(items):
        if fix.proposed - fix.printed in gaps:
            yield fix


def _find_wrong_products(items: tuple[LineItem, ...]) -> tuple[SuggestedFix, ...]:
    """Lines whose total is not quantity times unit price."""
    found = []
    for number, item in enumerate(items, 1):
        if item.quantity is None or item.unit_price is None:
            continue
        product = _round_to_cents(item.quantity * item.unit_price)
        if abs(product - item.total) > TAX_TOLERANCE:
            found.append(
                SuggestedFix(FixKind.PRODUCT, number, item.description, item.total, product)
            )
    return tuple(found)


def _find_surplus_lines(items: tuple[LineItem, ...], gaps: list[Decimal]) -> Iterable[SuggestedFix]:
    """Lines without which the items add up."""
    for number, item in enumerate(items, 1):
        if item.total and -item.total in gaps:
            yield SuggestedFix(FixKind.EXTRA, number, item.description, item.total, Decimal(0))


def _find_misread_digits(
    items: tuple[LineItem, ...], gaps: list[Decimal]
) -> Iterable[SuggestedFix]:
    """Lines where one confused digit closes the gap."""
    for number, item in enumerate(items, 1):
        for gap in gaps:
            wanted = item.total + gap
            if wanted > 0 and _differs_by_one_misread(f"{item.total:.2f}", f"{wanted:.2f}"):
                yield SuggestedFix(FixKind.DIGIT, number, item.description, item.total, wanted)


def _differs_by_one_misread(read: str, printed: str) -> bool:
    different = [(a, b) for a, b in zip(read, printed, strict=False) if a != b]
    return (
        len(read) == len(printed)
        and len(different) == 1
        and different[0][1] in MISREAD_DIGITS.get(different[0][0], "")
    )


def _suggest_other_total(draft: Draft) -> tuple[SuggestedFix, ...]:
    """The sum of the items, unless the total is known well: then a line is missing."""
    total = draft.fields.get(Field.TOTAL)
    summed = sum((item.total for item in draft.items), Decimal(0))
    if total is None or not isinstance(total.value, Decimal) or summed <= 0:
        return ()
    is_typed = total.source is ValueSource.PERSON
    if not is_typed and total.confidence >= CERTAIN_TOTAL_CONFIDENCE:
        return ()
    kind = FixKind.TYPED if is_typed else FixKind.TOTAL
    return (SuggestedFix(kind, 0, "", total.value, summed),)


def _suggest_tax_fixes(draft: Draft) -> tuple[SuggestedFix, ...]:
    found = []
    for number, line in enumerate(draft.tax_lines, 1):
        product = _expected_tax(line)
        if product is not None and not _matches_rate(line, _tax_tolerance(draft)):
            found.append(SuggestedFix(FixKind.TAX, number, f"{line.rate:f}", line.amount, product))
    return tuple(found)


def _expected_tax(line: TaxLine) -> Decimal | None:
    """Net x rate, rounded to cents; None if one is missing."""
    return (
        None
        if line.rate is None or line.net is None
        else _round_to_cents(line.net * line.rate / 100)
    )


def _matches_rate(line: TaxLine, tolerance: Decimal) -> bool:
    exact = (line.net or Decimal(0)) * (line.rate or Decimal(0)) / 100
    return abs(exact - line.amount) <= tolerance


def _tax_tolerance(draft: Draft) -> Decimal:
    """`TAX_TOLERANCE`, or a whole unit where taxes are printed without decimals (Japan, Korea)."""
    amounts = [amount for line in draft.tax_lines for amount in (line.net, line.amount) if amount]
    is_whole = find_cash_step(draft.currency) >= 1 and not any(amount % 1 for amount in amounts)
    return Decimal(1) if is_whole else TAX_TOLERANCE


def _round_to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
