"""The categories of line items, in edited tables and in the parts of totals.

The caller owns the transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import String, cast, func, select, update
from sqlalchemy.orm import Session

from receipt_desktop.domain.reading import LineKind
from receipt_desktop.store.query_conditions import IS_PRESENT
from receipt_desktop.store.tables import CorrectedLinesRow, ReceiptRow
from receipt_desktop.store.tax_tables import TaxPartRow


def has_any(session: Session) -> bool:
    """Whether a receipt is split between categories: an index says so at once."""
    chosen = select(TaxPartRow.receipt).where(TaxPartRow.category.is_not(None)).limit(1)
    return session.scalar(chosen) is not None


def count_line_categories(session: Session) -> dict[str, int]:
    """The number of receipts with line items of a category other than their own, by category."""
    if not has_any(session):
        return {}
    counted = select(TaxPartRow.category, func.count(TaxPartRow.receipt.distinct()))
    listed = counted.join(ReceiptRow, ReceiptRow.number == TaxPartRow.receipt)
    named = listed.where(TaxPartRow.category.is_not(None), IS_PRESENT).group_by(TaxPartRow.category)
    return {name: count for name, count in session.execute(named) if name}


def rename_line_categories(
    session: Session, old: str, new: str, receipts: Collection[str] | None = None
) -> tuple[str, ...]:
    """Rename a category on line items, of these receipts or of all; the ids of those that had it.

    Names stand in JSON, and a rename is rare: every table with categories is looked at.
    """
    wanted = select(CorrectedLinesRow).where(
        CorrectedLinesRow.kind == LineKind.ITEMS.value,
        cast(CorrectedLinesRow.lines, String).contains('"category"'),
    )
    found = [
        row
        for row in session.scalars(wanted)
        if (receipts is None or row.receipt_id in receipts)
        and any(line.get("category") == old for line in row.lines)
    ]
    for row in found:
        row.lines = [_rename(line, old, new) for line in row.lines]
    ids = tuple(row.receipt_id for row in found)
    _rename_parts(session, old, new, ids)
    return ids


def _rename(line: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return line | {"category": new} if line.get("category") == old else line


def _rename_parts(session: Session, old: str, new: str, ids: Collection[str]) -> None:
    numbers = select(ReceiptRow.number).where(ReceiptRow.id.in_(ids))
    moved = TaxPartRow.category == old, TaxPartRow.receipt.in_(numbers)
    session.execute(update(TaxPartRow).where(*moved).values(category=new))
