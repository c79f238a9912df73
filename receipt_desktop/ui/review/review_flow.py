"""The way through one receipt: which field needs a look next, and when it can be approved."""

from __future__ import annotations

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.reading import REASON_FIELDS, Draft, ReviewReason
from receipt_desktop.domain.receipt import ReceiptDetails, Status
from receipt_desktop.domain.review_reasons import find_questioned_fields
from receipt_desktop.ui.i18n import texts

WHOLE_RECEIPT_REASONS = frozenset(
    {ReviewReason.SEVERAL_RECEIPTS, ReviewReason.DUPLICATE, ReviewReason.PAIR}
)
"""They are about no field, but about what the receipt is: Enter names them before it approves."""

IMPOSSIBLE_AMOUNTS = frozenset(
    {ReviewReason.TAX_TOO_HIGH, ReviewReason.SUBTOTAL_TOO_HIGH, ReviewReason.TIP_TOO_HIGH}
)
"""One of two amounts is wrong: who accepts the total is still led to the other one."""

SHARED_REASONS = REASON_FIELDS.keys() - IMPOSSIBLE_AMOUNTS
"""They are settled for all their fields when one of these is accepted."""

Doubt = tuple[ReviewReason, Field | None]
"""A reason for a review; with the field where each of its fields is doubted on its own."""


class ReviewFlow:
    """Knows which fields of the shown receipt a person has accepted.

    Proven fields are never stops: only those that a reason for the review is about, and those of
    total, date and merchant that are missing and not said to be missing on the paper.
    """

    def __init__(self) -> None:
        self._details: ReceiptDetails | None = None
        self._accepted: set[Doubt] = set()

    def show_details(self, details: ReceiptDetails, *, is_other: bool) -> None:
        """Take the state of the receipt; what was accepted on another one is forgotten."""
        if is_other:
            self._accepted.clear()
        self._details = details

    @property
    def _draft(self) -> Draft:
        reading = self._details.reading if self._details else None
        return reading.checked.draft if reading else Draft()

    @property
    def absent_fields(self) -> tuple[Field, ...]:
        """The key fields that a person has said are not on the receipt."""
        return tuple(field for field in KEY_FIELDS if self._is_absent(field))

    @property
    def can_approve(self) -> bool:
        """Whether the receipt is read and not approved."""
        receipt = self._details.receipt if self._details else None
        return receipt is not None and receipt.status is Status.COMPLETED and not receipt.approved

    def is_missing(self, field: Field) -> bool:
        """Whether an approval needs the field, and nothing is known about it."""
        needed = field in KEY_FIELDS and self._draft.get_value(field) is None
        return needed and not self._is_absent(field)

    def _is_absent(self, field: Field) -> bool:
        corrected = self._details.corrected_fields if self._details else frozenset()
        return field in corrected and self._draft.get_value(field) is None

    def accept(self, field: Field, *, is_new: bool) -> None:
        """Accept the value of a field with its doubts; a new value is checked first."""
        doubts = self._find_doubts(field)
        self._accepted = self._accepted - doubts if is_new else self._accepted | doubts

    def next_stop(self, order: tuple[Field, ...], after: Field | None = None) -> Field | None:
        """The next field that needs a look, going round once; None if there is none."""
        start = order.index(after) + 1 if after in order else 0
        stops = self._find_stops()
        return next((field for field in (*order[start:], *order[:start]) if field in stops), None)

    def find_question(self) -> ReviewReason | None:
        """A doubt about the whole receipt that was not answered; None if there is none."""
        open_reasons = self._reasons if self.can_approve else ()
        return next(
            (
                reason
                for reason in open_reasons
                if reason in WHOLE_RECEIPT_REASONS and (reason, None) not in self._accepted
            ),
            None,
        )

    def pass_question(self, reason: ReviewReason) -> str:
        """Take a doubt about the whole receipt for seen. Returns it in words."""
        self._accepted |= {(reason, None)}
        return texts.format_reason(reason, self._draft)

    def _find_stops(self) -> frozenset[Field]:
        if self._details is None or not self.can_approve:
            return frozenset()
        missing = {field for field in KEY_FIELDS if self.is_missing(field)}
        questioned = find_questioned_fields(self._reasons, self._draft)
        doubted = {field for field in questioned if not self._find_doubts(field) <= self._accepted}
        return frozenset(missing | doubted) - frozenset(self.absent_fields)

    @property
    def _reasons(self) -> tuple[ReviewReason, ...]:
        receipt = self._details.receipt if self._details else None
        return receipt.reasons if receipt and receipt.needs_review else ()

    def _find_doubts(self, field: Field) -> set[Doubt]:
        """The reasons for the review that are about this field."""
        return {
            (reason, None if reason in SHARED_REASONS else field)
            for reason in self._reasons
            if field in find_questioned_fields([reason], self._draft)
        }
