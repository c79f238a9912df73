"""Keystroke budgets of a review: real widgets, real store, real rules; each key is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import Box, Evidence, Line, Text
from receipt_desktop.domain.reading import (
    CheckedDraft,
    Draft,
    ExtractedValue,
    LineItem,
    Reading,
    ReviewReason,
)
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.store.store import Store
from receipt_desktop.ui import theme
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.review.review_page import ReviewPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import OWNER, FakeActions, ManualTaskRunner

LINES = (
    ("REWE Markt GmbH", 20),
    ("Brot 4,50", 300),
    ("Kuchen 8,00", 340),
    ("SUMME EUR 12,50", 400),
    ("Gegeben EUR 20,00", 440),
    ("14.03.2024 09:05", 500),
)
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def make_reading(folder: Path, *reasons: ReviewReason, **values: Any) -> Reading:
    """A receipt with the lines above; `values` replace read ones, None removes them."""
    lines = tuple(Line(text, Box(40, top, 200, 24), 0.95) for text, top in LINES)
    seen = {line.text: Evidence(0, line.box, line.text) for line in lines}
    read = {
        Field.TOTAL: (Decimal("12.50"), "SUMME EUR 12,50"),
        Field.DATE: (date(2024, 3, 14), "14.03.2024 09:05"),
        Field.MERCHANT: ("REWE Markt GmbH", "REWE Markt GmbH"),
        Field.CATEGORY: ("clothing", "Brot 4,50"),
    }
    fields = {
        name: ExtractedValue(values.get(name.name.lower(), value), 0.97, seen[text])
        for name, (value, text) in read.items()
        if values.get(name.name.lower(), value) is not None
    }
    items = values.get("items") or (
        LineItem("Brot", Decimal("4.50"), 0.9, evidence=seen["Brot 4,50"]),
        LineItem("Kuchen", Decimal("8.00"), 0.9, evidence=seen["Kuchen 8,00"]),
    )
    draft = Draft(fields, "EUR", items=items, country="DE", language="de")
    picture = fake_actions._page(folder, 0)
    checked = CheckedDraft(draft, needs_review=bool(reasons), reasons=reasons)
    return Reading(checked, Text(lines, (picture,), ("rapidocr",)), 1.0)


@dataclass
class Desk:
    page: ReviewPage
    actions: FakeActions
    work: ManualTaskRunner
    store: Store
    stack: QUndoStack
    folder: Path
    qtbot: QtBot
    keys: int = 0
    clicks: int = 0
    ids: list[str] = field(default_factory=list)

    def add(self, *reasons: ReviewReason, **values: Any) -> str:
        receipt_id = fake_actions.running(self.store, f"{len(self.ids)}.jpg")
        self.store.finish_attempt(receipt_id, OWNER, make_reading(self.folder, *reasons, **values))
        self.ids.append(receipt_id)
        return receipt_id

    def open(self) -> None:
        """Review the added receipts, with one more behind them to go on to."""
        self.add()
        self.page.open_receipts(self.ids, self.ids[0])
        self.work.run_all()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One keystroke to whatever has the focus; work that follows from it is done."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)
        self.keys += 1
        self.work.run_all()

    def type_text(self, text: str) -> None:
        for sign in text:
            self.press(Qt.Key(ord(sign.upper())))

    def click_word(self, line: str, share: float) -> None:
        """Click into a line, at this share of its width."""
        top = dict(LINES)[line]
        view = self.page.pane.picture_panel.picture_view
        place = view.mapFromScene(QPointF(40 + 200 * share, top + 12))
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.clicks += 1
        self.work.run_all()

    def drag_region(self, left: int, top: int, right: int, bottom: int) -> None:
        """Draw a region of the page, in its pixels, with the mouse."""
        view = self.page.pane.picture_panel.picture_view
        view.show_area(QRectF(left, top, right - left, bottom - top))
        start, end = (view.mapFromScene(QPointF(x, y)) for x, y in ((left, top), (right, bottom)))
        left_button = Qt.MouseButton.LeftButton
        self.qtbot.mousePress(view.viewport(), left_button, pos=start)
        self.qtbot.mouseMove(view.viewport(), end)
        self.qtbot.mouseRelease(view.viewport(), left_button, pos=end)
        self.work.run_all()

    def receipt(self, at: int = 0) -> Receipt:
        return self.store.get_receipt(self.ids[at])

    def assert_approved(self, keys: int, clicks: int = 0) -> None:
        """The first receipt is approved, the next one is shown, within the budget."""
        assert self.receipt().approved
        assert self.page.queue.current_id == self.ids[1]
        assert (self.keys, self.clicks) == (keys, clicks)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    actions, work, stack, bridge = (
        FakeActions(store, tmp_path),
        ManualTaskRunner(),
        CommandStack(),
        SignalBridge(),
    )
    page = ReviewPage(actions, work, bridge, stack)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield Desk(page, actions, work, store, stack, tmp_path, qtbot)
    store.close()


def test_a_clean_receipt_takes_one_key(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_Return)
    desk.assert_approved(keys=1)


def test_the_left_hand_goes_on_while_the_right_one_has_the_mouse(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.add()
    desk.open()
    desk.click_word("SUMME EUR 12,50", 0.9)
    desk.press(Qt.Key.Key_Q, ALT)
    assert desk.receipt().total == Decimal("12.50")
    desk.assert_approved(keys=1, clicks=1)
    desk.page.setFocus()
    desk.press(Qt.Key.Key_Q)
    assert desk.receipt(1).approved


def test_the_end_of_a_list_names_the_next_steps(desk: Desk) -> None:
    desk.page.open_receipts([desk.add()])
    desk.work.run_all()
    assert "skip" in desk.page.hint_bar.hints_label.text()
    desk.press(Qt.Key.Key_Return)
    assert "Ctrl+E" in desk.page.hint_bar.hints_label.text()
    desk.page.open_receipts(desk.ids)
    assert "skip" in desk.page.hint_bar.hints_label.text()


def test_receipts_that_were_approved_before_are_passed_over(desk: Desk) -> None:
    for _ in range(3):
        desk.add()
    desk.store.approve_receipts([desk.ids[1]], approved=True)
    desk.page.open_receipts(desk.ids, desk.ids[0])
    desk.work.run_all()
    assert desk.page.queue.open_count == 2
    desk.press(Qt.Key.Key_Return)
    assert desk.page.queue.current_id == desk.ids[2]
    desk.press(Qt.Key.Key_Return)
    assert desk.page.queue.current_id is None


def test_a_wrong_category_takes_three_keys(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C)
    desk.type_text("g")
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().category == "groceries"
    desk.assert_approved(keys=3)


def test_a_category_is_chosen_with_two_clicks(desk: Desk) -> None:
    desk.store.move_category("leisure", "Xenia")
    desk.add(category=None)
    desk.open()
    form = desk.page.form
    assert form.rows[Field.CATEGORY].editor.isVisible()
    form.category_menu.arrow.trigger()
    offered = {action.text(): action for action in form.category_menu.actions()}
    offered["Xenia"].trigger()
    desk.work.run_all()
    assert desk.receipt().category == "Xenia"
    assert form.focused_field() is Field.CATEGORY


def test_a_category_of_ones_own_takes_three_keys(desk: Desk) -> None:
    desk.store.move_category("leisure", "Xenia")
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C)
    desk.type_text("x")
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().category == "Xenia"
    desk.assert_approved(keys=3)


def test_single_keys_go_on_through_doubtful_receipts(desk: Desk) -> None:
    desk.add()
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    for place in (1, 2):
        desk.press(Qt.Key.Key_J)
        assert desk.page.queue.current_id == desk.ids[place]
        assert desk.page.form.focused_field() is None
    desk.press(Qt.Key.Key_K)
    assert desk.page.candidates_bar.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert desk.page.form.focused_field() is Field.TOTAL
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt(1).approved
    assert desk.page.form.focused_field() is Field.DATE
    assert "not&nbsp;on&nbsp;the&nbsp;receipt" in desk.page.hint_bar.hints_label.text()


def test_the_keys_of_the_same_field_are_named_for_each_receipt(desk: Desk) -> None:
    for _ in range(2):
        desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.press(Qt.Key.Key_N, ALT)
    assert desk.page.queue.current_id == desk.ids[1]
    assert desk.page.form.focused_field() is Field.DATE
    assert "not&nbsp;on&nbsp;the&nbsp;receipt" in desk.page.hint_bar.hints_label.text()
    assert desk.page.candidates_bar.buttons
    desk.press(Qt.Key.Key_1, ALT)
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt(1).day == date(2024, 3, 14)


def test_a_missing_value_is_said_to_be_absent_by_mouse(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.page.form.focus_field(Field.DATE)
    *values, absent = desk.page.candidates_bar.buttons
    assert values
    assert absent.text() == "Not on the receipt  Alt+N"
    desk.qtbot.mouseClick(absent, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.page.flow.absent_fields == (Field.DATE,)
    assert desk.page.form.focused_field() is Field.TOTAL
    desk.page.approve()
    desk.work.run_all()
    desk.assert_approved(keys=0)


def test_outside_fields_the_missing_value_is_absent_not_a_doubtful_one(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.page.setFocus()
    desk.press(Qt.Key.Key_N)
    assert desk.page.flow.absent_fields == (Field.DATE,)


def test_a_doubtful_currency_shows_the_total_and_is_chosen_by_a_key(desk: Desk) -> None:
    desk.add(ReviewReason.NO_CURRENCY)
    desk.open()
    assert desk.page.form.focused_field() is Field.CURRENCY
    boxes = desk.page.pane.picture_panel.picture_view._boxes
    assert [key for key, box in boxes.items() if box.is_focused] == [Field.TOTAL.value]
    assert "choose" in desk.page.hint_bar.hints_label.text()
    first = desk.page.candidates.offered(Field.CURRENCY)[0]
    desk.press(Qt.Key.Key_1, ALT)
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().currency == first.value != "EUR"


def test_no_key_is_named_for_a_field_without_values_to_choose(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.open()
    assert "choose" in desk.page.hint_bar.hints_label.text()
    desk.page.form.focus_field(Field.ADDRESS)
    assert not desk.page.candidates.offered(Field.ADDRESS)
    assert "choose" not in desk.page.hint_bar.hints_label.text()


def test_a_chosen_value_is_undone_before_it_is_saved(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.open()
    editor = desk.page.form.rows[Field.TOTAL].editor
    before = editor.text()
    desk.press(Qt.Key.Key_1, ALT)
    assert editor.text() != before
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == before
    assert desk.receipt().total == Decimal("20.00")


def test_the_picture_is_scrolled_without_leaving_the_field(desk: Desk) -> None:
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    view = desk.page.pane.picture_panel.picture_view
    view.zoom_by(4)
    bar = view.verticalScrollBar()
    bar.setValue(bar.minimum())
    desk.press(Qt.Key.Key_PageDown)
    assert bar.value() > bar.minimum()
    desk.press(Qt.Key.Key_PageUp)
    assert bar.value() == bar.minimum()
    assert desk.page.form.focused_field() is Field.DATE


def test_who_accepts_the_total_is_led_to_a_tip_that_cannot_be_right(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, ReviewReason.TIP_TOO_HIGH, ReviewReason.PARTS_DIFFER)
    desk.open()
    assert desk.page.form.focused_field() is Field.TOTAL
    desk.press(Qt.Key.Key_Return)
    assert desk.page.form.focused_field() is Field.TIP
    desk.press(Qt.Key.Key_Return)
    desk.assert_approved(keys=2)


def test_a_value_that_was_chosen_is_not_offered_again(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, ReviewReason.NO_DATE, date=None, total=Decimal("20.00"))
    desk.open()
    first = desk.page.candidates.offered(Field.TOTAL)[0]
    desk.press(Qt.Key.Key_1, ALT)
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().total == first.value
    assert first not in desk.page.candidates.offered(Field.TOTAL)


def test_a_mistyped_category_takes_one_key_more(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C)
    desk.type_text("groecries")
    desk.press(Qt.Key.Key_Return)
    row = desk.page.form.category_row
    assert [button.text() for button in row.question.buttons] == [
        "Groceries  ⏎",
        "Create “groecries”  Alt+2",
    ]
    assert desk.receipt().category == "clothing"
    assert desk.page.candidates_bar.isHidden()
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().category == "groceries"
    desk.assert_approved(keys=3 + len("groecries"))


def test_a_new_category_is_created_after_a_question_and_undone_with_it(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C)
    desk.type_text("vet")
    desk.press(Qt.Key.Key_Return)
    assert [button.text() for button in desk.page.form.category_row.question.buttons] == [
        "Create “vet”  ⏎"
    ]
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().category == "vet"
    assert desk.store.list_categories()[-1].name == "vet"
    desk.stack.undo()
    desk.stack.undo()
    desk.work.run_all()
    assert desk.receipt().category == "clothing"
    assert "vet" not in [one.name for one in desk.store.list_categories()]


def test_the_second_answer_creates_a_category_that_is_near_to_a_known_one(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C)
    desk.type_text("offcie")
    desk.press(Qt.Key.Key_Tab)
    assert desk.receipt().category == "clothing"
    desk.page.approve()
    row = desk.page.form.category_row
    assert row.editor.hasFocus()
    assert not desk.receipt().approved
    desk.press(Qt.Key.Key_2, ALT)
    assert desk.receipt().category == "offcie"
    assert row.question.isHidden()


def test_a_total_from_a_candidate_takes_two_keys(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.open()
    desk.press(Qt.Key.Key_1, ALT)
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().total == Decimal("12.50")
    desk.assert_approved(keys=2)


def test_a_total_by_click_takes_one_click_and_one_key(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.open()
    desk.click_word("SUMME EUR 12,50", 0.9)
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().total == Decimal("12.50")
    desk.assert_approved(keys=1, clicks=1)
    reading = desk.store.get_details(desk.ids[0]).reading
    assert reading is not None
    evidence = reading.checked.draft.fields[Field.TOTAL].evidence
    assert evidence is not None
    assert evidence.text == "12,50"
    assert evidence.box.y == 400
    assert evidence.box.w < 100


def test_a_missing_date_takes_seven_keys(desk: Desk) -> None:
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.type_text("140324")
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().day == date(2024, 3, 14)
    desk.assert_approved(keys=7)


def test_a_fix_is_accepted_with_two_keys(desk: Desk) -> None:
    items = (
        LineItem("Brot", Decimal("4.50"), 0.9),
        LineItem("Kuchen", Decimal("8.00"), 0.9),
        LineItem("Saldo", Decimal("3.30"), 0.9),
    )
    desk.add(ReviewReason.SUM_MISMATCH, items=items)
    desk.open()
    model = desk.page.pane.details_tabs.items_model
    tinted = [model.index(row, 0).data(Qt.ItemDataRole.BackgroundRole) for row in range(3)]
    assert tinted == [None, None, theme.named_colour("soft_warning")]
    desk.press(Qt.Key.Key_X, ALT)
    assert not desk.receipt().approved
    desk.press(Qt.Key.Key_Return)
    details = desk.store.get_details(desk.ids[0])
    assert details.reading is not None
    assert [item.description for item in details.reading.checked.draft.items] == ["Brot", "Kuchen"]
    desk.assert_approved(keys=2)


def test_a_typed_total_that_contradicts_is_shown_before_it_is_approved(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.open()
    desk.type_text("31")
    desk.press(Qt.Key.Key_Return)
    assert not desk.receipt().approved
    assert ReviewReason.SUM_MISMATCH in desk.receipt().reasons
    assert "18,50" in desk.page.pane.receipt_header.reasons_panel.text()
    assert desk.page.form.focused_field() is Field.TOTAL
    desk.press(Qt.Key.Key_Return)
    assert desk.receipt().approved


def test_a_missing_date_is_not_passed_but_said_to_be_missing(desk: Desk) -> None:
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.press(Qt.Key.Key_Return)
    assert not desk.receipt().approved
    assert "Alt+N" in desk.page.form.rows[Field.DATE].error_text
    desk.press(Qt.Key.Key_N, ALT)
    desk.assert_approved(keys=2)


def test_what_is_so_on_the_paper_is_not_asked_again(desk: Desk) -> None:
    desk.add(ReviewReason.SUM_MISMATCH, items=(LineItem("Brot", Decimal("4.00"), 0.9),))
    desk.open()
    desk.press(Qt.Key.Key_P, ALT)
    assert desk.receipt().reasons == (ReviewReason.CORRECTED,)
    assert desk.receipt().needs_review
    desk.stack.undo()
    desk.work.run_all()
    assert desk.receipt().reasons == (ReviewReason.SUM_MISMATCH,)


def test_undo_goes_back_to_the_receipt_and_field_and_names_the_change(desk: Desk) -> None:
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.type_text("140324")
    desk.press(Qt.Key.Key_Return)
    desk.stack.undo()
    desk.work.run_all()
    assert desk.page.queue.current_id == desk.ids[0]
    assert not desk.receipt().approved
    assert "Approve" in desk.page.hint_bar.message_label.text()
    desk.stack.undo()
    desk.work.run_all()
    assert desk.receipt().day is None
    assert desk.page.form.focused_field() is Field.DATE


def test_skipped_receipts_come_again_and_postponed_ones_do_not(desk: Desk) -> None:
    first, second = desk.add(), desk.add()
    desk.open()
    desk.press(Qt.Key.Key_S)
    assert desk.page.queue.current_id == second
    assert desk.page.queue.ids[-1] == first
    desk.press(Qt.Key.Key_L)
    assert second not in desk.page.queue.ids
    assert desk.store.get_receipt(second).is_postponed
    desk.press(Qt.Key.Key_F)
    assert desk.receipt(2).is_flagged
    desk.stack.undo()
    desk.stack.undo()
    desk.work.run_all()
    assert desk.page.queue.current_id == second
    assert not desk.store.get_receipt(second).is_postponed


def test_all_proven_receipts_are_approved_at_once(desk: Desk) -> None:
    desk.add()
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    assert desk.page.queue_bar.proven_button.text() == "Approve all proven (2)"
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    desk.work.run_all()
    assert [desk.receipt(at).approved for at in range(3)] == [True, False, True]
    assert desk.page.queue.current_id == desk.ids[1]
    desk.stack.undo()
    desk.work.run_all()
    assert not any(desk.receipt(at).approved for at in range(3))


def test_escape_leaves_a_field_so_that_single_keys_work(desk: Desk) -> None:
    first = desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.type_text("j")
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.form.rows[Field.DATE].editor.text() == ""
    assert desk.page.queue.current_id == first
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_J)
    assert desk.page.queue.current_id != first


def test_the_space_bar_makes_dragging_pan(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.page.keys.command_chosen.emit("zoom_in")
    view = desk.page.pane.picture_panel.picture_view
    view.show_area(QRectF(200, 300, 10, 100))
    before = view.verticalScrollBar().value()
    desk.qtbot.keyPress(desk.page, Qt.Key.Key_Space)
    desk.drag_region(200, 300, 210, 400)
    assert 0 <= view.verticalScrollBar().value() < before
    desk.qtbot.keyRelease(desk.page, Qt.Key.Key_Space)
    assert view.is_picking


def test_an_edited_item_is_saved_and_undone(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_DATE)
    desk.open()
    desk.press(Qt.Key.Key_I, ALT)
    model = desk.page.pane.details_tabs.items_model
    model.setData(model.index(0, 5), "4,00")
    model.setData(model.index(1, 5), "7,00")
    desk.work.run_all()
    assert ReviewReason.SUM_MISMATCH in desk.receipt().reasons
    for amounts in (["4.00", "8.00"], ["4.50", "8.00"]):
        desk.stack.undo()
        desk.work.run_all()
        reading = desk.store.get_details(desk.ids[0]).reading
        assert reading is not None
        assert [f"{item.total}" for item in reading.checked.draft.items] == amounts
    assert not desk.store.get_details(desk.ids[0]).corrected_lines


def test_a_region_without_words_is_read(desk: Desk) -> None:
    desk.add(ReviewReason.DOUBTFUL_TOTAL, total=Decimal("20.00"))
    desk.open()
    desk.actions.region_text = "EUR 12,50"
    desk.drag_region(30, 600, 120, 640)
    (asked,) = desk.actions.regions
    assert asked[0] == "page0.png"
    assert asked[1].y in range(595, 606)
    assert desk.page.form.rows[Field.TOTAL].editor.text() == "12,50"
    desk.press(Qt.Key.Key_Escape)
    desk.drag_region(30, 395, 260, 430)
    assert len(desk.actions.regions) == 1
    assert desk.page.form.rows[Field.TOTAL].editor.text() == "12,50"


def test_the_next_receipt_opens_at_its_total(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.page.resize(1100, 420)
    bar = desk.page.pane.details_tabs._scroll_area.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    desk.press(Qt.Key.Key_Return)
    assert desk.page.queue.current_id == desk.ids[1]
    assert bar.value() == 0


def test_a_click_on_an_error_goes_to_its_field(desk: Desk) -> None:
    desk.add(ReviewReason.NO_DATE, date=None)
    desk.open()
    desk.press(Qt.Key.Key_Return)
    row = desk.page.form.rows[Field.DATE]
    desk.page.setFocus()
    row.editor.type_text("soon")
    desk.qtbot.mouseClick(row.error_label, Qt.MouseButton.LeftButton)
    assert row.editor.hasFocus()
    assert row.editor.selectedText() == "soon"


def test_changed_keys_are_used(desk: Desk) -> None:
    first = desk.add()
    desk.open()
    desk.page.keys.apply_changes(["skip=Q Ctrl+Q"])
    desk.press(Qt.Key.Key_S)
    assert desk.page.queue.current_id == first
    desk.press(Qt.Key.Key_Q)
    assert desk.page.queue.current_id != first


def add_timed(desk: Desk, name: str, **values: Any) -> str:
    """The receipt with its time, which two pictures of one purchase have in common."""
    found = make_reading(desk.folder, **values)
    fields = {**found.checked.draft.fields, Field.TIME: ExtractedValue(time(9, 5), 0.97)}
    checked = replace(found.checked, draft=replace(found.checked.draft, fields=fields))
    receipt_id = fake_actions.running(desk.store, name)
    desk.store.finish_attempt(receipt_id, OWNER, replace(found, checked=checked))
    return receipt_id


def add_duplicate(desk: Desk, **values: Any) -> None:
    """The receipt that is reviewed first repeats one that is in the list already."""
    earlier = add_timed(desk, "earlier.jpg")
    desk.ids += [add_timed(desk, "later.jpg", **values), earlier]


def open_alone(desk: Desk) -> None:
    """Review the duplicate, with another receipt behind it."""
    last = fake_actions.running(desk.store, "last.jpg")
    desk.store.finish_attempt(last, OWNER, make_reading(desk.folder, total=Decimal("3.00")))
    desk.page.open_receipts([desk.ids[0], last], desk.ids[0])
    desk.ids.insert(1, last)
    desk.work.run_all()


def test_a_duplicate_is_merged_and_approved_with_three_keys(desk: Desk) -> None:
    add_duplicate(desk)
    open_alone(desk)
    duplicate, last, earlier = desk.ids
    assert desk.receipt().duplicate_of is not None
    desk.press(Qt.Key.Key_U)
    assert desk.page.duplicates.view.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert desk.page.queue.current_id == earlier
    desk.press(Qt.Key.Key_Return)
    merged = desk.store.get_receipt(earlier)
    assert (merged.approved, merged.pages, merged.duplicate_of) == (True, 2, None)
    assert desk.store.find_statuses([duplicate]) == {}
    assert desk.page.queue.current_id == last
    assert desk.keys == 3


def test_a_merge_is_undone_and_redone(desk: Desk) -> None:
    add_duplicate(desk)
    open_alone(desk)
    duplicate, _, earlier = desk.ids
    desk.press(Qt.Key.Key_U)
    desk.press(Qt.Key.Key_Return)
    assert desk.stack.undoText() == "Merge"
    desk.stack.undo()
    desk.work.run_all()
    assert desk.receipt().duplicate_of is not None
    assert desk.store.get_receipt(earlier).pages == 1
    assert desk.page.queue.current_id == duplicate
    assert desk.page.queue.count == 2
    desk.stack.redo()
    desk.work.run_all()
    assert desk.store.find_statuses([duplicate]) == {}
    assert desk.page.queue.current_id == earlier
    assert desk.page.queue.count == 2


def test_both_are_kept_with_two_keys_and_an_undo_asks_again(desk: Desk) -> None:
    add_duplicate(desk)
    open_alone(desk)
    desk.press(Qt.Key.Key_U)
    desk.press(Qt.Key.Key_B)
    assert desk.receipt().duplicate_of is None
    assert not desk.page.duplicates.view.isVisible()
    desk.stack.undo()
    desk.work.run_all()
    assert desk.receipt().duplicate_of is not None


def test_a_supplier_is_ignored_with_two_keys_and_an_undo_asks_again(desk: Desk) -> None:
    add_duplicate(desk)
    open_alone(desk)
    desk.press(Qt.Key.Key_U)
    desk.press(Qt.Key.Key_I)
    assert desk.receipt().duplicate_of is None
    desk.stack.undo()
    desk.work.run_all()
    assert desk.receipt().duplicate_of is not None


def test_the_comparison_marks_differences_and_takes_the_chosen_side(desk: Desk) -> None:
    add_duplicate(desk, category="groceries")
    open_alone(desk)
    desk.press(Qt.Key.Key_U)
    table = desk.page.duplicates.view.table

    def cell(row: int, column: int) -> str:
        item = table.item(row, column)
        return item.text() if item else ""

    assert [one.name for one in table.values if one.differs] == [Field.CATEGORY]
    assert [cell(0, column) for column in range(3)] == [
        "Category",
        "●  Clothing",
        "○  Groceries",
    ]
    assert [panel.current_page is not None for panel in desk.page.duplicates.view.panels] == [
        True,
        True,
    ]
    desk.press(Qt.Key.Key_Right)
    assert cell(0, 2) == "●  Groceries"
    desk.press(Qt.Key.Key_Return)
    assert desk.store.get_receipt(desk.ids[2]).category == "groceries"
    assert desk.keys == 3


def test_the_comparison_names_the_rows_that_differ(desk: Desk) -> None:
    cake = LineItem("Kuchcn", Decimal("8.00"), 0.9)
    bread = LineItem("Brot", Decimal("4.50"), 0.4)
    add_duplicate(desk, items=(bread, cake))
    open_alone(desk)
    desk.press(Qt.Key.Key_U)
    view = desk.page.duplicates.view
    item = view.table.item(0, 2)
    assert item is not None
    assert "2: Kuch" in item.text()
    assert "Brot" not in item.text()
    assert view.summary_label.text() == "1 field(s) differ(s)."
    assert desk.page.queue_bar.approve_button.isHidden()
    left = view.table.columnViewportPosition(2)
    picture = view.panels[1]
    assert abs(left - picture.mapTo(view, picture.rect().topLeft()).x()) < picture.width() / 4
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.queue_bar.approve_button.isVisible()


def test_escape_leaves_the_comparison_and_the_keys_work_again(desk: Desk) -> None:
    add_duplicate(desk)
    open_alone(desk)
    desk.press(Qt.Key.Key_U)
    desk.press(Qt.Key.Key_J)
    assert desk.page.queue.current_id == desk.ids[0]
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.pane.isVisible()
    desk.press(Qt.Key.Key_J)
    assert desk.page.queue.current_id == desk.ids[1]


def test_a_copy_of_a_deleted_receipt_can_only_be_removed_or_kept(desk: Desk) -> None:
    desk.store.remove_receipts([add_timed(desk, "earlier.jpg")])
    desk.ids.append(add_timed(desk, "later.jpg"))
    open_alone(desk)
    desk.press(Qt.Key.Key_U)
    view = desk.page.duplicates.view
    assert view.title_label.text().startswith("You deleted this receipt on ")
    assert not view.merge_button.isVisible()
    model = view.table.model()
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in (1, 2)]
    assert headers == ["Deleted", "This one"]
    assert [one.text() for one in view.captions] == [
        "Deleted: earlier.jpg",
        "This one: later.jpg",
    ]
    assert "remove&nbsp;this&nbsp;one" in desk.page.hint_bar.hints_label.text()
    desk.press(Qt.Key.Key_Return)
    assert view.isVisible()
    desk.press(Qt.Key.Key_Delete)
    assert desk.store.find_statuses([desk.ids[0]]) == {}
