"""The total of a receipt, split by tax rate and by the categories of its line items.

Line items with a category of their own take their printed amount out of the part of their tax
rate; what is left stays with the category of the receipt. The parts still add up to the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft, LineItem
from receipt_desktop.validation.tax_split import MAX_ROUNDING, TaxPart, split_amount

Shares = Mapping[int, Mapping[str, Decimal]]
"""The gross amounts of categories, by the place of the part that they are taken from."""
NOTHING = Decimal(0)


def split_total(draft: Draft) -> tuple[TaxPart, ...]:
    """The parts of the total; () without a total, or where the tax table contradicts it."""
    total, tax = draft.get_value(Field.TOTAL), draft.get_value(Field.TAX)
    if not isinstance(total, Decimal):
        return ()
    parts = split_amount(total, tax if isinstance(tax, Decimal) else None, draft.tax_lines)
    category = draft.get_value(Field.CATEGORY)
    return split_categories(parts, draft.items, category if isinstance(category, str) else None)


def sum_categories(parts: Sequence[TaxPart]) -> dict[str | None, tuple[Decimal, Decimal]]:
    """Gross and tax by category, None for that of the receipt; {} if no line has its own."""
    if not any(part.category for part in parts):
        return {}
    sums: dict[str | None, tuple[Decimal, Decimal]] = {}
    for part in parts:
        gross, tax = sums.get(part.category, (NOTHING, NOTHING))
        sums[part.category] = (gross + part.gross, tax + part.tax)
    return sums


def split_categories(
    parts: tuple[TaxPart, ...], items: Sequence[LineItem], category: str | None
) -> tuple[TaxPart, ...]:
    """The parts of a total, split further; `category` is that of the receipt."""
    chosen = [one for one in items if one.category and one.category != category and one.total]
    if not parts or not chosen:
        return parts
    shares = _share_amounts(parts, chosen, are_net=_are_net(parts, items))
    return tuple(
        piece
        for place, part in enumerate(parts)
        for piece in _split_part(part, shares.get(place, {}))
    )


def _are_net(parts: Sequence[TaxPart], items: Sequence[LineItem]) -> bool:
    """Whether the line items are printed without tax: they add up to the net amounts."""
    total = sum((one.total for one in items), NOTHING)
    net, tax = sum((one.net for one in parts), NOTHING), sum((one.tax for one in parts), NOTHING)
    misses = abs(total - net), abs(total - net - tax)
    return misses[0] <= MAX_ROUNDING * len(items) and misses[0] < misses[1]


def _share_amounts(
    parts: Sequence[TaxPart], chosen: Sequence[LineItem], *, are_net: bool
) -> Shares:
    shares: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for item in chosen:
        place = _find_part(parts, item, shares)
        part = parts[place]
        factor = part.gross / part.net if are_net and part.net else Decimal(1)
        shares[place][item.category or ""] += item.total * factor
    return shares


def _find_part(parts: Sequence[TaxPart], item: LineItem, shares: Shares) -> int:
    """The place of the part with the item's rate; without one, of that with the most left."""
    same = [place for place, one in enumerate(parts) if one.rate == item.tax_rate]
    if item.tax_rate is not None and same:
        return same[0]
    left = [abs(one.gross) - _sum_shares(shares, place) for place, one in enumerate(parts)]
    return max(range(len(parts)), key=left.__getitem__)


def _sum_shares(shares: Shares, place: int) -> Decimal:
    return abs(sum(shares.get(place, {}).values(), NOTHING))


def _split_part(part: TaxPart, shares: Mapping[str, Decimal]) -> Iterator[TaxPart]:
    """The rest of a part, then its shares; shares larger than the part are cut down to it."""
    taken = sum(shares.values(), NOTHING)
    if not part.gross or not taken:
        yield part
        return
    is_all = abs(taken) >= abs(part.gross) - MAX_ROUNDING
    factor = part.gross / taken if is_all else Decimal(1)
    pieces = [_take_piece(part, amount * factor, name) for name, amount in shares.items()]
    net = part.net - sum((one.net for one in pieces), NOTHING)
    tax = part.tax - sum((one.tax for one in pieces), NOTHING)
    if is_all:
        largest = max(range(len(pieces)), key=lambda place: abs(pieces[place].gross))
        one = pieces[largest]
        pieces[largest] = replace(one, net=one.net + net, tax=one.tax + tax)
    else:
        yield replace(part, net=net, tax=tax)
    yield from pieces


def _take_piece(part: TaxPart, gross: Decimal, category: str) -> TaxPart:
    """A share of a part with its share of the tax, in whole units of the part's amounts."""
    unit = part.gross + part.tax  # has the decimals of both
    tax = (part.tax * gross / part.gross).quantize(unit) + NOTHING  # no -0
    return replace(part, net=gross.quantize(unit) - tax, tax=tax, category=category)
