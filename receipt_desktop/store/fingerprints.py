"""Saves and finds the fingerprints of receipts. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    bindparam,
    delete,
    func,
    insert,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from receipt_desktop.domain.page import PagePrint
from receipt_desktop.domain.reading import Reading
from receipt_desktop.store.duplicate_keys import (
    EXACT_KINDS,
    MAX_PAGES,
    DuplicateKeys,
    FingerprintKind,
    build_keys,
)
from receipt_desktop.store.duplicate_tables import FingerprintKeyRow, FingerprintRow
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.validation.likeness import PrintedReceipt
from receipt_desktop.validation.looks import BANDS, is_near

MAX_SEARCHED = MAX_PAGES * BANDS + 12
"""Keys of one search; the others of a receipt are left out."""
MAX_PER_KEY = 48
"""Fingerprints with one key that are looked at, the newest ones."""
MAX_FOUND = 48


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The stored fingerprint of a receipt with its keys."""

    receipt_id: str
    number: int
    pages: tuple[PagePrint, ...]
    keys: DuplicateKeys


@dataclass(frozen=True, slots=True)
class FoundFingerprint:
    """Another fingerprint that shares keys."""

    row: FingerprintRow
    kinds: frozenset[FingerprintKind]


def save_fingerprint(session: Session, row: ReceiptRow, reading: Reading) -> Fingerprint:
    """Save the fingerprint of a receipt after a reading or a correction.

    The pages come from a new reading; a corrected one has those that are stored.
    """
    known = load_fingerprint(session, row.id)
    prints = reading.text.prints or (unpack_pages(known) if known else ())
    receipt = PrintedReceipt(reading.checked.draft, replace(reading.text, prints=prints))
    keys = build_keys(receipt, f"{row.content_hash} {row.page}")
    packed = [[one.pixels, one.look] for one in prints]
    number = known.id if known else _insert_fingerprint(session, row.id)
    if known is None or known.pages != packed:
        wanted = update(FingerprintRow).where(FingerprintRow.id == number)
        session.execute(wanted.values(pages=packed))
    _save_keys(session, number, keys.stored)
    return Fingerprint(row.id, number, prints, keys)


def load_fingerprint(session: Session, receipt_id: str) -> FingerprintRow | None:
    """The own fingerprint of a receipt."""
    own = FingerprintRow.receipt_id == receipt_id
    wanted = select(FingerprintRow).where(own, FingerprintRow.adopted_from.is_(None))
    return session.scalars(wanted.limit(1)).first()


def adopt(session: Session, receipt_id: str, other_id: str) -> None:
    """Let a receipt have the fingerprints of one that is merged into it."""
    own = FingerprintRow.receipt_id == other_id
    former = func.coalesce(FingerprintRow.adopted_from, other_id)
    session.execute(
        update(FingerprintRow).where(own).values(receipt_id=receipt_id, adopted_from=former)
    )


def give_back(session: Session, other_id: str) -> None:
    """Undo `adopt`."""
    adopted = FingerprintRow.adopted_from == other_id
    session.execute(
        update(FingerprintRow).where(adopted).values(receipt_id=other_id, adopted_from=None)
    )


def unpack_pages(row: FingerprintRow) -> tuple[PagePrint, ...]:
    """The pages of a fingerprint."""
    return tuple(PagePrint(pixels, look) for pixels, look in row.pages)


def _insert_fingerprint(session: Session, receipt_id: str) -> int:
    values = {"receipt_id": receipt_id, "pages": []}
    return int(session.scalars(insert(FingerprintRow).returning(FingerprintRow.id), [values]).one())


def _save_keys(session: Session, number: int, wanted: Iterable[int]) -> None:
    own = FingerprintKeyRow.fingerprint == number
    known, now = set(session.scalars(select(FingerprintKeyRow.key).where(own))), set(wanted)
    if gone := known - now:
        session.execute(delete(FingerprintKeyRow).where(own, FingerprintKeyRow.key.in_(gone)))
    if new := now - known:
        rows = [{"key": key, "fingerprint": number} for key in sorted(new)]
        session.execute(insert(FingerprintKeyRow.__table__), rows)  # type: ignore[arg-type]  # a Table


_PLACES = range(MAX_SEARCHED)
_SEARCH = union_all(
    *(
        select(
            select(FingerprintKeyRow.key, FingerprintKeyRow.fingerprint)
            .where(FingerprintKeyRow.key == bindparam(f"key_{place}"))
            .order_by(FingerprintKeyRow.fingerprint.desc())
            .limit(MAX_PER_KEY)
            .subquery()
        )
        for place in _PLACES
    )
)
"""Bounded for each key, so that a key of many receipts costs no more than others."""


def find_fingerprints(session: Session, own: Fingerprint) -> list[FoundFingerprint]:
    """Other fingerprints that share an exact key or have a similar page, the best first."""
    searched = sorted(own.keys.searched, key=lambda key: own.keys.searched[key] not in EXACT_KINDS)
    values = dict.fromkeys(f"key_{place}" for place in _PLACES)
    values |= {f"key_{place}": key for place, key in zip(_PLACES, searched, strict=False)}
    found: dict[int, list[FingerprintKind]] = {}
    for key, number in session.execute(_SEARCH, values):
        found.setdefault(number, []).append(own.keys.searched[key])
    found.pop(own.number, None)
    best = sorted(found, key=lambda number: _rank(found[number]))[:MAX_FOUND]
    rows = session.scalars(select(FingerprintRow).where(FingerprintRow.id.in_(best))).all()
    order = {number: place for place, number in enumerate(best)}
    return [
        FoundFingerprint(row, frozenset(found[row.id]))
        for row in sorted(rows, key=lambda row: order[row.id])
        if row.receipt_id != own.receipt_id and _is_close(own, row, found[row.id])
    ]


def _rank(kinds: Sequence[FingerprintKind]) -> tuple[bool, int]:
    """Exact keys first, then those that share most keys."""
    return EXACT_KINDS.isdisjoint(kinds), -len(kinds)


def _is_close(own: Fingerprint, row: FingerprintRow, kinds: Collection[FingerprintKind]) -> bool:
    """Whether the shared keys mean something: parts of a look do only if the looks are near."""
    if set(kinds) != {FingerprintKind.LOOK}:
        return True
    return any(is_near(one.look, other.look) for one in own.pages for other in unpack_pages(row))


def keep_deleted(session: Session, deleted: ColumnElement[bool], now: datetime) -> None:
    """Mark the fingerprints of the receipts that are about to be deleted for good.

    Those of merged ones are dropped: the receipt that has their pages has their keys too.
    """
    merged = select(ReceiptRow.id).where(deleted, ReceiptRow.merged_into.is_not(None))
    session.execute(delete(FingerprintRow).where(FingerprintRow.receipt_id.in_(merged)))
    owner = ReceiptRow.id == FingerprintRow.receipt_id
    file = select(ReceiptRow.file_name).where(owner).scalar_subquery()
    moment = select(func.coalesce(ReceiptRow.removed_at, now)).where(owner).scalar_subquery()
    others = FingerprintRow.receipt_id.in_(select(ReceiptRow.id).where(deleted))
    session.execute(
        update(FingerprintRow).where(others).values(deleted_file=file, deleted_at=moment)
    )
