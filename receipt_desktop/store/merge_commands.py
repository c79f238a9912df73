"""Merges two receipts field by field, with the pages of both, and takes that back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from receipt_desktop.domain.comparison import Merge, MergedReceipts
from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import Draft, LineKind, Lines
from receipt_desktop.domain.receipt import ReceiptsRemoved
from receipt_desktop.store import (
    audit_log,
    bulk_corrections,
    corrected_lines,
    corrections,
    fingerprints,
    merged_pages,
    readings,
    removal,
    review_state,
    saved_readings,
)
from receipt_desktop.store.audit_log import DEFAULT_ACTOR
from receipt_desktop.store.base import StoreBase, get_database_time, get_present_row
from receipt_desktop.store.commands import RowAction, record_value_change
from receipt_desktop.store.tables import ReceiptRow


class MergeCommands(StoreBase):
    """One receipt takes the pages and chosen values of another; `by` names the actor."""

    def merge_receipts(self, merge: Merge, by: str = DEFAULT_ACTOR) -> MergedReceipts:
        """Append the pages of the other receipt, take its chosen values, and remove it.

        Nothing is read again. Raises `InvalidRequest` for an unknown id, `Conflict` while one of
        them is not read.
        """
        with self._transaction() as (session, changed):
            kept, other = (
                get_present_row(session, one, lock=True) for one in (merge.kept_id, merge.other_id)
            )
            merged = _describe_before(session, kept, merge)
            _put_away(session, kept, other, by)
            _take_values(session, kept, other, merged, by)
            rows = [kept, *_recheck(session, kept, other)]
            changed += [*{row.id: row for row in rows}.values(), ReceiptsRemoved((other.id,))]
        return merged

    def undo_merge(self, merged: MergedReceipts, by: str = DEFAULT_ACTOR) -> None:
        """Take a merge back. Raises `Conflict` when the other receipt was purged meanwhile."""
        with self._transaction() as (session, changed):
            kept = get_present_row(session, merged.merge.kept_id, lock=True)
            other = session.get(ReceiptRow, merged.merge.other_id, with_for_update=True)
            if other is None or other.merged_into != kept.id:
                raise Conflict("exchange_gone")
            was_arranged = merged.was_arranged
            merged_pages.remove_pages(session, kept, merged.pages, was_arranged=was_arranged)
            fingerprints.give_back(session, other.id)
            other.removed_at = other.merged_into = None
            action, entry = review_state.UNMERGE_ACTION, {"into": kept.id}
            audit_log.add_entry(session, by, action, other, before=entry)
            before, after = {"from": other.id}, _describe_kept(session, kept)
            audit_log.add_entry(session, by, action, kept, before=before, after=after)
            _restore_values(session, kept, merged, by)
            rows = removal.recheck_restored(session, [other, kept])
            changed.extend({row.id: row for row in rows}.values())


def _describe_before(session: Session, kept: ReceiptRow, merge: Merge) -> MergedReceipts:
    """What the merge is going to change."""
    head = readings.load_reading(session, kept)
    edited = corrected_lines.load_lines(session, kept.id)
    return MergedReceipts(
        merge,
        tuple(bulk_corrections.describe_field(session, kept, field) for field in merge.values),
        {kind: edited.get(kind) for kind in merge.lines},
        len(head.text.pages) if head else 0,
        was_arranged=bool(kept.sources),
    )


def _put_away(session: Session, kept: ReceiptRow, other: ReceiptRow, by: str) -> None:
    """Remove the other receipt, whose pages and fingerprint the kept one takes."""
    merged_pages.append_pages(session, kept, other)
    fingerprints.adopt(session, kept.id, other.id)
    other.removed_at, other.merged_into = get_database_time(session), kept.id
    before, after = removal.removal_values(other), {"into": kept.id}
    action = review_state.MERGE_ACTION
    audit_log.add_entry(session, by, action, other, before=before, after=after)
    after = {"from": other.id, **_describe_kept(session, kept)}
    audit_log.add_entry(session, by, action, kept, after=after)


def _describe_kept(session: Session, kept: ReceiptRow) -> dict[str, Any]:
    """The pages and the text that the kept receipt has now, for the audit log."""
    return {"sources": kept.sources, **saved_readings.hash_stored_reading(session, kept.id)}


def _take_values(
    session: Session, kept: ReceiptRow, other: ReceiptRow, merged: MergedReceipts, by: str
) -> None:
    """Correct the fields and tables for which the values of the other receipt were chosen."""
    found = readings.load_reading(session, other)
    draft = found.checked.draft if found else Draft()
    for field, value in merged.merge.values.items():
        stated = draft.fields.get(field)
        evidence = merged_pages.move_evidence(stated.evidence if stated else None, merged.pages)
        act = _correct_field(field, value, evidence)
        record_value_change(session, kept, field.value, act, (review_state.CORRECT_ACTION, by))
    for kind, lines in merged.merge.lines.items():
        act = _correct_lines(kind, merged_pages.move_lines(lines, merged.pages))
        record_value_change(session, kept, kind.value, act, (review_state.CORRECT_ACTION, by))


def _restore_values(session: Session, kept: ReceiptRow, merged: MergedReceipts, by: str) -> None:
    for change in merged.values:
        bulk_corrections.restore_field(session, kept, change, by)
    for kind, lines in merged.lines.items():
        action = review_state.UNCORRECT_ACTION if lines is None else review_state.CORRECT_ACTION
        record_value_change(session, kept, kind.value, _correct_lines(kind, lines), (action, by))


def _correct_field(field: Field, value: FieldValue | None, evidence: Evidence | None) -> RowAction:
    return lambda session, row: corrections.apply_correction(session, row, field, value, evidence)


def _correct_lines(kind: LineKind, lines: Lines | None) -> RowAction:
    return lambda session, row: corrections.apply_lines(session, row, kind, lines)


def _recheck(session: Session, kept: ReceiptRow, other: ReceiptRow) -> list[ReceiptRow]:
    """Check what repeats either receipt again; returns those that changed."""
    review_state.recheck_duplicates(session, [kept])
    repeating = removal.recheck_repeating(session, [other])
    return [*repeating, *review_state.recheck_dependents(session, kept)]
