"""Finds the earlier receipt that a receipt repeats or belongs to. The caller owns the transaction.

Two receipts are compared if their total, day and currency are equal, or if they share a key of
`duplicate_keys`. Receipts with the same bytes are not compared: they are pages of one file, or were
added twice on purpose. One that was deleted counts if it was deleted before the other came.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.duplicates import TIER_ORDER, Duplicate, DuplicateTier
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import PagePrint
from receipt_desktop.domain.reading import Draft, Reading
from receipt_desktop.store import duplicate_decisions, fingerprints, queries, readings
from receipt_desktop.store.duplicate_keys import FingerprintKind
from receipt_desktop.store.fingerprints import FoundFingerprint
from receipt_desktop.store.money import to_minor_units
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.validation.copied_pages import leave_out_copies
from receipt_desktop.validation.duplicates import find_duplicate_tier
from receipt_desktop.validation.likeness import PrintedReceipt

MAX_CANDIDATES = 12
"""Receipts with one total on one day that are compared, those of the same merchant first.

More of them on one day are equal tickets or meals, which would cost more with each one."""
DELETED_TIERS = {
    FingerprintKind.BYTES: DuplicateTier.SAME_FILE,
    FingerprintKind.PIXELS: DuplicateTier.SAME_FILE,
    FingerprintKind.CODE: DuplicateTier.CERTAIN,
    FingerprintKind.NUMBER: DuplicateTier.CERTAIN,
    FingerprintKind.SALE: DuplicateTier.LIKELY,
}
"""What a key says by itself: nothing but keys is left of a deleted receipt."""


@dataclass(frozen=True, slots=True)
class SaleSum:
    """What two receipts have in common before they are compared."""

    total_minor: int
    day: date
    currency: str | None


def find_duplicate(session: Session, row: ReceiptRow, reading: Reading) -> Duplicate | None:
    """The earlier receipt that this one repeats or belongs to, the surest first."""
    own = fingerprints.save_fingerprint(session, row, reading)
    if row.removed_at is not None:
        return None
    same = _get_sum(reading.checked.draft)
    if same is not None:
        _lock_sum(session, same)
    related = fingerprints.find_fingerprints(session, own)
    printed = _make_printed(reading, own.pages)
    candidates = _find_candidates(session, row, same, related)
    found = [*_compare(session, candidates, printed), *_iterate_deleted(row, related)]
    allowed = duplicate_decisions.drop_decided(session, row, reading.checked.draft, found)
    return min(allowed, key=_rank, default=None)


def _rank(found: Duplicate) -> tuple[int, bool]:
    return TIER_ORDER.index(found.tier), found.deleted_at is not None


def _get_sum(draft: Draft) -> SaleSum | None:
    total, day = draft.get_value(Field.TOTAL), draft.get_value(Field.DATE)
    if not isinstance(total, Decimal) or not isinstance(day, date):
        return None
    return SaleSum(to_minor_units(total, draft.currency), day, draft.currency)


def _find_candidates(
    session: Session,
    row: ReceiptRow,
    same: SaleSum | None,
    related: Sequence[FoundFingerprint],
) -> list[ReceiptRow]:
    """Earlier receipts to compare with this one, of each kind at most `MAX_CANDIDATES`."""
    order = (ReceiptRow.sort_name != row.sort_name, ReceiptRow.number)
    earlier = and_(ReceiptRow.number < row.number, _was_there(row))
    found: list[ReceiptRow] = []
    if same is not None:
        wanted = select(ReceiptRow).where(_has_sum(row, same), earlier).order_by(*order)
        found += session.scalars(wanted.limit(MAX_CANDIDATES))
    ids = [one.row.receipt_id for one in related if one.row.deleted_at is None]
    wanted = select(ReceiptRow).where(ReceiptRow.id.in_(ids), _is_other_file(row), earlier)
    rows = {one.id: one for one in session.scalars(wanted)}
    found += [rows[one] for one in ids if one in rows][:MAX_CANDIDATES]
    return list({one.id: one for one in found}.values())


def _was_there(row: ReceiptRow) -> ColumnElement[bool]:
    """Whether another receipt is in the list, or was deleted before this one came."""
    deleted = and_(ReceiptRow.removed_at <= row.created_at, ReceiptRow.merged_into.is_(None))
    return or_(ReceiptRow.removed_at.is_(None), deleted)


def _compare(
    session: Session, candidates: Sequence[ReceiptRow], own: PrintedReceipt
) -> Iterator[Duplicate]:
    for candidate in candidates:
        other = readings.load_reading(session, candidate)
        if other is None:
            continue
        stored = fingerprints.load_fingerprint(session, candidate.id)
        prints = fingerprints.unpack_pages(stored) if stored else ()
        tier = find_duplicate_tier(_make_printed(other, prints), own)
        if tier is not None:
            yield Duplicate(candidate.id, candidate.file_name, tier, candidate.removed_at)


def _make_printed(reading: Reading, prints: tuple[PagePrint, ...]) -> PrintedReceipt:
    """The receipt to compare, without the second photo of a merged one."""
    text = leave_out_copies(replace(reading.text, prints=prints))
    return PrintedReceipt(reading.checked.draft, text)


def _iterate_deleted(row: ReceiptRow, related: Sequence[FoundFingerprint]) -> Iterator[Duplicate]:
    """Receipts that were deleted for good before this one came."""
    for one in related:
        moment = one.row.deleted_at
        tiers = [tier for kind, tier in DELETED_TIERS.items() if kind in one.kinds]
        if moment is not None and moment <= row.created_at and tiers:
            yield Duplicate(one.row.receipt_id, one.row.deleted_file or "", tiers[0], moment)


def find_dependent_rows(session: Session, row: ReceiptRow) -> list[ReceiptRow]:
    """Later receipts that repeat this one, or may do so with its present values."""
    repeats: ColumnElement[bool] = ReceiptRow.duplicate_of == row.id
    reading = readings.load_reading(session, row) if _may_be_repeated(session, row) else None
    if reading is not None:
        own = fingerprints.save_fingerprint(session, row, reading)
        related = [one.row.receipt_id for one in fingerprints.find_fingerprints(session, own)]
        later = and_(ReceiptRow.number > row.number, ~ReceiptRow.approved)
        repeats = or_(repeats, and_(ReceiptRow.id.in_(related), _is_other_file(row), later))
        same = _get_sum(reading.checked.draft)
        repeats = or_(repeats, and_(_has_sum(row, same), later)) if same else repeats
    return _lock_present_rows(session, repeats, MAX_CANDIDATES)


def _may_be_repeated(session: Session, row: ReceiptRow) -> bool:
    """Whether it is in the list, and later receipts are there."""
    later = exists().where(ReceiptRow.number > row.number)
    return row.removed_at is None and bool(session.scalar(select(later)))


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
    row.duplicate_deleted_at = found.deleted_at if found else None


def _has_sum(row: ReceiptRow, same: SaleSum) -> ColumnElement[bool]:
    return and_(
        ReceiptRow.total_minor == same.total_minor,
        ReceiptRow.day == same.day,
        ReceiptRow.currency.is_not_distinct_from(same.currency),
        _is_other_file(row),
    )


def _is_other_file(row: ReceiptRow) -> ColumnElement[bool]:
    """Whether it is another receipt with other bytes or none, or deleted with the same ones."""
    has_no_file = ReceiptRow.content_hash == ""
    is_other_file = ReceiptRow.content_hash != row.content_hash
    other = or_(is_other_file, has_no_file, ReceiptRow.removed_at.is_not(None))
    return and_(other, ReceiptRow.id != row.id)


def _lock_sum(session: Session, same: SaleSum) -> None:
    """Let two readings of one total finish one after the other, so that the second sees the first.

    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = zlib.crc32(f"{same.total_minor} {same.day} {same.currency}".encode())
        session.execute(select(func.pg_advisory_xact_lock(key)))
