"""Rules of suppliers, and what they change on open receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import InvalidRequest, NotFound
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.suppliers import (
    OpenReceipt,
    RuleChange,
    RuleTarget,
    RuleValue,
    SupplierRule,
)
from receipt_desktop.store import audit_log, queries, readings, review_state, supplier_queries
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.commands import record_value_change
from receipt_desktop.store.list_values import update_list_values
from receipt_desktop.store.money import is_currency_code
from receipt_desktop.store.rule_values import (
    hash_rows,
    load_rule_values,
    set_rule_value,
    to_rule_value,
)
from receipt_desktop.store.supplier_queries import keep_open_ids
from receipt_desktop.store.supplier_tables import SupplierRuleRow
from receipt_desktop.store.suppliers import get_row
from receipt_desktop.store.tables import ReadingRow, ReceiptRow

BATCH_SIZE = 100
"""Receipts loaded at a time."""
CHANGED_AT_ONCE = 10
"""Receipts changed in one transaction, so that other changes are not kept waiting."""


class SupplierRules(StoreBase):
    """Rules; `by` names the actor in the audit log."""

    def get_rule(self, rule_id: int) -> SupplierRule:
        """One rule. Raises `NotFound`."""
        with self._read_session() as session:
            row = _get_rule_row(session, rule_id)
            rules = supplier_queries.load_supplier(session, row.supplier_id)
            found = next((r for r in rules.rules if r.id == rule_id), None) if rules else None
        if found is None:
            raise NotFound("unknown_rule")
        return found

    def is_rejected(self, supplier_id: int, target: RuleTarget, value: str) -> bool:
        """Whether a person has deleted this rule; it is not proposed again."""
        wanted = select(SupplierRuleRow.id).where(
            SupplierRuleRow.supplier_id == supplier_id,
            SupplierRuleRow.target == target.value,
            SupplierRuleRow.value == value,
            SupplierRuleRow.deleted_at.is_not(None),
        )
        with self._read_session() as session:
            return session.scalars(wanted).first() is not None

    def save_rule(
        self,
        supplier_id: int,
        target: RuleTarget,
        value: str,
        keyword: str = "",
        by: str = DEFAULT_ACTOR,
    ) -> tuple[int, SupplierRule | None]:
        """Add a rule or change the one for this target; its id, and the rule as it was.

        Raises `InvalidRequest` for a currency that there is not.
        """
        if target is RuleTarget.CURRENCY and not is_currency_code(value):
            raise InvalidRequest("no_currency_code", code=value)
        with self._transaction() as (session, _):
            subject = get_row(session, supplier_id).name
            row = _find_row(session, supplier_id, target, keyword)
            previous = supplier_queries.to_rule(row) if row and row.deleted_at is None else None
            if row is None:
                row = SupplierRuleRow(
                    supplier_id=supplier_id, target=target.value, keyword=keyword, value=value
                )
                row.created_at = datetime.now(UTC)
                session.add(row)
            row.value, row.is_active, row.deleted_at = value, True, None
            session.flush()
            before = {target.value: previous.value if previous else None}
            audit_log.add_entry(
                session,
                by,
                "rule",
                None,
                subject=subject,
                before=before,
                after={target.value: value},
            )
        return row.id, previous

    def restore_rule(
        self, rule_id: int, previous: SupplierRule | None, by: str = DEFAULT_ACTOR
    ) -> None:
        """Make a rule what it was before; None removes it as if it had never been."""
        with self._transaction() as (session, _):
            row = _get_rule_row(session, rule_id)
            before = {row.target: row.value}
            if previous is None:
                session.delete(row)
            else:
                row.value, row.is_active = previous.value, previous.is_active
                row.deleted_at = None
            after = {row.target: previous.value if previous else None}
            subject = get_row(session, row.supplier_id).name
            audit_log.add_entry(
                session, by, "unrule", None, subject=subject, before=before, after=after
            )

    def switch_rule(self, rule_id: int, on: bool, by: str = DEFAULT_ACTOR) -> None:
        """Switch a rule on or off."""
        with self._transaction() as (session, _):
            row = _get_rule_row(session, rule_id)
            row.is_active = on
            subject = get_row(session, row.supplier_id).name
            after = {row.target: row.value, "active": on}
            audit_log.add_entry(session, by, "switch_rule", None, subject=subject, after=after)

    def delete_rule(self, rule_id: int, by: str = DEFAULT_ACTOR) -> None:
        """Delete a rule for good: it is not proposed again."""
        with self._transaction() as (session, _):
            row = _get_rule_row(session, rule_id)
            row.deleted_at = datetime.now(UTC)
            subject = get_row(session, row.supplier_id).name
            before = {row.target: row.value}
            audit_log.add_entry(session, by, "delete_rule", None, subject=subject, before=before)

    def iterate_open_receipts(self, supplier_id: int) -> Iterator[OpenReceipt]:
        """The receipts of a supplier that rules may change, as they were read, newest first."""
        with self._read_session() as session:
            ids = tuple(supplier_queries.find_open_ids(session, supplier_id))
        for start in range(0, len(ids), BATCH_SIZE):
            with self._read_session() as session:
                batch = list(_load_open(session, ids[start : start + BATCH_SIZE]))
            yield from batch

    def load_as_read(self, receipt_id: str) -> OpenReceipt | None:
        """One receipt as it was read, whatever its state; None without a reading."""
        with self._read_session() as session:
            return next(_load_open(session, (receipt_id,)), None)

    def change_rule_values(
        self, changes: Sequence[RuleChange], by: str = DEFAULT_ACTOR
    ) -> tuple[RuleChange, ...]:
        """Give open receipts the values of rules; returns the changes that were made.

        Receipts that were approved, exported or removed meanwhile are left as they are.
        """
        by_receipt: dict[str, list[RuleChange]] = defaultdict(list)
        for change in changes:
            by_receipt[change.receipt_id].append(change)
        made: list[RuleChange] = []
        ids = sorted(by_receipt)
        for start in range(0, len(ids), CHANGED_AT_ONCE):
            with self._transaction() as (session, changed):
                rows = queries.lock_rows(session, ids[start : start + CHANGED_AT_ONCE])
                open_ids = keep_open_ids(session, [row.id for row in rows])
                rows = [row for row in rows if row.id in open_ids]
                for row in rows:
                    for change in by_receipt[row.id]:
                        _change_value(session, row, change, by)
                        made.append(change)
                changed.extend(_with_dependents(session, rows))
        return tuple(made)


def _get_rule_row(session: Session, rule_id: int) -> SupplierRuleRow:
    row = session.get(SupplierRuleRow, rule_id)
    if row is None:
        raise NotFound("unknown_rule")
    return row


def _find_row(
    session: Session, supplier_id: int, target: RuleTarget, keyword: str
) -> SupplierRuleRow | None:
    wanted = select(SupplierRuleRow).where(
        SupplierRuleRow.supplier_id == supplier_id,
        SupplierRuleRow.target == target.value,
        SupplierRuleRow.keyword == keyword,
    )
    return session.scalars(wanted).first()


def _load_open(session: Session, ids: Sequence[str]) -> Iterator[OpenReceipt]:
    wanted = select(ReceiptRow).where(ReceiptRow.id.in_(ids)).order_by(ReceiptRow.number.desc())
    for row in session.scalars(wanted):
        head = session.get(ReadingRow, row.id)
        if head is None:
            continue
        values = [to_rule_value(one, head.currency) for one in load_rule_values(session, row.id)]
        yield OpenReceipt(
            row.id,
            row.file_name,
            row.day,
            readings.load_uncorrected(session, row, head),
            {value.field: value for value in values},
            frozenset(Field(one.field) for one in readings.load_corrections(session, row.id)),
        )


def _change_value(session: Session, row: ReceiptRow, change: RuleChange, by: str) -> None:
    action = review_state.CORRECT_ACTION if change.after else review_state.UNCORRECT_ACTION

    def act(session: Session, row: ReceiptRow) -> None:
        _store_value(session, row, change.field, change.after)

    entry = action, by
    record_value_change(session, row, change.field.value, act, entry, further=_describe_values)


def _describe_values(session: Session, row: ReceiptRow) -> dict[str, Any]:
    """What tells the entry from that of a correction: the hash of the values of rules now."""
    return {"rules": hash_rows(load_rule_values(session, row.id))}


def _store_value(session: Session, row: ReceiptRow, field: Field, value: RuleValue | None) -> None:
    head = session.get(ReadingRow, row.id)
    if head is None:
        return
    set_rule_value(session, row.id, field, value, head.currency)
    session.flush()
    update_list_values(session, row, review_state.settle_rules(session, row, head))


def _with_dependents(session: Session, rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    others = [one for row in rows for one in review_state.recheck_dependents(session, row)]
    return list({row.id: row for row in (*rows, *others)}.values())
