"""The audit log: changes by people and API clients, written in the transaction of the change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.audit import AuditEntry, AuditQuery, ChainHead
from receipt_desktop.files.tombstones import Erasure
from receipt_desktop.store import audit_chain
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.history_tables import AuditRow
from receipt_desktop.store.tables import ReceiptRow

DEFAULT_ACTOR = "program"
"""The actor if none is given."""
READ_ACTION = "read"
"""The action of the entries about results, which hold a hash and no content."""
PAGE_SUFFIX = re.compile(r" · [0-9]+$")
"""The suffix in the name of a receipt that is one page of a file."""
AuditValues = Mapping[str, Any]


class AuditLog(StoreBase):
    """The audit log of the store."""

    def find_erasures(self, hashes: Collection[str]) -> list[Erasure]:
        """The erasures of those originals that were last removed or erased, by the audit log."""
        with self._read_session() as session:
            return find_erasures(session, hashes) if hashes else []

    def find_submitted_names(self, hashes: Collection[str]) -> dict[str, str]:
        """File names by content hash under which these originals were submitted."""
        with self._read_session() as session:
            return find_submitted_names(session, hashes) if hashes else {}

    def add_audit_entry(
        self,
        by: str,
        action: str,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        """Add an entry about something other than a receipt: a setting, a switch, an export."""
        with self._transaction() as (session, _):
            add_entry(session, by, action, None, subject=subject, before=before, after=after)

    def find_audit_entries(self, query: AuditQuery) -> list[AuditEntry]:
        """The matching entries, newest first."""
        with self._read_session() as session:
            return find_entries(session, query)

    def find_last_entry(self, action: str) -> AuditEntry | None:
        """The newest entry with this action."""
        wanted = select(AuditRow).where(AuditRow.action == action)
        with self._read_session() as session:
            row = session.scalars(wanted.order_by(AuditRow.number.desc()).limit(1)).first()
            return None if row is None else _to_entry(row)

    def read_chain_head(self) -> ChainHead | None:
        """The head of the chain of entries; None before the first."""
        with self._read_session() as session:
            return audit_chain.read_head(session)


def add_entry(
    session: Session,
    actor: str,
    action: str,
    row: ReceiptRow | None,
    *,
    subject: str = "",
    before: AuditValues | None = None,
    after: AuditValues | None = None,
) -> None:
    """Add an entry about a receipt, or about something else that `subject` names.

    It is written at the end of the transaction.
    """
    entry = AuditRow(
        at=get_database_time(session),
        actor=actor or DEFAULT_ACTOR,
        action=action,
        receipt_id=row.id if row else None,
        subject=subject or (row.file_name if row else ""),
        before=_to_json_values(before),
        after=_to_json_values(after),
    )
    audit_chain.add_pending(session, entry)


def add_reading_entry(
    session: Session, receipt_id: str, reading_hash: str, rules_hash: str | None
) -> None:
    """Add the entry about a result, by the hashes of the reading and of the values of rules."""
    rules = {"rules": rules_hash} if rules_hash else {}
    entry = AuditRow(
        at=get_database_time(session),
        actor=DEFAULT_ACTOR,
        action=READ_ACTION,
        receipt_id=receipt_id,
        subject="",
        before={},
        after={"reading": reading_hash, **rules},
    )
    audit_chain.add_pending(session, entry)


def find_entries(session: Session, query: AuditQuery) -> list[AuditEntry]:
    """The matching entries, newest first."""
    wanted = select(AuditRow).where(*_query_conditions(query)).order_by(AuditRow.number.desc())
    return [_to_entry(row) for row in session.scalars(wanted.limit(query.limit))]


def find_erasures(session: Session, hashes: Collection[str]) -> list[Erasure]:
    """The erasures of those originals whose last entry is a removal.

    Entries without a hash are skipped: older versions wrote none when a receipt was removed or
    restored.
    """
    actions = ("submit", "remove", "erase", "restore")
    last: dict[str, AuditRow] = {}
    for row in _iterate_entries(session, actions):
        last.update(dict.fromkeys(_content_hashes(row), row))
    found = [(content_hash, last[content_hash]) for content_hash in hashes if content_hash in last]
    return [
        Erasure(content_hash, (entry.receipt_id or "",), entry.actor, entry.at)
        for content_hash, entry in found
        if entry.action in ("remove", "erase")
    ]


def find_submitted_names(session: Session, hashes: Collection[str]) -> dict[str, str]:
    """File names by content hash; for a page of a file, the name of the file."""
    wanted = frozenset(hashes)
    return {
        found: PAGE_SUFFIX.sub("", row.subject) if "page" in row.after else row.subject
        for row in _iterate_entries(session, ("submit",))
        if (found := _content_hash(row)) in wanted
    }


def _iterate_entries(session: Session, actions: Collection[str]) -> Iterator[AuditRow]:
    """Entries of these actions, oldest first."""
    wanted = select(AuditRow).where(AuditRow.action.in_(actions)).order_by(AuditRow.number)
    yield from session.scalars(wanted.execution_options(yield_per=1000))


def _content_hash(row: AuditRow) -> str:
    return str(row.after.get("hash") or row.before.get("hash") or "")


def _content_hashes(row: AuditRow) -> set[str]:
    """The originals of the receipt in an entry, also those that its further pages come from."""
    values = row.after if "hash" in row.after else row.before
    return {_content_hash(row), *(one["original"] for one in values.get("sources", ()))}


def iterate_receipt_entries(session: Session, receipt_id: str) -> Iterator[AuditRow]:
    """All entries about one receipt, newest first, with those of this transaction."""
    pending = audit_chain.list_pending(session)
    yield from (row for row in reversed(pending) if row.receipt_id == receipt_id)
    wanted = select(AuditRow).where(AuditRow.receipt_id == receipt_id)
    yield from session.scalars(wanted.order_by(AuditRow.number.desc()))


def _query_conditions(query: AuditQuery) -> Iterator[ColumnElement[bool]]:
    for word in query.text.casefold().split():
        columns = (AuditRow.actor, AuditRow.action, AuditRow.subject, AuditRow.receipt_id)
        yield or_(
            *(func.lower(column).contains(word, autoescape=True) for column in columns),
            *(
                func.lower(cast(column, String)).contains(word, autoescape=True)
                for column in (AuditRow.before, AuditRow.after)
            ),
        )
    if not query.with_readings:
        yield AuditRow.action != READ_ACTION
    if query.receipt_id:
        yield AuditRow.receipt_id == query.receipt_id
    if query.first:
        yield AuditRow.at >= query.first
    if query.last:
        yield AuditRow.at <= query.last


def _to_entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        row.number,
        row.at,
        row.actor,
        row.action,
        row.receipt_id,
        row.subject,
        row.before,
        row.after,
        row.previous_hash,
        row.hash,
    )


def _to_json_values(values: AuditValues | None) -> dict[str, Any]:
    """The values as JSON: money as decimal text, dates and times as ISO 8601."""
    return {name: to_json_value(value) for name, value in (values or {}).items()}


def to_json_value(value: Any) -> Any:
    """A value as JSON: money as decimal text, dates and times as ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value
