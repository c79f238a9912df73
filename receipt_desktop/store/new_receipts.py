"""Inserts new receipts. The caller owns the transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.receipt import Priority, ReadOptions, Stage, Status
from receipt_desktop.store import audit_log, queries, search_text
from receipt_desktop.store.mapping import set_read_options
from receipt_desktop.store.tables import ReceiptRow, SearchTextRow

ReceiptKey = tuple[str, int | None]
"""Content hash and page."""


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """The values of a new receipt."""

    file_name: str
    content_hash: str
    priority: Priority
    read_options: ReadOptions

    @property
    def key(self) -> ReceiptKey:
        return self.content_hash, self.read_options.page


def insert_receipts(
    session: Session, new: Sequence[NewReceipt], by: str
) -> list[tuple[ReceiptRow, bool]]:
    """The row of each, and whether it existed before; `by` is the actor in the audit log."""
    for content_hash in sorted({one.content_hash for one in new}):
        queries.lock_content(session, content_hash)
    rows = _find_present_rows(session, new)
    added, numbers = [], _iterate_numbers(session)
    for one in new:
        known = one.key in rows
        if not known:
            rows[one.key] = _insert_row(session, one, by, next(numbers))
        added.append((rows[one.key], known))
    return added


def insert_manual_row(session: Session, name: str, by: str) -> ReceiptRow:
    """The row of a receipt without a file."""
    new = NewReceipt(name, "", Priority.NORMAL, ReadOptions())
    return _insert_row(session, new, by, next(_iterate_numbers(session)))


def find_present_row(session: Session, content_hash: str) -> ReceiptRow | None:
    """A present row with this original, if there is one."""
    wanted = select(ReceiptRow).where(queries.IS_PRESENT, ReceiptRow.content_hash == content_hash)
    return session.scalars(wanted.limit(1)).first()


def _find_present_rows(session: Session, new: Sequence[NewReceipt]) -> dict[ReceiptKey, ReceiptRow]:
    """The newest present row of each content hash and page."""
    found: dict[ReceiptKey, ReceiptRow] = {}
    for chunk in queries.split_chunks(tuple({one.content_hash for one in new})):
        wanted = select(ReceiptRow).where(queries.IS_PRESENT, ReceiptRow.content_hash.in_(chunk))
        for row in session.scalars(wanted.order_by(ReceiptRow.created_at)):
            found[row.content_hash, row.page] = row
    return found


def _iterate_numbers(session: Session) -> Iterator[int]:
    """Unused numbers. SQLite has one writer at a time, PostgreSQL a sequence."""
    if session.get_bind().dialect.name == "postgresql":
        while True:
            yield session.scalars(select(func.nextval("receipts_number"))).one()
    yield from count(1 + (session.scalar(select(func.max(ReceiptRow.number))) or 0))


def _insert_row(session: Session, new: NewReceipt, by: str, number: int) -> ReceiptRow:
    now = datetime.now(UTC)
    row = ReceiptRow(
        id=str(uuid.uuid4()),
        file_name=new.file_name,
        content_hash=new.content_hash,
        priority=int(new.priority),
        status=Status.PENDING.value,
        stage=Stage.QUEUED.value,
        created_at=now,
        queued_at=now,
        version=0,
        number=number,
    )
    set_read_options(row, new.read_options)
    session.add(row)
    session.add(SearchTextRow(number=number, body=search_text.build_body(new.file_name)))
    options = {
        "reader": new.read_options.reader,
        "model": new.read_options.model,
        "page": new.read_options.page,
    }
    after = {name: value for name, value in options.items() if value is not None}
    if new.content_hash:
        audit_log.add_entry(session, by, "submit", row, after={"hash": new.content_hash, **after})
    else:
        audit_log.add_entry(session, by, "enter", row)
    return row
