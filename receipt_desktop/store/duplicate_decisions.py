"""What people have decided about duplicates. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.duplicates import SURE_TIERS, Duplicate
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.store.base import get_database_time
from receipt_desktop.store.duplicate_tables import DistinctReceiptsRow, LookalikeSupplierRow
from receipt_desktop.store.search_text import fold_text
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
    sure_only = is_lookalike(session, name)
    return [
        one
        for one in found
        if one.receipt_id not in distinct and (one.tier in SURE_TIERS or not sure_only)
    ]


def is_lookalike(session: Session, name: str) -> bool:
    """Whether receipts of one day of this supplier, by its folded name, are no duplicates."""
    wanted = exists().where(LookalikeSupplierRow.name == name)
    return bool(name) and bool(session.scalar(select(wanted)))


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


def set_lookalike(session: Session, name: str, *, on: bool) -> None:
    """Note that receipts of one day of this supplier are no duplicates, or forget it."""
    if on:
        now = get_database_time(session)
        session.merge(LookalikeSupplierRow(name=name, decided_at=now))
    else:
        session.execute(delete(LookalikeSupplierRow).where(LookalikeSupplierRow.name == name))
    session.flush()
