"""Suppliers: their keys, rules and receipts, and what rules change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.receipt import ReceiptDetails
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.suppliers import (
    KeyKind,
    ListedSupplier,
    Supplier,
    SupplierKey,
    SupplierMerge,
)
from receipt_desktop.store import queries, reading_batches, supplier_queries
from receipt_desktop.store.audit_log import DEFAULT_ACTOR, add_entry
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.duplicate_decisions import share_lookalike
from receipt_desktop.store.readings import load_uncorrected
from receipt_desktop.store.supplier_assignment import (
    add_key,
    assign_supplier,
    find_match,
    find_nearest,
)
from receipt_desktop.store.supplier_tables import (
    SupplierKeyRow,
    SupplierReceiptRow,
    SupplierRow,
    SupplierRuleRow,
)
from receipt_desktop.store.tables import ReadingRow, ReceiptRow
from receipt_desktop.validation.supplier_keys import Letterhead, fold_name, read_letterhead

ASSIGNED_AT_ONCE = 25
"""Few, so that other changes are not kept waiting."""
NEAREST_NAME = 75
"""The similarity of a supplier whose receipts may serve as examples."""
RECENT_RECEIPTS = 12
"""The newest receipts of a supplier among which examples are looked for."""


class Suppliers(StoreBase):
    """Suppliers; `by` names the actor in the audit log."""

    def list_suppliers(self) -> list[ListedSupplier]:
        """All suppliers, by name."""
        with self._read_session() as session:
            return supplier_queries.list_suppliers(session)

    def get_supplier(self, supplier_id: int) -> Supplier:
        """One supplier with its keys and rules. Raises `NotFound`."""
        with self._read_session() as session:
            found = supplier_queries.load_supplier(session, supplier_id)
        if found is None:
            raise NotFound("unknown_supplier")
        return found

    def find_supplier(self, head: Letterhead, receipt_id: str = "") -> Supplier | None:
        """The known supplier of a receipt that is being read, perhaps again."""
        with self._read_session() as session:
            kept = session.get(SupplierReceiptRow, receipt_id)
            found = kept.supplier_id if kept else None
            found = found or find_match(session, head).supplier_id
            return supplier_queries.load_supplier(session, found)

    def find_supplier_of(self, receipt_id: str) -> Supplier | None:
        """The supplier of a receipt, which is assigned now if it was read by an older version."""
        with self._read_session() as session:
            known = session.get(SupplierReceiptRow, receipt_id)
            if known is not None:
                return supplier_queries.load_supplier(session, known.supplier_id)
        self._assign_receipts([receipt_id])
        with self._read_session() as session:
            known = session.get(SupplierReceiptRow, receipt_id)
            return supplier_queries.load_supplier(session, known.supplier_id) if known else None

    def assign_unassigned(self) -> int:
        """Assign some receipts that an older version has read; returns how many."""
        with self._read_session() as session:
            ids = supplier_queries.find_unassigned_ids(session, ASSIGNED_AT_ONCE)
        self._assign_receipts(ids)
        return len(ids)

    def _assign_receipts(self, ids: Sequence[str]) -> None:
        """Assign receipts; their texts are looked at before the database is locked."""
        with self._read_session() as session:
            heads = {receipt_id: _read_head(session, receipt_id) for receipt_id in ids}
        with self._transaction(durable=False) as (session, _):
            present = {row.id for row in queries.lock_rows(session, ids)}
            for receipt_id in ids:
                if receipt_id in present:
                    assign_supplier(session, receipt_id, heads[receipt_id])

    def find_examples(self, head: Letterhead, most: int) -> list[ReceiptDetails]:
        """Receipts of this supplier, or of the one nearest by name, that a person has checked."""
        with self._read_session() as session:
            match = find_match(session, head).supplier_id
            ids = {match} if match else find_nearest(session, head, NEAREST_NAME)
            wanted = (
                select(SupplierReceiptRow.receipt_id)
                .join(ReadingRow, ReadingRow.receipt_id == SupplierReceiptRow.receipt_id)
                .where(SupplierReceiptRow.supplier_id.in_(ids))
                .order_by(ReadingRow.extracted_at.desc())
            )
            recent = ReceiptQuery(ids=tuple(session.scalars(wanted.limit(RECENT_RECEIPTS))))
            details = reading_batches.load_details(session, queries.find_rows(session, recent))
        return supplier_queries.choose_examples(details, most)

    def list_supplier_receipts(self, supplier_id: int) -> tuple[str, ...]:
        """The ids of the receipts of a supplier that are on the list."""
        wanted = select(SupplierReceiptRow.receipt_id).where(
            SupplierReceiptRow.supplier_id == supplier_id
        )
        with self._read_session() as session:
            found = tuple(session.scalars(wanted))
            return tuple(queries.find_statuses(session, found))

    def change_supplier(
        self,
        supplier_id: int,
        *,
        name: str | None = None,
        uses_rules: bool | None = None,
        approves: bool | None = None,
        by: str = DEFAULT_ACTOR,
    ) -> Supplier:
        """Change what is not None; returns the supplier as it is now."""
        wanted = {"name": name, "uses_rules": uses_rules, "approves": approves}
        changes = {key: value for key, value in wanted.items() if value is not None}
        with self._transaction() as (session, _):
            row = get_row(session, supplier_id)
            before = {key: getattr(row, key) for key in changes}
            for key, value in changes.items():
                setattr(row, key, value)
            if name:
                _learn_name(session, supplier_id, name)
            add_entry(session, by, "supplier", None, subject=row.name, before=before, after=changes)
            session.flush()
            return require(session, supplier_id)

    def use_key(self, key_id: int, used: bool, by: str = DEFAULT_ACTOR) -> Supplier:
        """Recognise a supplier by one of its keys, or no longer."""
        with self._transaction() as (session, _):
            row = session.get(SupplierKeyRow, key_id)
            if row is None:
                raise NotFound("unknown_supplier")
            row.is_used = used
            subject = get_row(session, row.supplier_id).name
            add_entry(
                session,
                by,
                "supplier",
                None,
                subject=subject,
                after={row.kind: row.shown, "used": used},
            )
            session.flush()
            return require(session, row.supplier_id)

    def merge_suppliers(
        self, kept_id: int, removed_id: int, by: str = DEFAULT_ACTOR
    ) -> SupplierMerge:
        """Make one supplier of two; the rules of the kept one win."""
        with self._transaction() as (session, _):
            kept, removed = require(session, kept_id), require(session, removed_id)
            merge = _describe_merge(session, kept, removed)
            _move(session, merge, kept_id)
            share_lookalike(session, removed_id, kept_id)
            session.execute(delete(SupplierRow).where(SupplierRow.id == removed_id))
            add_entry(
                session,
                by,
                "merge_suppliers",
                None,
                subject=kept.name,
                before={"supplier": removed.name},
            )
        return merge

    def undo_supplier_merge(self, merge: SupplierMerge, by: str = DEFAULT_ACTOR) -> None:
        """Make two suppliers of one again."""
        old = merge.removed
        with self._transaction() as (session, _):
            session.add(
                SupplierRow(
                    id=old.id,
                    name=old.name,
                    country=old.country,
                    uses_rules=old.uses_rules,
                    approves=old.approves,
                    created_at=datetime.now(UTC),
                )
            )
            session.flush()
            _move(session, merge, old.id)
            share_lookalike(session, merge.kept_id, old.id)
            session.add_all(_restore_rest(merge))
            add_entry(session, by, "unmerge_suppliers", None, subject=old.name)


def get_row(session: Session, supplier_id: int) -> SupplierRow:
    """The row of a supplier. Raises `NotFound`."""
    row = session.get(SupplierRow, supplier_id)
    if row is None:
        raise NotFound("unknown_supplier")
    return row


def require(session: Session, supplier_id: int) -> Supplier:
    """A supplier with its keys and rules. Raises `NotFound`."""
    found = supplier_queries.load_supplier(session, supplier_id)
    if found is None:
        raise NotFound("unknown_supplier")
    return found


def _read_head(session: Session, receipt_id: str) -> Letterhead:
    """What a receipt says about its supplier, as it was read."""
    row, head = session.get(ReceiptRow, receipt_id), session.get(ReadingRow, receipt_id)
    if row is None or head is None:
        return Letterhead("", 0.0, None, ())
    reading = load_uncorrected(session, row, head)
    return read_letterhead(reading.checked.draft, reading.text)


def _learn_name(session: Session, supplier_id: int, name: str) -> None:
    """Recognise the supplier by this name too."""
    folded = fold_name(name)
    known = select(SupplierKeyRow).where(
        SupplierKeyRow.supplier_id == supplier_id,
        SupplierKeyRow.kind == KeyKind.NAME.value,
        SupplierKeyRow.value == folded,
    )
    if folded and session.scalars(known).first() is None:
        add_key(session, supplier_id, SupplierKey(KeyKind.NAME, folded, name))


def _describe_merge(session: Session, kept: Supplier, removed: Supplier) -> SupplierMerge:
    """What moves: all receipts, the keys and rules that the kept supplier does not have."""
    known = {(key.kind, key.value) for key in kept.keys}
    wanted = select(SupplierReceiptRow.receipt_id)
    receipts = session.scalars(wanted.where(SupplierReceiptRow.supplier_id == removed.id))
    return SupplierMerge(
        kept.id,
        removed,
        tuple(receipts),
        tuple(key.id for key in removed.keys if (key.kind, key.value) not in known),
        tuple(
            rule.id for rule in removed.rules if kept.find_rule(rule.target, rule.keyword) is None
        ),
    )


def _restore_rest(merge: SupplierMerge) -> Iterator[SupplierKeyRow | SupplierRuleRow]:
    """The keys and rules that did not move, because the kept supplier had its own."""
    old = merge.removed
    for key in old.keys:
        if key.id not in merge.key_ids:
            yield SupplierKeyRow(
                supplier_id=old.id,
                kind=key.kind.value,
                value=key.value,
                shown=key.shown,
                is_used=key.is_used,
            )
    for rule in old.rules:
        if rule.id not in merge.rule_ids:
            yield SupplierRuleRow(
                id=rule.id,
                supplier_id=old.id,
                target=rule.target.value,
                value=rule.value,
                keyword=rule.keyword,
                is_active=rule.is_active,
                created_at=datetime.now(UTC),
            )


def _move(session: Session, merge: SupplierMerge, supplier_id: int) -> None:
    for table, ids in (
        (SupplierKeyRow, merge.key_ids),
        (SupplierRuleRow, merge.rule_ids),
    ):
        session.execute(update(table).where(table.id.in_(ids)).values(supplier_id=supplier_id))
    for chunk in queries.split_chunks(merge.receipt_ids):
        session.execute(
            update(SupplierReceiptRow)
            .where(SupplierReceiptRow.receipt_id.in_(chunk))
            .values(supplier_id=supplier_id)
        )
