"""Receipts are split, joined and arranged at the desk, and all of it is undone and redone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.page import PagePicture
from receipt_desktop.domain.reading import Reading, ReviewReason
from receipt_desktop.domain.receipt import Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from tests.ui import fake_actions
from tests.ui.fake_actions import OWNER
from tests.ui.review.test_keystrokes import Desk, desk, german, make_reading
from tests.unit.extraction.rules.test_several_receipts import BAKERY, TAXI, below

__all__ = ["desk", "german"]
SIZE = (1000, 1400)


def add_two_in_one(desk: Desk, *reasons: ReviewReason) -> str:
    """A picture of two receipts, one below the other."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(desk.folder / "both.png"))
    found = make_reading(desk.folder, *reasons, ReviewReason.SEVERAL_RECEIPTS)
    text = replace(
        found.text, lines=below(BAKERY, TAXI), pages=(PagePicture(0, *SIZE, "both.png"),)
    )
    receipt_id = fake_actions.running(desk.store, f"{len(desk.ids)}.jpg")
    desk.store.finish_attempt(receipt_id, OWNER, replace(found, text=text))
    desk.ids.append(receipt_id)
    return receipt_id


def finish(desk: Desk, receipt_id: str, reading: Reading | None = None) -> None:
    """Read a receipt of the queue."""
    assert desk.store.claim_receipt(receipt_id, OWNER, 60)
    done = desk.store.finish_attempt(receipt_id, OWNER, reading or make_reading(desk.folder))
    assert done
    desk.page.pane.follow_receipt(done)


def list_ids(desk: Desk) -> list[str]:
    return [one.id for one in desk.store.find_receipts(ReceiptQuery())]


def test_enter_leads_to_the_proposed_split_before_it_approves(desk: Desk) -> None:
    add_two_in_one(desk)
    desk.open()
    desk.page.form.focus_field(Field.MERCHANT)
    desk.press(Qt.Key.Key_Return)
    assert not desk.receipt().approved
    row = desk.page.pane.receipt_header.reasons_panel.rows[0]
    assert row.fix_buttons[0].hasFocus()
    assert desk.page.hint_bar.message_label.text().endswith(
        "Enter: Split. Ctrl+Enter approves it as it is."
    )
    desk.press(Qt.Key.Key_Return)
    assert desk.ids[0] not in desk.page.queue.ids


def test_enter_approves_a_proposed_split_that_was_looked_at(desk: Desk) -> None:
    add_two_in_one(desk)
    desk.open()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Return):
        desk.press(key)
    desk.assert_approved(keys=3)


def test_a_proposed_split_comes_before_the_sums_that_it_explains(desk: Desk) -> None:
    add_two_in_one(desk, ReviewReason.DOUBTFUL_TOTAL, ReviewReason.SUM_MISMATCH)
    desk.open()
    first, *others = desk.page.pane.receipt_header.reasons_panel.rows
    assert "2 receipt(s)" in first.sentence
    assert first.fix_buttons[0].text().endswith("Alt+X")
    assert [bool(row.fix_buttons) for row in others] == [False, False]
    desk.press(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert desk.ids[0] not in desk.page.queue.ids


def test_the_approve_button_approves_in_spite_of_a_proposed_split(desk: Desk) -> None:
    add_two_in_one(desk)
    desk.open()
    desk.page.queue_bar.approve_button.click()
    desk.work.run_all()
    assert desk.receipt().approved


def test_a_scan_of_two_receipts_is_split_with_one_key_and_both_are_clean(desk: Desk) -> None:
    both = add_two_in_one(desk)
    desk.open()
    assert "2 receipt(s)" in desk.page.pane.receipt_header.reasons_panel.text()
    desk.press(Qt.Key.Key_X)
    first, second = desk.page.queue.ids[:2]
    assert both not in desk.page.queue.ids
    assert desk.page.queue.current_id == first
    upper, lower = (desk.store.get_receipt(one).sources[0].region for one in (first, second))
    assert upper is not None
    assert lower is not None
    assert upper.bottom == pytest.approx(lower.y)
    for one in (first, second):
        finish(desk, one)
    desk.work.run_all()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert all(desk.store.get_receipt(one).approved for one in (first, second))
    assert desk.keys == 3


def test_all_proposed_frames_are_in_sight(desk: Desk) -> None:
    add_two_in_one(desk)
    desk.open()
    view = desk.page.pane.picture_panel.picture_view
    view.resize(view.width() - 40, view.height())  # as a scroll bar does
    QApplication.sendPostedEvents()
    room = view.viewport().rect()
    frames = [view.mapFromScene(one.sceneBoundingRect()).boundingRect() for one in view._frames]
    assert len(frames) == 4  # with their numbers
    assert all(room.contains(frame) for frame in frames)


def test_a_split_is_undone_and_redone_at_its_place(desk: Desk) -> None:
    desk.add()
    both = add_two_in_one(desk)
    desk.open()
    desk.press(Qt.Key.Key_J)
    desk.press(Qt.Key.Key_X)
    parts = list(desk.page.queue.ids[1:3])
    desk.stack.undo()
    desk.work.run_all()
    assert desk.page.queue.ids == tuple(desk.ids)
    assert desk.page.queue.current_id == both
    assert "Undone: Split into 2 receipt(s)" in desk.page.hint_bar.message_label.text()
    desk.stack.redo()
    desk.work.run_all()
    assert list(desk.page.queue.ids[1:3]) == parts
    assert desk.page.queue.current_id == parts[0]


def test_frames_drawn_by_hand_split_a_picture(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_B)
    for top in (20, 320):
        desk.drag_region(20, top, 380, top + 250)
    bar = desk.page.splitter.bar
    assert bar.isVisible()
    assert bar.split_button.isEnabled()
    desk.press(Qt.Key.Key_Return)
    first, second = desk.page.queue.ids[:2]
    regions = [desk.store.get_receipt(one).sources[0].region for one in (first, second)]
    assert [round(one.y, 1) for one in regions if one] == [0.0, 0.4]
    assert [one.status for one in map(desk.store.get_receipt, (first, second))] == [
        Status.PENDING
    ] * 2


def test_escape_leaves_the_frames_and_the_picture_as_it_is(desk: Desk) -> None:
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_B)
    desk.drag_region(20, 20, 380, 300)
    desk.press(Qt.Key.Key_Escape)
    assert not desk.page.splitter.bar.isVisible()
    assert set(list_ids(desk)) == set(desk.ids)
    assert desk.page.filler.is_active


