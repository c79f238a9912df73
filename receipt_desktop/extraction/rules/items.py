"""Finds line items between the head and the total.

A row with an amount at its right end is an item; a row of numbers only belongs to the words above
it (or below it, when the article number comes first); quantity rows (2 x 1,10) give quantity and
unit price to their neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.rules.item_quantities import (
    PRICE_TIMES_QUANTITY,
    QUANTITY,
    WORD,
    find_quantity,
    is_quantity_row,
    reconcile_quantity,
)
from receipt_desktop.extraction.text.amounts import find_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, classify_label
from receipt_desktop.extraction.text.rows import TextRow, make_evidence

_CODES = re.compile(
    r"\b[A-Z]{1,3}\b$|^\W*\d[\d ./-]*\b|\b\d{5,}\b"
    r"|\b(?:SR|ZR|ZRL|SRO|SR0|PCS|PKT|UNIT|EA|STK|[A-Z])\b"
)
"""Article numbers, units and tax codes, which are not part of a description."""
_LEADING = re.compile(r"^(?P<q>\d{1,2})(?: ?[xX×*])?\s+(?=[^\W\d_]|[(\"'#])")
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
    end = _find_end(rows, labelled, head, total)
    area = [row for row in rows if head < row.index < end]
    priced = [row for row in area if _is_priced(row, by_row.get(row.index, []))]
    priced = _drop_quantity_rows(area, _drop_name_rows(priced))
    if not priced:
        return []
    found = _build_items(area, priced, total)
    sums = [
        abs(e.amount.value) for e in labelled if e.role in _CLOSING_ROLES and e.row.index >= end
    ]
    return _drop_intruder(found, [*sums, *([total] if total else [])])


def _build_items(
    area: Sequence[TextRow], priced: Sequence[TextRow], total: Decimal | None
) -> list[LineItem]:
    """One item a row with its last amount, or the column of amounts that sums up to the total."""
    names_below = _are_names_below(area, priced)
    columns = [
        [
            item
            for row in priced
            if (item := _build_item(row, area, priced, column, names_below=names_below))
        ]
        for column in (-1, -2, -3)
    ]
    return next((items for items in columns if total and _sum_totals(items) == total), columns[0])


def _sum_totals(items: Sequence[LineItem]) -> Decimal:
    return sum((item.total for item in items), Decimal(0))


def _drop_intruder(found: list[LineItem], sums: Sequence[Decimal]) -> list[LineItem]:
    """Drop the one item without which the others match a printed sum."""
    summed = _sum_totals(found)
    if any(abs(summed - target) < _CENT for target in sums):
        return found
    for item in found if len(found) > 1 else ():
        if item.total > 0 and any(abs(summed - item.total - target) < _CENT for target in sums):
            return [other for other in found if other is not item]
    return found


def _find_end(
    rows: Sequence[TextRow], labelled: Sequence[LabelledAmount], head: int, total: Decimal | None
) -> int:
    """Index of the first row with a total: by its label, or by the total without words."""
    has_items = False
    for entry in labelled:
        if entry.row.index <= head:
            continue
        if entry.role in _CLOSING_ROLES and entry.strength >= _SURE_LABEL:
            return entry.row.index
        if has_items and entry.amount.value == total and not WORD.search(_strip_codes(entry.row)):
            return entry.row.index
        has_items = has_items or bool(WORD.search(_strip_codes(entry.row)))
    return len(rows)


_SURE_LABEL = 0.85


def _is_priced(row: TextRow, entries: Sequence[LabelledAmount]) -> bool:
    if not entries or not row.amounts:
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


def _drop_name_rows(priced: Sequence[TextRow]) -> list[TextRow]:
    """Drop rows whose amount is part of a name ("2x Beer 0.51" above "4,50 9.00")."""
    kept = list(priced)
    for above, below in pairwise(priced):
        if below.index != above.index + 1 or WORD.search(_strip_codes(below)):
            continue
        leading = _LEADING.match(above.text)
        values = [amount.value for amount in below.amounts]
        if leading and abs(Decimal(leading["q"]) * values[0] - values[-1]) < _CENT:
            kept.remove(above)
    return kept


def _drop_quantity_rows(area: Sequence[TextRow], priced: Sequence[TextRow]) -> list[TextRow]:
    """Drop rows like "2 x 1,10" when the row above or below has the amount."""
    quantity = {row.index for row in priced if is_quantity_row(row)}
    priced_indexes = {row.index for row in priced if row.index not in quantity}
    return [
        row
        for row in priced
        if row.index not in quantity
        or not {row.index - 1, row.index + 1} & priced_indexes
        or not area
    ]


_CENT = Decimal("0.015")


def _are_names_below(area: Sequence[TextRow], priced: Sequence[TextRow]) -> bool:
    """Whether rows of numbers come before their descriptions."""
    bare = [row for row in priced if not WORD.search(_strip_codes(row))]
    if len(bare) * 2 < len(priced) or not bare:
        return False
    first = bare[0].index
    above = next((row for row in area if row.index == first - 1), None)
    return above is None or bool(_names_item_columns(above.folded)) or not WORD.search(above.text)


def _names_item_columns(folded: str) -> bool:
    return bool(compile_any_word("column", "item").search(folded))


def _strip_codes(row: TextRow) -> str:
    return _CODES.sub(" ", _extract_description(row))


def _extract_description(row: TextRow) -> str:
    """The text of a row before its last amount, without other amounts and quantities."""
    amounts = row.amounts
    text = row.text[: amounts[-1].start] if amounts else row.text
    text = QUANTITY.sub(" ", PRICE_TIMES_QUANTITY.sub(" ", text))
    for amount in reversed(find_amounts(text, style=row.style)):
        inside_name = text[amount.end :].strip() and not text[: amount.start].strip()
        text = text[: amount.start] + (text[amount.end :] if inside_name else " ")
    return text


def _build_item(
    row: TextRow,
    area: Sequence[TextRow],
    priced: Sequence[TextRow],
    column: int,
    *,
    names_below: bool,
) -> LineItem | None:
    amounts = row.amounts
    amount = amounts[column] if len(amounts) >= -column else amounts[-1]
    rows = [row]
    words = _extract_description(row)
    if not WORD.search(_strip_codes(row)):
        neighbour = _find_description_row(row, area, priced, below=names_below)
        if neighbour is not None:
            rows = sorted([row, neighbour], key=lambda r: r.index)
            words = neighbour.text
    quantity, unit = find_quantity(row, amounts, area)
    description = _clean_description(words)
    if not description or (amount.value == 0 and _is_unpriced_choice(words, description)):
        return None
    leading = _LEADING.match(words.strip())
    if quantity is None and leading:
        quantity = Decimal(leading["q"])
    quantity, unit = reconcile_quantity(quantity, unit, amount.value)
    score = sum(r.score for r in rows) / len(rows)
    proven = (
        quantity is not None
        and unit is not None
        and abs(quantity * unit - amount.value) <= Decimal("0.01")
    )
    confidence = round((0.9 if proven else 0.75) * score * (0.6 + 0.4 * amount.certainty), 3)
    return LineItem(
        description, amount.value, confidence, quantity, unit, None, make_evidence(rows)
    )


def _is_unpriced_choice(words: str, description: str) -> bool:
    """Whether an item without a price is an option of the item above, or a code."""
    choice = re.match(r"^\W*[->+*•]", words.strip())
    return bool(choice or re.fullmatch(r"[A-Z0-9]{6,}(?:, ?[A-Z])?", description))


def _find_description_row(
    row: TextRow, area: Sequence[TextRow], priced: Sequence[TextRow], *, below: bool
) -> TextRow | None:
    taken = {r.index for r in priced}
    steps = (1, -1) if below else (-1, 1)
    for step in steps[:1]:
        other = next((r for r in area if r.index == row.index + step), None)
        if (
            other is not None
            and other.index not in taken
            and WORD.search(other.text)
            and not is_item_header(other)
        ):
            return other
        second = next((r for r in area if r.index == row.index + 2 * step), None)
        if (
            second is not None
            and second.index not in taken
            and other is not None
            and other.index not in taken
        ):
            return second
    return None


def _clean_description(words: str) -> str:
    text = QUANTITY.sub(" ", words)
    text = _LEADING.sub("", text.strip())
    text = re.sub(r"^\W*\d{4,}\W+(?=\S)|\s{2,}\d[\d ]*$", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" *:;-=.,|~")
    return text if WORD.search(text) else ""


def is_item_header(row: TextRow) -> bool:
    """Whether the row is the head of the item columns."""
    return (
        len(compile_any_word("column", "item").findall(row.folded)) > 1
        and classify_label(row.text)[0] is not AmountRole.CARD
    )
