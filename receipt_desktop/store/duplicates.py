"""Finds the earlier receipt that a receipt repeats. The caller owns the transaction.

Two receipts are compared only if their total, day and currency are equal. Receipts
with the same bytes are not compared: they are pages of one file, or were added twice on purpose.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.duplicates import Duplicate, DuplicateTier
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Reading
from receipt_desktop.store import queries, readings
from receipt_desktop.store.money import to_minor_units
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.validation.duplicates import PrintedReceipt, find_duplicate_tier

MAX_CANDIDATES = 12
"""Receipts with one total on one day that are compared, those of the same merchant first.

More of them on one day are equal tickets or meals, which would cost more with each one."""


@dataclass(frozen=True, slots=True)
class SaleSum:
    """What two receipts have in common before they are compared."""

    total_minor: int
    day: date
    currency: str | None


def find_duplicate(session: Session, row: ReceiptRow, reading: Reading) -> Duplicate | None:
    """The earlier receipt that this one repeats: a certain one, else a likely one."""
    draft = reading.checked.draft
    total, day = draft.get_value(Field.TOTAL), draft.get_value(Field.DATE)
    if not isinstance(total, Decimal) or not isinstance(day, date) or row.removed_at is not None:
        return None
    same = SaleSum(to_minor_units(total, draft.currency), day, draft.currency)
    _lock_sum(session, same)
    wanted = select(ReceiptRow).where(_is_other_file(row, same), ReceiptRow.number < row.number)
    order = (ReceiptRow.sort_name != row.sort_name, ReceiptRow.number)
    earlier = session.scalars(wanted.order_by(*order).limit(MAX_CANDIDATES)).all()
    likely: Duplicate | None = None
    for found in _compare(session, earlier, reading):
        if found.tier is DuplicateTier.CERTAIN:
            return found
        likely = likely or found
    return likely


def find_dependent_rows(session: Session, row: ReceiptRow) -> list[ReceiptRow]:
    """Later receipts that repeat this one, or may do so with its present values."""
    repeats: ColumnElement[bool] = ReceiptRow.duplicate_of == row.id
    if row.total_minor is not None and row.day is not None and row.removed_at is None:
        same = _is_other_file(row, SaleSum(row.total_minor, row.day, row.currency))
        repeats = or_(repeats, and_(same, ReceiptRow.number > row.number, ~ReceiptRow.approved))
    return _lock_present_rows(session, repeats, MAX_CANDIDATES)


def find_repeating_rows(session: Session, ids: Collection[str]) -> list[ReceiptRow]:
    """The receipts that repeat one of these."""
    chunks = queries.split_chunks(tuple(ids))
    repeating = (ReceiptRow.duplicate_of.in_(chunk) for chunk in chunks)
    return [row for one in repeating for row in _lock_present_rows(session, one)]


def _lock_present_rows(
    session: Session, wanted: ColumnElement[bool], limit: int | None = None
) -> list[ReceiptRow]:
    """A row that another transaction holds is left out: it looks for duplicates itself."""
    present = select(ReceiptRow).where(wanted, ReceiptRow.removed_at.is_(None))
    ordered = present.order_by(ReceiptRow.number).limit(limit)
    return list(session.scalars(ordered.with_for_update(skip_locked=True)))


def set_duplicate(row: ReceiptRow, found: Duplicate | None) -> None:
    """Store the earlier receipt in the row; None for no duplicate."""
    row.duplicate_of = found.receipt_id if found else None
    row.duplicate_file = found.file_name if found else None
    row.duplicate_tier = found.tier.value if found else None


def _compare(
    session: Session, candidates: Sequence[ReceiptRow], reading: Reading
) -> Iterator[Duplicate]:
    own = PrintedReceipt(reading.checked.draft, reading.text)
    for candidate in candidates:
        other = readings.load_reading(session, candidate)
        if other is None:
            continue
        tier = find_duplicate_tier(PrintedReceipt(other.checked.draft, other.text), own)
        if tier is not None:
            yield Duplicate(candidate.id, candidate.file_name, tier)


def _is_other_file(row: ReceiptRow, same: SaleSum) -> ColumnElement[bool]:
    return and_(
        ReceiptRow.total_minor == same.total_minor,
        ReceiptRow.day == same.day,
        ReceiptRow.currency.is_not_distinct_from(same.currency),
        or_(ReceiptRow.content_hash != row.content_hash, ReceiptRow.content_hash == ""),
        ReceiptRow.id != row.id,
        ReceiptRow.removed_at.is_(None),
    )


def _lock_sum(session: Session, same: SaleSum) -> None:
    """Let two readings of one total finish one after the other, so that the second sees the first.

    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = zlib.crc32(f"{same.total_minor} {same.day} {same.currency}".encode())
        session.execute(select(func.pg_advisory_xact_lock(key)))
