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

from receipt_desktop.draft import Checked, Draft, Field, Reading, Reason, Value
from receipt_desktop.history import AuditQuery
from receipt_desktop.page import Text
from receipt_desktop.receipt import Receipt
from receipt_desktop.store.store import Store
from receipt_desktop.ui.bridge import Bridge
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.inbox.orders import Orders
from receipt_desktop.ui.inbox.page import InboxPage
from receipt_desktop.ui.queue.words import deed_text
from receipt_desktop.ui.review.confidence import Certainty
from tests.ui import review_desk
from tests.ui.review_desk import OWNER, DeskActions, HandWork


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@dataclass(frozen=True)
class Desk:
    page: InboxPage
    orders: Orders
    work: HandWork
    stack: QUndoStack
    store: Store
    folder: Path

    def add(self, name: str, found: Reading) -> Receipt:
        receipt_id = review_desk.running(self.store, name)
        done = self.store.finish(receipt_id, OWNER, found)
        assert done
        return done

    def sound(self, name: str) -> Receipt:
        """Done: nothing to ask."""
        found = review_desk.reading(self.folder)
        return self.add(
            name, replace(found, checked=Checked(found.checked.draft, needs_review=False))
        )

    def doubtful(self, name: str) -> Receipt:
        return self.add(name, review_desk.reading(self.folder))

    def blank(self, name: str) -> Receipt:
        """Nothing could be read."""
        found = Checked(Draft(), needs_review=True, reasons=(Reason.NO_TEXT,))
        return self.add(name, Reading(found, Text((), (), ()), 1.0))

    def load(self) -> None:
        self.page.load()
        self.work.do_all()

    def select(self, *receipts: Receipt) -> None:
        """In this order; the last one is on view."""
        flags = QItemSelectionModel.SelectionFlag
        chosen = self.page.list.selectionModel()
        chosen.clearSelection()
        for receipt in receipts:
            index = self.page.shown.mapFromSource(self.page.model.index_of(receipt.id))
            chosen.setCurrentIndex(index, flags.Select)
        self.work.do_all()

    def approved(self, *receipts: Receipt) -> list[bool]:
        self.work.do_all()
        return [self.store.get(receipt.id).approved for receipt in receipts]

    @property
    def question(self) -> Question:
        asked = self.page.pane.approval.question
        assert asked is not None
        assert asked.isVisible()
        return asked

    def press(self, qtbot: QtBot) -> None:
        qtbot.mouseClick(self.page.pane.header.approve, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'receipts.db'}")
    actions, work, stack, bridge = DeskActions(store, tmp_path), HandWork(), QUndoStack(), Bridge()
    page = InboxPage(actions, work, bridge, stack)
    orders = Orders(page, actions, work, stack)
    unsubscribe = store.subscribe(bridge.announce)
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
    assert desk.page.pane.header.approve.text() == "Approve"
    desk.press(qtbot)
    assert desk.approved(receipt) == [True]
    assert desk.page.pane.approval.question is None


