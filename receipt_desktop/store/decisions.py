"""What a person or a client decides about receipts. Each change is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from receipt_desktop.draft import Field, FieldValue
from receipt_desktop.history import AuditEntry, AuditQuery, Outcome
from receipt_desktop.receipt import Priority, Receipt, Removed, Status, Wish
from receipt_desktop.store import attempts, audit, corrections, readings, review, selection
from receipt_desktop.store.audit import NOBODY
from receipt_desktop.store.base import Base, clock, known
from receipt_desktop.store.erasures import Erasure
from receipt_desktop.store.rows import snapshot
from receipt_desktop.store.tables import ReceiptRow

OPEN = frozenset({Status.PENDING, Status.PROCESSING})
ENDED = frozenset({Status.COMPLETED, Status.FAILED})
Act = Callable[[Session, ReceiptRow], None]
Prove = Callable[[Sequence[Erasure]], None]
"""Records that originals were given up, before the rows say so. May raise a `ReceiptError`."""


class Decisions(Base):
    """The verbs of people and clients; `by` says who."""

    def cancel(self, ids: Collection[str], by: str = NOBODY) -> list[Receipt]:
        """Those that wait or run become failed with CANCELLED."""

        def cancel(session: Session, row: ReceiptRow) -> None:
            corrections.cancel(row)
            attempts.end(session, row, Outcome.CANCELLED)

        return self._each(ids, "cancel", cancel, OPEN, by)

    def reopen(self, ids: Collection[str], wish: Wish | None, by: str = NOBODY) -> list[Receipt]:
        """Finished ones wait again, with their attempts counted anew; corrections are kept."""

        def reopen(_: Session, row: ReceiptRow) -> None:
            corrections.reopen(row)
            if wish is not None:
                set_wish(row, Wish(wish.reader, wish.model, row.page))

        return self._each(ids, "retry", reopen, ENDED, by)

    def approve(
        self,
        ids: Collection[str],
        approved: bool,
        by: str = NOBODY,
        accept_missing: Collection[Field] = (),
    ) -> list[Receipt]:
        """A person says that they are right, or takes that back.

        Raises `Conflict` when total, date or merchant is missing on one of them and is not among
        the `accept_missing`, fields that a person knows not to be on the receipts: then none is
        approved. The audit log keeps what they were approved without.
        """
        lacking: dict[str, str] = {}

        def approve(_: Session, row: ReceiptRow) -> None:
            without = review.approve(row, approved, accept_missing)
            lacking[row.id] = ", ".join(field.value for field in without)

        def without(row: ReceiptRow) -> dict[str, Any]:
            return {"without": lacking[row.id]} if lacking[row.id] else {}

        return self._each(ids, "approve", approve, {Status.COMPLETED}, by, further=without)

    def hold(self, ids: Collection[str], held: bool, by: str = NOBODY) -> list[Receipt]:
        """Waiting ones stay where they are until they are released, or are released."""

        def hold(session: Session, row: ReceiptRow) -> None:
            if row.held and not held:
                row.queued_at = clock(session)
            row.held = held

        return self._each(ids, "hold" if held else "release", hold, {Status.PENDING}, by)

    def prioritize(
        self, ids: Collection[str], priority: Priority, by: str = NOBODY
    ) -> list[Receipt]:
        """Waiting ones move in the queue."""

        def prioritize(_: Session, row: ReceiptRow) -> None:
            row.priority = int(priority)

        return self._each(ids, "prioritize", prioritize, {Status.PENDING}, by)

    def correct(
        self, receipt_id: str, field: Field, value: FieldValue | None, by: str = NOBODY
    ) -> Receipt:
        """Set a field by hand; None says that it is not on the receipt.

        Raises `InvalidRequest` for an unknown id or a receipt that was not read yet.
        """
        return self._mend(
            receipt_id,
            field,
            lambda session, row: corrections.correct(session, row, field, value),
            review.CORRECT,
            by,
        )

    def uncorrect(self, receipt_id: str, field: Field, by: str = NOBODY) -> Receipt:
        """Back to the value that was read. Raises `InvalidRequest` as `correct`."""
        return self._mend(
            receipt_id,
            field,
            lambda session, row: corrections.uncorrect(session, row, field),
            review.UNCORRECT,
            by,
        )

    def remove(self, ids: Collection[str], by: str = NOBODY, prove: Prove = lambda _: None) -> None:
        """Off the list, to be brought back by `restore` or cleared away by `purge_removed`.

        Nothing is changed when `prove` raises.
        """
        with self._change() as (session, changed):
            rows = selection.by_ids(session, ids)
            now = clock(session)
            for row in rows:
                row.removed_at = now
                if row.status == Status.PROCESSING.value:
                    corrections.wait_again(row, now)
                    row.attempts -= 1
                    attempts.end(session, row, Outcome.PUT_BACK)
                audit.note(session, by, "remove", row, before=_last(row))
            if rows:
                changed.append(Removed(tuple(row.id for row in rows)))
            session.flush()
            prove(_given_up(session, rows, by))

    def erase(
        self, ids: Collection[str], by: str = NOBODY, prove: Prove = lambda _: None
    ) -> list[str]:
        """Gone for good, with all that was read of them, the audit log's entries apart.

        The hashes of originals that no receipt uses any more. Nothing is changed when `prove`
        raises.
        """
        with self._change() as (session, changed):
            rows = selection.by_ids(session, ids)
            for row in rows:
                audit.note(session, by, "erase", row, before=_last(row))
                session.delete(row)
            if rows:
                changed.append(Removed(tuple(row.id for row in rows)))
            session.flush()
            prove(_given_up(session, rows, by))
            return _unused(session, {row.content_hash for row in rows})

    def restore(self, ids: Collection[str], by: str = NOBODY) -> list[Receipt]:
        """Removed ones, back on the list."""
        with self._change() as (session, changed):
            rows = selection.by_ids(session, ids, removed=True)
            for row in rows:
                row.removed_at = None
                audit.note(session, by, "restore", row, after=_last(row))
            changed.extend(rows)
        return [snapshot(row) for row in rows]

    def purge_removed(self, kept: timedelta = timedelta()) -> list[str]:
        """Forget those that were removed longer ago than `kept`.

        The hashes of originals that no receipt uses any more.
        """
        with self._change() as (session, _):
            old = ReceiptRow.removed_at <= clock(session) - kept
            gone = set(session.scalars(select(ReceiptRow.content_hash).where(old)))
            session.execute(delete(ReceiptRow).where(old))
            return _unused(session, gone)

    def hashes(self) -> frozenset[str]:
        """The content hashes of all rows, removed ones included."""
        with self._read() as session:
            return frozenset(session.scalars(select(ReceiptRow.content_hash)))

    def present_hashes(self) -> frozenset[str]:
        """The content hashes of the rows on the list."""
        with self._read() as session:
            wanted = select(ReceiptRow.content_hash).where(selection.PRESENT)
            return frozenset(session.scalars(wanted))

    def erasures(self, hashes: Collection[str]) -> list[Erasure]:
        """Those of these originals that were last removed or erased, by the audit log."""
        with self._read() as session:
            return audit.erasures(session, hashes) if hashes else []

    def submitted_names(self, hashes: Collection[str]) -> dict[str, str]:
        """The file names under which these originals were once submitted, by the audit log."""
        with self._read() as session:
            return audit.submitted_names(session, hashes) if hashes else {}

    def note(
        self,
        by: str,
        action: str,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        """An audit entry about something that is no receipt: a setting, a switch, an export."""
        with self._change() as (session, _):
            audit.note(session, by, action, None, subject=subject, before=before, after=after)

    def audit(self, query: AuditQuery) -> list[AuditEntry]:
        """Entries of the audit log that fit, newest first."""
        with self._read() as session:
            return audit.entries(session, query)

    def _each(
        self,
        ids: Collection[str],
        action: str,
        act: Act,
        wanted: Collection[Status],
        by: str,
        *,
        further: Callable[[ReceiptRow], dict[str, Any]] = lambda _: {},
    ) -> list[Receipt]:
        """Act on those of these that have a wanted status; `further` goes into the audit log."""
        with self._change() as (session, changed):
            rows = [row for row in selection.by_ids(session, ids) if Status(row.status) in wanted]
            for row in rows:
                before = _standing(row)
                act(session, row)
                was, now = _difference(before, _standing(row))
                audit.note(session, by, action, row, before=was, after=now | further(row))
            changed.extend(rows)
        return [snapshot(row) for row in rows]

    def _mend(self, receipt_id: str, field: Field, act: Act, action: str, by: str) -> Receipt:
        """Change a value; the audit log says too when that begins a review or ends an approval."""
        with self._change() as (session, changed):
            row = known(session, receipt_id, lock=True)
            before, value = _standing(row), _value(session, row, field)
            act(session, row)
            was, now = _difference(before, _standing(row))
            was |= {field.value: value}
            now |= {field.value: _value(session, row, field)}
            audit.note(session, by, action, row, before=was, after=now)
            changed.append(row)
        return snapshot(row)


def set_wish(row: ReceiptRow, wish: Wish) -> None:
    """How this receipt is to be read."""
    row.wish_reader = wish.reader.value if wish.reader else None
    row.wish_model = wish.model
    row.page = wish.page


def _last(row: ReceiptRow) -> dict[str, Any]:
    """What the audit log keeps of a row that is removed or restored."""
    return {"status": row.status, "hash": row.content_hash}


def _given_up(session: Session, rows: Collection[ReceiptRow], by: str) -> list[Erasure]:
    """The originals of these rows that no receipt on the list uses any more."""
    receipts: dict[str, list[str]] = {}
    for row in rows:
        receipts.setdefault(row.content_hash, []).append(row.id)
    now = clock(session)
    free = _unused(session, receipts, selection.PRESENT)
    return [Erasure(content_hash, tuple(receipts[content_hash]), by, now) for content_hash in free]


def _unused(session: Session, hashes: Collection[str], *among: ColumnElement[bool]) -> list[str]:
    """Those of these originals that no row uses, of the rows that fit all of `among`."""
    used: set[str] = set()
    for some in selection.chunks(tuple(hashes)):
        used.update(session.scalars(selection.hashes_among(some).where(*among)))
    return sorted(set(hashes) - used)


def _standing(row: ReceiptRow) -> dict[str, Any]:
    """What a decision may change."""
    return {
        "status": row.status,
        "approved": row.approved,
        "needs_review": row.needs_review,
        "held": row.held,
        "priority": row.priority,
        "reader": row.wish_reader,
        "model": row.wish_model,
    }


def _difference(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _value(session: Session, row: ReceiptRow, field: Field) -> FieldValue | None:
    found = readings.load(session, row)
    if found is None:
        return None
    value: FieldValue | None = review.value_of(found.checked.draft, field)
    return value
