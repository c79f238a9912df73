"""Approving: what is missing is asked about first, several receipts in one question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from receipt_desktop.draft import KEY_FIELDS, Field
from receipt_desktop.receipt import Receipt, Status
from receipt_desktop.ui import texts
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.review.corrections import Corrections

Receipts = Sequence[Receipt]


class Approval(QObject):
    """Says that a person has looked, after a question where one is due."""

    done = Signal(int)
    """How many receipts are being approved."""

    def __init__(self, corrections: Corrections, window: QWidget) -> None:
        super().__init__(window)
        self._corrections = corrections
        self._window = window
        self.question: Question | None = None
        """The last one that was asked."""

    def approve(self, receipts: Receipts) -> None:
        """Approve those of these that can be."""
        wanted = [one for one in receipts if can_approve(one)]
        if not wanted:
            return
        lacking = _lacking(wanted)
        open_ones = [one for one in wanted if one.needs_review or one.missing]
        if lacking or (open_ones and len(wanted) > 1):
            self._ask(wanted, open_ones, lacking)
        else:
            self._approve(wanted, lacking)

    def withdraw(self, receipts: Receipts) -> None:
        """Take the approval of these back."""
        if ids := [one.id for one in receipts if one.approved]:
            self._corrections.approve(ids, approved=False)

    def _ask(self, wanted: Receipts, open_ones: Receipts, lacking: Sequence[Field]) -> None:
        if len(wanted) == 1:
            question = self._about_one(wanted[0])
        else:
            question = self._about_several(wanted, open_ones)
        self.question = question
        question.accepted.connect(lambda: self._approve(wanted, lacking))
        question.open()

    def _about_one(self, receipt: Receipt) -> Question:
        fields = texts.listed([texts.key_word(field) for field in receipt.missing])
        headline = self.tr("Approve without {fields}?").format(fields=fields)
        meaning = self.tr(
            "Not found in {file}: {fields}. If it is printed, type it in first. If it is not on "
            "the receipt, approve without it; the audit log records that."
        ).format(file=receipt.file_name, fields=fields)
        question = Question(
            self._window.window(), headline, meaning, self.tr("Not on the receipt: approve")
        )
        question.cancel.setText(self.tr("Keep in review"))
        return question

    def _about_several(self, wanted: Receipts, open_ones: Receipts) -> Question:
        headline = self.tr("Approve %n receipt(s)?", "", len(wanted))
        sentences = [
            self.tr("{open} of {all} have open questions.").format(
                open=texts.count(len(open_ones)), all=texts.count(len(wanted))
            )
        ]
        missing = Counter(field for one in wanted for field in one.missing)
        sentences += [
            self._without(field, missing[field]) for field in KEY_FIELDS if missing[field]
        ]
        question = Question(
            self._window.window(),
            headline,
            "\n".join(sentences),
            self.tr("Approve %n receipt(s)", "", len(wanted)),
        )
        question.cancel.setText(self.tr("Keep in review"))
        return question

    def _without(self, field: Field, number: int) -> str:
        return self.tr("Without {field}: {n}.").format(
            field=texts.key_word(field), n=texts.count(number)
        )

    def _approve(self, wanted: Receipts, lacking: Sequence[Field]) -> None:
        self._corrections.approve([one.id for one in wanted], approved=True, lacking=lacking)
        self.done.emit(len(wanted))


def can_approve(receipt: Receipt) -> bool:
    """Whether it was read and is not approved yet."""
    return receipt.status is Status.COMPLETED and not receipt.approved


def can_withdraw(receipt: Receipt) -> bool:
    """Whether it is approved."""
    return receipt.status is Status.COMPLETED and receipt.approved


def _lacking(receipts: Receipts) -> tuple[Field, ...]:
    """What one or another of them lacks, of total, date and merchant."""
    return tuple(field for field in KEY_FIELDS if any(field in one.missing for one in receipts))
