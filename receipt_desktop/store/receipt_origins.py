"""The archives and messages that receipts were unpacked from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from receipt_desktop.domain.containers import Origin
from receipt_desktop.store.tables import TableBase

MAX_TEXT_LENGTH = 500
"""Characters of each text that are kept."""


class ReceiptOriginRow(TableBase):
    """Where a receipt that was unpacked was, see `domain.containers.Origin`."""

    __tablename__ = "receipt_origins"
    __table_args__ = (Index("ix_receipt_origins_hash", "content_hash"),)

    receipt_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("receipts.id", ondelete="CASCADE"), primary_key=True
    )
    container: Mapped[str]
    content_hash: Mapped[str] = mapped_column(String(64))
    member: Mapped[str]
    sender: Mapped[str]
    subject: Mapped[str]
    sent_at: Mapped[datetime | None]


def add_origins(session: Session, origins: Mapping[str, Origin]) -> None:
    """Keep where the receipts of new rows were, by their ids."""
    if origins:
        session.flush()  # the rows first
    session.add_all(
        ReceiptOriginRow(
            receipt_id=receipt_id,
            container=origin.container[:MAX_TEXT_LENGTH],
            content_hash=origin.content_hash,
            member=origin.member[:MAX_TEXT_LENGTH],
            sender=origin.sender[:MAX_TEXT_LENGTH],
            subject=origin.subject[:MAX_TEXT_LENGTH],
            sent_at=origin.sent_at,
        )
        for receipt_id, origin in origins.items()
    )


def load_origins(session: Session, ids: Collection[str]) -> dict[str, Origin]:
    """Where these receipts were, of those that were unpacked."""
    wanted = select(ReceiptOriginRow).where(ReceiptOriginRow.receipt_id.in_(ids))
    return {
        row.receipt_id: Origin(
            row.container, row.content_hash, row.member, row.sender, row.subject, row.sent_at
        )
        for row in session.scalars(wanted)
    }
