"""Line items: what stands between the head and the total.

A row with an amount at its right end is an item; a row of figures alone belongs to the words above
it (or below it, when its article number comes first); quantity rows (2 x 1,10) give quantity and
unit price to their neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.text.amounts import Amount, find_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, classify_label
from receipt_desktop.extraction.text.rows import TextRow, make_evidence

_QUANTITY = re.compile(
    r"(?<![\w.,])(?P<q>\d{1,3}(?:[.,]\d{1,3})?) ?"
    r"(?:x|×|X|\*|@|stk\.?|st|pcs|pc|kpl|tk|szt\.?|ks|kom)(?![^\W\d_]{2}) *(?=[\d€$£a-zA-Z(])"
)
_CODES = re.compile(
    r"\b[A-Z]{1,3}\b$|^\W*\d[\d ./-]*\b|\b\d{5,}\b"
    r"|\b(?:SR|ZR|ZRL|SRO|SR0|PCS|PKT|UNIT|EA|STK|[A-Z])\b"
)
"""Article numbers, units and tax codes: no words of a description."""
_LEADING = re.compile(r"^(?P<q>\d{1,2})(?: ?[xX×*])?\s+(?=[^\W\d_]|[(\"'#])")
_TIMES = re.compile(r"(?P<p>\d+[.,]\d{2}) ?(?:x|×|X|\*) ?(?P<q>\d{1,3}(?:[.,]\d{3})?)(?![.,]?\d)")
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
"""Roles that a product's name may hold as well ("Balance Brot"): only short labels count."""
_WORDS = re.compile(r"[^\W\d_]{2}")


def find_items(
    rows: Sequence[TextRow],
    labelled: Sequence[LabelledAmount],
    head: int,
    total: Decimal | None = None,
) -> list[LineItem]:
    """Items below row `head` and above the first total or subtotal."""
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
    """An item a row, of its last amounts; of others when only these make the total."""
    below = _are_names_below(area, priced)
    ways = [
        [
            item
            for row in priced
            if (item := _build_item(row, area, priced, column, names_below=below))
        ]
        for column in (-1, -2, -3)
    ]
    return next((way for way in ways if total and _sum_totals(way) == total), ways[0])


def _sum_totals(items: Sequence[LineItem]) -> Decimal:
    return sum((item.total for item in items), Decimal(0))


def _drop_intruder(found: list[LineItem], sums: Sequence[Decimal]) -> list[LineItem]:
    """Items less the one row without which they make a printed sum, when with it they make none."""
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
    """The first row that sums up: by its label, or by the total standing alone."""
    seen = False
    for entry in labelled:
        if entry.row.index <= head:
            continue
        if entry.role in _CLOSING_ROLES and entry.strength >= _SURE_LABEL:
            return entry.row.index
        if seen and entry.amount.value == total and not _WORDS.search(_strip_codes(entry.row)):
            return entry.row.index
        seen = seen or bool(_WORDS.search(_strip_codes(entry.row)))
    return len(rows)


_SURE_LABEL = 0.85


def _is_priced(row: TextRow, entries: Sequence[LabelledAmount]) -> bool:
    if not entries or not find_amounts(row.text):
        return False
    if entries[-1].role in _NON_ITEM_ROLES and not _is_quantity_row(row):
        return False
    if entries[-1].role is AmountRole.DISCOUNT and "total" in entries[-1].label.casefold():
        return False
    if entries[-1].role in _AMBIGUOUS_ROLES and entries[-1].strength >= 1:
        return len(re.findall(r"[^\W\d_]{2,}", entries[-1].label)) > 1 + (
            entries[-1].role in (AmountRole.TAX, AmountRole.CARD)
        )
    return True


def _drop_name_rows(priced: Sequence[TextRow]) -> list[TextRow]:
    """Rows without those whose amount is only part of a name ("2x Beer 0.51" above "4,50 9.00")."""
    kept = list(priced)
    for above, below in pairwise(priced):
        if below.index != above.index + 1 or _WORDS.search(_strip_codes(below)):
            continue
        leading = _LEADING.match(above.text)
        figures = [amount.value for amount in find_amounts(below.text)]
        if leading and abs(Decimal(leading["q"]) * figures[0] - figures[-1]) < _CENT:
            kept.remove(above)
    return kept


def _drop_quantity_rows(area: Sequence[TextRow], priced: Sequence[TextRow]) -> list[TextRow]:
    """Rows without "2 x 1,10" where the row above or below bears the amount."""
    quantity = {row.index for row in priced if _is_quantity_row(row)}
    bearing = {row.index for row in priced if row.index not in quantity}
    return [
        row
        for row in priced
        if row.index not in quantity or not {row.index - 1, row.index + 1} & bearing or not area
    ]


_CENT = Decimal("0.015")


