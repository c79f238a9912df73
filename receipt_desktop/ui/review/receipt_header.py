"""The header of a receipt: merchant, status, reasons for review and actions."""

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

from receipt_desktop.domain.containers import Origin
from receipt_desktop.domain.reading import Draft, ReviewReason
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.suggested_fix import SuggestedFix
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import source_texts, texts
from receipt_desktop.ui.review.approval import can_approve, can_withdraw
from receipt_desktop.ui.review.reasons_panel import ReasonsPanel
from receipt_desktop.ui.widgets.status_chip import StatusChip

MISSING_REASONS = frozenset({ReviewReason.NO_TOTAL, ReviewReason.NO_DATE, ReviewReason.NO_MERCHANT})


class ReceiptHeader(QWidget):
    """Shows the receipt's state and its actions."""

    approval_requested = Signal(bool)
    retry_requested = Signal()
    password_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_approved = self._is_compact = False
        self.title_label, self.file_label, self.status_chip = QLabel(), QLabel(), StatusChip()
        self.selection_label = QLabel()
        self._suggested_fixes: tuple[SuggestedFix, ...] = ()
        self._draft = Draft()
        self._origin: Origin | None = None
        self._chosen_receipts: Sequence[Receipt] = ()
        self.reasons_panel, self.model_label, self.stage_label = ReasonsPanel(), QLabel(), QLabel()
        self.failure_label = QLabel()
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("Progress"))
        self.approve_button = QPushButton(self.tr("Approve"))
        self.retry_button = QPushButton(self.tr("Retry"))
        self.password_button = QPushButton(self.tr("Enter password…"))
        theme.set_text_role(self.password_button, "primary")
        self._lay_out()
        self.approve_button.clicked.connect(
            lambda: self.approval_requested.emit(not self._is_approved)
        )
        self.retry_button.clicked.connect(self.retry_requested)
        self.password_button.clicked.connect(self.password_requested)

    def _lay_out(self) -> None:
        words = (
            self.title_label,
            self.file_label,
            self.selection_label,
            self.model_label,
            self.failure_label,
        )
        for label in words:
            label.setWordWrap(True)
        theme.set_text_role(self.title_label, "title")
        for label in (self.file_label, self.selection_label, self.model_label, self.stage_label):
            theme.set_text_role(label, "note")
        self.selection_label.hide()
        theme.set_text_role(self.failure_label, "error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(self._create_top_line())
        below = (
            self.selection_label,
            self.reasons_panel,
            self.failure_label,
            self.stage_label,
            self.progress_bar,
            self.model_label,
        )
        for widget in below:
            layout.addWidget(widget)

    def _create_top_line(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(theme.SPACE_XS)
        names.addWidget(self.title_label)
        names.addWidget(self.file_label)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_M)
        line.addLayout(names, 1)
        for widget in (
            self.status_chip,
            self.approve_button,
            self.retry_button,
            self.password_button,
        ):
            line.addWidget(widget)
            widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return line

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the state of this receipt."""
        self.title_label.setText(receipt.merchant or receipt.file_name)
        self._show_file(receipt)
        self.file_label.setVisible(bool(receipt.merchant) or self._is_compact)
        self.status_chip.show_receipt(receipt)
        self._show_selection()
        self._show_reasons(receipt)
        self._show_progress(receipt)
        self._show_failure(receipt)
        self._show_approval(receipt)
        self._show_model(receipt)

    def _show_file(self, receipt: Receipt) -> None:
        """The name of the file, and the archive or message that it was in."""
        origin = self._origin
        names = dict.fromkeys((receipt.file_name, origin.container if origin else ""))
        self.file_label.setText(" · ".join(name for name in names if name))
        self.file_label.setToolTip(source_texts.format_origin(origin) if origin else "")

    def make_compact(self) -> None:
        """Leave out what the review page shows elsewhere: the merchant and the approval."""
        self._is_compact = True
        for widget in (self.title_label, self.approve_button, self.model_label):
            widget.hide()

    def show_error(self, sentence: str) -> None:
        """Show the error of an action."""
        self.failure_label.setText(sentence)
        self.failure_label.show()

    def set_explanation(
        self,
        draft: Draft,
        suggested_fixes: tuple[SuggestedFix, ...],
        origin: Origin | None = None,
    ) -> None:
        """Set the values for the reasons, the fixes below them, and what it was unpacked from.

        Takes effect with the next `show_receipt`.
        """
        self._draft, self._suggested_fixes, self._origin = draft, suggested_fixes, origin

    def offer_split(self, count: int, receipt: Receipt) -> None:
        """Offer to split the receipt into so many."""
        self.reasons_panel.offer_split(count)
        self._show_reasons(receipt)

    def set_chosen_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Set the selected receipts; shown by the next `show_receipt`."""
        self._chosen_receipts = receipts

    def _show_selection(self) -> None:
        count = len(self._chosen_receipts)
        self.selection_label.setVisible(count > 1)
        self.selection_label.setText(
            self.tr(
                "%Ln receipt(s) selected. Corrections apply to this one, approval to all of them.",
                "",
                count,
            )
        )

    def _show_reasons(self, receipt: Receipt) -> None:
        reasons = receipt.reasons if receipt.needs_review and not receipt.approved else ()
        if not receipt.has_picture:  # nothing was looked for, and the empty fields are marked
            reasons = tuple(reason for reason in reasons if reason not in MISSING_REASONS)
        self.reasons_panel.show_reasons(reasons, self._draft, self._suggested_fixes)
        self.reasons_panel.setVisible(bool(reasons))

    def _show_progress(self, receipt: Receipt) -> None:
        running = receipt.status is Status.PROCESSING
        self.stage_label.setVisible(not receipt.is_finished)
        self.progress_bar.setVisible(running)
        self.progress_bar.setValue(receipt.progress)
        self.stage_label.setText(self._format_stage(receipt))

    def _format_stage(self, receipt: Receipt) -> str:
        words = texts.format_stage(receipt.stage)
        if receipt.remaining is None:
            return words
        left = self.tr("about {time} left").format(time=texts.format_duration(receipt.remaining))
        return f"{words} · {left}"

    def _show_failure(self, receipt: Receipt) -> None:
        failed = receipt.status is Status.FAILED
        self.failure_label.setVisible(failed and receipt.failure is not None)
        self.failure_label.setText(texts.format_failure(receipt.failure) if receipt.failure else "")
        self.retry_button.setVisible(failed and not receipt.needs_password)
        self.password_button.setVisible(receipt.needs_password)

    def _show_approval(self, receipt: Receipt) -> None:
        concerned = self._chosen_receipts if len(self._chosen_receipts) > 1 else (receipt,)
        waiting = sum(map(can_approve, concerned))
        approved = sum(map(can_withdraw, concerned))
        self._is_approved = not waiting
        self.approve_button.setVisible(bool(waiting or approved) and not self._is_compact)
        self.approve_button.setText(self._format_approval_label(waiting, approved))
        theme.set_text_role(self.approve_button, "primary" if waiting else "")

    def _format_approval_label(self, waiting: int, approved: int) -> str:
        if waiting > 1:
            return self.tr("Approve %Ln receipt(s)", "", waiting)
        if waiting:
            return self.tr("Approve")
        if approved > 1:
            return self.tr("Withdraw %Ln approval(s)", "", approved)
        return self.tr("Withdraw approval")

    def _show_model(self, receipt: Receipt) -> None:
        words = texts.format_model_outcome(receipt.model_outcome)
        self.model_label.setText(words)
        is_done = receipt.status is Status.COMPLETED
        self.model_label.setVisible(is_done and bool(words) and not self._is_compact)
