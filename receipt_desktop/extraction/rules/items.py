"""Finds line items between the head and the total.

A row with an amount at its right end is an item; a row of numbers only belongs to the words above
it (or below it, when the article number comes first); quantity rows (2 x 1,10) give quantity and
unit price to their neighbour. Where several readings are possible, printed sums decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.rules.item_quantities import WORD, has_own_amount, is_quantity_row
from receipt_desktop.extraction.rules.item_rows import (
    LEADING,
    are_names_below,
    build_item,
    is_contact,
    is_item_header,
    strip_codes,
)
from receipt_desktop.extraction.rules.item_sums import CENT, add_up, fit_to_sums, sum_totals
from receipt_desktop.extraction.text.amount_labels import label_row_amounts
from receipt_desktop.extraction.text.labels import (
    AmountRole,
    LabelledAmount,
    count_words_before_phrase,
)
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import is_name_of_tax

RowLabels = Mapping[int, Sequence[LabelledAmount]]
_CLOSING_ROLES = frozenset(
    {
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.SUBTOTAL,
        AmountRole.NET,
    }
)
_NON_ITEM_ROLES = frozenset(
    {AmountRole.COUNT, AmountRole.IGNORE, AmountRole.ROUNDING, AmountRole.SUGGESTED}
)
_AMBIGUOUS_ROLES = frozenset(
    {AmountRole.CHANGE, AmountRole.CASH, AmountRole.INCL, AmountRole.TAX, AmountRole.CARD}
)
"""Roles whose phrases also occur in product names ("Balance Brot"); only short labels count."""
_SURE_LABEL = 0.85
_MAX_DOUBTFUL_ENDS = 4
_MAX_PRICE_SHARE = 20
"""Times the total; discounts and vouchers make prices exceed it, but not so much."""


def find_items(
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    head: int,
    total: Decimal | None = None,
) -> list[LineItem]:
    """The items below row `head` and above the first total or subtotal."""
    by_row: dict[int, list[LabelledAmount]] = {}
    for entry in labelled:
        by_row.setdefault(entry.row.index, []).append(entry)
    ends = _list_ends(rows, labelled, head, total)
    possible: list[tuple[list[LineItem], list[Decimal]]] = []
    for end in ends:
        area = [row for row in rows if head < row.index < end and _may_be_item(row, total)]
        sums = _list_sums(labelled, end, total)
        possible += [(found, sums) for found in _read_area(area, by_row, total)]
    whole = next((found for found, sums in possible if add_up(found, sums)), None)
    fitting = (fit_to_sums(found, sums) for found, sums in possible)
    return (
        whole
        or next(filter(None, fitting), None)
        or _find_whole_priced_items(rows, labelled, (head, ends[-1]), total)
        or next((found for found, _ in possible if _has_usual_row(found, by_row)), [])
    )


def _may_be_item(row: TextRow, total: Decimal | None) -> bool:
    """False for contacts, and for numbers that exceed the total by far: telephones, accounts."""
    largest = max((abs(amount.value) for amount in row.amounts), default=Decimal(0))
    return not is_contact(row) and not (total and largest > abs(total) * _MAX_PRICE_SHARE)


def _has_usual_row(items: Sequence[LineItem], by_row: RowLabels) -> bool:
    """Whether one of the items is none by its label: a rate or a volume may be no item at all."""
    texts = {item.evidence.text for item in items if item.evidence}
    rows = [entries for entries in by_row.values() if entries[0].row.text in texts]
    return not rows or any(_is_priced(entries[0].row, entries) for entries in rows)


def _list_sums(
    labelled: Sequence[LabelledAmount], end: int, total: Decimal | None
) -> list[Decimal]:
    """The printed sums that items may add up to."""
    sums = [
        abs(e.amount.value) for e in labelled if e.role in _CLOSING_ROLES and e.row.index >= end
    ]
    return [*sums, *([total] if total else [])]


def _read_area(
    area: Sequence[TextRow], by_row: RowLabels, total: Decimal | None
) -> Iterable[list[LineItem]]:
    """Possible items of an area.

    Those of the priced rows; of the ones with words of their own; also of rows whose words are
    usually no product ("1% EFTPOS Surcharge", "City Tax").
    """
    priced = [row for row in area if _is_priced(row, by_row.get(row.index, ()))]
    worded = [row for row in priced if _has_words(row)]
    unusual = [
        row
        for row in area
        if row in priced or _may_be_priced(row, by_row.get(row.index, ()), total)
    ]
    tried: list[list[TextRow]] = []
    for some in (priced, worded, unusual):
        chosen = _drop_quantity_rows(area, _drop_name_rows(some))
        if chosen and chosen not in tried:
            tried.append(chosen)
            yield _build_items(area, chosen, total)


def _find_whole_priced_items(
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    area: tuple[int, int],
    total: Decimal | None,
) -> list[LineItem]:
    """Items whose prices have no decimals, when they add up: "DAL MAKHNI  1  136  136"."""
    head, end = area
    bare = [
        replace(row, style=replace(row.style, bare=True))
        for row in rows
        if head < row.index < end and not is_item_header(row)
    ]
    by_row = {row.index: label_row_amounts(row) for row in bare}
    sums = _list_sums(labelled, end, total)
    for found in _read_area(bare, by_row, total):
        fitting = found if add_up(found, sums) else fit_to_sums(found, sums)
        if fitting and (len(fitting) > 1 or any(map(is_item_header, rows[:end]))):
            return fitting
    return []


def _build_items(
    area: Sequence[TextRow], priced: Sequence[TextRow], total: Decimal | None
) -> list[LineItem]:
    """One item a row with its last amount, or the column of amounts that sums up to the total."""
    names_below = are_names_below(area, priced)
    columns = [
        [
            item
            for row in priced
            if (item := build_item(row, area, priced, column, names_below=names_below))
        ]
        for column in (-1, -2, -3)
    ]
    return next((items for items in columns if total and sum_totals(items) == total), columns[0])


def _list_ends(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], head: int, total: Decimal | None
) -> list[int]:
    """Indexes of rows before which the items may end: at a total, by its label or its amount.

    A label inside a longer text may be part of a product ("Reg HT PM Gold"): then the next follows.
    """
    ends: list[int] = []
    has_items = False
    for entry in labelled:
        if entry.row.index <= head:
            continue
        is_closing = entry.role in _CLOSING_ROLES and entry.strength >= _SURE_LABEL
        if is_closing:
            ends.append(entry.row.index)
        elif has_items and entry.amount.value == total and _may_be_total(entry, labelled):
            return [*ends, entry.row.index]
        if (is_closing and not _is_doubtful(entry)) or len(ends) == _MAX_DOUBTFUL_ENDS:
            return ends
        may_be_item = entry.role not in _AMBIGUOUS_ROLES and _has_words(entry.row)
        has_items = has_items or may_be_item
    return [*ends, len(rows)]


def _may_be_total(entry: LabelledAmount, labelled: Sequence[LabelledAmount]) -> bool:
    """Whether an amount like the total is no product: "DUE VAT INCL", "VISA", "TAX .75 BAL 9.04".

    Also one without words.
    """
    beside = (other.label for other in labelled if other.row.index == entry.row.index)
    is_named = entry.role in _AMBIGUOUS_ROLES or not _has_words(entry.row)
    return is_named or is_name_of_tax(next(beside))


def _is_doubtful(entry: LabelledAmount) -> bool:
    """Whether words stand before the phrase of a net amount or subtotal."""
    is_net = entry.role in (AmountRole.NET, AmountRole.SUBTOTAL)
    return is_net and count_words_before_phrase(entry.label) > 0


def _has_words(row: TextRow) -> bool:
    return bool(WORD.search(strip_codes(row)))


def _is_priced(row: TextRow, entries: Sequence[LabelledAmount]) -> bool:
    if not entries or not row.amounts or is_name_of_tax(entries[-1].label):
        return False
    if entries[-1].role in _NON_ITEM_ROLES and not is_quantity_row(row):
        return False
    if entries[-1].role is AmountRole.DISCOUNT and "total" in entries[-1].label.casefold():
        return False
    if entries[-1].role in _AMBIGUOUS_ROLES and entries[-1].strength >= 1:
        return len(re.findall(r"[^\W\d_]{2,}", entries[-1].label)) > 1 + (
            entries[-1].role in (AmountRole.TAX, AmountRole.CARD)
        )
    return True


def _may_be_priced(row: TextRow, entries: Sequence[LabelledAmount], total: Decimal | None) -> bool:
    is_other = any(entry.role in _AMBIGUOUS_ROLES for entry in entries) and any(
        abs(entry.amount.value) == total for entry in entries
    )
    return bool(row.amounts) and _has_words(row) and not is_other


def _drop_name_rows(priced: Sequence[TextRow]) -> list[TextRow]:
    """Drop rows whose amount is part of a name ("2x Beer 0.51" above "4,50 9.00")."""
    kept = list(priced)
    for above, below in pairwise(priced):
        if below.index != above.index + 1 or _has_words(below):
            continue
        leading = LEADING.match(above.text)
        values = [amount.value for amount in below.amounts]
        if leading and abs(Decimal(leading["q"]) * values[0] - values[-1]) < CENT:
            kept.remove(above)
    return kept


def _drop_quantity_rows(area: Sequence[TextRow], priced: Sequence[TextRow]) -> list[TextRow]:
    """Drop rows like "2 x 1,10" when the row above or below has the amount.

    One that has an amount of its own below a name without one is an item.
    """
    all_priced = {row.index for row in priced}
    quantity = {
        row.index
        for row in priced
        if is_quantity_row(row) and not (row.index - 1 not in all_priced and has_own_amount(row))
    }
    priced_indexes = {row.index for row in priced if row.index not in quantity}
    return [
        row
        for row in priced
        if row.index not in quantity
        or not {row.index - 1, row.index + 1} & priced_indexes
        or not area
    ]
