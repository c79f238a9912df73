"""Configured sources of receipts, with the rules for what comes in there."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Conflict, NotFound
from receipt_desktop.domain.intake import IntakeSource, SourceRule, find_rule
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.store import audit_log
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase
from receipt_desktop.store.intake_tables import IntakeSourceRow

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

    def get_source_rule(self, source: Source) -> SourceRule:
        """The rule for what comes from a source."""
        return find_rule(self.list_intake_sources(source.kind), source)

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
