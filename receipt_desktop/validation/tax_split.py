"""The total of a receipt, split by tax rate so that the parts add up to the cent.

Bookkeeping programs take one line a tax rate, and refuse or misread lines whose sum is not the
total of the bill.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from receipt_desktop.domain.reading import TaxLine

CENT = Decimal("0.01")
MAX_ROUNDING = Decimal("0.05")
"""How far the parts may miss the total by rounding, for each line of the tax table."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class TaxPart:
    """The part of a total under one tax rate."""

    rate: Decimal | None
    """In percent; None without a rate."""
    net: Decimal
    tax: Decimal
    has_tax: bool = True
    """Whether a tax is on the receipt; otherwise `rate` is None and `tax` 0."""
    category: str | None = None
    """What a person has chosen for its line items; None for that of the receipt."""

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


def split_amount(
    total: Decimal, tax: Decimal | None, tax_lines: Sequence[TaxLine]
) -> tuple[TaxPart, ...]:
    """The parts of a total; () where the tax table contradicts it. `tax` is that of all rates."""
    lines = [line for line in tax_lines if line.amount or line.net]
    if not lines:
        return (_split_by_tax(tax, total),)
    if total < 0 and sum(line.amount for line in lines) > 0:  # a credit note with a plain table
        lines = [replace(one, net=_negate(one.net), amount=-one.amount) for one in lines]
    shared = _join_stacked(lines, total)
    parts = shared or _merge_rates([_to_part(line, lines, total) for line in lines])
    return _fit_total(parts, total, len(lines))


def _split_by_tax(tax: Decimal | None, total: Decimal) -> TaxPart:
    """One part: with the tax of the receipt, or without any."""
    if not tax:
        return TaxPart(None, total, Decimal(0), has_tax=False)
    tax = -tax if total < 0 < tax else tax
    return TaxPart(None, total - tax, tax)


def _negate(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


def _to_part(line: TaxLine, lines: Sequence[TaxLine], total: Decimal) -> TaxPart:
    net = line.net
    if net is None and len(lines) == 1 and not _leaves_rest(line, total):
        net = total - line.amount
    elif net is None:
        net = (line.amount * HUNDRED / line.rate).quantize(CENT) if line.rate else Decimal(0)
    return TaxPart(line.rate, net, line.amount)


def _leaves_rest(line: TaxLine, total: Decimal) -> bool:
    """Whether the rate says that the tax is on a part of the total only."""
    if not line.rate:
        return False
    gross = line.amount * (HUNDRED + line.rate) / line.rate
    return abs(gross - total) > max(MAX_ROUNDING, CENT * HUNDRED / line.rate)


def _join_stacked(lines: Sequence[TaxLine], total: Decimal) -> tuple[TaxPart, ...]:
    """Several taxes on one net amount (state and city, GST and PST) as one part; else ()."""
    nets = {line.net for line in lines if line.net is not None}
    if len(lines) < 2 or len(nets) != 1:  # noqa: PLR2004 (one tax is not stacked)
        return ()
    net, tax = next(iter(nets)), sum((line.amount for line in lines), Decimal(0))
    if abs(net + tax - total) > MAX_ROUNDING:
        return ()
    rates = [line.rate for line in lines if line.rate is not None]
    rate = sum(rates, Decimal(0)) if len(rates) == len(lines) else None
    return (TaxPart(rate, net, tax),)


def _merge_rates(parts: Sequence[TaxPart]) -> tuple[TaxPart, ...]:
    """One part a rate, in the order of the table."""
    by_rate: dict[Decimal | None, list[TaxPart]] = defaultdict(list)
    for part in parts:
        by_rate[part.rate].append(part)
    return tuple(
        TaxPart(rate, sum((one.net for one in found), Decimal(0)), sum(one.tax for one in found))  # type: ignore[arg-type]
        for rate, found in by_rate.items()
    )


def _fit_total(parts: tuple[TaxPart, ...], total: Decimal, lines: int) -> tuple[TaxPart, ...]:
    """Parts that add up to the total: cents go to the largest one, a rest has no tax."""
    rest = total - sum((part.gross for part in parts), Decimal(0))
    if not rest:
        return parts
    if abs(rest) <= MAX_ROUNDING * lines:
        largest = max(range(len(parts)), key=lambda place: abs(parts[place].gross))
        fitted = replace(parts[largest], net=parts[largest].net + rest)
        return (*parts[:largest], fitted, *parts[largest + 1 :])
    if (rest > 0) == (total > 0):  # tips, deposits and untaxed goods are not in a tax table
        return (*parts, TaxPart(None, rest, Decimal(0), has_tax=False))
    return ()
