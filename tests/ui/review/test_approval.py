"""Approving from the window: what is missing is asked about, and all that is selected counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QLocale, Qt
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.audit import AuditQuery
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    Reading,
    ReviewReason,
)
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.store.store import Store
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.i18n.queue_texts import format_audit_action
from receipt_desktop.ui.inbox.controller import InboxController
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.inbox.receipt_columns import NAME_COLUMN
from receipt_desktop.ui.review.confidence_mark import Certainty
from receipt_desktop.ui.signal_bridge import SignalBridge
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import OWNER, FakeActions, ManualTaskRunner


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@dataclass(frozen=True)
class Desk:
    page: InboxPage
    orders: InboxController
    work: ManualTaskRunner
    stack: QUndoStack
    store: Store
    folder: Path

    def add(self, name: str, found: Reading) -> Receipt:
        receipt_id = fake_actions.running(self.store, name)
        done = self.store.finish_attempt(
            receipt_id, OWNER, fake_actions.tell_apart(found, receipt_id)
        )
        assert done
        return done

    def sound(self, name: str) -> Receipt:
        """Done: nothing to ask."""
        found = fake_actions.reading(self.folder)
        return self.add(
            name, replace(found, checked=CheckedDraft(found.checked.draft, needs_review=False))
        )

    def doubtful(self, name: str) -> Receipt:
        return self.add(name, fake_actions.reading(self.folder))

    def blank(self, name: str) -> Receipt:
        """Nothing could be read."""
        found = CheckedDraft(Draft(), needs_review=True, reasons=(ReviewReason.NO_TEXT,))
        return self.add(name, Reading(found, Text((), (), ()), 1.0))

    def load(self) -> None:
        self.page.load_receipts()
        self.work.run_all()
        model = self.page.receipt_model
        for row in range(model.rowCount()):
            model.index(row, 0).data()
        model.rows_wanted.emit()
        self.work.run_all()

    def select(self, *receipts: Receipt) -> None:
        """In this order; the last one is on view."""
        flags = QItemSelectionModel.SelectionFlag
        chosen = self.page.list.selectionModel()
        chosen.clearSelection()
        for receipt in receipts:
            row = self.page.receipt_model.row_of(receipt.number)
            index = self.page.receipt_model.index(row, NAME_COLUMN)
            chosen.setCurrentIndex(index, flags.Select | flags.Rows)
        self.work.run_all()

    def approved(self, *receipts: Receipt) -> list[bool]:
        self.work.run_all()
        return [self.store.get_receipt(receipt.id).approved for receipt in receipts]

    @property
    def question(self) -> ConfirmDialog:
        asked = self.page.review_pane.approval_controller.confirm_dialog
        assert asked is not None
        assert asked.isVisible()
        return asked

    def press(self, qtbot: QtBot) -> None:
        qtbot.mouseClick(
            self.page.review_pane.receipt_header.approve_button, Qt.MouseButton.LeftButton
        )


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    actions, work, stack, bridge = (
        FakeActions(store, tmp_path),
        ManualTaskRunner(),
        CommandStack(),
        SignalBridge(),
    )
    page = InboxPage(actions, work, bridge, stack)
    orders = InboxController(page, actions, work, stack)
    unsubscribe = store.subscribe(bridge.queue_change)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    with qtbot.waitExposed(page):
        page.show()
    yield Desk(page, orders, work, stack, store, tmp_path)
    unsubscribe()
    store.close()


def test_one_that_is_whole_is_approved_at_once(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.doubtful("a.jpg")
    desk.load()
    desk.select(receipt)
    assert desk.page.review_pane.receipt_header.approve_button.text() == "Approve"
    desk.press(qtbot)
    assert desk.approved(receipt) == [True]
    assert desk.page.review_pane.approval_controller.confirm_dialog is None


def test_an_empty_one_is_approved_only_after_a_question(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.blank("blank_page.jpg")
    desk.load()
    desk.select(receipt)
    desk.press(qtbot)
    assert desk.approved(receipt) == [False]
    assert desk.question.headline.text() == "Approve without total, date and merchant?"
    assert "blank_page.jpg" in desk.question.explanation.text()
    desk.question.cancel_button.click()
    assert desk.approved(receipt) == [False]
    desk.press(qtbot)
    desk.question.confirm_button.click()
    assert desk.approved(receipt) == [True]
    entry = desk.store.find_audit_entries(AuditQuery())[0]
    assert format_audit_action(entry) == "Approved without total, date and merchant"


def test_enter_on_the_button_does_not_answer_the_question(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.blank("blank_page.jpg")
    desk.load()
    desk.select(receipt)
    desk.page.review_pane.receipt_header.approve_button.setFocus()
    qtbot.keyClick(desk.page.review_pane.receipt_header.approve_button, Qt.Key.Key_Space)
    qtbot.keyClick(desk.question, Qt.Key.Key_Return)
    assert desk.approved(receipt) == [False]


def test_the_approval_of_an_empty_one_is_undone_and_done_again(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.blank("blank_page.jpg")
    desk.load()
    desk.select(receipt)
    desk.press(qtbot)
    desk.question.confirm_button.click()
    desk.work.run_all()
    desk.stack.undo()
    assert desk.approved(receipt) == [False]
    desk.stack.redo()
    assert desk.approved(receipt) == [True]


def test_what_was_just_typed_is_not_called_missing(qtbot: QtBot, desk: Desk) -> None:
    found = fake_actions.reading(desk.folder)
    fields = dict(found.checked.draft.fields)
    del fields[Field.TOTAL]
    checked = CheckedDraft(
        replace(found.checked.draft, fields=fields),
        needs_review=True,
        reasons=(ReviewReason.NO_TOTAL,),
    )
    receipt = desk.add("a.jpg", replace(found, checked=checked))
    desk.load()
    desk.select(receipt)
    editor = desk.page.review_pane.details_tabs.fields_form.rows[Field.TOTAL].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "12.50")
    desk.orders.approve_chosen()
    assert desk.approved(receipt) == [True]
    assert desk.store.get_receipt(receipt.id).total == Decimal("12.50")


def test_an_invalid_entry_blocks_the_approval(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.doubtful("a.jpg")
    desk.load()
    desk.select(receipt)
    editor = desk.page.review_pane.details_tabs.fields_form.rows[Field.DATE].editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "soon")
    desk.orders.approve_chosen()
    assert desk.approved(receipt) == [False]
    assert desk.page.review_pane.details_tabs.fields_form.rows[Field.DATE].error_text


def test_all_that_are_selected_are_approved_and_undone(qtbot: QtBot, desk: Desk) -> None:
    three = [desk.sound(name) for name in ("a.jpg", "b.jpg", "c.jpg")]
    left = desk.sound("d.jpg")
    desk.load()
    desk.select(*three)
    header = desk.page.review_pane.receipt_header
    assert header.approve_button.text() == "Approve 3 receipt(s)"
    assert header.selection_label.isVisible()
    assert "3 receipt(s) selected" in header.selection_label.text()
    desk.press(qtbot)
    assert desk.approved(*three, left) == [True, True, True, False]
    assert desk.page.notice.message.text() == "Approved 3 receipt(s)"
    desk.stack.undo()
    assert desk.approved(*three, left) == [False] * 4
    desk.select(left)
    assert not header.selection_label.isVisible()


def test_open_questions_of_several_are_asked_once(qtbot: QtBot, desk: Desk) -> None:
    five = [desk.sound("a"), desk.sound("b"), desk.doubtful("c"), desk.blank("d"), desk.blank("e")]
    desk.load()
    desk.select(*five)
    desk.press(qtbot)
    assert desk.approved(*five) == [False] * 5
    said = desk.question.explanation.text()
    assert "3 of 5 still need review." in said
    assert "Without total: 2." in said
    desk.question.confirm_button.click()
    assert desk.approved(*five) == [True] * 5
    approvals = desk.store.find_audit_entries(AuditQuery(text="approve"))
    assert sum("without" in entry.after for entry in approvals) == 2


def test_a_correction_with_several_selected_is_for_the_one_on_view(
    qtbot: QtBot, desk: Desk
) -> None:
    other, shown = desk.sound("a.jpg"), desk.sound("b.jpg")
    desk.load()
    desk.select(other, shown)
    assert (
        "Corrections apply to this one"
        in desk.page.review_pane.receipt_header.selection_label.text()
    )
    editor = desk.page.review_pane.details_tabs.fields_form.rows[Field.MERCHANT].editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "Neu")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.work.run_all()
    assert desk.store.get_receipt(shown.id).merchant == "Neu"
    assert desk.store.get_receipt(other.id).merchant == other.merchant


def test_approved_ones_are_withdrawn_together(qtbot: QtBot, desk: Desk) -> None:
    two = [desk.doubtful("a.jpg"), desk.blank("b.jpg")]
    ids = [receipt.id for receipt in two]
    desk.store.approve_receipts(ids, approved=True, accept_missing=tuple(Field))
    desk.load()
    desk.select(*two)
    assert desk.page.review_pane.receipt_header.approve_button.text() == "Withdraw 2 approval(s)"
    desk.press(qtbot)
    assert desk.approved(*two) == [False, False]
    desk.stack.undo()
    assert desk.approved(*two) == [True, True]


# ---- the mark beside a field and the reason


def marked(desk: Desk) -> set[Field]:
    """The fields with an amber frame."""
    rows = desk.page.review_pane.details_tabs.fields_form.rows
    return {field for field, row in rows.items() if row.editor.property("state") == "doubtful"}


@pytest.mark.parametrize(
    ("reason", "fields"),
    [
        (ReviewReason.DOUBTFUL_DATE, {Field.DATE}),
        (ReviewReason.DOUBTFUL_MERCHANT, {Field.MERCHANT}),
        (ReviewReason.NO_TOTAL, {Field.TOTAL}),
        (ReviewReason.NO_CURRENCY, {Field.CURRENCY}),
        (ReviewReason.TAX_TOO_HIGH, {Field.TAX, Field.TOTAL}),
        (ReviewReason.MODEL_DISAGREES, {Field.CATEGORY}),
    ],
)
def test_amber_is_what_the_reason_is_about(
    desk: Desk, reason: ReviewReason, fields: set[Field]
) -> None:
    values = {
        Field.TOTAL: ExtractedValue(Decimal("12.50"), 0.97),
        Field.DATE: ExtractedValue(date(2024, 3, 14), 0.85),
        Field.MERCHANT: ExtractedValue("Vogel", 0.85),
        Field.CATEGORY: ExtractedValue("clothing", 0.4),
    }
    draft = Draft(values, "EUR", disagreements=(Field.CATEGORY,))
    found = Reading(
        CheckedDraft(draft, needs_review=True, reasons=(reason,)), Text((), (), ()), 1.0
    )
    receipt = desk.add("a.jpg", found)
    desk.load()
    desk.select(receipt)
    assert marked(desk) == fields


def test_without_a_review_reason_nothing_is_amber(qtbot: QtBot, desk: Desk) -> None:
    draft = Draft(
        {
            Field.TOTAL: ExtractedValue(Decimal(5), 0.7),
            Field.CATEGORY: ExtractedValue("clothing", 0.4),
        }
    )
    done = desk.add(
        "a.jpg", Reading(CheckedDraft(draft, needs_review=False), Text((), (), ()), 1.0)
    )
    asked = desk.doubtful("b.jpg")
    desk.load()
    desk.select(done)
    assert marked(desk) == set()
    mark = desk.page.review_pane.details_tabs.fields_form.rows[Field.CATEGORY].confidence_mark
    assert mark.certainty is Certainty.GUESS
    assert mark.toolTip() == "Guess (40%)"
    desk.select(asked)
    assert marked(desk) == {Field.DATE}
    desk.press(qtbot)
    desk.work.run_all()
    assert marked(desk) == set()


def test_a_typed_value_that_contradicts_stays_amber(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.sound("a.jpg")
    desk.load()
    desk.select(receipt)
    form = desk.page.review_pane.details_tabs.fields_form
    form.focus_field(Field.TAX)
    editor = form.rows[Field.TAX].editor
    qtbot.keyClicks(editor, "12.60")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.work.run_all()
    assert Field.TAX in marked(desk)
    assert "12.60" in desk.page.review_pane.receipt_header.reasons_panel.text()
    desk.stack.undo()
    desk.work.run_all()
    assert marked(desk) == set()
    assert not desk.page.review_pane.receipt_header.reasons_panel.isVisible()
