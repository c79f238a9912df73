"""Reviewing one receipt through the real pane: shown, typed into, undone, refused, followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.fields import BOOKKEEPING_FIELDS, Field
from receipt_desktop.domain.receipt import ReceiptsRemoved, Stage
from receipt_desktop.store.store import Store
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.review.confidence_mark import Certainty
from receipt_desktop.ui.review.field_editor import FieldEditor
from receipt_desktop.ui.review.picture_view import PictureView
from receipt_desktop.ui.review.review_pane import SIDE_BY_SIDE_WIDTH, ReviewPane
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import OWNER, FakeActions, ManualTaskRunner


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@dataclass(frozen=True)
class Desk:
    pane: ReviewPane
    bridge: SignalBridge
    actions: FakeActions
    work: ManualTaskRunner
    stack: QUndoStack
    store: Store
    folder: Path

    def read(self, name: str = "IMG_1.jpg", **how: Any) -> str:
        """A receipt that was read; its id."""
        return fake_actions.read(self.store, self.folder, name, **how)

    def show(self, receipt_id: str) -> str:
        self.pane.show_receipt(receipt_id)
        self.work.run_all()
        return receipt_id

    def editor(self, field: Field) -> FieldEditor:
        return self.pane.details_tabs.fields_form.rows[field].editor


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    actions, work, stack, bridge = (
        FakeActions(store, tmp_path),
        ManualTaskRunner(),
        CommandStack(),
        SignalBridge(),
    )
    pane = ReviewPane(actions, work, bridge, stack)
    qtbot.addWidget(pane)
    pane.resize(480, 900)
    with qtbot.waitExposed(pane):
        pane.show()
    yield Desk(pane, bridge, actions, work, stack, store, tmp_path)
    store.close()


def retype(qtbot: QtBot, desk: Desk, field: Field, text: str) -> FieldEditor:
    desk.pane.details_tabs.fields_form.focus_field(field)
    line = desk.editor(field)
    qtbot.keyClicks(line, text)
    return line


def test_fields_are_shown_in_the_locale(desk: Desk) -> None:
    desk.show(desk.read())
    assert desk.editor(Field.TOTAL).text() == "12,50"
    assert desk.editor(Field.DATE).text() == "14.03.2024"
    assert desk.editor(Field.MERCHANT).text() == "Bäckerei Süß"
    assert desk.editor(Field.TIP).text() == ""
    assert desk.editor(Field.CURRENCY).text() == "EUR"
    assert desk.pane.receipt_header.title_label.text() == "Bäckerei Süß"
    assert "date" in desk.pane.receipt_header.reasons_panel.text().lower()
    assert "Ollama" in desk.pane.receipt_header.model_label.text()


def test_certain_doubtful_and_missing_values_have_different_marks(desk: Desk) -> None:
    desk.show(desk.read())
    rows = desk.pane.details_tabs.fields_form.rows
    assert rows[Field.TOTAL].confidence_mark.certainty is Certainty.CERTAIN
    assert rows[Field.MERCHANT].confidence_mark.certainty is Certainty.GUESS
    assert rows[Field.DATE].confidence_mark.certainty is Certainty.DOUBTFUL
    assert rows[Field.TIP].confidence_mark.certainty is Certainty.ABSENT
    assert "60%" in rows[Field.DATE].confidence_mark.toolTip()
    assert rows[Field.DATE].editor.property("state") == "doubtful"


def test_the_currency_is_corrected_and_taken_back(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    line = retype(qtbot, desk, Field.CURRENCY, "£")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).currency == "GBP"
    assert desk.store.get_receipt(receipt_id).total == Decimal("12.50")
    assert line.text() == "GBP"
    desk.stack.undo()
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).currency == "EUR"
    assert line.text() == "EUR"


def test_an_unknown_currency_is_refused_with_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    qtbot.keyClick(retype(qtbot, desk, Field.CURRENCY, "taler"), Qt.Key.Key_Return)
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).currency == "EUR"
    complaint = desk.pane.details_tabs.fields_form.rows[Field.CURRENCY].error_text
    assert complaint == "TALER is not a currency code such as EUR."


def test_enter_saves_marks_and_goes_to_the_next_field(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    line = retype(qtbot, desk, Field.TOTAL, "1.234,5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.editor(Field.CURRENCY)
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).total == Decimal("1234.5")
    assert line.text() == "1.234,50"
    assert (
        desk.pane.details_tabs.fields_form.rows[Field.TOTAL].confidence_mark.certainty
        is Certainty.CORRECTED
    )


def test_leaving_a_field_saves_it_once(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    line = retype(qtbot, desk, Field.DATE, "1.2.24")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    desk.work.run_all()
    assert QApplication.focusWidget() is desk.editor(Field.MERCHANT)
    assert desk.store.get_receipt(receipt_id).day == date(2024, 2, 1)
    assert desk.stack.count() == 1


def test_tab_goes_through_the_fields_in_order(qtbot: QtBot, desk: Desk) -> None:
    desk.show(desk.read())
    form = desk.pane.details_tabs.fields_form
    form.fold_button.setChecked(True)
    order = [field for field in form.order if field not in BOOKKEEPING_FIELDS]
    desk.editor(order[0]).setFocus()
    for field in order[1:]:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is desk.editor(field)


def test_escape_goes_back_to_what_is_stored(qtbot: QtBot, desk: Desk) -> None:
    desk.show(desk.read())
    line = retype(qtbot, desk, Field.TOTAL, "99")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "12,50"
    assert desk.stack.count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "hint"),
    [
        (Field.TOTAL, "viel", "12,50"),
        (Field.DATE, "31.2.2024", "31.03.2024"),
        (Field.TIME, "noon", "14:30"),
        (Field.CARD, "12", "four"),
    ],
)
def test_an_invalid_value_is_explained_below_the_field_and_not_saved(
    qtbot: QtBot, desk: Desk, field: Field, typed: str, hint: str
) -> None:
    desk.show(desk.read())
    line = retype(qtbot, desk, field, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    row = desk.pane.details_tabs.fields_form.rows[field]
    assert hint in row.error_text
    assert row.error_label.isVisible()
    assert line.text() == typed
    assert QApplication.focusWidget() is line
    assert desk.stack.count() == 0
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert row.error_text == ""


@pytest.mark.parametrize("part", ["error_label", "label", "editor"])
def test_what_is_typed_after_a_click_beside_a_field_is_not_lost(
    qtbot: QtBot, desk: Desk, part: str
) -> None:
    """Its name and the red sentence below it are as good as the field."""
    receipt_id = desk.show(desk.read())
    line = retype(qtbot, desk, Field.TOTAL, "viel")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    desk.editor(Field.MERCHANT).setFocus()
    row = desk.pane.details_tabs.fields_form.rows[Field.TOTAL]
    assert row.error_label.isVisible()
    qtbot.mouseClick(getattr(row, part), Qt.MouseButton.LeftButton)
    focused = QApplication.focusWidget()
    assert focused is line
    if part == "editor":
        line.selectAll()  # one click places the cursor
    qtbot.keyClicks(focused, "9,99")
    assert line.text() == "9,99"
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).total == Decimal("9.99")
    assert not row.error_label.isVisible()


def test_emptying_a_field_says_that_it_is_not_on_the_receipt(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    line = desk.editor(Field.MERCHANT)
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).merchant is None
    assert desk.pane.receipt_header.title_label.text() == "IMG_1.jpg"


def test_undo_goes_back_correction_by_correction_to_what_was_read(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    for text in ("20", "30"):
        qtbot.keyClick(retype(qtbot, desk, Field.TOTAL, text), Qt.Key.Key_Return)
        desk.work.run_all()
    desk.stack.undo()
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).total == Decimal(20)
    assert Field.TOTAL in desk.store.get_details(receipt_id).corrected_fields
    desk.stack.undo()
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).total == Decimal("12.50")
    assert desk.store.get_details(receipt_id).corrected_fields == frozenset()
    assert desk.editor(Field.TOTAL).text() == "12,50"
    desk.stack.redo()
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).total == Decimal(20)


def test_changes_made_faster_than_they_are_saved_keep_their_order(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    for text in ("20", "30"):
        qtbot.keyClick(retype(qtbot, desk, Field.TOTAL, text), Qt.Key.Key_Return)
    desk.stack.undo()
    assert len(desk.work.queued) == 1
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).total == Decimal(20)


def test_a_change_that_cannot_be_saved_is_taken_back_and_explained(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.show(desk.read())
    desk.actions.refusal = ServiceUnavailable("disk_full")
    qtbot.keyClick(retype(qtbot, desk, Field.TOTAL, "20"), Qt.Key.Key_Return)
    desk.work.run_all()
    row = desk.pane.details_tabs.fields_form.rows[Field.TOTAL]
    assert row.editor.text() == "12,50"
    assert row.error_text == "The disk is full. Free some disk space."
    assert desk.stack.count() == 0


def test_a_late_answer_for_another_receipt_is_ignored(desk: Desk) -> None:
    first = desk.read("1.jpg", merchant="First")
    second = desk.read("2.jpg", merchant="Second")
    desk.pane.show_receipt(first)
    desk.pane.show_receipt(second)
    desk.work.run_next(1)
    desk.work.run_next(0)
    desk.work.run_all()
    assert desk.editor(Field.MERCHANT).text() == "Second"
    assert desk.pane.receipt_id == second


def test_a_change_from_elsewhere_keeps_the_edit_in_progress(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    line = retype(qtbot, desk, Field.TOTAL, "77")
    desk.pane.follow_receipt(desk.store.correct_field(receipt_id, Field.MERCHANT, "Neu"))
    desk.work.run_all()
    assert line.text() == "77"
    assert desk.editor(Field.MERCHANT).text() == "Neu"


def test_an_older_snapshot_does_not_overwrite_a_newer_one(desk: Desk) -> None:
    receipt_id = desk.read()
    old = desk.store.get_receipt(receipt_id)
    new = desk.store.correct_field(receipt_id, Field.MERCHANT, "Neu")
    desk.show(receipt_id)
    desk.pane.follow_receipt(new)
    desk.work.run_all()
    desk.pane.follow_receipt(old)
    assert desk.pane.receipt_header.title_label.text() == "Neu"
    assert not desk.work.queued


def test_a_selection_counts_what_is_approved_elsewhere(desk: Desk) -> None:
    ids = [desk.read("1.jpg", merchant="First"), desk.read("2.jpg", merchant="Second")]
    desk.pane.show_chosen(None, [desk.store.get_receipt(one) for one in ids])
    desk.show(ids[0])
    button = desk.pane.receipt_header.approve_button
    assert button.text() == "Approve 2 receipt(s)"
    desk.store.approve_receipts([ids[1]], approved=True)
    desk.pane.follow_receipt(desk.store.get_receipt(ids[1]))
    assert button.text() == "Approve"
    desk.store.approve_receipts([ids[0]], approved=True)
    desk.pane.follow_receipt(desk.store.get_receipt(ids[0]))
    assert button.text() == "Withdraw 2 approval(s)"


def test_progress_is_shown_live_without_asking_for_details(desk: Desk) -> None:
    receipt_id = fake_actions.running(desk.store)
    desk.show(receipt_id)
    desk.store.update_progress(receipt_id, OWNER, Stage.READING, 40, 12.0)
    desk.pane.follow_receipt(desk.store.get_receipt(receipt_id))
    assert desk.pane.receipt_header.progress_bar.value() == 40
    assert desk.pane.receipt_header.progress_bar.isVisible()
    assert "12" in desk.pane.receipt_header.stage_label.text()
    assert not desk.pane.receipt_header.approve_button.isVisible()
    assert not desk.work.queued


def test_details_appear_when_it_is_read(desk: Desk) -> None:
    receipt_id = fake_actions.running(desk.store)
    desk.show(receipt_id)
    assert not desk.pane.details_tabs.isVisible()
    done = desk.store.finish_attempt(receipt_id, OWNER, fake_actions.reading(desk.folder))
    assert done
    desk.pane.follow_receipt(done)
    desk.work.run_all()
    assert desk.pane.details_tabs.isVisible()
    assert desk.editor(Field.TOTAL).text() == "12,50"


def test_a_failed_receipt_says_why_and_can_be_retried(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = fake_actions.failed(desk.store)
    desk.show(receipt_id)
    assert desk.pane.receipt_header.failure_label.text() == "The reader crashed on this file."
    qtbot.mouseClick(desk.pane.receipt_header.retry_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.actions.asked == [("retry", [receipt_id])]


def test_a_refused_retry_says_so(qtbot: QtBot, desk: Desk) -> None:
    desk.show(fake_actions.failed(desk.store))
    desk.actions.refusal = ServiceUnavailable("queue_unavailable")
    qtbot.mouseClick(desk.pane.receipt_header.retry_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.pane.receipt_header.failure_label.text().startswith("The queue is not responding.")
    assert desk.pane.receipt_header.retry_button.isEnabled()


def test_approving_and_its_undo(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    qtbot.mouseClick(desk.pane.receipt_header.approve_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert desk.store.get_receipt(receipt_id).approved
    assert not desk.pane.receipt_header.reasons_panel.isVisible()
    desk.stack.undo()
    desk.work.run_all()
    assert not desk.store.get_receipt(receipt_id).approved
    assert desk.pane.receipt_header.reasons_panel.isVisible()


def focused_keys(view: PictureView) -> list[str]:
    """The keys of the boxes that are drawn strongly."""
    return [key for key, item in view._boxes.items() if item.is_focused]


def test_clicking_a_box_focuses_its_field_and_focusing_shows_its_box(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.show(desk.read())
    view = desk.pane.picture_panel.picture_view
    spot = view.mapFromScene(100, 252)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert QApplication.focusWidget() is desk.editor(Field.TIME)
    desk.editor(Field.TOTAL).setFocus()
    assert focused_keys(view) == [Field.TOTAL.value]
    seen = view.mapFromScene(100, 712)
    assert view.viewport().rect().contains(seen)


def test_focusing_a_field_turns_to_the_page_it_was_read_on(desk: Desk) -> None:
    desk.show(desk.read(pages=2))
    assert desk.pane.picture_panel.page_label.text() == "1 of 2"
    desk.editor(Field.DATE).setFocus()
    desk.work.run_all()
    assert desk.pane.picture_panel.page_label.text() == "2 of 2"
    assert focused_keys(desk.pane.picture_panel.picture_view) == [Field.DATE.value]


def test_the_row_that_the_keyboard_reaches_is_in_view(qtbot: QtBot, desk: Desk) -> None:
    desk.show(desk.read())
    desk.pane.resize(480, 420)
    table = desk.pane.details_tabs.items_table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    row = table.visualRect(table.currentIndex())
    qtbot.waitUntil(lambda: table.viewport().visibleRegion().contains(row.center()))


def test_items_and_tax_lines_are_listed_and_point_to_their_boxes(desk: Desk) -> None:
    desk.show(desk.read())
    items = desk.pane.details_tabs.items_model
    assert [items.index(row, 5).data() for row in range(items.rowCount())] == ["4,50", "8,00"]
    assert desk.pane.details_tabs.tax_model.index(0, 0).data() == "7\u00a0%"
    desk.pane.details_tabs.items_table.clicked.emit(items.index(0, 0))
    assert focused_keys(desk.pane.picture_panel.picture_view) == ["item 0"]


def test_the_text_is_there_to_be_copied(desk: Desk) -> None:
    desk.show(desk.read())
    assert desk.pane.details_tabs.text_view.toPlainText().splitlines()[0] == "Bäckerei Süß"
    assert desk.pane.details_tabs.text_view.isReadOnly()


def test_a_removed_receipt_leaves_the_pane(qtbot: QtBot, desk: Desk) -> None:
    receipt_id = desk.show(desk.read())
    with qtbot.waitSignal(desk.bridge.receipts_removed):
        desk.bridge.queue_change(ReceiptsRemoved((receipt_id,)))
    assert desk.pane.receipt_id is None


def test_an_unknown_receipt_is_a_sentence(desk: Desk) -> None:
    desk.show("nobody")
    assert "not found" in desk.pane.placeholder_text()


def test_a_page_picture_that_is_gone_is_a_sentence(desk: Desk) -> None:
    receipt_id = desk.read()
    (desk.folder / "page0.png").unlink()
    desk.show(receipt_id)
    assert desk.pane.picture_panel.message.isVisible()
    assert desk.editor(Field.TOTAL).text() == "12,50"


def test_the_picture_stands_beside_the_fields_where_there_is_room(desk: Desk) -> None:
    desk.show(desk.read())
    assert desk.pane.picture_panel.geometry().bottom() <= desk.pane.details_tabs.geometry().top()
    desk.pane.resize(SIDE_BY_SIDE_WIDTH, 900)
    assert desk.pane.picture_panel.geometry().right() <= desk.pane.details_tabs.geometry().left()


def test_everything_to_type_into_has_a_name_for_screen_readers(desk: Desk) -> None:
    assert all(line.accessibleName() for line in desk.pane.findChildren(FieldEditor))
