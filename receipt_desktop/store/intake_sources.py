"""Configured sources of receipts, with the rules for what comes in there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Conflict, NotFound
from receipt_desktop.domain.intake import (
    IntakeSource,
    ListedSource,
    SourceRule,
    SourceState,
)
from receipt_desktop.domain.receipt import Failure
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.store import audit_log, queries
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.intake_tables import IntakeSourceRow
from receipt_desktop.store.tables import ReceiptRow

Counts = Mapping[Source, int]
ACTION = "source"
"""In the audit log."""


class IntakeSources(StoreBase):
    """Stores configured sources; `by` names the actor in the audit log."""

    def list_intake_sources(self, kind: SourceKind | None = None) -> tuple[IntakeSource, ...]:
        """Those of a kind, or all, in the order in which they were added."""
        wanted = select(IntakeSourceRow).order_by(IntakeSourceRow.id)
        if kind is not None:
            wanted = wanted.where(IntakeSourceRow.kind == kind.value)
        with self._read_session() as session:
            return tuple(map(_to_source, session.scalars(wanted)))

    def list_source_states(self) -> tuple[ListedSource, ...]:
        """All configured sources with their numbers of receipts and their states."""
        with self._read_session() as session:
            counts = _count_receipts(session)
            rows = session.scalars(select(IntakeSourceRow).order_by(IntakeSourceRow.id))
            return tuple(_to_listed(row, counts) for row in rows)

    def note_source_state(self, source_id: int, state: SourceState) -> None:
        """Store the state of a source; a deleted source is ignored."""
        with self._transaction(durable=False) as (session, _):
            row = session.get(IntakeSourceRow, source_id)
            if row is not None:
                row.looked_at, row.failed = state.looked_at, state.failed
                row.trouble = asdict(state.trouble) if state.trouble else None

    def save_intake_source(self, source: IntakeSource, by: str = DEFAULT_ACTOR) -> IntakeSource:
        """Add a source whose id is 0, or change one; returns it with its id.

        Raises `Conflict` when there is another one of this kind, name and sender, `NotFound`.
        """
        with self._transaction() as (session, _):
            _check_free(session, source)
            row = _get_row(session, source.id) if source.id else IntakeSourceRow()
            before = _describe(row) if source.id else {}
            _fill_row(row, source)
            session.add(row)
            session.flush()
            name = row.name or row.kind
            audit_log.add_entry(
                session, by, ACTION, None, subject=name, before=before, after=_describe(row)
            )
            return replace(source, id=row.id)

    def restore_intake_source(self, source: IntakeSource, by: str = DEFAULT_ACTOR) -> IntakeSource:
        """Put a deleted source back under its id. Raises `Conflict` when another one is like it."""
        with self._transaction() as (session, _):
            _check_free(session, source)
            row = IntakeSourceRow(id=source.id)
            _fill_row(row, source)
            session.add(row)
            session.flush()
            name = row.name or row.kind
            audit_log.add_entry(session, by, ACTION, None, subject=name, after=_describe(row))
        return source

    def delete_intake_source(self, source_id: int, by: str = DEFAULT_ACTOR) -> None:
        """Forget a source; its receipts stay. Raises `NotFound`."""
        with self._transaction() as (session, _):
            row = _get_row(session, source_id)
            name = row.name or row.kind
            audit_log.add_entry(session, by, ACTION, None, subject=name, before=_describe(row))
            session.delete(row)


def _check_free(session: Session, source: IntakeSource) -> None:
    same = select(IntakeSourceRow.id).where(
        IntakeSourceRow.kind == source.kind.value,
        IntakeSourceRow.name == source.name,
        IntakeSourceRow.sender == source.sender,
    )
    if session.scalars(same).first() not in (None, source.id):
        raise Conflict("source_exists", name=source.name or source.kind.value)


def _get_row(session: Session, source_id: int) -> IntakeSourceRow:
    row = session.get(IntakeSourceRow, source_id)
    if row is None:
        raise NotFound("unknown_source")
    return row


def _fill_row(row: IntakeSourceRow, source: IntakeSource) -> None:
    row.kind, row.name, row.sender = source.kind.value, source.name, source.sender
    row.enabled, row.options = source.is_enabled, dict(source.options)
    row.rule = source.rule.to_json()


def _to_source(row: IntakeSourceRow) -> IntakeSource:
    rule = SourceRule.from_json(row.rule)
    kind = SourceKind(row.kind)
    return IntakeSource(row.id, kind, row.name, row.sender, row.enabled, row.options, rule)


def _count_receipts(session: Session) -> Counts:
    """The receipts of the list by kind, name and sender of their source."""
    columns = ReceiptRow.source_kind, ReceiptRow.source_name, ReceiptRow.source_sender
    wanted = (
        select(*columns, func.count())
        .where(queries.IS_PRESENT, ReceiptRow.source_kind.is_not(None))
        .group_by(*columns)
    )
    return {
        Source(SourceKind(str(kind)), name or "", sender or ""): count
        for kind, name, sender, count in session.execute(wanted)
    }


def _to_listed(row: IntakeSourceRow, counts: Counts) -> ListedSource:
    source = _to_source(row)
    receipts = sum(count for one, count in counts.items() if source.covers(one))
    trouble = Failure(**row.trouble) if row.trouble else None
    return ListedSource(source, receipts, SourceState(row.looked_at, row.failed, trouble))


def _describe(row: IntakeSourceRow) -> dict[str, object]:
    """What the audit log says about it."""
    return {
        "kind": row.kind,
        "name": row.name,
        "sender": row.sender,
        "enabled": row.enabled,
        "options": row.options,
        "rule": row.rule,
    }
