"""Receipts without a file, which a person enters by hand, and files that are attached later."""

from __future__ import annotations

from datetime import UTC, datetime

from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    CurrencyClue,
    Draft,
    Reading,
    ReviewReason,
)
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.store import (
    audit_log,
    new_receipts,
    queries,
    saved_readings,
    transitions,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_present_row
from receipt_desktop.store.mapping import to_receipt

MISSING = (ReviewReason.NO_TOTAL, ReviewReason.NO_DATE, ReviewReason.NO_MERCHANT)
ATTACH_ACTION, DETACH_ACTION = "attach", "detach"
"""In the audit log."""


class ManualReceipts(StoreBase):
    """Adds receipts without a file; `by` names the actor in the audit log."""

    def add_manual_receipt(
        self, name: str, currency: str | None, by: str = DEFAULT_ACTOR
    ) -> Receipt:
        """Add a completed receipt without any value, which needs a review.

        `name` stands in place of a file name, `currency` is a guess that the person may correct.
        """
        with self._transaction() as (session, changed):
            row = new_receipts.insert_manual_row(session, name, by)
            session.flush()
            reading = make_empty_reading(currency)
            saved_readings.save_reading(session, row.id, reading)
            transitions.mark_completed(session, row, reading)
            changed.append(row)
        return to_receipt(row)

    def attach_original(
        self, receipt_id: str, content_hash: str, file_name: str, by: str = DEFAULT_ACTOR
    ) -> Receipt:
        """Give a receipt without a file one, and queue it; what was typed stays.

        Raises `Conflict` when it has a file, or when another receipt has this one.
        """
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            if row.content_hash:
                raise Conflict("has_picture", name=row.file_name)
            queries.lock_content(session, content_hash)
            other = new_receipts.find_present_row(session, content_hash)
            if other is not None:
                raise Conflict("picture_in_use", name=other.file_name)
            before = {"file": row.file_name}
            row.content_hash, row.file_name = content_hash, file_name
            transitions.mark_reopened(row)
            after = {"file": file_name, "hash": content_hash}
            audit_log.add_entry(session, by, ATTACH_ACTION, row, before=before, after=after)
            changed.append(row)
        return to_receipt(row)

    def find_name_before_picture(self, receipt_id: str) -> str:
        """The name of a receipt before a picture was attached to it.

        Raises `NotFound`, `Conflict` for a receipt whose picture was not attached.
        """
        with self._read_session() as session:
            row = get_present_row(session, receipt_id)
            for entry in audit_log.iterate_receipt_entries(session, row.id):
                if entry.action in (ATTACH_ACTION, DETACH_ACTION):
                    if entry.action == ATTACH_ACTION:
                        return str(entry.before["file"])
                    break
        raise Conflict("picture_not_attached")

    def detach_original(self, receipt_id: str, name: str, by: str = DEFAULT_ACTOR) -> Receipt:
        """Take the file away again, with all that was read from it."""
        with self._transaction() as (session, changed):
            row = get_present_row(session, receipt_id, lock=True)
            if row.status not in (Status.COMPLETED.value, Status.FAILED.value):
                raise Conflict("not_finished")
            before = {"file": row.file_name, "hash": row.content_hash}
            row.content_hash, row.file_name, row.thumbnail = "", name, None
            reading = make_empty_reading(row.currency)
            saved_readings.save_reading(session, row.id, reading)
            transitions.mark_completed(session, row, reading)
            audit_log.add_entry(
                session, by, DETACH_ACTION, row, before=before, after={"file": name}
            )
            changed.append(row)
        return to_receipt(row)


def make_empty_reading(currency: str | None) -> Reading:
    """The reading of a receipt that nothing was read from."""
    clue = CurrencyClue.HOME if currency else CurrencyClue.NONE
    draft = Draft(currency=currency, currency_clue=clue)
    checked = CheckedDraft(draft, needs_review=True, reasons=MISSING)
    return Reading(checked, Text((), (), ()), 0.0, extracted_at=datetime.now(UTC))
