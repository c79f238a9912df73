"""The review pane: shows, corrects and approves one receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import Draft
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails, Status
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.approval import ApprovalController
from receipt_desktop.ui.review.correction_saver import CorrectionSaver
from receipt_desktop.ui.review.desk_side import DeskSide
from receipt_desktop.ui.review.details_loader import DetailsLoader
from receipt_desktop.ui.review.details_tabs import DetailsTabs
from receipt_desktop.ui.review.evidence_boxes import collect_evidence_boxes, evidence_key
from receipt_desktop.ui.review.picture_panel import PicturePanel
from receipt_desktop.ui.review.receipt_changes import ReceiptChanges
from receipt_desktop.ui.review.receipt_header import ReceiptHeader
from receipt_desktop.ui.review.unsaved_inputs import UnsavedInputs
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from receipt_desktop.actions import Actions

PREVIEW_REASONS = 2
"""Shown beside the table, where the picture needs the room."""
SIDE_BY_SIDE_WIDTH = theme.TEXT_WIDTH - 3 * theme.SPACE_XL
"""Minimum width in pixels for the picture beside the fields; otherwise above them."""
DESK_PICTURE_SHARE, DESK_FIELDS_SHARE = 560, 520


class ReviewPane(QWidget):
    """Header, picture and fields of the shown receipt."""

    details_shown = Signal(object, bool)
    """The `ReceiptDetails` that were shown, and whether they are of another receipt."""
    password_requested = Signal(object)
    """The shown receipt, in a list, whose password is to be asked for."""
    attach_requested = Signal(object, str)
    """The shown receipt, and the file to attach; "" to ask for one."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        undo_stack: QUndoStack,
        *,
        is_desk: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`is_desk` for the review page: the picture takes the whole height at the left."""
        super().__init__(parent)
        self._is_desk = is_desk
        self.empty_text = self.tr("Select a receipt to review it.")
        """Shown without a receipt."""
        self._wanted_id: str | None = None
        self._receipt: Receipt | None = None
        self._details: ReceiptDetails | None = None
        self._chosen_receipts: tuple[Receipt, ...] = ()
        self.receipt_header = ReceiptHeader()
        self.picture_panel = PicturePanel(actions, task_runner)
        self.details_tabs = DetailsTabs()
        self._unsaved_inputs = UnsavedInputs(self.details_tabs.fields_form)
        self._desk_side = DeskSide(self) if is_desk else None
        if not is_desk:
            self.receipt_header.reasons_panel.limit(PREVIEW_REASONS)
        self.correction_saver = CorrectionSaver(actions, task_runner, undo_stack, self)
        self.changes = ReceiptChanges(self, actions, task_runner)
        self.approval_controller = ApprovalController(self.correction_saver, self)
        self.details_loader = DetailsLoader(actions, task_runner, self)
        self._lay_out()
        self._connect(bridge)
        self._show_placeholder(self.empty_text)

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self.picture_panel)
        self._splitter.setChildrenCollapsible(False)
        self._content, self._placeholder_label, self._unread_label = QWidget(), QLabel(), QLabel()
        for label in (self._placeholder_label, self._unread_label):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            theme.set_text_role(label, "note")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(theme.SPACE_M, theme.SPACE_M, theme.SPACE_M, 0)
        column.setSpacing(theme.SPACE_M)
        if self._desk_side is not None:
            self._splitter.setOrientation(Qt.Orientation.Horizontal)
            self._desk_side.take_widgets(self.receipt_header, self.details_tabs)
            self._splitter.addWidget(self._desk_side)
            self._splitter.setSizes([DESK_PICTURE_SHARE, DESK_FIELDS_SHARE])
        else:
            self._splitter.addWidget(self.details_tabs)
            column.addWidget(self.receipt_header)
            self._split_evenly()
        column.addWidget(self._splitter, 1)
        column.addWidget(self._unread_label, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._placeholder_label)
        self._stack.addWidget(self._content)

    def _connect(self, bridge: SignalBridge) -> None:
        bridge.receipt_changed.connect(self.follow_receipt)
        bridge.receipts_removed.connect(self._clear_if_removed)
        self.details_loader.details_loaded.connect(self._show_details)
        self.details_loader.loading_failed.connect(self._show_loading_error)
        self.receipt_header.approval_requested.connect(self._change_approval)
        self.details_tabs.fields_form.field_focused.connect(
            lambda field: self.picture_panel.focus_evidence(evidence_key(field))
        )
        self.details_tabs.row_chosen.connect(self.picture_panel.focus_evidence)
        self.picture_panel.box_clicked.connect(self._focus_evidence)
        self.correction_saver.change_saved.connect(self.reload_details)
        self.correction_saver.change_refused.connect(self._show_refusal)

    # -- selection

    @property
    def receipt_id(self) -> str | None:
        """The id of the shown receipt."""
        return self._wanted_id

    def show_chosen(self, current: Receipt | None, chosen: Sequence[Receipt]) -> None:
        """Show the current receipt of the selection; approval applies to the whole selection."""
        self._chosen_receipts = tuple(chosen)
        self.receipt_header.set_chosen_receipts(self._chosen_receipts)
        if self._receipt is not None and self._receipt.id == self._wanted_id:
            self.receipt_header.show_receipt(self._receipt)
        self.show_receipt(current.id if current else None)

    def show_receipt(self, receipt_id: str | None) -> None:
        """Show this receipt once it is read; input of the previous one is saved or kept."""
        if receipt_id == self._wanted_id:
            return
        self._wanted_id = receipt_id
        if receipt_id is not None:
            self.details_loader.load_details(receipt_id)
            return
        self.details_loader.discard_pending()
        self._leave_receipt()
        self._show_placeholder(self.empty_text)

    def _leave_receipt(self) -> None:
        self._unsaved_inputs.leave(self._receipt.id if self._receipt else None)
        self._receipt = self._details = None

    @property
    def details(self) -> ReceiptDetails | None:
        """The details that are shown."""
        return self._details

    @property
    def shown_receipt(self) -> Receipt | None:
        """The receipt whose details are shown."""
        return self._receipt

    def add_below_fields(self, widget: QWidget) -> None:
        """Put a widget below the fields of the review page."""
        if self._desk_side is not None:
            self._desk_side.add_widget(widget)

    def placeholder_text(self) -> str:
        """The placeholder text, or ""."""
        return (
            self._placeholder_label.text()
            if self._stack.currentWidget() is self._placeholder_label
            else ""
        )

    def _show_placeholder(self, sentence: str) -> None:
        self._placeholder_label.setText(sentence)
        self._stack.setCurrentWidget(self._placeholder_label)

    # -- details

    def _show_details(self, details: ReceiptDetails) -> None:
        known = self._receipt
        same = known is not None and known.id == details.receipt.id
        if not same:
            self._leave_receipt()
        self._details = details
        receipt = details.receipt
        if known is not None and same and _is_newer(known, receipt):
            receipt = known
        self._receipt = receipt
        reading = details.reading
        draft = reading.checked.draft if reading else Draft()
        self.receipt_header.set_explanation(draft, details.fixes, details.origin)
        self.receipt_header.show_receipt(receipt)
        self.details_tabs.show_details(details, keep_edit=same)
        self._show_picture(details)
        self._stack.setCurrentWidget(self._content)
        if not same:
            self.details_tabs.scroll_to_top()
            self._unsaved_inputs.show_again(receipt.id)
        self.details_shown.emit(details, not same)

    def _show_picture(self, details: ReceiptDetails) -> None:
        reading = details.reading
        self._splitter.setEnabled(reading is not None)  # a hidden field would take the focus
        self._splitter.setVisible(reading is not None)
        self._unread_label.setVisible(reading is None)
        if reading and not details.receipt.has_picture:
            self.picture_panel.show_attach_area()
        elif reading:
            self.picture_panel.show_pages(
                reading.text, collect_evidence_boxes(reading.checked.draft)
            )
        elif details.receipt.status is Status.FAILED:
            self._unread_label.setText(self.tr("No data was read from this file."))
        else:
            self._unread_label.setText(
                self.tr("The picture and values appear here once this receipt has been processed.")
            )

    def _show_loading_error(self, error: ReceiptError) -> None:
        self._leave_receipt()
        self._show_placeholder(texts.format_error(error))

    def follow_receipt(self, receipt: Receipt) -> None:
        """Update the header at once; reload the details if they have changed."""
        self._follow_selection(receipt)
        if receipt.id != self._wanted_id:
            return
        known = self._receipt
        if known is not None and known.id == receipt.id:
            if _is_newer(known, receipt):
                return
            self._receipt = receipt
            self.receipt_header.show_receipt(receipt)
            if not receipt.is_finished and receipt.status is known.status:
                return
        self.reload_details(receipt.id)

    def _follow_selection(self, receipt: Receipt) -> None:
        """Let the approval count the selected receipts as they are now."""
        known = next((one for one in self._chosen_receipts if one.id == receipt.id), None)
        if known is None or _is_newer(known, receipt):
            return
        self._chosen_receipts = tuple(
            receipt if one is known else one for one in self._chosen_receipts
        )
        self.receipt_header.set_chosen_receipts(self._chosen_receipts)
        if self._receipt is not None and receipt.id != self._wanted_id:
            self.receipt_header.show_receipt(self._receipt)

    def reload_details(self, receipt_id: str) -> None:
        """Reload the details, but not between saves: the last save reloads them."""
        if receipt_id == self._wanted_id and not self.correction_saver.is_busy:
            self.details_loader.load_details(receipt_id)

    def _clear_if_removed(self, ids: tuple[str, ...]) -> None:
        if self._wanted_id in ids:
            self.show_receipt(None)

    # -- actions

    def save_edits(self) -> bool:
        """Save what is typed; whether nothing is left that cannot be saved."""
        is_saved = self.details_tabs.fields_form.commit_edits()
        return is_saved and not self._unsaved_inputs.has_any

    def approve_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Save unsaved input, then approve, after confirmation if required."""
        if self.details_tabs.fields_form.commit_edits():
            self.approval_controller.approve_receipts(
                [self._with_typed_values(receipt) for receipt in receipts]
            )

    def _change_approval(self, approved: bool) -> None:
        one = () if self._receipt is None else (self._receipt,)
        concerned = self._chosen_receipts if len(self._chosen_receipts) > 1 else one
        if approved:
            self.approve_receipts(concerned)
        else:
            self.approval_controller.withdraw_approvals(concerned)

    def _with_typed_values(self, receipt: Receipt) -> Receipt:
        """The shown receipt with the key values of the form, which may be unsaved."""
        if self._details is None or self._details.receipt.id != receipt.id:
            return receipt
        return self.details_tabs.fields_form.apply_typed_values(self._receipt or receipt)

    def _show_refusal(self, receipt_id: str, field: Field | None, error: ReceiptError) -> None:
        """Show the stored value and the error of a change that could not be saved."""
        if self._details is None or self._details.receipt.id != receipt_id:
            return
        self.details_tabs.show_details(self._details, keep_edit=False)
        if field is None:
            self.receipt_header.show_error(texts.format_error(error))
        else:
            self.details_tabs.fields_form.rows[field].show_error(texts.format_error(error))

    def _focus_evidence(self, key: str) -> None:
        """Go to the field or table row of the clicked box."""
        fields = {field.value: field for field in Field}
        if key in fields:
            self.details_tabs.fields_form.focus_field(fields[key])
        else:
            self.picture_panel.focus_evidence(key)
            self.details_tabs.select_row(key)

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._is_desk or self.width() >= SIDE_BY_SIDE_WIDTH
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted is not self._splitter.orientation():
            self._splitter.setOrientation(wanted)
            self._split_evenly()

    def _split_evenly(self) -> None:
        """Give half of the space to the picture, but the fields what they need beside it."""
        is_beside = self._splitter.orientation() is Qt.Orientation.Horizontal
        self.details_tabs.setMinimumWidth(self.details_tabs.needed_width if is_beside else 0)
        self._splitter.setSizes([self.width(), self.width()])


def _is_newer(one: Receipt, other: Receipt) -> bool:
    return one.version > other.version
