"""The review state of a receipt after a reading, a correction or an approval.

A correction never closes a review; approving does. A correction of a receipt without an open review
opens one if the checks find a new issue. Reverting values restores the review state that the
receipt had with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from receipt_desktop.domain.errors import Conflict
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import (
    INFORMATIONAL_REASONS,
    Draft,
    LineKind,
    Reading,
    ReviewReason,
)
from receipt_desktop.store import audit_log, duplicates, readings
from receipt_desktop.store.corrected_lines import load_lines, overlay_lines, pack_line
from receipt_desktop.store.mapping import to_receipt
from receipt_desktop.store.tables import ReadingRow, ReceiptRow
from receipt_desktop.validation.accepted_reasons import drop_accepted
from receipt_desktop.validation.check import recheck_draft

CORRECT_ACTION, UNCORRECT_ACTION, ACCEPT_ACTION = "correct", "uncorrect", "accept"
"""Actions of the audit log."""
_NEUTRAL_ACTIONS = frozenset({"remove", "restore", ACCEPT_ACTION, "flag", "postpone", "archive"})
"""Actions that change neither values nor review state."""


def begin_review(session: Session, row: ReceiptRow, found: Reading) -> Reading:
    """Set the review state after a reading; returns the reading with earlier corrections."""
    reading, reasons = _recheck_corrected(session, row, found)
    row.approved = False
    row.needs_review = found.checked.needs_review or bool(set(reasons) - INFORMATIONAL_REASONS)
    _store_reasons(row, reasons)
    return reading


def recheck_review(session: Session, row: ReceiptRow, head: ReadingRow) -> Reading:
    """Set the review state after a correction or its reversal; returns the corrected reading."""
    known = set(_known_reasons(row))
    reading, reasons = _recheck_corrected(
        session, row, readings.load_uncorrected(session, row, head)
    )
    earlier = _find_earlier_state(session, row, reading.checked.draft)
    if earlier is not None:
        row.approved = earlier.get("approved", row.approved)
        row.needs_review = earlier.get("needs_review", row.needs_review)
    elif set(reasons) - INFORMATIONAL_REASONS - known:
        row.approved, row.needs_review = False, True
    _store_reasons(row, reasons)
    return reading


def recheck_dependents(session: Session, row: ReceiptRow) -> list[ReceiptRow]:
    """Check again which later receipts repeat this one; returns those that changed.

    To be called when the values of this one have changed.
    """
    session.flush()
    return recheck_duplicates(session, duplicates.find_dependent_rows(session, row))


def recheck_duplicates(session: Session, rows: Iterable[ReceiptRow]) -> list[ReceiptRow]:
    """Check again whether these receipts repeat others; returns those that changed."""
    changed = []
    for row in rows:
        before, head = row.duplicate_of, session.get(ReadingRow, row.id)
        if head is not None:
            _recheck_duplicate(session, row, head)
        if row.duplicate_of != before:
            changed.append(row)
    return changed


def _recheck_duplicate(session: Session, row: ReceiptRow, head: ReadingRow) -> None:
    before, was_reason = row.duplicate_of, set(row.reasons) == {ReviewReason.DUPLICATE.value}
    found = readings.load_uncorrected(session, row, head)
    _, reasons = _recheck_corrected(session, row, found)
    if row.duplicate_of and row.duplicate_of != before and not row.approved:
        row.needs_review = True
    elif was_reason and row.duplicate_of is None:
        row.needs_review = head.needs_review
    _store_reasons(row, reasons)


def set_approval(row: ReceiptRow, approved: bool, accepted: Iterable[Field]) -> tuple[Field, ...]:
    """Approve a receipt or withdraw the approval; returns the key fields that are missing.

    Raises `Conflict` if a missing field is not among the `accepted` ones.
    """
    missing = to_receipt(row).missing_fields if approved else ()
    if any(field not in accepted for field in missing):
        raise Conflict("incomplete", fields=", ".join(field.value for field in missing))
    row.approved = approved
    row.postponed = row.postponed and not approved
    _store_reasons(row, _known_reasons(row))
    return missing


def _recheck_corrected(
    session: Session, row: ReceiptRow, found: Reading
) -> tuple[Reading, tuple[ReviewReason, ...]]:
    """The reading with its corrections, and the reasons for a review."""
    corrections = readings.load_corrections(session, row.id)
    lines = load_lines(session, row.id)
    if not corrections and not lines:
        return found, _settle_reasons(session, row, found, found.checked.reasons)
    draft = readings.overlay_corrections(found.checked.draft, corrections)
    draft = overlay_lines(draft, lines)
    today = date.today()  # noqa: DTZ011 (the user's local date, as for the reading)
    fields = [Field(one.field) for one in corrections]
    reasons = recheck_draft(found.checked, draft, fields, found.text, today)
    corrected = replace(found, checked=replace(found.checked, draft=draft))
    return corrected, _settle_reasons(session, row, corrected, reasons)


def _settle_reasons(
    session: Session, row: ReceiptRow, reading: Reading, reasons: Iterable[ReviewReason]
) -> tuple[ReviewReason, ...]:
    """These reasons and that of a duplicate, without those that were accepted."""
    found = duplicates.find_duplicate(session, row, reading)
    every = (*reasons, ReviewReason.DUPLICATE) if found else reasons
    settled = drop_accepted(every, row.accepted_reasons, reading.checked.draft)
    duplicates.set_duplicate(row, found if ReviewReason.DUPLICATE in settled else None)
    return settled


def _known_reasons(row: ReceiptRow) -> tuple[ReviewReason, ...]:
    """The stored reasons, and that of a duplicate, which an approval hides."""
    stored = tuple(ReviewReason(reason) for reason in row.reasons)
    hidden = (ReviewReason.DUPLICATE,) if row.duplicate_of else ()
    return tuple(dict.fromkeys((*stored, *hidden)))


def load_corrected_draft(session: Session, row: ReceiptRow, head: ReadingRow) -> Draft:
    """The values of a receipt with its corrections."""
    draft = readings.load_uncorrected(session, row, head).checked.draft
    draft = readings.overlay_corrections(draft, readings.load_corrections(session, row.id))
    return overlay_lines(draft, load_lines(session, row.id))


def read_json_value(draft: Draft, name: str) -> Any:
    """The value of a field or a table of the draft, as the audit log keeps it."""
    if name in _LINE_NAMES:
        return [pack_line(line) for line in draft.get_lines(LineKind(name))]
    return audit_log.to_json_value(draft.get_value(Field(name)))


def _store_reasons(row: ReceiptRow, reasons: Iterable[ReviewReason]) -> None:
    """Store the reasons. Informational ones need an open review, which has at least one reason."""
    stored = [reason for reason in reasons if reason is not ReviewReason.CORRECTED]
    if not row.needs_review or row.approved:
        stored = [reason for reason in stored if reason not in INFORMATIONAL_REASONS]
    if row.approved:
        stored = [reason for reason in stored if reason is not ReviewReason.DUPLICATE]
    row.reasons = [reason.value for reason in stored or _remaining_reasons(row)]


def _remaining_reasons(row: ReceiptRow) -> list[ReviewReason]:
    """The reason for an open review whose issues are all corrected."""
    return [ReviewReason.CORRECTED] if row.needs_review and not row.approved else []


def _find_earlier_state(
    session: Session, row: ReceiptRow, draft: Draft
) -> Mapping[str, Any] | None:
    """The review state before the correction that changed it, if all values are as before."""
    values: dict[str, Any] = {}
    for entry in audit_log.iterate_receipt_entries(session, row.id):
        if entry.action in _NEUTRAL_ACTIONS:
            continue
        if entry.action not in (CORRECT_ACTION, UNCORRECT_ACTION):
            return None
        values |= {name: old for name, old in entry.before.items() if name in _VALUE_NAMES}
        if entry.before.keys() & {"approved", "needs_review"}:
            same = all(read_json_value(draft, name) == old for name, old in values.items())
            return entry.before if same else None
    return None


_LINE_NAMES = frozenset(kind.value for kind in LineKind)
_VALUE_NAMES = _LINE_NAMES | {field.value for field in Field}