def _is_quantity_row(row: TextRow) -> bool:
    """A row such as "2 x 1,10" or "0,144 kg x 1,99 EUR/kg": no total of its own."""
    if len(find_amounts(row.text)) > 1:
        return False
    rest = re.sub(r"[\d.,€$£]|euro?|kg|stk|stck|pcs|rm|kr|kc|per|ea", "", row.folded)
    words = _WORDS.search(re.sub(r"[x×*@/ ]", " ", rest))
    return bool(re.search(r"\d ?(?:x|×|\*|@|kg|stk)", row.folded)) and not words


def _are_names_below(area: Sequence[TextRow], priced: Sequence[TextRow]) -> bool:
    """Whether rows of figures come first and their words after them."""
    bare = [row for row in priced if not _WORDS.search(_strip_codes(row))]
    if len(bare) * 2 < len(priced) or not bare:
        return False
    first = bare[0].index
    above = next((row for row in area if row.index == first - 1), None)
    return above is None or bool(_names_item_columns(above.folded)) or not _WORDS.search(above.text)


def _names_item_columns(folded: str) -> bool:
    return bool(compile_any_word("column", "item").search(folded))


def _strip_codes(row: TextRow) -> str:
    return _CODES.sub(" ", _extract_description(row))


def _extract_description(row: TextRow) -> str:
    """The row's text before its last amount, without other amounts and quantities."""
    amounts = find_amounts(row.text)
    text = row.text[: amounts[-1].start] if amounts else row.text
    text = _QUANTITY.sub(" ", _TIMES.sub(" ", text))
    for amount in reversed(find_amounts(text)):
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
    amounts = find_amounts(row.text)
    amount = amounts[column] if len(amounts) >= -column else amounts[-1]
    rows = [row]
    words = _extract_description(row)
    if not _WORDS.search(_strip_codes(row)):
        neighbour = _find_description_row(row, area, priced, below=names_below)
        if neighbour is not None:
            rows = sorted([row, neighbour], key=lambda r: r.index)
            words = neighbour.text
    quantity, unit = _find_quantity(row, amounts, area)
    description = _clean_description(words)
    if not description or (amount.value == 0 and _is_unpriced_choice(words, description)):
        return None
    leading = _LEADING.match(words.strip())
    if quantity is None and leading:
        quantity = Decimal(leading["q"])
    quantity, unit = _reconcile_quantity(quantity, unit, amount.value)
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
    """A choice that belongs to the item above, or a code: no item of its own without a price."""
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
            and _WORDS.search(other.text)
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


def _find_quantity(
    row: TextRow, amounts: Sequence[Amount], area: Sequence[TextRow]
) -> tuple[Decimal | None, Decimal | None]:
    own = _read_quantity(row.text)
    if own[0] is None:
        neighbours = [r for r in area if abs(r.index - row.index) == 1 and _is_quantity_row(r)]
        for neighbour in sorted(neighbours, key=lambda r: r.index):
            quantity, unit = _read_quantity(neighbour.text)
            if quantity and unit and abs(quantity * unit - amounts[-1].value) <= Decimal("0.02"):
                return quantity, unit
    unit = own[1]
    if unit is None and len(amounts) > 1:
        unit = amounts[-2].value
    return own[0], unit


def _read_quantity(text: str) -> tuple[Decimal | None, Decimal | None]:
    if match := _TIMES.search(text):
        return _parse_decimal(match["q"]), _parse_decimal(match["p"])
    if match := _QUANTITY.search(text):
        after = find_amounts(text[match.end() :])
        return _parse_decimal(match["q"]), after[0].value if after else None
    return None, None


def _parse_decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _reconcile_quantity(
    quantity: Decimal | None, unit: Decimal | None, total: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    """Quantity and unit price that fit the amount; what does not fit is dropped."""
    if unit and quantity is None and total % unit == 0 and 0 < total / unit < 1000:  # noqa: PLR2004
        quantity = total / unit
    if quantity and unit is None and quantity > 0 and total:
        unit = (total / quantity).quantize(Decimal("0.01"))
    if quantity and unit and abs(quantity * unit - total) > Decimal("0.02"):
        return (quantity if quantity == int(quantity) else None), None
    return quantity, unit


def _clean_description(words: str) -> str:
    text = _QUANTITY.sub(" ", words)
    text = _LEADING.sub("", text.strip())
    text = re.sub(r"^\W*\d{4,}\W+(?=\S)|\s{2,}\d[\d ]*$", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" *:;-=.,|~")
    return text if _WORDS.search(text) else ""


def is_item_header(row: TextRow) -> bool:
    """Whether the row names item columns."""
    return (
        len(compile_any_word("column", "item").findall(row.folded)) > 1
        and classify_label(row.text)[0] is not AmountRole.CARD
    )
