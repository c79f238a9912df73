"""Export profiles, and the memory of what was exported."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import NotFound
from receipt_desktop.domain.export_batch import ExportBatch
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.export_profile_json import profile_from_json, profile_to_json
from receipt_desktop.store import audit_chain, audit_log
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time
from receipt_desktop.store.export_tables import ExportBatchRow, ExportMarkRow, ExportProfileRow
from receipt_desktop.store.tables import ReceiptRow

MARKS_PER_STATEMENT = 5_000


class ExportBatches(StoreBase):
    """Profiles and batches; `by` names the actor in the audit log."""

    def list_profiles(self) -> list[ExportProfile]:
        """The saved profiles by name."""
        with self._read_session() as session:
            rows = session.scalars(select(ExportProfileRow).order_by(ExportProfileRow.name))
            return [profile_from_json(row.body) for row in rows]

    def save_profile(self, profile: ExportProfile, by: str = DEFAULT_ACTOR) -> None:
        """Save a profile under its key."""
        body = profile_to_json(profile)
        with self._transaction() as (session, _):
            known = session.get(ExportProfileRow, profile.key)
            before = known.body if known else {}
            session.merge(
                ExportProfileRow(
                    key=profile.key,
                    name=profile.name,
                    body=body,
                    changed_at=get_database_time(session),
                )
            )
            changed = [name for name in body if before.get(name) != body[name]]
            old = {name: before.get(name) for name in changed}
            audit_log.add_entry(
                session, by, "profile", None, subject=profile.name, before=old,
                after={name: body[name] for name in changed},
            )  # fmt: skip

    def delete_profile(self, key: str, by: str = DEFAULT_ACTOR) -> None:
        """Delete a saved profile; what was exported under it stays remembered."""
        with self._transaction() as (session, _):
            known = session.get(ExportProfileRow, key)
            if known is not None:
                audit_log.add_entry(
                    session, by, "profile", None, subject=known.name, before=known.body
                )
                session.delete(known)

    def begin_batch(
        self, profile: ExportProfile, format_name: str, target: str, by: str = DEFAULT_ACTOR
    ) -> int:
        """Begin a batch; its number. It counts once it is finished."""
        with self._transaction(durable=False) as (session, _):
            head = audit_chain.read_head(session)
            row = ExportBatchRow(
                profile=profile.key,
                profile_name=profile.name,
                format_name=format_name,
                at=get_database_time(session),
                actor=by,
                target=target,
                receipts=0,
                rows=0,
                finished=False,
                chain_head=str(head or ""),
            )
            session.add(row)
            session.flush()
            return row.number

    def finish_batch(self, number: int, receipts: Sequence[int], rows: int) -> None:
        """Remember the numbers of the receipts that a batch wrote."""
        with self._transaction() as (session, _):
            batch = session.get_one(ExportBatchRow, number)
            batch.receipts, batch.rows, batch.finished = len(receipts), rows, True
            present = _find_present_numbers(session, receipts)
            for start in range(0, len(present), MARKS_PER_STATEMENT):
                chunk = present[start : start + MARKS_PER_STATEMENT]
                marks = [{"receipt": receipt, "batch": number} for receipt in chunk]
                session.execute(insert(ExportMarkRow), marks)

    def drop_batch(self, number: int) -> None:
        """Forget a batch that failed or was cancelled."""
        with self._transaction(durable=False) as (session, _):
            session.execute(delete(ExportBatchRow).where(ExportBatchRow.number == number))

    def undo_batch(self, number: int, undone: bool = True, by: str = DEFAULT_ACTOR) -> ExportBatch:
        """Take back that these receipts count as exported, or count them again.

        Raises `InvalidRequest` for an unknown number.
        """
        with self._transaction() as (session, _):
            row = session.get(ExportBatchRow, number)
            if row is None or not row.finished:
                raise NotFound("export_batch_unknown", number=number)
            was_undone = row.undone_at is not None
            row.undone_at = get_database_time(session) if undone else None
            batch = _to_batch(row)
            audit_log.add_entry(
                session, by, "export_undo", None, subject=batch.label,
                before={"undone": was_undone}, after={"undone": undone},
            )  # fmt: skip
        return batch

    def list_batches(self, limit: int = 200) -> list[ExportBatch]:
        """The finished batches, newest first."""
        wanted = select(ExportBatchRow).where(ExportBatchRow.finished)
        with self._read_session() as session:
            rows = session.scalars(wanted.order_by(ExportBatchRow.number.desc()).limit(limit))
            return [_to_batch(row) for row in rows]


def _find_present_numbers(session: Session, receipts: Sequence[int]) -> list[int]:
    """Without receipts that were erased while the file was written."""
    found: list[int] = []
    for start in range(0, len(receipts), MARKS_PER_STATEMENT):
        chunk = receipts[start : start + MARKS_PER_STATEMENT]
        wanted = select(ReceiptRow.number).where(ReceiptRow.number.in_(chunk))
        found += (number for number in session.scalars(wanted) if number is not None)
    return found


def _to_batch(row: ExportBatchRow) -> ExportBatch:
    return ExportBatch(
        row.number,
        row.profile,
        row.profile_name,
        row.format_name,
        row.at,
        row.actor,
        row.target,
        row.receipts,
        row.rows,
        row.undone_at,
        row.chain_head,
    )
