"""Assigns receipts to suppliers, and learns their keys. The caller owns the transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from rapidfuzz import fuzz
from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from receipt_desktop.domain.suppliers import KeyKind, SupplierKey
from receipt_desktop.store import audit_log, review_state
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.supplier_tables import SupplierKeyRow, SupplierReceiptRow, SupplierRow
from receipt_desktop.store.tables import ReceiptRow
from receipt_desktop.validation.supplier_keys import (
    COMPATIBLE_NAME,
    MIN_NAME_LETTERS,
    SAME_NAME,
    KnownSupplier,
    Letterhead,
    SupplierMatch,
    compare_names,
    fold_name,
    match_supplier,
)

LOCK = 12_012
"""The advisory lock of PostgreSQL under which suppliers are created."""
PREFIX_LETTERS = 4
"""Names are compared with names that begin alike."""
LENGTH_DIFFERENCE = 4
MIN_NAME_CONFIDENCE = 0.5
"""Names with a lower confidence are shown, and recognise no other receipt."""


def assign_supplier(session: Session, receipt_id: str, head: Letterhead) -> int | None:
    """Assign a receipt that was read to its supplier, a new one if need be; returns its id.

    A receipt that has a supplier keeps it.
    """
    kept = session.get(SupplierReceiptRow, receipt_id)
    if kept is not None and kept.supplier_id is not None:
        _add_keys(session, kept.supplier_id, head, ())
        return kept.supplier_id
    if head.is_empty:
        session.merge(SupplierReceiptRow(receipt_id=receipt_id, supplier_id=None, kind=None))
        return None
    _lock_suppliers(session)
    match = find_match(session, head)
    supplier_id = match.supplier_id or _create_supplier(session, head)
    _withdraw_shared(session, match)
    _add_keys(session, supplier_id, head, match.shared)
    kind = match.kind.value if match.kind else None
    session.merge(SupplierReceiptRow(receipt_id=receipt_id, supplier_id=supplier_id, kind=kind))
    session.flush()
    return supplier_id


def approve_proven(session: Session, row: ReceiptRow, supplier_id: int | None) -> None:
    """Approve a receipt that needs no review, if that is wished for its supplier."""
    supplier = session.get(SupplierRow, supplier_id) if supplier_id is not None else None
    if supplier is None or not supplier.approves or row.needs_review:
        return
    if not to_receipt(row).missing_fields:
        review_state.set_approval(row, True, ())
        by = f"supplier:{supplier.name}"
        audit_log.add_entry(session, by, "approve", row, after={"approved": True})


def _lock_suppliers(session: Session) -> None:
    """Let two readings find or create suppliers one after the other; SQLite has one writer."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def find_match(session: Session, head: Letterhead) -> SupplierMatch:
    """The supplier of a letterhead among the stored ones."""
    ids = _find_holders(session, head.keys) | _find_namesakes(session, fold_name(head.name))
    return match_supplier(head, load_known(session, ids))


def load_known(session: Session, ids: Collection[int]) -> list[KnownSupplier]:
    """These suppliers with the keys in use, in the order of their ids."""
    rows = session.scalars(
        select(SupplierKeyRow).where(SupplierKeyRow.supplier_id.in_(ids), SupplierKeyRow.is_used)
    )
    keys: dict[int, list[SupplierKeyRow]] = defaultdict(list)
    for row in rows:
        keys[row.supplier_id].append(row)
    found = select(SupplierRow).where(SupplierRow.id.in_(ids)).order_by(SupplierRow.id)
    return [_to_known(row, keys[row.id]) for row in session.scalars(found)]


def _to_known(row: SupplierRow, keys: Sequence[SupplierKeyRow]) -> KnownSupplier:
    return KnownSupplier(
        row.id,
        row.country,
        tuple(key.value for key in keys if key.kind == KeyKind.NAME.value),
        frozenset((KeyKind(key.kind), key.value) for key in keys),
    )


def _find_holders(session: Session, keys: Iterable[SupplierKey]) -> set[int]:
    """The suppliers that have one of these keys."""
    same = [
        and_(SupplierKeyRow.kind == key.kind.value, SupplierKeyRow.value == key.value)
        for key in keys
    ]
    if not same:
        return set()
    return set(
        session.scalars(
            select(SupplierKeyRow.supplier_id).where(SupplierKeyRow.is_used, or_(*same))
        )
    )


def _find_namesakes(session: Session, name: str, bar: float = SAME_NAME) -> set[int]:
    """The suppliers with a name like this folded one."""
    if not name:
        return set()
    prefix = name[:PREFIX_LETTERS]
    is_near = func.abs(func.length(SupplierKeyRow.value) - len(name)) <= LENGTH_DIFFERENCE
    begins = and_(SupplierKeyRow.value >= prefix, SupplierKeyRow.value < prefix + "\uffff")
    wanted = select(SupplierKeyRow.supplier_id, SupplierKeyRow.value).where(
        SupplierKeyRow.kind == KeyKind.NAME.value, SupplierKeyRow.is_used, begins, is_near
    )
    alike = bar if len(name) >= MIN_NAME_LETTERS else 100
    return {
        supplier_id
        for supplier_id, value in session.execute(wanted)
        if fuzz.ratio(name, value) >= alike
    }


def find_nearest(session: Session, head: Letterhead, bar: float) -> set[int]:
    """The suppliers with a name that is rather like that of a letterhead."""
    return _find_namesakes(session, fold_name(head.name), bar)


def _create_supplier(session: Session, head: Letterhead) -> int:
    name = head.name or head.keys[0].shown
    row = SupplierRow(name=name, country=head.country, created_at=datetime.now(UTC))
    session.add(row)
    session.flush()
    return row.id


def _withdraw_shared(session: Session, match: SupplierMatch) -> None:
    """Stop using keys that suppliers with different names print."""
    for kind, value in match.shared:
        session.execute(
            update(SupplierKeyRow)
            .where(SupplierKeyRow.kind == kind.value, SupplierKeyRow.value == value)
            .values(is_used=False)
        )


def _add_keys(
    session: Session,
    supplier_id: int,
    head: Letterhead,
    shared: Collection[tuple[KeyKind, str]],
) -> None:
    """Add the keys that the supplier does not have; a key of another one stays with it."""
    rows = session.scalars(
        select(SupplierKeyRow).where(SupplierKeyRow.supplier_id == supplier_id)
    ).all()
    known = {(row.kind, row.value) for row in rows}
    names = [row.value for row in rows if row.kind == KeyKind.NAME.value and row.is_used]
    new = [key for key in head.keys if (key.kind, key.value) not in shared]
    if _is_new_name(head, names):
        new.append(SupplierKey(KeyKind.NAME, fold_name(head.name), head.name))
    for key in new:
        if (key.kind.value, key.value) not in known:
            add_key(session, supplier_id, key)


def _is_new_name(head: Letterhead, names: Sequence[str]) -> bool:
    """Whether the name is clear enough to recognise the supplier by."""
    own = fold_name(head.name)
    if not own or head.name_confidence < MIN_NAME_CONFIDENCE:
        return False
    return not names or max(compare_names(own, name) for name in names) >= COMPATIBLE_NAME


def add_key(session: Session, supplier_id: int, key: SupplierKey) -> SupplierKeyRow | None:
    """Add a key, unless another supplier is recognised by it; a name may be that of several."""
    if key.kind is not KeyKind.NAME and _find_holders(session, [key]) - {supplier_id}:
        return None
    row = SupplierKeyRow(
        supplier_id=supplier_id, kind=key.kind.value, value=key.value, shown=key.shown
    )
    session.add(row)
    return row
