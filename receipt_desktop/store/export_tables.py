"""Tables of export profiles, of exported batches, and of the receipts in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import TableBase


class ExportProfileRow(TableBase):
    """A saved profile, see `domain.export_profile_json`."""

    __tablename__ = "export_profiles"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class ExportBatchRow(TableBase):
    """An export; one that is not finished was interrupted and does not count."""

    __tablename__ = "export_batches"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    profile: Mapped[str] = mapped_column(String(40))
    profile_name: Mapped[str]
    format_name: Mapped[str]
    at: Mapped[datetime]
    """When it began: what was changed since then may not be in it."""
    actor: Mapped[str]
    target: Mapped[str]
    receipts: Mapped[int]
    rows: Mapped[int]
    finished: Mapped[bool]
    undone_at: Mapped[datetime | None]
    chain_head: Mapped[str] = mapped_column(default="")
    """The head of the audit log before it, NUMBER:HASH."""


class ExportMarkRow(TableBase):
    """A receipt in a batch."""

    __tablename__ = "export_marks"
    __table_args__ = (Index("ix_export_marks_batch", "batch"),)

    receipt: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("receipts.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    batch: Mapped[int] = mapped_column(
        ForeignKey("export_batches.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
