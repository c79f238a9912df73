"""Whether a receipt asks for review: after a reading, after a correction, after an approval.

A correction never ends a review; a person does, by approving. A correction of a receipt that asks
for none, or is approved, begins a review when the checks find something new in it. Values that are
set back give the receipt back the standing it had with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from receipt_desktop.checking import recheck
from receipt_desktop.draft import INFORMATION, Draft, Field, Reading, Reason
from receipt_desktop.errors import Conflict
from receipt_desktop.store import audit, readings
from receipt_desktop.store.tables import ReadingRow, ReceiptRow

CORRECT, UNCORRECT = "correct", "uncorrect"
"""Actions of the audit log."""
_ASIDE = frozenset({"remove", "restore"})
"""Actions that change neither values nor standing."""


def begin(session: Session, row: ReceiptRow, found: Reading) -> Reading:
    """The standing after a reading; the reading with the corrections made before it."""
    reading, reasons = _checked(session, row, found)
    row.approved = False
    row.needs_review = found.checked.needs_review or bool(set(reasons) - INFORMATION)
    _put(row, reasons)
    return reading


def renew(session: Session, row: ReceiptRow, head: ReadingRow) -> Reading:
    """The standing after a correction was made or taken back; the reading as it is now."""
    reading, reasons = _checked(session, row, readings.as_read(session, row, head))
    earlier = _earlier(session, row, reading.checked.draft)
    if earlier is not None:
        row.approved = earlier.get("approved", row.approved)
        row.needs_review = earlier.get("needs_review", row.needs_review)
    elif set(reasons) - INFORMATION - {Reason(reason) for reason in row.reasons}:
        row.approved, row.needs_review = False, True
    _put(row, reasons)
    return reading


def approve(row: ReceiptRow, approved: bool, accepted: Iterable[Field]) -> tuple[Field, ...]:
    """A person has looked, or takes that back; the key fields it is approved without.

    Raises `Conflict` when one is missing that is not among the `accepted`.
    """
    lacking = missing(row) if approved else ()
    if any(field not in accepted for field in lacking):
        fields = ", ".join(field.value for field in lacking)
        raise Conflict(
            f"Not on the receipt: {fields}. Confirm this to approve it.",
            key="incomplete",
            fields=fields,
        )
    row.approved = approved
    _put(row, [Reason(reason) for reason in row.reasons])
    return lacking


def missing(row: ReceiptRow) -> tuple[Field, ...]:
    """Those of total, date and merchant that the receipt does not have."""
    held = {Field.TOTAL: row.total_minor, Field.DATE: row.day, Field.MERCHANT: row.merchant}
    return tuple(field for field, value in held.items() if value is None)


def _checked(
    session: Session, row: ReceiptRow, found: Reading
) -> tuple[Reading, tuple[Reason, ...]]:
    """A reading with the corrections laid over it, and why a person should look."""
    made = readings.corrections(session, row.id)
    if not made:
        return found, found.checked.reasons
    draft = readings.corrected(found.checked.draft, made)
    today = date.today()  # noqa: DTZ011 (the day on the user's wall, as when it was read)
    fields = [Field(one.field) for one in made]
    reasons = recheck(found.checked, draft, fields, found.text, today)
    return replace(found, checked=replace(found.checked, draft=draft)), reasons


def _put(row: ReceiptRow, reasons: Iterable[Reason]) -> None:
    """Keep the reasons: information only beside an open review, which always has a reason."""
    kept = [reason for reason in reasons if reason is not Reason.CORRECTED]
    if not row.needs_review or row.approved:
        kept = [reason for reason in kept if reason not in INFORMATION]
    row.reasons = [reason.value for reason in kept or _closing(row)]


def _closing(row: ReceiptRow) -> list[Reason]:
    """What is left to say of an open review in which nothing is doubtful any more."""
    return [Reason.CORRECTED] if row.needs_review and not row.approved else []


def _earlier(session: Session, row: ReceiptRow, draft: Draft) -> Mapping[str, Any] | None:
    """The standing before the correction that changed it, if all values are as they were then."""
    values: dict[str, Any] = {}
    for entry in audit.of_receipt(session, row.id):
        if entry.action in _ASIDE:
            continue
        if entry.action not in (CORRECT, UNCORRECT):
            return None
        values |= {name: old for name, old in entry.before.items() if name in _FIELDS}
        if entry.before.keys() & {"approved", "needs_review"}:
            same = all(audit.plain(value_of(draft, Field(n))) == old for n, old in values.items())
            return entry.before if same else None
    return None


_FIELDS = frozenset(field.value for field in Field)


def value_of(draft: Draft, field: Field) -> Any:
    """The bare value of any field, the currency too."""
    return draft.currency if field is Field.CURRENCY else draft.get(field)
