"""Tables of suppliers, their keys and rules, and the values that rules gave to receipts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import EvidenceColumns, MinorUnits, TableBase


class SupplierRow(TableBase):
    """A supplier."""

    __tablename__ = "suppliers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    country: Mapped[str | None] = mapped_column(String(2))
    uses_rules: Mapped[bool] = mapped_column(default=True)
    approves: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class SupplierKeyRow(TableBase):
    """What a supplier is recognised by."""

    __tablename__ = "supplier_keys"
    __table_args__ = (
        Index("ix_supplier_keys_value", "kind", "value"),
        Index("ix_supplier_keys_supplier", "supplier_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    value: Mapped[str]
    shown: Mapped[str]
    is_used: Mapped[bool] = mapped_column(default=True)


class SupplierRuleRow(TableBase):
    """A rule. A deleted one stays, so that it is not proposed again."""

    __tablename__ = "supplier_rules"
    __table_args__ = (Index("ix_supplier_rules_supplier", "supplier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id", ondelete="CASCADE"))
    target: Mapped[str] = mapped_column(String(16))
    value: Mapped[str]
    keyword: Mapped[str] = mapped_column(default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    deleted_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class SupplierReceiptRow(TableBase):
    """The supplier of a receipt; None if nothing on it says who that is."""

    __tablename__ = "supplier_receipts"
    __table_args__ = (Index("ix_supplier_receipts_supplier", "supplier_id"),)

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("suppliers.id", ondelete="SET NULL"))
    kind: Mapped[str | None] = mapped_column(String(12))
    """The kind of the key by which it was recognised; None if the receipt was the first."""


class RuleValueRow(EvidenceColumns, TableBase):
    """A value that a rule gave to a receipt; both None mean that it is not on the receipt."""

    __tablename__ = "rule_values"
    __table_args__ = (Index("ix_rule_values_rule", "rule_id"),)

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str | None]
    minor: Mapped[MinorUnits | None]
    rule_id: Mapped[int]
    """Not a foreign key: an approved receipt keeps the value of a rule that is gone."""
    made_at: Mapped[datetime]
