"""Queries for suppliers. All results are frozen snapshots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, and_, cast, exists, func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.export_batch import ExportFilter, ExportState
from receipt_desktop.domain.receipt import ReceiptDetails, Status
from receipt_desktop.domain.suppliers import (
    KEY_STRENGTH,
    KeyKind,
    ListedSupplier,
    RuleTarget,
    Supplier,
    SupplierKey,
    SupplierName,
    SupplierRule,
)
from receipt_desktop.store import queries
from receipt_desktop.store.export_conditions import export_condition
from receipt_desktop.store.supplier_tables import (
    RuleValueRow,
    SupplierKeyRow,
    SupplierReceiptRow,
    SupplierRow,
    SupplierRuleRow,
)
from receipt_desktop.store.tables import CorrectionRow, ReceiptRow


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A value that a rule gave to a receipt."""

    made_at: datetime
    was_overridden: bool
    """Whether a person has entered another value."""
    is_approved: bool


def load_supplier_names(session: Session, ids: Collection[str]) -> dict[str, SupplierName]:
    """The suppliers of these receipts that have one, by receipt."""
    wanted = (
        select(SupplierReceiptRow.receipt_id, SupplierRow.id, SupplierRow.name)
        .join(SupplierRow, SupplierRow.id == SupplierReceiptRow.supplier_id)
        .where(SupplierReceiptRow.receipt_id.in_(ids))
    )
    return {row.receipt_id: SupplierName(row.id, row.name) for row in session.execute(wanted)}


def load_supplier(session: Session, supplier_id: int | None) -> Supplier | None:
    """A supplier with its keys and rules; None for an unknown one."""
    row = session.get(SupplierRow, supplier_id) if supplier_id is not None else None
    if row is None:
        return None
    keys = select(SupplierKeyRow).where(SupplierKeyRow.supplier_id == row.id)
    rules = select(SupplierRuleRow).where(
        SupplierRuleRow.supplier_id == row.id, SupplierRuleRow.deleted_at.is_(None)
    )
    return Supplier(
        row.id,
        row.name,
        row.country,
        _to_keys(session.scalars(keys.order_by(SupplierKeyRow.id)).all()),
        _to_rules(session, session.scalars(rules.order_by(SupplierRuleRow.id)).all()),
        row.uses_rules,
        row.approves,
    )


def _to_keys(rows: Sequence[SupplierKeyRow]) -> tuple[SupplierKey, ...]:
    keys = [
        SupplierKey(KeyKind(row.kind), row.value, row.shown, row.id, row.is_used) for row in rows
    ]
    return tuple(sorted(keys, key=lambda key: KEY_STRENGTH.index(key.kind)))


def _to_rules(session: Session, rows: Sequence[SupplierRuleRow]) -> tuple[SupplierRule, ...]:
    used = _load_uses(session, [row.id for row in rows])
    return tuple(to_rule(row, used.get(row.id, ())) for row in rows)


def to_rule(row: SupplierRuleRow, uses: Sequence[RuleUse] = ()) -> SupplierRule:
    """The rule of a row with its uses, newest first."""
    decisions = [use.was_overridden for use in uses if use.was_overridden or use.is_approved]
    in_row = decisions.index(False) if False in decisions else len(decisions)
    return SupplierRule(
        row.id,
        row.supplier_id,
        RuleTarget(row.target),
        row.value,
        row.keyword,
        row.is_active,
        hits=len(uses),
        overrides=sum(use.was_overridden for use in uses),
        overrides_in_row=in_row,
        last_used=uses[0].made_at if uses else None,
    )


