"""Tables of API clients: submissions, idempotency keys, webhook deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import TableBase


class SubmissionRow(TableBase):
    """Information that a client submitted with a receipt.

    `submitted_at` is evidence for support; the program does not read it.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_receipt", "receipt_id"),
        Index("ix_submissions_client", "client", "receipt_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    receipt_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("receipts.id", ondelete="CASCADE")
    )
    client: Mapped[str]
    source: Mapped[str | None]
    expected_type: Mapped[str | None]
    submitted_at: Mapped[datetime]


class IdempotencyKeyRow(TableBase):
    """A request with an idempotency key; without `receipt_ids` it is still running."""

    __tablename__ = "repeats"
    __table_args__ = (Index("ix_repeats_begun", "begun_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of client and key, hex."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the request, hex."""
    receipt_ids: Mapped[list[Any] | None]
    begun_at: Mapped[datetime]


class WebhookDeliveryRow(TableBase):
    """A webhook of a receipt; without `due_at` no further attempt is made.

    `told_at` is evidence for support; the program does not read it.
    """

    __tablename__ = "callbacks"
    __table_args__ = (
        Index("ix_callbacks_due", "due_at"),
        Index("ix_callbacks_receipt", "receipt_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    receipt_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("receipts.id", ondelete="CASCADE")
    )
    url: Mapped[str]
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    trouble: Mapped[str | None]
