"""The head of a receipt: who, how it stands, why somebody should look, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.draft import Draft
from receipt_desktop.mending import Mend
from receipt_desktop.receipt import Receipt, Status
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.review.approval import can_approve, can_withdraw
from receipt_desktop.ui.review.chip import StatusChip


class Header(QWidget):
    """Everything about a receipt that is not a field."""

    approval_asked = Signal(bool)
    retry_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._approved = False
        self.title, self.file, self.chip = QLabel(), QLabel(), StatusChip()
        self.selection = QLabel()
        self._mends: tuple[Mend, ...] = ()
        self._draft = Draft()
        self._chosen: Sequence[Receipt] = ()
        self.reasons, self.model, self.stage = QLabel(), QLabel(), QLabel()
        self.failure = QLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.approve = QPushButton(self.tr("Approve"))
        self.retry = QPushButton(self.tr("Retry"))
        self._lay_out()
        self.approve.clicked.connect(lambda: self.approval_asked.emit(not self._approved))
        self.retry.clicked.connect(self.retry_asked)

    def _lay_out(self) -> None:
        words = (self.title, self.file, self.selection, self.reasons, self.model, self.failure)
        for label in words:
            label.setWordWrap(True)
        look.set_role(self.title, "title")
        for label in (self.file, self.selection, self.model, self.stage):
            look.set_role(label, "note")
        self.selection.hide()
        look.set_role(self.reasons, "warning")
        look.set_role(self.failure, "error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.SPACE_S)
        layout.addLayout(self._top_line())
        below = (self.selection, self.reasons, self.failure, self.stage, self.progress, self.model)
        for widget in below:
            layout.addWidget(widget)

    def _top_line(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(look.SPACE_XS)
        names.addWidget(self.title)
        names.addWidget(self.file)
        line = QHBoxLayout()
        line.setSpacing(look.SPACE_M)
        line.addLayout(names, 1)
        for widget in (self.chip, self.approve, self.retry):
            line.addWidget(widget)
            widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return line

    def show_receipt(self, receipt: Receipt) -> None:
        """Show how this receipt stands now."""
        self.title.setText(receipt.merchant or receipt.file_name)
        self.file.setText(receipt.file_name)
        self.file.setVisible(bool(receipt.merchant))
        self.chip.show_receipt(receipt)
        self._show_selection()
        self._show_reasons(receipt)
        self._show_progress(receipt)
        self._show_failure(receipt)
        self._show_approval(receipt)
        self._show_model(receipt)

    def complain(self, sentence: str) -> None:
        """Say what went wrong with what was asked."""
        self.failure.setText(sentence)
        self.failure.show()

    def explain(self, draft: Draft, mends: tuple[Mend, ...]) -> None:
        """Fill the reasons with these amounts, and say below what would make the sums right.

        Shown by the next `show_receipt`.
        """
        self._draft, self._mends = draft, mends

    def choose(self, receipts: Sequence[Receipt]) -> None:
        """What is selected in the list; shown by the next `show_receipt`."""
        self._chosen = receipts

    def _show_selection(self) -> None:
        count = len(self._chosen)
        self.selection.setVisible(count > 1)
        self.selection.setText(
            self.tr(
                "%n receipt(s) selected. Corrections apply to this one, approval to all of them.",
                "",
                count,
            )
        )

    def _show_reasons(self, receipt: Receipt) -> None:
        asked = receipt.needs_review and not receipt.approved
        sentences = [texts.reason_text(reason, self._draft) for reason in receipt.reasons]
        sentences += [texts.mend_text(mend) for mend in self._mends]
        self.reasons.setText("\n".join(sentences))
        self.reasons.setVisible(asked and bool(receipt.reasons))

    def _show_progress(self, receipt: Receipt) -> None:
        running = receipt.status is Status.PROCESSING
        self.stage.setVisible(not receipt.finished)
        self.progress.setVisible(running)
        self.progress.setValue(receipt.progress)
        self.stage.setText(self._stage_words(receipt))

    def _stage_words(self, receipt: Receipt) -> str:
        words = texts.stage_text(receipt.stage)
        if receipt.remaining is None:
            return words
        left = self.tr("about {time} left").format(time=texts.duration(receipt.remaining))
        return f"{words} · {left}"

    def _show_failure(self, receipt: Receipt) -> None:
        failed = receipt.status is Status.FAILED
        self.failure.setVisible(failed and receipt.failure is not None)
        self.failure.setText(texts.failure_text(receipt.failure) if receipt.failure else "")
        self.retry.setVisible(failed)

    def _show_approval(self, receipt: Receipt) -> None:
        concerned = self._chosen if len(self._chosen) > 1 else (receipt,)
        waiting = sum(map(can_approve, concerned))
        approved = sum(map(can_withdraw, concerned))
        self._approved = not waiting
        self.approve.setVisible(bool(waiting or approved))
        self.approve.setText(self._approval_words(waiting, approved))
        look.set_role(self.approve, "primary" if waiting else "")

    def _approval_words(self, waiting: int, approved: int) -> str:
        if waiting > 1:
            return self.tr("Approve %n receipt(s)", "", waiting)
        if waiting:
            return self.tr("Approve")
        if approved > 1:
            return self.tr("Withdraw %n approval(s)", "", approved)
        return self.tr("Withdraw approval")

    def _show_model(self, receipt: Receipt) -> None:
        words = texts.model_text(receipt.model_outcome)
        self.model.setText(words)
        self.model.setVisible(receipt.status is Status.COMPLETED and bool(words))