def _load_uses(session: Session, rule_ids: Collection[int]) -> dict[int, list[RuleUse]]:
    """The uses of each rule, newest first."""
    same = and_(
        CorrectionRow.receipt_id == RuleValueRow.receipt_id,
        CorrectionRow.field == RuleValueRow.field,
    )
    is_kept = and_(
        CorrectionRow.text.is_not_distinct_from(RuleValueRow.text),
        CorrectionRow.minor.is_not_distinct_from(RuleValueRow.minor),
    )
    is_overridden = and_(CorrectionRow.receipt_id.is_not(None), ~is_kept)
    wanted = (
        select(RuleValueRow.rule_id, RuleValueRow.made_at, is_overridden, ReceiptRow.approved)
        .join(ReceiptRow, ReceiptRow.id == RuleValueRow.receipt_id)
        .outerjoin(CorrectionRow, same)
        .where(RuleValueRow.rule_id.in_(rule_ids), queries.IS_PRESENT)
        .order_by(RuleValueRow.made_at.desc())
    )
    found: dict[int, list[RuleUse]] = defaultdict(list)
    for rule_id, made_at, overridden, approved in session.execute(wanted):
        found[rule_id].append(RuleUse(made_at, bool(overridden), bool(approved)))
    return found


def list_suppliers(session: Session) -> list[ListedSupplier]:
    """All suppliers with the numbers of their receipts and rules, by name."""
    is_open = cast(and_(ReceiptRow.approved.is_(False), queries.IS_PRESENT), Integer)
    counts = (
        select(
            SupplierReceiptRow.supplier_id,
            func.count().label("receipts"),
            func.sum(is_open).label("open"),
            func.max(ReceiptRow.day).label("last_day"),
        )
        .join(ReceiptRow, ReceiptRow.id == SupplierReceiptRow.receipt_id)
        .where(queries.IS_PRESENT)
        .group_by(SupplierReceiptRow.supplier_id)
        .subquery()
    )
    rules = (
        select(SupplierRuleRow.supplier_id, func.count().label("rules"))
        .where(SupplierRuleRow.deleted_at.is_(None))
        .group_by(SupplierRuleRow.supplier_id)
        .subquery()
    )
    wanted = (
        select(
            SupplierRow.id,
            SupplierRow.name,
            counts.c.receipts,
            counts.c.open,
            rules.c.rules,
            counts.c.last_day,
        )
        .outerjoin(counts, counts.c.supplier_id == SupplierRow.id)
        .outerjoin(rules, rules.c.supplier_id == SupplierRow.id)
    )
    listed = [
        ListedSupplier(row[0], row[1], row[2] or 0, int(row[3] or 0), row[4] or 0, row[5])
        for row in session.execute(wanted)
    ]
    return sorted(listed, key=lambda one: (one.name.casefold(), one.id))


def find_open_ids(session: Session, supplier_id: int) -> list[str]:
    """The receipts of a supplier that rules may change: read, not approved; newest first."""
    wanted = (
        select(ReceiptRow.id)
        .join(SupplierReceiptRow, SupplierReceiptRow.receipt_id == ReceiptRow.id)
        .where(SupplierReceiptRow.supplier_id == supplier_id, *OPEN_CONDITIONS)
    )
    return list(session.scalars(wanted.order_by(ReceiptRow.number.desc())))


OPEN_CONDITIONS = (
    queries.IS_PRESENT,
    ReceiptRow.status == Status.COMPLETED.value,
    ReceiptRow.approved.is_(False),
    export_condition(ExportFilter(ExportState.NOT_EXPORTED)),
)
"""What a receipt has to be so that a rule may change it."""


def keep_open_ids(session: Session, ids: Collection[str]) -> frozenset[str]:
    """Those of these receipts that a rule may change."""
    wanted = select(ReceiptRow.id).where(ReceiptRow.id.in_(ids), *OPEN_CONDITIONS)
    return frozenset(session.scalars(wanted))


def find_unassigned_ids(session: Session, limit: int) -> list[str]:
    """Read receipts that were not looked at for their supplier yet, the newest first."""
    looked_at = exists().where(SupplierReceiptRow.receipt_id == ReceiptRow.id)
    wanted = select(ReceiptRow.id).where(
        queries.IS_PRESENT, ReceiptRow.status == Status.COMPLETED.value, ~looked_at
    )
    return list(session.scalars(wanted.order_by(ReceiptRow.number.desc()).limit(limit)))


def choose_examples(details: Sequence[ReceiptDetails], most: int) -> list[ReceiptDetails]:
    """The receipts that a person has checked, those with corrections first."""
    checked = [one for one in details if one.corrected_fields or one.receipt.approved]
    return sorted(checked, key=lambda one: not one.corrected_fields)[:most]
