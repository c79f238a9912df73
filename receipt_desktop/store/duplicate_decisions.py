"""What people have decided about duplicates. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.duplicates import SURE_TIERS, Duplicate
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.store.base import get_database_time
from receipt_desktop.store.duplicate_tables import (
    DistinctReceiptsRow,
    LookalikeNameRow,
    LookalikeSupplierRow,
)
from receipt_desktop.store.search_text import fold_text
from receipt_desktop.store.supplier_tables import SupplierReceiptRow
from receipt_desktop.store.tables import ReceiptRow


def drop_decided(
    session: Session, row: ReceiptRow, draft: Draft, found: Sequence[Duplicate]
) -> list[Duplicate]:
    """Those that no person has decided about: neither this pair, nor all of this supplier."""
    if not found:
        return []
    wanted = select(DistinctReceiptsRow.other_id).where(DistinctReceiptsRow.receipt_id == row.id)
    distinct = set(session.scalars(wanted))
    name = fold_text(str(draft.get_value(Field.MERCHANT) or ""))
    sure_only = is_lookalike(session, row, name)
    return [
        one
        for one in found
        if one.receipt_id not in distinct and (one.tier in SURE_TIERS or not sure_only)
    ]


def is_lookalike(session: Session, row: ReceiptRow, name: str) -> bool:
    """Whether receipts of one day of the supplier of this row are no duplicates.

    `name` is its folded name, which counts for a row without a supplier.
    """
    supplier_id = find_supplier_id(session, row)
    if supplier_id is not None:
        return session.get(LookalikeSupplierRow, supplier_id) is not None
    return bool(name) and session.get(LookalikeNameRow, name) is not None


def find_supplier_id(session: Session, row: ReceiptRow) -> int | None:
    """The supplier of a receipt, if it is known."""
    assigned = session.get(SupplierReceiptRow, row.id)
    return assigned.supplier_id if assigned else None


def set_distinct(session: Session, receipt_id: str, other_id: str, *, distinct: bool) -> None:
    """Note that the later receipt is not the earlier `other_id`, or forget it."""
    if distinct:
        now = get_database_time(session)
        session.merge(DistinctReceiptsRow(receipt_id=receipt_id, other_id=other_id, decided_at=now))
    else:
        session.execute(
            delete(DistinctReceiptsRow).where(
                DistinctReceiptsRow.receipt_id == receipt_id,
                DistinctReceiptsRow.other_id == other_id,
            )
        )
    session.flush()


def set_lookalike(session: Session, row: ReceiptRow, *, on: bool) -> None:
    """Note that receipts of one day of this row's supplier are no duplicates, or forget it."""
    now = get_database_time(session)
    supplier_id = find_supplier_id(session, row)
    mark: LookalikeSupplierRow | LookalikeNameRow
    if supplier_id is not None:
        mark = LookalikeSupplierRow(supplier_id=supplier_id, decided_at=now)
    else:
        mark = LookalikeNameRow(name=row.sort_name, decided_at=now)
    mark = session.merge(mark)
    session.flush()
    if not on:
        session.delete(mark)
        session.flush()


def share_lookalike(session: Session, known_id: int, other_id: int) -> None:
    """Let the decision about a supplier hold for another one that is or was the same."""
    if session.get(LookalikeSupplierRow, known_id) is not None:
        now = get_database_time(session)
        session.merge(LookalikeSupplierRow(supplier_id=other_id, decided_at=now))
        session.flush()


def of_same_supplier(session: Session, row: ReceiptRow) -> ColumnElement[bool]:
    """Whether a receipt is of the supplier of this row, or has its name where there is none."""
    supplier_id = find_supplier_id(session, row)
    if supplier_id is None:
        return ReceiptRow.sort_name == row.sort_name
    ids = select(SupplierReceiptRow.receipt_id)
    return ReceiptRow.id.in_(ids.where(SupplierReceiptRow.supplier_id == supplier_id))
