"""New rows; the caller owns the transaction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.receipt import Priority, Stage, Status, Wish
from receipt_desktop.store import audit, selection
from receipt_desktop.store.decisions import set_wish
from receipt_desktop.store.tables import ReceiptRow

Key = tuple[str, int | None]
"""Content hash and page."""


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """What a new row needs."""

    file_name: str
    content_hash: str
    priority: Priority
    wish: Wish
    original: str = ""
    """Path of the kept file when it was added; files are found by their hash."""

    @property
    def key(self) -> Key:
        return self.content_hash, self.wish.page


def add(session: Session, new: Sequence[NewReceipt], by: str) -> list[tuple[ReceiptRow, bool]]:
    """The row of each, and whether it was there before; `by` is noted in the audit log."""
    for content_hash in sorted({one.content_hash for one in new}):
        selection.lock_bytes(session, content_hash)
    rows = _present(session, new)
    added = []
    for one in new:
        known = one.key in rows
        if not known:
            rows[one.key] = _insert(session, one, by)
        added.append((rows[one.key], known))
    return added


def _present(session: Session, new: Sequence[NewReceipt]) -> dict[Key, ReceiptRow]:
    """The newest row of each of these bytes and pages."""
    found: dict[Key, ReceiptRow] = {}
    for some in selection.chunks(tuple({one.content_hash for one in new})):
        wanted = select(ReceiptRow).where(selection.PRESENT, ReceiptRow.content_hash.in_(some))
        for row in session.scalars(wanted.order_by(ReceiptRow.created_at)):
            found[row.content_hash, row.page] = row
    return found


def _insert(session: Session, new: NewReceipt, by: str) -> ReceiptRow:
    now = datetime.now(UTC)
    row = ReceiptRow(
        id=str(uuid.uuid4()),
        file_name=new.file_name,
        content_hash=new.content_hash,
        original=new.original,
        priority=int(new.priority),
        status=Status.PENDING.value,
        stage=Stage.QUEUED.value,
        search=new.file_name.casefold(),
        created_at=now,
        queued_at=now,
        version=0,
    )
    set_wish(row, new.wish)
    session.add(row)
    asked = {"reader": new.wish.reader, "model": new.wish.model, "page": new.wish.page}
    after = {name: value for name, value in asked.items() if value is not None}
    audit.note(session, by, "submit", row, after={"hash": new.content_hash, **after})
    return row
