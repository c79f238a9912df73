"""Values that rules give to receipts, beneath the corrections. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.suppliers import RuleValue
from receipt_desktop.store.mapping import evidence_columns, pack_value, to_evidence, unpack_value
from receipt_desktop.store.reading_hash import RULE_COLUMNS, hash_rule_values
from receipt_desktop.store.supplier_tables import RuleValueRow


def load_rule_values(session: Session, receipt_id: str) -> list[RuleValueRow]:
    """The values that rules gave to a receipt."""
    return list(session.scalars(select(RuleValueRow).where(RuleValueRow.receipt_id == receipt_id)))


def add_rule_values(
    session: Session, receipt_id: str, values: Iterable[RuleValue], currency: str | None
) -> Sequence[RuleValueRow]:
    """Store the values of a receipt that has none; amounts are in this currency."""
    rows = [_to_row(receipt_id, value, currency) for value in values]
    session.add_all(rows)
    if rows:
        session.flush()
    return rows


def hash_rows(rows: Iterable[RuleValueRow]) -> str | None:
    """The hash for the audit log; None without any row."""
    return hash_rule_values({name: getattr(row, name) for name in RULE_COLUMNS} for row in rows)


def set_rule_value(
    session: Session, receipt_id: str, field: Field, value: RuleValue | None, currency: str | None
) -> None:
    """Store the value of one field; None removes it."""
    row = session.get(RuleValueRow, (receipt_id, field.value))
    if row is not None:
        session.delete(row)
        session.flush()
    if value is not None:
        session.add(_to_row(receipt_id, value, currency))


def to_rule_value(row: RuleValueRow, currency: str | None) -> RuleValue:
    """The value of a row."""
    field = Field(row.field)
    value = unpack_value(field, row.text, row.minor, currency)
    return RuleValue(field, value, row.rule_id, to_evidence(row))


def _to_row(receipt_id: str, value: RuleValue, currency: str | None) -> RuleValueRow:
    text, minor = (None, None) if value.value is None else pack_value(value.value, currency)
    return RuleValueRow(
        receipt_id=receipt_id,
        field=value.field.value,
        text=text,
        minor=minor,
        rule_id=value.rule_id,
        made_at=datetime.now(UTC),
        **evidence_columns(value.evidence),
    )
