"""After a correction one line asks whether it always holds; the keyboard stays where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import ReviewReason, ValueSource
from receipt_desktop.domain.suppliers import RuleTarget
from tests.ui.review.test_keystrokes import ALT, Desk, desk, german

__all__ = ["desk", "german"]


def category_of(desk: Desk, at: int) -> str | None:
    return desk.receipt(at).category


def correct_category(desk: Desk) -> None:
    """Type another category into the first of three open receipts of one supplier."""
    desk.add(ReviewReason.DOUBTFUL_DATE)
    desk.add()
    desk.open()
    desk.press(Qt.Key.Key_C, ALT)
    row = desk.page.form.rows[Field.CATEGORY]
    row.editor.type_text("Groceries")
    desk.press(Qt.Key.Key_Return)


def test_a_correction_is_asked_about_and_one_key_makes_it_a_rule(desk: Desk) -> None:
    correct_category(desk)
    line = desk.page.learner.line
    assert line.is_asking
    assert "REWE Markt GmbH" in line.label.text()
    assert [one.isVisible() for one in (line.yes_button, line.retire_button)] == [True, False]
    focused = QApplication.focusWidget()
    desk.press(Qt.Key.Key_Y, ALT)
    assert line.proposal is None
    assert QApplication.focusWidget() is focused
    assert [category_of(desk, at) for at in (0, 1, 2)] == ["groceries"] * 3
    assert "2" in line.label.text()
    line.undo_button.click()
    desk.work.run_all()
    assert [category_of(desk, at) for at in (0, 1, 2)] == ["groceries", "clothing", "clothing"]
    assert not line.isVisible()


def test_undo_of_the_window_takes_the_rule_back_and_redo_brings_it(desk: Desk) -> None:
    correct_category(desk)
    desk.press(Qt.Key.Key_Y, ALT)
    desk.stack.undo()
    desk.work.run_all()
    assert category_of(desk, 1) == "clothing"
    desk.stack.redo()
    desk.work.run_all()
    assert category_of(desk, 1) == "groceries"


def test_only_this_one_leaves_the_others(desk: Desk) -> None:
    correct_category(desk)
    desk.press(Qt.Key.Key_N, ALT)
    assert not desk.page.learner.line.isVisible()
    assert [category_of(desk, at) for at in (0, 1)] == ["groceries", "clothing"]
    supplier = desk.actions.get_details(desk.ids[0]).supplier
    assert supplier is not None
    assert desk.actions.get_supplier(supplier.id).rules == ()


def test_several_corrections_are_asked_about_in_turn(desk: Desk) -> None:
    correct_category(desk)
    desk.press(Qt.Key.Key_M, ALT)
    desk.page.form.rows[Field.MERCHANT].editor.type_text("Rewe")
    desk.press(Qt.Key.Key_Return)
    line = desk.page.learner.line
    assert line.proposal is not None
    assert line.proposal.value == "groceries"
    desk.press(Qt.Key.Key_N, ALT)
    assert line.proposal is not None
    assert line.proposal.value == "Rewe"
    desk.press(Qt.Key.Key_Y, ALT)
    assert desk.receipt(1).merchant == "Rewe"
    reading = desk.store.get_details(desk.ids[1]).reading
    assert reading is not None
    assert reading.checked.draft.fields[Field.MERCHANT].source is ValueSource.SUPPLIER


def test_a_question_that_was_left_behind_goes_away(desk: Desk) -> None:
    correct_category(desk)
    for _ in range(2):
        desk.page.queue.go_next()
        desk.work.run_all()
    assert not desk.page.learner.line.isVisible()


def test_a_rule_that_was_overridden_twice_may_be_switched_off(desk: Desk) -> None:
    desk.add()
    desk.add()
    desk.open()
    supplier = desk.actions.get_details(desk.ids[0]).supplier
    assert supplier is not None
    target = "groceries"
    desk.actions.accept_rule(supplier.id, RuleTarget.CATEGORY, target)
    desk.actions.correct_field(desk.ids[1], Field.CATEGORY, "leisure")
    desk.page.pane.reload_details(desk.ids[0])
    desk.press(Qt.Key.Key_C, ALT)
    desk.page.form.rows[Field.CATEGORY].editor.type_text("Leisure")
    desk.press(Qt.Key.Key_Return)
    line = desk.page.learner.line
    assert line.retire_button.isVisible()
    line.retire_button.click()
    desk.work.run_all()
    assert category_of(desk, 2) == "clothing"
    (rule,) = desk.actions.get_supplier(supplier.id).rules
    assert not rule.is_active