def test_an_empty_one_is_approved_only_after_a_question(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.blank("blank_page.jpg")
    desk.load()
    desk.select(receipt)
    desk.press(qtbot)
    assert desk.approved(receipt) == [False]
    assert desk.question.headline.text() == "Approve without total, date and merchant?"
    assert "blank_page.jpg" in desk.question.meaning.text()
    desk.question.cancel.click()
    assert desk.approved(receipt) == [False]
    desk.press(qtbot)
    desk.question.deed.click()
    assert desk.approved(receipt) == [True]
    entry = desk.store.audit(AuditQuery())[0]
    assert deed_text(entry) == "Approved without total, date and merchant"


def test_enter_on_the_button_does_not_answer_the_question(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.blank("blank_page.jpg")
    desk.load()
    desk.select(receipt)
    desk.page.pane.header.approve.setFocus()
    qtbot.keyClick(desk.page.pane.header.approve, Qt.Key.Key_Space)
    qtbot.keyClick(desk.question, Qt.Key.Key_Return)
    assert desk.approved(receipt) == [False]


def test_the_approval_of_an_empty_one_is_undone_and_done_again(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.blank("blank_page.jpg")
    desk.load()
    desk.select(receipt)
    desk.press(qtbot)
    desk.question.deed.click()
    desk.work.do_all()
    desk.stack.undo()
    assert desk.approved(receipt) == [False]
    desk.stack.redo()
    assert desk.approved(receipt) == [True]


def test_what_was_just_typed_is_not_called_missing(qtbot: QtBot, desk: Desk) -> None:
    found = review_desk.reading(desk.folder)
    fields = dict(found.checked.draft.fields)
    del fields[Field.TOTAL]
    checked = Checked(
        replace(found.checked.draft, fields=fields), needs_review=True, reasons=(Reason.NO_TOTAL,)
    )
    receipt = desk.add("a.jpg", replace(found, checked=checked))
    desk.load()
    desk.select(receipt)
    editor = desk.page.pane.sheet.form.rows[Field.TOTAL].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "12.50")
    desk.orders.approve()
    assert desk.approved(receipt) == [True]
    assert desk.store.get(receipt.id).total == Decimal("12.50")


def test_what_is_typed_wrong_is_not_approved_over(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.doubtful("a.jpg")
    desk.load()
    desk.select(receipt)
    editor = desk.page.pane.sheet.form.rows[Field.DATE].editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "soon")
    desk.orders.approve()
    assert desk.approved(receipt) == [False]
    assert desk.page.pane.sheet.form.rows[Field.DATE].complaint


def test_all_that_are_selected_are_approved_and_undone(qtbot: QtBot, desk: Desk) -> None:
    three = [desk.sound(name) for name in ("a.jpg", "b.jpg", "c.jpg")]
    left = desk.sound("d.jpg")
    desk.load()
    desk.select(*three)
    header = desk.page.pane.header
    assert header.approve.text() == "Approve 3 receipt(s)"
    assert header.selection.isVisible()
    assert "3 receipt(s) selected" in header.selection.text()
    desk.press(qtbot)
    assert desk.approved(*three, left) == [True, True, True, False]
    assert desk.page.notice.words.text() == "Approved 3 receipt(s)"
    desk.stack.undo()
    assert desk.approved(*three, left) == [False] * 4
    desk.select(left)
    assert not header.selection.isVisible()


def test_open_questions_of_several_are_asked_once(qtbot: QtBot, desk: Desk) -> None:
    five = [desk.sound("a"), desk.sound("b"), desk.doubtful("c"), desk.blank("d"), desk.blank("e")]
    desk.load()
    desk.select(*five)
    desk.press(qtbot)
    assert desk.approved(*five) == [False] * 5
    said = desk.question.meaning.text()
    assert "3 of 5 have open questions." in said
    assert "Without total: 2." in said
    desk.question.deed.click()
    assert desk.approved(*five) == [True] * 5
    approvals = desk.store.audit(AuditQuery(text="approve"))
    assert sum("without" in entry.after for entry in approvals) == 2


def test_a_correction_with_several_selected_is_for_the_one_on_view(
    qtbot: QtBot, desk: Desk
) -> None:
    other, shown = desk.sound("a.jpg"), desk.sound("b.jpg")
    desk.load()
    desk.select(other, shown)
    assert "Corrections apply to this one" in desk.page.pane.header.selection.text()
    editor = desk.page.pane.sheet.form.rows[Field.MERCHANT].editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "Neu")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.work.do_all()
    assert desk.store.get(shown.id).merchant == "Neu"
    assert desk.store.get(other.id).merchant == other.merchant


def test_approved_ones_are_withdrawn_together(qtbot: QtBot, desk: Desk) -> None:
    two = [desk.doubtful("a.jpg"), desk.blank("b.jpg")]
    ids = [receipt.id for receipt in two]
    desk.store.approve(ids, approved=True, accept_missing=tuple(Field))
    desk.load()
    desk.select(*two)
    assert desk.page.pane.header.approve.text() == "Withdraw 2 approval(s)"
    desk.press(qtbot)
    assert desk.approved(*two) == [False, False]
    desk.stack.undo()
    assert desk.approved(*two) == [True, True]


# ---- the mark beside a field and the reason


def marked(desk: Desk) -> set[Field]:
    """The fields with an amber frame."""
    rows = desk.page.pane.sheet.form.rows
    return {field for field, row in rows.items() if row.editor.property("state") == "doubtful"}


@pytest.mark.parametrize(
    ("reason", "fields"),
    [
        (Reason.DOUBTFUL_DATE, {Field.DATE}),
        (Reason.DOUBTFUL_MERCHANT, {Field.MERCHANT}),
        (Reason.NO_TOTAL, {Field.TOTAL}),
        (Reason.NO_CURRENCY, {Field.CURRENCY}),
        (Reason.TAX_TOO_HIGH, {Field.TAX, Field.TOTAL}),
        (Reason.MODEL_DISAGREES, {Field.CATEGORY}),
    ],
)
def test_amber_is_what_the_reason_is_about(desk: Desk, reason: Reason, fields: set[Field]) -> None:
    values = {
        Field.TOTAL: Value(Decimal("12.50"), 0.97),
        Field.DATE: Value(date(2024, 3, 14), 0.85),
        Field.MERCHANT: Value("Vogel", 0.85),
        Field.CATEGORY: Value("clothing", 0.4),
    }
    draft = Draft(values, "EUR", disagreements=(Field.CATEGORY,))
    found = Reading(Checked(draft, needs_review=True, reasons=(reason,)), Text((), (), ()), 1.0)
    receipt = desk.add("a.jpg", found)
    desk.load()
    desk.select(receipt)
    assert marked(desk) == fields


def test_nothing_is_amber_where_nobody_is_asked_to_look(qtbot: QtBot, desk: Desk) -> None:
    draft = Draft({Field.TOTAL: Value(Decimal(5), 0.7), Field.CATEGORY: Value("clothing", 0.4)})
    done = desk.add("a.jpg", Reading(Checked(draft, needs_review=False), Text((), (), ()), 1.0))
    asked = desk.doubtful("b.jpg")
    desk.load()
    desk.select(done)
    assert marked(desk) == set()
    mark = desk.page.pane.sheet.form.rows[Field.CATEGORY].mark
    assert mark.certainty is Certainty.GUESS
    assert mark.toolTip() == "A guess: 40% sure"
    desk.select(asked)
    assert marked(desk) == {Field.DATE}
    desk.press(qtbot)
    desk.work.do_all()
    assert marked(desk) == set()


def test_a_typed_value_that_contradicts_stays_amber(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.sound("a.jpg")
    desk.load()
    desk.select(receipt)
    editor = desk.page.pane.sheet.form.rows[Field.TAX].editor
    editor.setFocus()
    qtbot.keyClicks(editor, "12.60")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.work.do_all()
    assert Field.TAX in marked(desk)
    assert "12.60" in desk.page.pane.header.reasons.text()
    desk.stack.undo()
    desk.work.do_all()
    assert marked(desk) == set()
    assert not desk.page.pane.header.reasons.isVisible()
