"""The table of configured sources."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from receipt_desktop.store.tables import TableBase


class IntakeSourceRow(TableBase):
    """A configured source or rule, see `domain.intake`."""

    __tablename__ = "intake_sources"
    __table_args__ = (
        UniqueConstraint("kind", "name", "sender", name="uq_intake_sources"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str]
    sender: Mapped[str]
    enabled: Mapped[bool]
    options: Mapped[dict[str, Any]]
    rule: Mapped[dict[str, Any]]
    looked_at: Mapped[datetime | None]
    failed: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Code, sentence, key and details of a `Failure`."""
