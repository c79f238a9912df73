"""Actions of a review: correct, accept, mark, approve; candidates for values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.domain.candidates import Candidates
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Box, Evidence
from receipt_desktop.domain.reading import LineKind, Lines, ReviewReason
from receipt_desktop.domain.receipt import Receipt


class ReviewActions(ActionsBase):
    """Decisions on single receipts. The checks run again after each correction.

    A correction never ends a review, but may start one.
    """

    def approve(
        self,
        receipt_ids: Sequence[str],
        approved: bool = True,
        accept_missing: Collection[Field] = (),
    ) -> list[Receipt]:
        """Approve the receipts after a review, or withdraw the approval.

        Raises `Conflict` when total, date or merchant is missing on one of them, unless the field
        is in `accept_missing`, which confirms that it is not on the receipt.
        """
        return self._store.approve_receipts(receipt_ids, approved, self._actor, accept_missing)

    def find_proven(self, receipt_ids: Sequence[str]) -> tuple[str, ...]:
        """Those of these receipts that need no review, lack nothing and are not approved."""
        return self._store.find_proven(receipt_ids)

    def find_approved(self, receipt_ids: Sequence[str]) -> tuple[str, ...]:
        """Those of these receipts that are approved."""
        return self._store.find_approved(receipt_ids)

    def flag(self, receipt_ids: Sequence[str], on: bool = True) -> list[Receipt]:
        """Mark receipts to come back to, or clear the mark."""
        return self._store.mark_receipts(receipt_ids, "flagged", on, self._actor)

    def postpone(self, receipt_ids: Sequence[str], on: bool = True) -> list[Receipt]:
        """Set receipts aside for later, or take them up again."""
        return self._store.mark_receipts(receipt_ids, "postponed", on, self._actor)

    def archive(self, receipt_ids: Sequence[str], on: bool = True) -> list[Receipt]:
        """Put finished receipts away, or take them out of the archive."""
        return self._store.mark_receipts(receipt_ids, "archived", on, self._actor)

    def correct_field(
        self,
        receipt_id: str,
        field: Field,
        value: FieldValue | None,
        evidence: Evidence | None = None,
    ) -> Receipt:
        """Correct a field; None means that it is not on the receipt.

        `evidence` is where the new value is printed.
        """
        return self._store.correct_field(receipt_id, field, value, self._actor, evidence)

    def revert_correction(self, receipt_id: str, field: Field) -> Receipt:
        """Revert a field to the value that was read."""
        return self._store.revert_correction(receipt_id, field, self._actor)

    def correct_lines(self, receipt_id: str, kind: LineKind, lines: Lines | None) -> Receipt:
        """Replace the line items or tax lines; None reverts to those that were read."""
        return self._store.correct_lines(receipt_id, kind, lines, self._actor)

    def accept_reasons(
        self, receipt_id: str, reasons: Collection[ReviewReason], accepted: bool = True
    ) -> Receipt:
        """Accept reasons as printed so, as long as the amounts stay; or object again."""
        return self._store.accept_reasons(receipt_id, reasons, accepted, self._actor)

    def find_candidates(self, receipt_id: str) -> Candidates:
        """Other values that the receipt's text offers for its fields, the most likely first.

        Raises `InvalidRequest` for an unknown id. Slow at first, since it loads the rules.
        """
        from receipt_desktop.extraction.candidates import find_candidates  # noqa: PLC0415 (slow to load)

        reading = self._store.get_details(receipt_id).reading
        if reading is None:
            return {}
        today = date.today()  # noqa: DTZ011 (the day on the user's wall)
        home = self.settings.known_home_country
        return find_candidates(reading.text, reading.checked.draft, today, home)

    def read_region(self, picture: str, box: Box) -> str:
        """The text printed in a region of a page picture, read now; "" if there is none.

        `picture` is the file of a `PagePicture`. Raises a `ReceiptError`.
        """
        path = self._context.originals.fetch_picture(picture)
        return " ".join(self._context.read_region(path, box))
