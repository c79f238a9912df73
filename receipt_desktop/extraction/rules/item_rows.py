"""Builds a line item from its row: description, quantity, unit price and amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from receipt_desktop.domain.reading import LineItem
from receipt_desktop.extraction.facts.loader import compile_any_word, join_fact_words, load_facts
from receipt_desktop.extraction.rules.item_quantities import (
    QUANTITY,
    WORD,
    find_quantity,
    match_price_times,
    reconcile_quantity,
)
from receipt_desktop.extraction.text.amounts import AmountStyle, find_amounts
from receipt_desktop.extraction.text.labels import AmountRole, classify_label
from receipt_desktop.extraction.text.rows import TextRow, make_evidence

_CODES = re.compile(
    r"\b[A-Z]{1,3}\b$|^\W*\d[\d ./-]*\b|\b\d{5,}\b"
    r"|\b(?:SR|ZR|ZRL|SRO|SR0|PCS|PKT|UNIT|EA|STK|[A-Z])\b"
)
"""Article numbers, units and tax codes, which are not part of a description."""
LEADING = re.compile(r"^(?P<q>\d{1,2})(?: ?[xX×*])?\s+(?=[^\W\d_]|[(\"'#])")


def are_names_below(area: Sequence[TextRow], priced: Sequence[TextRow]) -> bool:
    """Whether rows of numbers come before their descriptions."""
    bare = [row for row in priced if not WORD.search(strip_codes(row))]
    if len(bare) * 2 < len(priced) or not bare:
        return False
    first = bare[0].index
    above = next((row for row in area if row.index == first - 1), None)
    return above is None or bool(_names_item_columns(above.folded)) or not WORD.search(above.text)


def _names_item_columns(folded: str) -> bool:
    return bool(compile_any_word("column", "item").search(folded))


def strip_codes(row: TextRow) -> str:
    """The description without article numbers, units, signs of currencies and tax codes."""
    return _strip_codes(_extract_description(row))


@lru_cache(maxsize=2048)
def _strip_codes(description: str) -> str:
    return _unit_pattern().sub(" ", _CODES.sub(" ", description))


@cache
def _unit_pattern() -> re.Pattern[str]:
    signs = [sign for sign in load_facts("currencies")["signs"] if sign.isalpha()]
    units = "|".join(map(re.escape, signs)) + "|" + join_fact_words("item", "unit")
    return re.compile(rf"(?<![^\W_])(?:{units})(?![^\W_])", re.IGNORECASE)


def _extract_description(row: TextRow) -> str:
    """The text of a row before its last amount, without other amounts and quantities."""
    amounts = row.amounts
    text = row.text[: amounts[-1].start] if amounts else row.text
    return _remove_amounts(text, row.style)


@lru_cache(maxsize=2048)
def _remove_amounts(text: str, style: AmountStyle) -> str:
    if match := match_price_times(text, style):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    text = QUANTITY.sub(" ", text)
    for amount in reversed(find_amounts(text, style=style)):
        inside_name = text[amount.end :].strip() and not text[: amount.start].strip()
        text = text[: amount.start] + (text[amount.end :] if inside_name else " ")
    return text


def build_item(
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
    if not WORD.search(strip_codes(row)):
        neighbour = _find_description_row(row, area, priced, below=names_below)
        if neighbour is not None:
            rows = sorted([row, neighbour], key=lambda r: r.index)
            words = neighbour.text
    quantity, unit = find_quantity(row, amounts, area)
    description = _clean_description(words)
    if not description or (amount.value == 0 and _is_unpriced_choice(words, description)):
        return None
    leading = LEADING.match(words.strip())
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
    text = LEADING.sub("", text.strip())
    text = re.sub(r"^\W*\d{4,}\W+(?=\S)|\s{2,}\d[\d ]*$", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" *:;-=.,|~")
    return text if WORD.search(text) else ""


_CONTACT = re.compile(
    r"\w@[\w-]*[a-z][\w-]*\.[a-z]|www\.|^\W*(?:te[l1]|telef\w*|phone|ph|mob(?:ile)?|fax|e-?mail|iban|rib|bic|swift)"
    r"(?!\w)"
)


def is_contact(row: TextRow) -> bool:
    """Whether a row has a web, mail or bank address or begins with "Tel.": it is no item."""
    return bool(_CONTACT.search(row.folded))


def is_item_header(row: TextRow) -> bool:
    """Whether the row is the head of the item columns."""
    return (
        len(compile_any_word("column", "item").findall(row.folded)) > 1
        and classify_label(row.text)[0] is not AmountRole.CARD
    )
