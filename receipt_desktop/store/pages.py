"""Commands on the pages of receipts: arrange, split, join, and take that back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Conflict, NotFound
from receipt_desktop.domain.jobs import AttemptOutcome
from receipt_desktop.domain.page_sources import PageSource
from receipt_desktop.domain.receipt import Receipt, ReceiptsRemoved, Status
from receipt_desktop.domain.receipt_parts import Exchange
from receipt_desktop.store import (
    attempt_records,
    audit_log,
    page_sources,
    queries,
    reading_batches,
    removal,
    transitions,
)
from receipt_desktop.store.api_client_tables import SubmissionRow
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time, get_present_row
from receipt_desktop.store.history_tables import AuditRow
from receipt_desktop.store.mapping import to_read_options, to_receipt
from receipt_desktop.store.new_receipts import NewReceipt, insert_arranged
from receipt_desktop.store.tables import CorrectionRow, ReceiptRow

ARRANGE_ACTION, SPLIT_ACTION, JOIN_ACTION = "pages", "split", "join"
"""In the audit log."""
ORIGIN_SEPARATOR = ", "
"""Between the ids of joined receipts, in the audit log."""


class PageCommands(StoreBase):
    """Changes the pages of receipts, which are then read again; `by` names the actor.

    A split and a join put new receipts in the place of others. These are removed with everything
    that is known of them, so that an undo brings them back as they were.
    """

    def arrange_pages(
        self, receipt_id: str, sources: Sequence[PageSource], by: str = DEFAULT_ACTOR
    ) -> Receipt:
        """Let a receipt consist of these pages, and queue it; its corrections are kept.

        No sources: its original as it is. Raises `InvalidRequest` for an unknown id.
        """
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            before = row.sources
            _move_evidence(session, row, sources)
            page_sources.set_sources(session, row, sources)
            _requeue(session, row)
            values = {"sources": before}, {"sources": row.sources}
            audit_log.add_entry(session, by, ARRANGE_ACTION, row, before=values[0], after=values[1])
            changed.append(row)
        return to_receipt(row)

    def split_receipt(
        self, receipt_id: str, parts: Sequence[Sequence[PageSource]], by: str = DEFAULT_ACTOR
    ) -> list[Receipt]:
        """Put one new receipt for each part in the place of a receipt, and queue them.

        Raises `InvalidRequest` for an unknown id.
        """
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            new = [_make_part(row, part, number) for number, part in enumerate(parts)]
            made = insert_arranged(session, new, by, row.id)
            _pass_on_submissions(session, [row], made)
            changed.extend([*_put_away(session, [row], SPLIT_ACTION, made, by), *made])
        return [to_receipt(one) for one in made]

    def join_receipts(self, ids: Sequence[str], by: str = DEFAULT_ACTOR) -> Receipt:
        """Put one new receipt with the pages of these, in this order, in their place; queue it.

        Raises `InvalidRequest` for an unknown id, `Conflict` when fewer than two are left.
        """
        with self._transaction() as (session, changed):
            rows = [get_present_row(session, one, lock=True) for one in dict.fromkeys(ids)]
            if len(rows) < 2:  # noqa: PLR2004 (to join)
                raise Conflict("join_one")
            if bare := next((row for row in rows if not row.content_hash), None):
                raise Conflict("join_by_hand", name=bare.file_name)
            found = reading_batches.load_details(session, rows)
            sources = [source for details in found for source in details.page_sources]
            origin = ORIGIN_SEPARATOR.join(row.id for row in rows)
            made = insert_arranged(session, [_make_part(rows[0], sources)], by, origin)
            _pass_on_submissions(session, rows, made)
            changed.extend([*_put_away(session, rows, JOIN_ACTION, made, by), *made])
        return to_receipt(made[0])

    def find_exchange(self, receipt_id: str) -> Exchange:
        """The last split or join that removed or made a receipt, also if it was undone.

        Raises `NotFound` for an id that was never in use, `Conflict` without such a change.
        """
        with self._read_session() as session:
            entries = list(audit_log.iterate_receipt_entries(session, receipt_id))
            if not entries:
                raise NotFound("unknown_id")
            for replaced in (receipt_id, *_list_origins(entries)[:1]):
                for entry in audit_log.iterate_receipt_entries(session, replaced):
                    if entry.action in (SPLIT_ACTION, JOIN_ACTION):
                        return _to_exchange(session, entry)
        raise Conflict("no_exchange")

    def exchange_receipts(
        self,
        put_away: Collection[str],
        put_back: Collection[str],
        action: str,
        by: str = DEFAULT_ACTOR,
    ) -> list[Receipt]:
        """Undo or redo a split or a join: remove some receipts and restore others.

        Returns the restored ones. `action` is for the audit log. Raises `Conflict`, and changes
        nothing, when some of the others were purged meanwhile.
        """
        with self._transaction() as (session, changed):
            restored = queries.lock_rows(session, put_back, removed=True)
            if len(restored) < len(put_back):  # purged meanwhile
                raise Conflict("exchange_gone")
            for row in restored:
                row.removed_at = row.merged_into = None
                values = removal.removal_values(row)
                audit_log.add_entry(session, by, "restore", row, after=values)
            gone = queries.lock_rows(session, put_away)
            changed.extend(_put_away(session, gone, action, restored, by))
            changed.extend(removal.recheck_restored(session, restored))
        return [to_receipt(row) for row in restored]


def _list_origins(entries: Iterable[AuditRow]) -> list[str]:
    """The ids of the receipts in whose place a receipt was put, by its entries."""
    origin = next((one.after["from"] for one in entries if "from" in one.after), "")
    return [one for one in origin.split(ORIGIN_SEPARATOR) if one]


def _to_exchange(session: Session, entry: AuditRow) -> Exchange:
    """The exchange in whose entry a receipt was removed."""
    made = tuple(entry.after["receipts"])
    gone = _list_origins(audit_log.iterate_receipt_entries(session, made[0]))
    return Exchange(tuple(gone), made, entry.action)


def _move_evidence(session: Session, row: ReceiptRow, sources: Sequence[PageSource]) -> None:
    """Let corrections point to the new places of their pages; to none on a changed page."""
    corrections = session.scalars(
        select(CorrectionRow).where(CorrectionRow.receipt_id == row.id, CorrectionRow.page >= 0)
    ).all()
    if not corrections:
        return
    before = reading_batches.load_details(session, [row])[0].page_sources
    places = {
        number: list(sources).index(one) for number, one in enumerate(before) if one in sources
    }
    for correction in corrections:
        correction.page = places.get(correction.page) if correction.page is not None else None


def _requeue(session: Session, row: ReceiptRow) -> None:
    """Queue a row in whatever status it is; its cached reading may be used."""
    if row.status == Status.PROCESSING.value:
        transitions.mark_waiting(row, get_database_time(session))
        row.attempts -= 1
        attempt_records.end_attempt(session, row, AttemptOutcome.PUT_BACK)
    elif row.status != Status.PENDING.value:
        transitions.mark_reopened(row)
        row.wish_fresh = False


def _make_part(row: ReceiptRow, sources: Sequence[PageSource], number: int = 0) -> NewReceipt:
    """A receipt in the place of another; the first part comes first in the list."""
    options = to_read_options(row)
    first = sources[0].content_hash
    at = row.created_at - timedelta(microseconds=number)
    return NewReceipt(row.file_name, first, to_receipt(row).priority, options, tuple(sources), at)


def _pass_on_submissions(
    session: Session, rows: Sequence[ReceiptRow], made: Sequence[ReceiptRow]
) -> None:
    """Let the API clients that submitted a receipt find those that are in its place."""
    session.flush()
    known = select(SubmissionRow).where(SubmissionRow.receipt_id.in_([row.id for row in rows]))
    for old in session.scalars(known).all():
        session.add_all(
            SubmissionRow(
                receipt_id=row.id,
                client=old.client,
                source=old.source,
                expected_type=old.expected_type,
                submitted_at=old.submitted_at,
            )
            for row in made
        )


def _put_away(
    session: Session,
    rows: Sequence[ReceiptRow],
    action: str,
    instead: Iterable[ReceiptRow],
    by: str,
) -> list[ReceiptRow | Receipt | ReceiptsRemoved]:
    """Remove rows whose place others take; what is to be announced."""
    into = [row.id for row in instead]
    now = get_database_time(session)
    for row in rows:
        if row.status == Status.PROCESSING.value:
            transitions.mark_waiting(row, now)
            row.attempts -= 1
            attempt_records.end_attempt(session, row, AttemptOutcome.PUT_BACK)
        row.removed_at, row.merged_into = now, into[0] if into else None
        before, after = removal.removal_values(row), {"receipts": into}
        audit_log.add_entry(session, by, action, row, before=before, after=after)
    session.flush()
    repeating = removal.recheck_repeating(session, rows)
    return [ReceiptsRemoved(tuple(row.id for row in rows)), *repeating]
