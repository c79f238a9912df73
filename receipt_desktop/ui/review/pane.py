"""One receipt beside the list: shown, checked, corrected, approved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.draft import Draft, Field, FieldValue
from receipt_desktop.errors import ReceiptError
from receipt_desktop.mending import mends
from receipt_desktop.receipt import Details, Receipt, Status
from receipt_desktop.ui import look, texts
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.review.approval import Approval
from receipt_desktop.ui.review.corrections import Before, Corrections
from receipt_desktop.ui.review.header import Header
from receipt_desktop.ui.review.loading import DetailsLoading
from receipt_desktop.ui.review.marks import marks_of
from receipt_desktop.ui.review.picture_panel import PicturePanel
from receipt_desktop.ui.review.sheet import Sheet
from receipt_desktop.ui.work import Work

SIDE_BY_SIDE = look.TEXT_WIDTH - 3 * look.SPACE_XL
"""From this width on the picture stands beside the fields, not above them."""


class ReviewPane(QWidget):
    """Header, picture and fields of the receipt that is shown."""

    def __init__(
        self,
        actions: Actions,
        work: Work,
        bridge: Bridge,
        undo_stack: QUndoStack,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._wanted: str | None = None
        self._receipt: Receipt | None = None
        self._details: Details | None = None
        self._chosen: tuple[Receipt, ...] = ()
        self.header = Header()
        self.picture = PicturePanel(actions, work)
        self.sheet = Sheet()
        self.corrections = Corrections(actions, work, undo_stack, self)
        self.approval = Approval(self.corrections, self)
        self.loading = DetailsLoading(actions, work, self)
        self._lay_out()
        self._connect(bridge)
        self._say(self.tr("Choose a receipt to see it here."))

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self.picture)
        self._splitter.addWidget(self.sheet)
        self._splitter.setChildrenCollapsible(False)
        self._share_out()
        self._content, self._empty, self._unread = QWidget(), QLabel(), QLabel()
        for label in (self._empty, self._unread):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            look.set_role(label, "note")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(look.SPACE_M, look.SPACE_M, look.SPACE_M, 0)
        column.setSpacing(look.SPACE_M)
        column.addWidget(self.header)
        column.addWidget(self._splitter, 1)
        column.addWidget(self._unread, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._content)

    def _connect(self, bridge: Bridge) -> None:
        bridge.receipt_changed.connect(self.follow)
        bridge.receipts_removed.connect(self._drop_removed)
        self.loading.loaded.connect(self._show_details)
        self.loading.failed.connect(self._show_loading_error)
        self.header.approval_asked.connect(self._decide)
        self.header.retry_asked.connect(self._retry)
        self.sheet.form.changed.connect(self._correct)
        self.sheet.form.focused.connect(lambda field: self.picture.focus_mark(field.value))
        self.sheet.row_chosen.connect(self.picture.focus_mark)
        self.picture.clicked.connect(self._go_to)
        self.corrections.saved.connect(self._reload)
        self.corrections.refused.connect(self._show_refusal)

    # -- which receipt

    @property
    def receipt_id(self) -> str | None:
        """The receipt that is to be shown."""
        return self._wanted

    def show_chosen(self, current: Receipt | None, chosen: Sequence[Receipt]) -> None:
        """Show the current one of what is selected; an approval is for all of it."""
        self._chosen = tuple(chosen)
        self.header.choose(self._chosen)
        if self._receipt is not None and self._receipt.id == self._wanted:
            self.header.show_receipt(self._receipt)
        self.show_receipt(current.id if current else None)

    def show_receipt(self, receipt_id: str | None) -> None:
        """Show this receipt as soon as it is read; what was typed for the one before is saved."""
        if receipt_id == self._wanted:
            return
        self._wanted = receipt_id
        if receipt_id is not None:
            self.loading.ask(receipt_id)
            return
        self.loading.forget()
        self._leave()
        self._say(self.tr("Choose a receipt to see it here."))

    def _leave(self) -> None:
        self.sheet.form.commit()
        self._receipt = self._details = None

    def said(self) -> str:
        """The sentence that stands in place of a receipt, or nothing."""
        return self._empty.text() if self._stack.currentWidget() is self._empty else ""

    def _say(self, sentence: str) -> None:
        self._empty.setText(sentence)
        self._stack.setCurrentWidget(self._empty)

    # -- what is known of it

    def _show_details(self, details: Details) -> None:
        known = self._receipt
        same = known is not None and known.id == details.receipt.id
        if not same:
            self._leave()
        self._details = details
        receipt = details.receipt
        if known is not None and same and _newer(known, receipt):
            receipt = known
        self._receipt = receipt
        reading = details.reading
        draft = reading.checked.draft if reading else Draft()
        self.header.explain(draft, mends(draft, receipt.reasons))
        self.header.show_receipt(receipt)
        self.sheet.show_details(details, keep_edit=same)
        self._show_picture(details)
        self._stack.setCurrentWidget(self._content)

    def _show_picture(self, details: Details) -> None:
        reading = details.reading
        self._splitter.setVisible(reading is not None)
        self._unread.setVisible(reading is None)
        if reading:
            self.picture.show_text(reading.text, marks_of(reading.checked.draft))
        elif details.receipt.status is Status.FAILED:
            self._unread.setText(self.tr("Nothing was read from this file."))
        else:
            self._unread.setText(self.tr("Picture and values appear when it is read."))

    def _show_loading_error(self, error: ReceiptError) -> None:
        self._leave()
        self._say(texts.error_text(error))

    def follow(self, receipt: Receipt) -> None:
        """A change of the receipt on view: its head at once, its details when they are new."""
        if receipt.id != self._wanted:
            return
        known = self._receipt
        if known is not None and known.id == receipt.id:
            if _newer(known, receipt):
                return
            self._receipt = receipt
            self.header.show_receipt(receipt)
            if not receipt.finished and receipt.status is known.status:
                return
        self._reload(receipt.id)

    def _reload(self, receipt_id: str) -> None:
        """Ask anew, but not between changes: the last one saved asks for all of them."""
        if receipt_id == self._wanted and not self.corrections.busy:
            self.loading.ask(receipt_id)

    def _drop_removed(self, ids: tuple[str, ...]) -> None:
        if self._wanted in ids:
            self.show_receipt(None)

    # -- what a person does

    def _correct(self, field: Field, value: FieldValue | None, before: Before) -> None:
        if self._receipt is not None:
            self.loading.forget()
            self.corrections.correct(self._receipt.id, field, value, before)

    def approve(self, receipts: Sequence[Receipt]) -> None:
        """Approve these, after what is being typed; a question comes first where one is due."""
        if self.sheet.form.commit():
            self.approval.approve([self._as_typed(receipt) for receipt in receipts])

    def _decide(self, approved: bool) -> None:
        one = () if self._receipt is None else (self._receipt,)
        concerned = self._chosen if len(self._chosen) > 1 else one
        if approved:
            self.approve(concerned)
        else:
            self.approval.withdraw(concerned)

    def _as_typed(self, receipt: Receipt) -> Receipt:
        """The receipt on view with the key values of the form, which may not be saved yet."""
        if self._details is None or self._details.receipt.id != receipt.id:
            return receipt
        return self.sheet.form.typed_into(self._receipt or receipt)

    def _retry(self) -> None:
        if self._receipt is None:
            return
        ids = [self._receipt.id]
        self.header.retry.setEnabled(False)
        self._work.run(
            lambda: self._actions.retry(ids),
            done=lambda _: self.header.retry.setEnabled(True),
            failed=self._show_retry_error,
        )

    def _show_retry_error(self, error: ReceiptError) -> None:
        self.header.retry.setEnabled(True)
        self.header.complain(texts.error_text(error))

    def _show_refusal(self, receipt_id: str, field: Field | None, error: ReceiptError) -> None:
        """A change was not saved: show what is stored, and why."""
        if self._details is None or self._details.receipt.id != receipt_id:
            return
        self.sheet.show_details(self._details, keep_edit=False)
        if field is None:
            self.header.complain(texts.error_text(error))
        else:
            self.sheet.form.rows[field].complain(texts.error_text(error))

    def _go_to(self, key: str) -> None:
        """A box was clicked: to its field, or to its row of a table."""
        fields = {field.value: field for field in Field}
        if key in fields:
            self.sheet.form.focus(fields[key])
        else:
            self.picture.focus_mark(key)
            self.sheet.choose_row(key)

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted is not self._splitter.orientation():
            self._splitter.setOrientation(wanted)
            self._share_out()

    def _share_out(self) -> None:
        """Half for the picture, half for the fields."""
        self._splitter.setSizes([self.width(), self.width()])


def _newer(one: Receipt, other: Receipt) -> bool:
    return one.version > other.version