def add_pages(desk: Desk, count: int) -> str:
    """A document of several pages."""
    found = fake_actions.reading(desk.folder, pages=count)
    receipt_id = fake_actions.running(desk.store, f"{len(desk.ids)}.jpg")
    desk.store.finish_attempt(receipt_id, OWNER, found)
    desk.ids.append(receipt_id)
    return receipt_id


def page_numbers(desk: Desk, receipt_id: str) -> list[int | None]:
    return [page.number for page in desk.store.get_details(receipt_id).page_sources]


def test_pages_are_moved_turned_and_taken_out_in_the_strip(desk: Desk) -> None:
    pages = add_pages(desk, 3)
    desk.open()
    strip = desk.page.arranger.strip
    assert strip.isVisible()
    strip.list.move_page(2, 0)
    desk.work.run_all()
    assert page_numbers(desk, pages) == [2, 0, 1]
    strip.set_current_page(0)
    strip.buttons["right"].click()
    desk.work.run_all()
    assert [page.turns for page in desk.store.get_receipt(pages).sources] == [3, None, None]
    strip.set_current_page(2)
    strip.buttons["remove"].click()
    desk.work.run_all()
    assert page_numbers(desk, pages) == [2, 0]
    assert [desk.stack.text(n) for n in range(3)] == [
        "Move page 1",
        "Turn page 1",
        "Take out page 3",
    ]
    for _ in range(3):
        desk.stack.undo()
        desk.work.run_all()
    assert desk.store.get_receipt(pages).sources == ()


def test_pages_become_receipts_of_their_own(desk: Desk) -> None:
    add_pages(desk, 3)
    desk.open()
    strip = desk.page.arranger.strip
    strip.set_current_page(1)
    strip.buttons["before"].click()
    desk.work.run_all()
    parts = desk.page.queue.ids[:2]
    assert [page_numbers(desk, one) for one in parts] == [[0], [1, 2]]
    desk.stack.undo()
    desk.work.run_all()
    strip.buttons["each"].click()
    desk.work.run_all()
    assert [page_numbers(desk, one) for one in desk.page.queue.ids[:3]] == [[0], [1], [2]]


def test_a_long_receipt_is_joined_with_the_next_picture(desk: Desk) -> None:
    first, second = desk.add(), desk.add()
    desk.open()
    desk.press(Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    joined = desk.page.queue.current_id
    assert joined is not None
    assert desk.page.queue.ids == (joined, desk.ids[2])
    assert desk.store.get_receipt(joined).originals == ("0.jpg", "1.jpg")
    desk.stack.undo()
    desk.work.run_all()
    assert desk.page.queue.ids == tuple(desk.ids)
    assert desk.page.queue.current_id == first
    assert second in list_ids(desk)


def test_what_cannot_be_split_stays_in_its_place(desk: Desk) -> None:
    both = add_two_in_one(desk)
    desk.open()
    desk.store.remove_receipts([both])
    desk.press(Qt.Key.Key_X)
    assert desk.page.queue.current_id == both
    assert desk.stack.count() == 0
    assert desk.page.hint_bar.message_label.text()
