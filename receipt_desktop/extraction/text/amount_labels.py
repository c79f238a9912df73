"""The amounts of the rows and their labels: in the row, above a column, in the row beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from receipt_desktop.extraction.text.amounts import Amount, find_amounts
from receipt_desktop.extraction.text.labels import AmountRole, LabelledAmount, classify_label
from receipt_desktop.extraction.text.normalize import fold_text
from receipt_desktop.extraction.text.rows import TextRow

_MONEY_ROLES = frozenset(
    {
        AmountRole.TOTAL,
        AmountRole.TOTAL_INCL,
        AmountRole.ROUNDED,
        AmountRole.SUBTOTAL,
        AmountRole.CASH,
        AmountRole.CHANGE,
    }
)
_WORTHLESS_WITHOUT_DECIMALS = re.compile(r"\d{1,2}[:./-]\d{2}|[#:] ?\d{5,}|\*\*|xx|nr|no\b|%")


def label_row_amounts(row: TextRow) -> list[LabelledAmount]:
    """Every amount of a row with its label: the words before it, else those of its neighbour."""
    amounts = find_amounts(row.text)
    amounts = (*amounts, *_find_bare_amounts(row.text[amounts[-1].end if amounts else 0 :], row))
    shares: list[tuple[str, list[Amount]]] = []
    end = 0
    for amount in amounts:
        words = row.text[end : amount.start].strip()
        if shares and not re.search(r"[^\W\d_]{2}", words):
            shares[-1][1].append(amount)
        else:
            shares.append((words, [amount]))
        end = amount.end
    if len(shares) == 1 and not re.search(r"[^\W\d_]{2}", shares[0][0]):
        shares = [(row.text[end:].strip() or shares[0][0], shares[0][1])]
    return [
        LabelledAmount(row, amount, label, *classify_label(label), column, len(members))
        for label, members in shares
        for column, amount in enumerate(members)
    ]


_POINT_LOST = re.compile(r"\D\d{1,3} \d{2}$")
""" "Tax  3 57", where a point was not read."""


def _find_bare_amounts(text: str, row: TextRow) -> list[Amount]:
    """Figures without cents, or whose point was not read, at the end of a row that names a total.

    `text` is what of the row comes behind its other amounts.
    """
    if _WORTHLESS_WITHOUT_DECIMALS.search(fold_text(text)):
        return []
    amounts = find_amounts(text, loose=True)
    if len(amounts) != 1:
        return []
    role, _ = classify_label(text[: amounts[0].start])
    if role not in _MONEY_ROLES and not (role is AmountRole.TAX and _POINT_LOST.search(text)):
        return []
    shift = len(row.text) - len(text)
    return [replace(a, start=a.start + shift, end=a.end + shift) for a in amounts]


def label_amounts(rows: Sequence[TextRow]) -> list[LabelledAmount]:
    """All amounts of the receipt; a bare amount takes its label from the row above or below."""
    found = {row.index: label_row_amounts(row) for row in rows}
    labelled: list[LabelledAmount] = []
    for row in rows:
        heads = _label_by_column_heads(row, rows, found)
        labelled += heads or [
            e if _has_words(e) else _borrow_label(e, rows, found) for e in found[row.index]
        ]
    return labelled


def _label_by_column_heads(
    row: TextRow, rows: Sequence[TextRow], found: Mapping[int, list[LabelledAmount]]
) -> list[LabelledAmount] | None:
    """Amounts below a row of as many titles, one of them a total: each title labels its column."""
    entries = found[row.index]
    above = rows[row.index - 1] if row.index else None
    if above is None or found[above.index] or len(entries) < 2:  # noqa: PLR2004
        return None
    if len(above.pieces) != len(entries) or any(_has_words(entry) for entry in entries):
        return None
    roles = [classify_label(piece.text) for piece in above.pieces]
    if not {role for role, _ in roles} & _TOTAL_ROLES or any(
        role is AmountRole.NONE for role, _ in roles
    ):
        return None
    return [
        replace(entry, label=piece.text, role=role, strength=strength, column=0, columns=1)
        for entry, piece, (role, strength) in zip(entries, above.pieces, roles, strict=True)
    ]


_TOTAL_ROLES = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL, AmountRole.ROUNDED})


def _has_words(entry: LabelledAmount) -> bool:
    return entry.role is not AmountRole.NONE or bool(re.search(r"[^\W\d_]{3}", entry.label))


_BORROWABLE_ROLES = frozenset(
    {
        *_MONEY_ROLES,
        AmountRole.CARD,
        AmountRole.TAX,
        AmountRole.NET,
        AmountRole.TIP,
        AmountRole.ROUNDING,
        AmountRole.DISCOUNT,
    }
)


def _borrow_label(
    entry: LabelledAmount, rows: Sequence[TextRow], found: Mapping[int, list[LabelledAmount]]
) -> LabelledAmount:
    for step, trust in ((-1, 0.9), (1, 0.6)):
        place = entry.row.index + step
        if not 0 <= place < len(rows) or found[place] or rows[place].page != entry.row.page:
            continue
        role, strength = classify_label(rows[place].text)
        if role in _BORROWABLE_ROLES:
            return replace(entry, label=rows[place].text, role=role, strength=strength * trust)
    return entry
