"""Assigns labels to amounts: words in the row, above a column or in a neighbouring row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from receipt_desktop.extraction.facts.loader import compile_any_word
from receipt_desktop.extraction.text.amounts import Amount
from receipt_desktop.extraction.text.bare_amounts import MONEY_ROLES, find_bare_amounts
from receipt_desktop.extraction.text.item_totals import unname_item_totals
from receipt_desktop.extraction.text.label_words import normalize_label
from receipt_desktop.extraction.text.labels import (
    AmountRole,
    LabelledAmount,
    classify_label,
    is_strong_label,
)
from receipt_desktop.extraction.text.misread_extras import is_proposal, name_misread_extras
from receipt_desktop.extraction.text.rows import TextRow
from receipt_desktop.extraction.text.tax_names import is_name_of_tax


def label_row_amounts(row: TextRow) -> list[LabelledAmount]:
    """Every amount of a row with its label: the words before it, else of the amount before."""
    amounts = row.amounts
    amounts = (*amounts, *find_bare_amounts(row.text[amounts[-1].end if amounts else 0 :], row))
    groups: list[tuple[str, list[Amount]]] = []
    end = 0
    for amount in amounts:
        words = _keep_own_column(row.text[end : amount.start].strip())
        if groups and not re.search(r"[^\W\d_]{2}", words):
            groups[-1][1].append(amount)
        else:
            groups.append((words, [amount]))
        end = amount.end
    if len(groups) == 1 and not re.search(r"[^\W\d_]{2}", groups[0][0]):
        groups = [(row.text[end:].strip() or groups[0][0], groups[0][1])]
    return _mark_proposals(
        LabelledAmount(row, amount, *part, column, len(members))
        for label, members in groups
        for column, (amount, part) in enumerate(
            zip(members, _split_label(label, members), strict=True)
        )
    )


def _split_label(label: str, members: Sequence[Amount]) -> list[tuple[str, AmountRole, float]]:
    """Label, role and strength of each amount; "Cash/Change  200.00  43.00" names both."""
    parts = [part.strip() for part in label.split("/")]
    named = [(part, *classify_label(part)) for part in parts]
    if len(parts) == len(members) > 1 and {role for _, role, _ in named} == _TENDERED:
        return named
    return [(label, *classify_label(label))] * len(members)


_TENDERED = {AmountRole.CASH, AmountRole.CHANGE}


def _keep_own_column(words: str) -> str:
    """The words without those of another column: "VAT ID 300056289500003  Grand Total"."""
    others, _, own = words.rpartition("  ")
    is_other = bool(_LONG_NUMBER.search(others)) and classify_label(own)[0] in MONEY_ROLES
    is_tax = bool(_NAMED_VALUE.search(others)) and is_name_of_tax(own)
    return own if is_other or is_tax else words


_LONG_NUMBER = re.compile(r"\d{5,}")
_NAMED_VALUE = re.compile(r"[^\W\d_] ?: ?\w|^[^\d:]*[税稅]率 ?\d{1,3} ?%?$")
""" "Qty : SBC/1" beside "CGST (2.50%)"; the rate of a tax in China."""


def _mark_proposals(entries: Iterable[LabelledAmount]) -> list[LabelledAmount]:
    """The amounts of a row; a tip and a total beside a percentage are proposals.

    "18%: (Tip $2.70 Total $18.60)".
    """
    found = list(entries)
    roles = {entry.role for entry in found}
    is_named = {AmountRole.TIP, AmountRole.TOTAL} <= roles and "%" in found[0].row.text
    if not is_named and not (found and is_proposal(found[0].row.text)):
        return found
    return [replace(entry, role=AmountRole.SUGGESTED) for entry in found]


def label_amounts(rows: Sequence[TextRow]) -> list[LabelledAmount]:
    """All amounts of the receipt; one without words is labelled by the row above or below."""
    by_row = {row.index: label_row_amounts(row) for row in rows}
    labelled: list[LabelledAmount] = []
    for row in rows:
        heads = _label_by_column_heads(row, rows, by_row)
        labelled += heads or [
            _find_head_of_total(e, rows, by_row)
            or _find_head_of_last_column(e, rows, by_row)
            or (e if _has_words(e) else _borrow_label(e, rows, by_row))
            for e in by_row[row.index]
        ]
    named = name_misread_extras(unname_item_totals(labelled))
    return _mark_points_paid(_find_named_goods(named))


def _find_named_goods(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    """The amounts, with goods whose name begins like a tip, the brand of "TIP EDELSALAMI" say.

    A tip stands below the goods; more of them follow such a name before the first sum.
    """
    sums = (n for n, entry in enumerate(labelled) if entry.role in _SUM_ROLES)
    prices = labelled[: next(sums, 0)]
    goods = (n for n, entry in enumerate(prices) if entry.role is AmountRole.NONE and entry.label)
    last = max(goods, default=-1)
    is_subtotal = {n for n, entry in enumerate(labelled) if entry.role is AmountRole.SUBTOTAL}
    end = len(prices) if len(prices) in is_subtotal else -1
    return [
        replace(entry, role=AmountRole.NONE, strength=0.0)
        if entry.role is AmountRole.TIP
        and (
            (n < last and _NAMED_LIKE_A_TIP.match(entry.label))
            or (n < end and _BRAND_OF_TIPS.match(entry.label))
        )
        else entry
        for n, entry in enumerate(labelled)
    ]


_BRAND_OF_TIPS = re.compile(
    r"(?!(?:add|staff|driver|crew|cash|card|total)\b)\w+ tips? \d", re.IGNORECASE
)
""" "PG TIPS 80S" above a subtotal, below which a tip would stand."""
_NAMED_LIKE_A_TIP = re.compile(r"tips? [^\W\d_]{4}", re.IGNORECASE)


def _mark_points_paid(labelled: Sequence[LabelledAmount]) -> list[LabelledAmount]:
    """The amounts, with points of a loyalty card below the total as a payment: "LOYALTY 30.00"."""
    points = compile_any_word("payment", "points")
    first = next((entry.row.index for entry in labelled if entry.role in _TOTAL_ROLES), None)
    return [
        replace(entry, role=AmountRole.VOUCHER)
        if first is not None
        and entry.role is AmountRole.DISCOUNT
        and entry.row.index > first
        and entry.amount.value > 0
        and points.fullmatch(normalize_label(entry.label))
        else entry
        for entry in labelled
    ]


def _label_by_column_heads(
    row: TextRow, rows: Sequence[TextRow], by_row: Mapping[int, list[LabelledAmount]]
) -> list[LabelledAmount] | None:
    """Amounts below a row of as many column heads, one of which names a total; else None."""
    entries = by_row[row.index]
    above = rows[row.index - 1] if row.index else None
    if above is None or by_row[above.index] or len(entries) < 2:  # noqa: PLR2004
        return None
    if len(above.pieces) != len(entries) or any(_has_words(entry) for entry in entries):
        return None
    roles = [classify_label(piece.text) for piece in above.pieces]
    if not _are_heads_of_sums([role for role, _ in roles]):
        return None
    return [
        replace(entry, label=piece.text, role=role, strength=strength, column=0, columns=1)
        for entry, piece, (role, strength) in zip(entries, above.pieces, roles, strict=True)
    ]


def _find_head_of_total(
    entry: LabelledAmount, rows: Sequence[TextRow], by_row: Mapping[int, list[LabelledAmount]]
) -> LabelledAmount | None:
    """An amount at the start of a row, below the words of a total and before other columns.

    "Jumlah Bil Anda (RM)  Ringkasan" above "1,192.65  Baki Terdahulu (RM)".
    """
    row = entry.row
    above = rows[row.index - 1] if row.index else None
    is_first = not re.search(r"\w", row.text[: entry.amount.start]) and len(row.pieces) > 1
    if above is None or by_row[above.index] or not is_first or above.page != row.page:
        return None
    own, head = row.pieces[0], above.pieces[0]
    role, strength = classify_label(head.text)
    is_below = own.box.x < head.box.right and head.box.x < own.box.right
    is_named = role in _TOTAL_ROLES and strength == 1
    if not is_named or not is_below or re.search(r"[^\W\d_]", own.text):
        return None
    return replace(entry, label=head.text, role=role, strength=strength, columns=1)


def _find_head_of_last_column(
    entry: LabelledAmount, rows: Sequence[TextRow], by_row: Mapping[int, list[LabelledAmount]]
) -> LabelledAmount | None:
    """An amount alone in the last column, below the words of the amount due in that column.

    "MARIA GUADALUPE  TOTAL A PAGAR:" above "CALLE RANCHO 1  $4,951.00" on a Mexican bill.
    """
    row = entry.row
    above = rows[row.index - 1] if row.index else None
    if above is None or by_row[above.index] or len(row.pieces) < 2 or above.page != row.page:  # noqa: PLR2004
        return None
    own, head = row.pieces[-1], above.pieces[-1]
    is_last = row.text[entry.amount.end :].strip() == "" and own.text in row.text[-len(own.text) :]
    is_below = own.box.x < head.box.right and head.box.x < own.box.right
    role, strength = classify_label(head.text)
    is_due = role in _TOTAL_ROLES and strength == 1 and is_strong_label(head.text)
    if not (is_last and is_below and is_due) or re.search(r"[^\W\d_]", own.text):
        return None
    return replace(entry, label=head.text, role=role, strength=strength, column=0, columns=1)


def _are_heads_of_sums(roles: Sequence[AmountRole]) -> bool:
    """Whether column heads name a total, and each a sum or several of them its parts.

    "SUB TOTAL  NETO GRAVADO  I.V.A.  PERCEPCIONES  TOTAL" has a head that is no known word.
    """
    parts = sum(role in _PART_ROLES for role in roles)
    is_known = AmountRole.NONE not in roles or parts >= _MIN_PARTS
    return is_known and not _TOTAL_ROLES.isdisjoint(roles)


_PART_ROLES = frozenset({AmountRole.SUBTOTAL, AmountRole.NET, AmountRole.TAX})
_MIN_PARTS = 2
_TOTAL_ROLES = frozenset({AmountRole.TOTAL, AmountRole.TOTAL_INCL, AmountRole.ROUNDED})
_SUM_ROLES = _TOTAL_ROLES | {AmountRole.SUBTOTAL}


def _has_words(entry: LabelledAmount) -> bool:
    return entry.role is not AmountRole.NONE or bool(re.search(r"[^\W\d_]{3}", entry.label))


_BORROWABLE_ROLES = frozenset(
    {
        *MONEY_ROLES,
        AmountRole.CARD,
        AmountRole.TAX,
        AmountRole.NET,
        AmountRole.TIP,
        AmountRole.ROUNDING,
        AmountRole.DISCOUNT,
    }
)


def _borrow_label(
    entry: LabelledAmount, rows: Sequence[TextRow], by_row: Mapping[int, list[LabelledAmount]]
) -> LabelledAmount:
    for step, factor in ((-1, 0.9), (1, 0.6)):
        index = entry.row.index + step
        if not 0 <= index < len(rows) or by_row[index] or rows[index].page != entry.row.page:
            continue
        role, strength = classify_label(rows[index].text)
        if role in _BORROWABLE_ROLES:
            return replace(entry, label=rows[index].text, role=role, strength=strength * factor)
    return entry
