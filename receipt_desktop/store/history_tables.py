"""Tables of attempts, outcomes, the audit log, queue switches and processes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import TableBase


class AttemptRow(TableBase):
    """An attempt; the attempts of one run of a receipt are its job record."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_receipt", "receipt_id", "run", "number"),
        Index("ix_attempts_started", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    receipt_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("receipts.id", ondelete="CASCADE")
    )
    run: Mapped[int]
    number: Mapped[int]
    worker: Mapped[str]
    queued_at: Mapped[datetime]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(12))
    stages: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure_code: Mapped[str | None]
    failure_sentence: Mapped[str | None]
    failure_key: Mapped[str | None]
    failure_details: Mapped[dict[str, Any] | None]
    error_class: Mapped[str | None]
    trace: Mapped[str | None]
    seconds: Mapped[float | None]
    """Duration, by a monotonic clock if possible."""
    waited: Mapped[float | None]
    """Seconds in the queue, by a monotonic clock if possible."""


class OutcomeRow(TableBase):
    """A terminal outcome, for the statistics; it outlives its receipt."""

    __tablename__ = "outcomes"
    __table_args__ = (Index("ix_outcomes_ended", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    receipt_id: Mapped[str] = mapped_column(String(36))
    ended_at: Mapped[datetime]
    completed: Mapped[bool]
    waited: Mapped[float | None]
    ran: Mapped[float | None]
    attempts: Mapped[int]
    code: Mapped[str | None]


class AuditRow(TableBase):
    """A change by a person or an API client, or a result. Triggers reject updates and deletions.

    Each entry carries the hash of the one before it, see `audit_chain`.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_receipt", "receipt_id"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    receipt_id: Mapped[str | None] = mapped_column(String(36))
    subject: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    """Of subject, before and after."""
    previous_hash: Mapped[str] = mapped_column(String(64), default="")
    hash: Mapped[str] = mapped_column(String(64), default="")


class ImportedRow(TableBase):
    """A row of another program's file that came in as a receipt."""

    __tablename__ = "imported_rows"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Names the row in all files of that program."""
    receipt_id: Mapped[str] = mapped_column(
        ForeignKey("receipts.id", ondelete="CASCADE"), index=True
    )
    batch: Mapped[int] = mapped_column(index=True)


class QueueSwitchRow(TableBase):
    """A switch of the queue, for all processes: paused, draining.

    `changed_at` is evidence for support; the program does not read it.
    """

    __tablename__ = "switches"

    name: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[bool]
    changed_at: Mapped[datetime]


class ProcessRow(TableBase):
    """A process that takes receipts from the queue."""

    __tablename__ = "processes"

    name: Mapped[str] = mapped_column(primary_key=True)
    host: Mapped[str]
    pid: Mapped[int]
    kind: Mapped[str]
    concurrency: Mapped[int]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
