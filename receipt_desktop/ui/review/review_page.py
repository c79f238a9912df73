"""The review page: one receipt after the other, picture and fields side by side, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QUndoStack
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ReviewReason
from receipt_desktop.domain.receipt import Receipt, ReceiptDetails
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.review.candidates_bar import CandidatesBar
from receipt_desktop.ui.review.command_table import make_handlers
from receipt_desktop.ui.review.duplicate_review import DuplicateReview
from receipt_desktop.ui.review.evidence_boxes import evidence_key
from receipt_desktop.ui.review.field_candidates import FieldCandidates
from receipt_desktop.ui.review.hint_bar import HintBar
from receipt_desktop.ui.review.key_hints import KeyHints
from receipt_desktop.ui.review.key_sheet import KeySheet
from receipt_desktop.ui.review.page_arranger import PageArranger
from receipt_desktop.ui.review.proven_receipts import ProvenReceipts
from receipt_desktop.ui.review.queue_bar import QueueBar
from receipt_desktop.ui.review.receipt_splitter import ReceiptSplitter
from receipt_desktop.ui.review.region_reader import RegionReader
from receipt_desktop.ui.review.review_flow import ReviewFlow
from receipt_desktop.ui.review.review_keys import ReviewKeys
from receipt_desktop.ui.review.review_pane import ReviewPane
from receipt_desktop.ui.review.review_queue import ReviewQueue
from receipt_desktop.ui.review.word_filler import WordFiller
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.suppliers.rule_learner import RuleLearner
from receipt_desktop.ui.task_runner import TaskRunner

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewPage(QWidget):
    """Goes through a queue of receipts; Enter accepts, and approves at the last doubtful field."""

    list_requested = Signal()
    """Back to the receipts."""
    receipt_shown = Signal()
    """Another receipt or another state of it is shown."""

    def __init__(
        self,
        actions: Actions,
        task_runner: TaskRunner,
        bridge: SignalBridge,
        undo_stack: QUndoStack,
    ) -> None:
        super().__init__()
        self._actions = actions
        self._task_runner = task_runner
        self.queue = ReviewQueue(self)
        self.flow = ReviewFlow()
        self.pane = ReviewPane(actions, task_runner, bridge, undo_stack, is_desk=True)
        self.form = self.pane.details_tabs.fields_form
        self.saver = self.pane.correction_saver
        self.queue_bar = QueueBar(self.queue)
        self.candidates_bar = CandidatesBar()
        self.hint_bar = HintBar()
        self.filler = WordFiller(self.pane.picture_panel, self.form, self)
        self.region_reader = RegionReader(
            actions, task_runner, self.hint_bar, self.filler.fill_text, self
        )
        self.splitter = ReceiptSplitter(self.pane, actions, task_runner)
        self.arranger = PageArranger(self, actions, task_runner)
        self.keys = ReviewKeys(self, actions.settings.review_keys)
        self.key_sheet: KeySheet | None = None
        """The sheet of all keys, once it was shown."""
        self.candidates = FieldCandidates(self, actions, task_runner)
        self._wanted_field: Field | None = None
        self._is_advancing = self._was_read = self._is_browsing = False
        self.proven = ProvenReceipts(self, actions, task_runner)
        self.learner = RuleLearner(self.pane, actions, task_runner, undo_stack)
        self.duplicates = DuplicateReview(self, actions, task_runner)
        self._lay_out()
        self._connect(bridge)
        self.key_hints = KeyHints(self)

    def _lay_out(self) -> None:
        self.form.goes_through_all = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pane.picture_panel.picture_view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pane.add_below_fields(self.candidates_bar)
        self.pane.add_below_fields(self.learner.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.queue_bar)
        column.addWidget(self.pane, 1)
        column.addWidget(self.duplicates.view, 1)
        column.addWidget(self.hint_bar)

    def _connect(self, bridge: SignalBridge) -> None:
        bridge.receipts_removed.connect(self.queue.remove)
        bridge.receipt_changed.connect(self._note_decision)
        self.queue.current_changed.connect(self._open_current)
        self.pane.details_shown.connect(self._show_details)
        self.form.field_accepted.connect(self.accept_field)
        self.form.field_focused.connect(self.candidates.show_field)
        self.form.category_row.question.shown_changed.connect(self.candidates.make_room)
        self.saver.change_refused.connect(self._show_refusal)
        self.saver.step_repeated.connect(self.go_to_step)
        self.saver.exchange_begun.connect(self.queue.keep_places)
        self.saver.receipts_exchanged.connect(self.queue.replace)
        self.splitter.drawing_changed.connect(self._set_drawing)
        self.filler.region_without_words.connect(self.region_reader.read_region)
        self.candidates_bar.candidate_chosen.connect(self.filler.fill_candidate)
        self.candidates_bar.absence_chosen.connect(
            lambda: self._mark_absent(self.candidates.field)  # the click has taken the focus
        )
        self.queue_bar.list_requested.connect(self._leave_for_list)
        self.queue_bar.approval_requested.connect(self._decide)
        handlers = make_handlers(self)
        for chosen in (self.keys.command_chosen, self.queue_bar.command_chosen):
            chosen.connect(lambda name: handlers[name]())

    def _set_drawing(self, on: bool) -> None:
        self.filler.is_active = not on
        self.setFocus()

    # -- the queue

    def open_receipts(self, ids: Sequence[str], current: str | None = None) -> None:
        """Review these receipts, beginning with the current one."""
        self._is_browsing = False
        self.queue.set_receipts(ids, current)
        self._task_runner.run(self._actions.list_values, done=self.form.show_known_values)
        self.setFocus()

    @property
    def current_receipt(self) -> Receipt | None:
        """The receipt under review, once it is shown."""
        receipt = self.pane.shown_receipt
        return receipt if receipt is not None and receipt.id == self.queue.current_id else None

    def _open_current(self) -> None:
        self._is_advancing = False
        self.region_reader.forget()
        self.candidates.forget()
        if self.queue.current_id is None:
            self.pane.empty_text = (
                self.tr("All receipts of this list have been reviewed.")
                if self.queue.count
                else self.tr("Nothing needs a review. Any receipt can be opened from the list.")
            )
            self.queue_bar.show_receipt(None)
            self.setFocus()
        self.key_hints.show_hints()
        self.pane.show_receipt(self.queue.current_id)

    def _note_decision(self, receipt: Receipt) -> None:
        self.queue.set_decided(receipt.id, receipt.approved)

    # -- one receipt

    def _show_details(self, details: ReceiptDetails, is_other: bool) -> None:
        self.flow.show_details(details, is_other=is_other)
        self.queue_bar.show_receipt(details.receipt)
        self.splitter.show_details(details)
        self.arranger.show_details(details)
        self.receipt_shown.emit()
        if details.reading:
            self.filler.show_text(details.reading.text)
        is_other = is_other or (details.reading is not None and not self._was_read)
        self._was_read = details.reading is not None
        if is_other:
            self.candidates.load(details.receipt.id)
        if self._wanted_field is not None:
            self.form.focus_field(self._wanted_field)
            self._wanted_field = None
        elif is_other:
            self._focus_first()
        self.key_hints.show_hints()
        if self._is_advancing:
            self._advance()

    def _focus_first(self) -> None:
        """Focus the first doubtful field, or the page where nothing is doubtful.

        Who goes through the receipts with single keys stays outside the fields, where they work.
        """
        stop = self.flow.next_stop(self.form.order)
        if stop is not None and not self._is_browsing:
            self.form.focus_field(stop)
            return
        if stop is None:
            self.filler.set_field(None, ())
        else:
            self.candidates.show_field(stop)
        self.pane.picture_panel.focus_evidence(evidence_key(stop or Field.TOTAL))
        self.setFocus()

    def browse(self, move: Callable[[], object]) -> None:
        """Go to another receipt without a decision on this one."""
        browsing = self.form.focused_field() is None
        if self.may_leave():
            self._is_browsing = browsing
            move()

    def may_leave(self) -> bool:
        """Save the typed values; text that cannot be saved is asked about, and stays in view."""
        if self.form.commit_edits():
            return True
        self.form.focus_refused()
        words = self.tr("Not saved yet: correct the text, or press Escape to discard it.")
        self.hint_bar.show_message(words, role="error")
        return False

    @property
    def first_missing(self) -> Field | None:
        """The first field that an approval needs, and of which nothing is known."""
        return next(filter(self.flow.is_missing, self.form.order), None)

    def accept_field(self, field: Field) -> None:
        """Accept the value of a field, and go on."""
        if self.current_receipt is None:
            return
        row = self.form.rows[field]
        if row.field_value is None and self.flow.is_missing(field):
            key = self.keys.hint("absent", in_field=True)
            row.show_error(
                self.tr("Enter it, or press {key} if it is not on the receipt.").format(key=key)
            )
            return
        self.flow.accept(field, is_new=self.saver.is_busy)
        self._advance()

    def mark_absent(self) -> None:
        """Say that the focused or the first missing field is not on the receipt, and go on."""
        stop = self.first_missing or self.flow.next_stop(self.form.order)
        self._mark_absent(self.form.focused_field() or stop)

    def _mark_absent(self, field: Field | None) -> None:
        if field is not None and self.current_receipt is not None:
            self.form.rows[field].mark_absent()
            self._advance()

    def _advance(self) -> None:
        """Go to the next field that needs a look; without one, approve and go to the next receipt.

        Values that are being saved are checked first.
        """
        self._is_advancing = self.saver.is_busy or self.pane.details_loader.is_loading
        if self._is_advancing or self.current_receipt is None:
            return
        stop = self.flow.next_stop(self.form.order, self.candidates.field)
        if stop is not None:
            self.form.focus_field(stop)
        elif not self.flow.can_approve:
            self.queue.go_next()
        elif (question := self.flow.find_question()) is not None:
            self._lead_to(question)
        else:
            self.approve()

    def _lead_to(self, question: ReviewReason) -> None:
        """Leave the fields for the answer to a doubt about the whole receipt, or name the doubt."""
        self.setFocus()
        answer = self.pane.receipt_header.reasons_panel.focus_answer(question)
        words = (
            self.tr("{reason} Enter: {answer}. Ctrl+Enter approves it as it is.")
            if answer
            else self.tr("{reason} Enter again approves it as it is.")
        )
        reason = self.flow.pass_question(question)
        self.hint_bar.show_message(words.format(reason=reason, answer=answer))

    def approve(self) -> None:
        """Approve the receipt as it is, if nothing needed is missing, and go to the next."""
        receipt = self.current_receipt
        missing = self.first_missing
        if receipt is None:
            return
        if not self.may_leave():
            return
        if missing is not None:
            self.form.focus_field(missing)
            self.accept_field(missing)
            return
        self._is_browsing = False
        self.saver.approve_receipts([receipt.id], approved=True, missing=self.flow.absent_fields)
        name = receipt.merchant or receipt.file_name
        self.hint_bar.show_message(self.tr("Approved: {name}").format(name=name), role="good")
        self.queue.set_decided(receipt.id, True)
        self.queue.advance()

    def withdraw_approval(self) -> None:
        """Withdraw the approval of the receipt."""
        receipt = self.current_receipt
        if receipt is not None:
            self.saver.approve_receipts([receipt.id], approved=False)

    def _leave_for_list(self) -> None:
        if self.may_leave():
            self.list_requested.emit()

    def _decide(self, approved: bool) -> None:
        (self.approve if approved else self.withdraw_approval)()

    def go_to_step(
        self, ids: tuple[str, ...], field: Field | None, text: str, is_redone: bool
    ) -> None:
        """Show the receipt and field of a change that was undone or redone, and name it."""
        if not self.isVisible():
            return
        self._is_browsing = False
        words = self.tr("Redone: {change}") if is_redone else self.tr("Undone: {change}")
        self.hint_bar.show_message(words.format(change=text))
        self._is_advancing = False
        if len(ids) == 1:
            self._wanted_field = field
            self.queue.restore(ids[0])

    def _show_refusal(self, _receipt_id: str, _field: object, error: ReceiptError) -> None:
        self._is_advancing = False
        self.queue.release_places()
        self.hint_bar.show_message(texts.format_error(error), role="error")

    # -- keys

    def show_keys(self) -> None:
        """Show the sheet of all keys that are valid here."""
        self.key_sheet = KeySheet(self, self.keys, self._actions, self._task_runner)
        self.key_sheet.open()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End the panning of a held space bar."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pane.picture_panel.picture_view.set_panning(on=False)
        else:
            super().keyReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape leaves a field; the held space bar makes dragging pan."""
        if event.key() == Qt.Key.Key_Space:
            self.pane.picture_panel.picture_view.set_panning(on=True)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.splitter.stop_drawing()
            self.setFocus()
            return
        if event.key() in ENTER_KEYS:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """Do what Enter does: split, click, or accept and go to the next field or receipt."""
        focused, field = QApplication.focusWidget(), self.form.focused_field()
        if self.splitter.is_drawing:
            self.splitter.split_drawn()
        elif isinstance(focused, QAbstractButton):
            focused.click()
        elif field is not None:
            self.form.rows[field].commit_and_continue()
        else:
            self.candidates.field = None
            self._advance()
