"""Tables of duplicates: by what receipts are recognised, and what people have decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import TableBase


class FingerprintRow(TableBase):
    """The fingerprint of a receipt. That of a deleted one stays, without any value of it."""

    __tablename__ = "fingerprints"
    __table_args__ = (
        Index("ix_fingerprints_receipt", "receipt_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    receipt_id: Mapped[str] = mapped_column(String(36))
    pages: Mapped[list[Any]]
    """Pixels and look of each page, see `PagePrint`."""
    adopted_from: Mapped[str | None] = mapped_column(String(36), index=True)
    """The id of the merged receipt that it belonged to; None for the receipt's own."""
    deleted_file: Mapped[str | None]
    deleted_at: Mapped[datetime | None]


class FingerprintKeyRow(TableBase):
    """A key by which a fingerprint is found, see `duplicate_keys`."""

    __tablename__ = "fingerprint_keys"
    __table_args__ = (Index("ix_fingerprint_keys_owner", "fingerprint"),)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    fingerprint: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("fingerprints.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


class DistinctReceiptsRow(TableBase):
    """Two receipts of which a person has decided that both are kept, the later one first."""

    __tablename__ = "distinct_receipts"

    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[str] = mapped_column(String(36), primary_key=True, index=True)
    decided_at: Mapped[datetime]


class LookalikeSupplierRow(TableBase):
    """A supplier whose receipts of one day look alike and are no duplicates."""

    __tablename__ = "supplier_lookalikes"

    supplier_id: Mapped[int] = mapped_column(
        ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    decided_at: Mapped[datetime]


class LookalikeNameRow(TableBase):
    """The same for receipts that have a name and no supplier."""

    __tablename__ = "lookalike_suppliers"

    name: Mapped[str] = mapped_column(primary_key=True)
    """Folded by `search_text.fold_text`, as in `ReceiptRow.sort_name`."""
    decided_at: Mapped[datetime]
