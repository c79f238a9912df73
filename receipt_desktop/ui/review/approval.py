"""Approval with confirmation of missing fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from receipt_desktop.domain.fields import KEY_FIELDS, Field
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.correction_saver import CorrectionSaver
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog

ReceiptSequence = Sequence[Receipt]


class ApprovalController(QObject):
    """Approves receipts, after confirmation if required."""

    approval_started = Signal(int)
    """Emitted with the number of receipts to approve."""

    def __init__(self, corrections: CorrectionSaver, window: QWidget) -> None:
        super().__init__(window)
        self._corrections = corrections
        self._window = window
        self.confirm_dialog: ConfirmDialog | None = None
        """The last confirmation that was shown."""

    def approve_receipts(self, receipts: ReceiptSequence) -> None:
        """Approve the receipts that can be approved."""
        wanted = [one for one in receipts if can_approve(one)]
        if not wanted:
            return
        missing = _missing_fields(wanted)
        open_ones = [one for one in wanted if one.needs_review or one.missing_fields]
        if missing or (open_ones and len(wanted) > 1):
            self._ask_first(wanted, open_ones, missing)
        else:
            self._save_approvals(wanted, missing)

    def withdraw_approvals(self, receipts: ReceiptSequence) -> None:
        """Withdraw the approval of these receipts."""
        if ids := [one.id for one in receipts if one.approved]:
            self._corrections.approve_receipts(ids, approved=False)

    def _ask_first(
        self, wanted: ReceiptSequence, open_ones: ReceiptSequence, missing: Sequence[Field]
    ) -> None:
        if len(wanted) == 1:
            question = self._create_single_question(wanted[0])
        else:
            question = self._create_batch_question(wanted, open_ones)
        self.confirm_dialog = question
        question.accepted.connect(lambda: self._save_approvals(wanted, missing))
        question.open()

    def _create_single_question(self, receipt: Receipt) -> ConfirmDialog:
        fields = texts.format_list(
            [texts.key_field_name(field) for field in receipt.missing_fields]
        )
        headline = self.tr("Approve without {fields}?").format(fields=fields)
        meaning = self.tr(
            "Not found in {file}: {fields}. If it is printed, enter it first. If "
            "it is not on the receipt, approve without it; the audit log records "
            "that."
        ).format(file=receipt.file_name, fields=fields)
        question = ConfirmDialog(
            self._window.window(), headline, meaning, self.tr("Not on the receipt, approve")
        )
        question.cancel_button.setText(self.tr("Keep in review"))
        return question

    def _create_batch_question(
        self, wanted: ReceiptSequence, open_ones: ReceiptSequence
    ) -> ConfirmDialog:
        headline = self.tr("Approve %Ln receipt(s)?", "", len(wanted))
        sentences = [
            self.tr("{open} of {all} still need review.").format(
                open=texts.format_count(len(open_ones)), all=texts.format_count(len(wanted))
            )
        ]
        missing = Counter(field for one in wanted for field in one.missing_fields)
        sentences += [
            self._format_missing_count(field, missing[field])
            for field in KEY_FIELDS
            if missing[field]
        ]
        question = ConfirmDialog(
            self._window.window(),
            headline,
            "\n".join(sentences),
            self.tr("Approve %Ln receipt(s)", "", len(wanted)),
        )
        question.cancel_button.setText(self.tr("Keep in review"))
        return question

    def _format_missing_count(self, field: Field, number: int) -> str:
        return self.tr("Without {field}: {n}.").format(
            field=texts.key_field_name(field), n=texts.format_count(number)
        )

    def _save_approvals(self, wanted: ReceiptSequence, missing: Sequence[Field]) -> None:
        self._corrections.approve_receipts(
            [one.id for one in wanted], approved=True, missing=missing
        )
        self.approval_started.emit(len(wanted))


def can_approve(receipt: Receipt) -> bool:
    """Whether the receipt is done and not approved."""
    return receipt.status is Status.COMPLETED and not receipt.approved


def can_withdraw(receipt: Receipt) -> bool:
    """Whether the receipt is approved."""
    return receipt.status is Status.COMPLETED and receipt.approved


def _missing_fields(receipts: ReceiptSequence) -> tuple[Field, ...]:
    """The key fields that at least one of these receipts is missing."""
    return tuple(
        field for field in KEY_FIELDS if any(field in one.missing_fields for one in receipts)
    )
