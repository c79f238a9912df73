"""The changes that a person makes to the shown receipt: fields, tables, fixes, acceptances."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field, FieldValue
from receipt_desktop.domain.page import Evidence
from receipt_desktop.domain.reading import Draft, LineKind, Lines, ReviewReason
from receipt_desktop.domain.suggested_fix import FixKind, SuggestedFix, fix_items, fix_tax_lines
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.correction_saver import PreviousValue
from receipt_desktop.ui.review.lines_model import LinesModel
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions
    from receipt_desktop.ui.review.review_pane import ReviewPane


class ReceiptChanges(QObject):
    """Hands the changes made in a pane to its saver, with what is needed to undo them."""

    def __init__(self, pane: ReviewPane, actions: Actions, task_runner: TaskRunner) -> None:
        super().__init__(pane)
        self._pane = pane
        self._actions = actions
        self._task_runner = task_runner
        self._saved_lines: dict[tuple[str, LineKind], Lines] = {}
        """Edits by receipt and table that the shown details do not have yet."""
        tabs, reasons = pane.details_tabs, pane.receipt_header.reasons_panel
        tabs.fields_form.value_changed.connect(self._correct_field)
        for editor, model in (
            (tabs.items_editor, tabs.items_model),
            (tabs.taxes_editor, tabs.tax_model),
        ):
            model.rows_edited.connect(partial(self._correct_lines, model))
            editor.table.left.connect(pane.details_tabs.setFocus)
        area = pane.picture_panel.attach_area
        area.file_dropped.connect(self._request_attachment)
        area.choice_requested.connect(self._request_attachment)
        pane.receipt_header.password_requested.connect(self._request_password)
        pane.receipt_header.retry_requested.connect(self._retry_receipt)
        reasons.fix_requested.connect(self._apply_fix)
        reasons.acceptance_requested.connect(self._accept_reason)
        reasons.keep_requested.connect(self._keep_both)

    @property
    def _draft(self) -> Draft:
        details = self._pane.details
        return details.reading.checked.draft if details and details.reading else Draft()

    def _correct_field(
        self,
        field: Field,
        value: FieldValue | None,
        before: PreviousValue,
        evidence: Evidence | None,
    ) -> None:
        receipt = self._pane.shown_receipt
        if receipt is not None:
            self._pane.details_loader.discard_pending()
            self._pane.correction_saver.correct_field(receipt.id, field, value, before, evidence)

    def _correct_lines(self, model: LinesModel[Any]) -> None:
        self._save_lines(model.kind, model.filled_rows)

    def _save_lines(self, kind: LineKind, lines: Lines) -> None:
        """Save the rows of a table; undo goes back to the last edit, or to what was read."""
        details, saver = self._pane.details, self._pane.correction_saver
        if details is None:
            return
        key = details.receipt.id, kind
        if not saver.is_busy:
            self._saved_lines.clear()
        was_edited = kind in details.corrected_lines
        before = self._saved_lines.get(key, self._draft.get_lines(kind) if was_edited else None)
        self._saved_lines[key] = lines
        self._pane.details_loader.discard_pending()
        saver.correct_lines(details.receipt.id, kind, lines, before)

    def _apply_fix(self, fix: SuggestedFix) -> None:
        """Do what a suggested fix says: change an amount, or remove a line."""
        draft = self._draft
        if fix.kind in (FixKind.TOTAL, FixKind.TYPED):
            self._pane.details_tabs.fields_form.rows[Field.TOTAL].set_value(fix.proposed)
        elif fix.kind is FixKind.TAX:
            self._save_lines(LineKind.TAX_LINES, fix_tax_lines(draft.tax_lines, fix))
        else:
            self._save_lines(LineKind.ITEMS, fix_items(draft.items, fix))

    def _accept_reason(self, reason: ReviewReason) -> None:
        receipt = self._pane.shown_receipt
        if receipt is not None:
            self._pane.details_loader.discard_pending()
            self._pane.correction_saver.accept_reasons(receipt.id, [reason])

    def _keep_both(self) -> None:
        receipt = self._pane.shown_receipt
        if receipt is not None and receipt.duplicate_of is not None:
            self._pane.details_loader.discard_pending()
            self._pane.correction_saver.keep_both(receipt.id, receipt.duplicate_of.receipt_id)

    def _request_password(self) -> None:
        receipt = self._pane.shown_receipt
        if receipt is not None:
            self._pane.password_requested.emit([receipt])

    def _request_attachment(self, file: str = "") -> None:
        receipt = self._pane.shown_receipt
        if receipt is not None:
            self._pane.attach_requested.emit(receipt, file)

    def _retry_receipt(self) -> None:
        receipt, button = self._pane.shown_receipt, self._pane.receipt_header.retry_button
        if receipt is None:
            return
        ids = [receipt.id]
        button.setEnabled(False)
        self._task_runner.run(
            lambda: self._actions.retry(ids),
            done=lambda _: button.setEnabled(True),
            failed=self._show_retry_error,
        )

    def _show_retry_error(self, error: ReceiptError) -> None:
        header = self._pane.receipt_header
        header.retry_button.setEnabled(True)
        header.show_error(texts.format_error(error))
