"""Categories of one's own, receipts by hand and bookkeeping fields in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.categories import PALETTE, TaxTreatment
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from receipt_desktop.ui import pages, theme
from receipt_desktop.ui.bookkeeping.categories_dialog import CategoriesDialog
from receipt_desktop.ui.bookkeeping.categories_table import NAME_COLUMN, OFFERED_COLUMN, TAX_COLUMN
from receipt_desktop.ui.inbox.bulk_edit_dialog import BulkEditDialog
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.inbox.receipt_columns import CATEGORY_COLUMN, COLUMNS
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.review.review_page import ReviewPage
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import FakeActions, ManualTaskRunner

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@dataclass
class Desk:
    window: MainWindow
    work: ManualTaskRunner
    store: Store
    actions: FakeActions
    folder: Path
    qtbot: QtBot

    def settle(self) -> None:
        """Do all work, with the delays of the timers left out."""
        loader, model = self.window.inbox_page.loader, self.window.inbox_page.receipt_model
        for _ in range(3):
            self.work.run_all()
            self.window.bridge._emit_pending()
            for timer in (loader._refresh_timer, loader._count_timer):
                if timer.isActive():
                    timer.stop()
                    timer.timeout.emit()
            self.work.run_all()
            for row in range(model.rowCount()):
                model.index(row, 0).data()
            model.rows_wanted.emit()
        self.work.run_all()

    def add(self, name: str) -> Receipt:
        receipt_id = fake_actions.read(self.store, self.folder, f"{name}.jpg", merchant=name)
        self.settle()
        return self.store.get_receipt(receipt_id)

    def shown_names(self, chosen: ListFilter) -> list[str]:
        self.window.inbox_page.views.show_view(ListView(chosen))
        self.settle()
        model = self.window.inbox_page.receipt_model
        return [str(model.index(row, 1).data()) for row in range(model.rowCount())]

    @property
    def review_page(self) -> ReviewPage:
        page = self.window.review.page
        assert page is not None
        return page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)
        self.settle()

    def type_value(self, text: str) -> None:
        """Type into the focused field and accept it."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClicks(focused, text)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    actions, work = FakeActions(store, tmp_path), ManualTaskRunner()
    monkeypatch.setattr("receipt_desktop.ui.main_window.TaskRunner", lambda _: work)
    actions.change_settings(home_country="AT")
    window = MainWindow(actions, SignalBridge(), Settings())
    unsubscribe = store.subscribe(window.bridge.queue_change)
    qtbot.addWidget(window)
    window.resize(1300, 850)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made = Desk(window, work, store, actions, tmp_path, qtbot)
    made.settle()
    yield made
    unsubscribe()
    window.close_without_asking()
    store.close()


def test_a_receipt_is_entered_by_hand_and_a_picture_dropped_on_it(desk: Desk) -> None:
    menu = desk.window.inbox_page.views.filter_bar.add_button.menu()
    next(one for one in menu.actions() if one.text() == "New receipt by hand").trigger()
    desk.settle()
    page = desk.review_page
    assert page.form.focused_field() is Field.TOTAL
    assert page.pane.picture_panel.attach_area.isVisible()
    desk.type_value("12.50")
    desk.type_value("14032024")
    desk.type_value("Taxi Wien")
    (receipt,) = desk.store.find_receipts(ReceiptQuery())
    assert (receipt.total, receipt.day, receipt.merchant, receipt.currency) == (
        Decimal("12.50"),
        date(2024, 3, 14),
        "Taxi Wien",
        "EUR",
    )
    assert receipt.approved
    asked: list[tuple[Receipt, str]] = []
    page.queue.restore(receipt.id)
    desk.settle()
    page.pane.attach_requested.disconnect()
    page.pane.attach_requested.connect(lambda one, file: asked.append((one, file)))
    drop_file(page.pane.picture_panel.attach_area, desk.folder / "taxi.jpg")
    assert [(one.id, Path(file)) for one, file in asked] == [(receipt.id, desk.folder / "taxi.jpg")]
    desk.window.undo_stack.setIndex(0)
    desk.settle()
    assert desk.store.find_receipts(ReceiptQuery()) == []


def drop_file(area: object, file: Path) -> None:
    """Drag a file onto a widget and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, NONE)
    QApplication.sendEvent(area, enter)  # type: ignore[arg-type]  # a widget
    assert enter.isAccepted()
    fall = QDropEvent(QPointF(5, 5), copy, data, left, NONE)
    QApplication.sendEvent(area, fall)  # type: ignore[arg-type]


def test_bookkeeping_fields_are_typed_completed_and_undone(desk: Desk) -> None:
    other, receipt = desk.add("Other"), desk.add("Nord")
    desk.store.correct_field(other.id, Field.TAGS, "Trip")
    desk.window.review.review_receipts([receipt.id], receipt.id)
    desk.settle()
    form = desk.review_page.form
    assert not form.rows[Field.TAGS].editor.isVisible()
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert form.focused_field() is Field.TAGS
    completer = form.rows[Field.TAGS].editor.completer()
    form.rows[Field.TAGS].editor.setText("New, tr")
    completer.setCompletionPrefix(completer.splitPath("New, tr")[0])
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "New, Trip"
    form.rows[Field.TAGS].editor.type_text("New, Trip, new")
    desk.press(Qt.Key.Key_Tab)
    form.rows[Field.REIMBURSABLE].editor.type_text("y")
    assert form.rows[Field.REIMBURSABLE].commit_edit()
    desk.settle()
    now = desk.store.get_receipt(receipt.id)
    assert (now.tags, now.reimbursable, now.reasons) == (("New", "Trip"), True, receipt.reasons)
    assert form.rows[Field.REIMBURSABLE].editor.text() == "Yes"
    form.rows[Field.REIMBURSABLE].editor.type_text("perhaps")
    assert not form.rows[Field.REIMBURSABLE].commit_edit()
    assert form.rows[Field.REIMBURSABLE].error_text == "Enter yes or no."
    desk.window.undo_stack.setIndex(0)
    desk.settle()
    now = desk.store.get_receipt(receipt.id)
    assert (now.tags, now.reimbursable) == ((), None)


def test_many_receipts_get_a_tag_and_are_filtered_by_it(desk: Desk) -> None:
    first = desk.add("Nord")
    desk.add("Sued")
    desk.store.correct_field(first.id, Field.TAGS, "Old")
    page = desk.window.inbox_page
    page.list.selectAll()
    desk.window.inbox_controller.edit_chosen(Field.TAGS)
    dialog = desk.window.inbox_controller.bulk_dialog
    assert isinstance(dialog, BulkEditDialog)
    assert dialog.keep_tags_check.isVisible()
    dialog.value_edit.setText("Trip")
    dialog.apply_button.click()
    desk.settle()
    assert desk.shown_names(ListFilter(tag="Trip")) == ["Sued", "Nord"]
    assert desk.shown_names(ListFilter(tag="Old")) == ["Nord"]
    column = next(at for at, one in enumerate(COLUMNS) if one.key.value == "tags")
    assert page.receipt_model.index(0, column).data() == "Old, Trip"
    chips = page.views.filter_bar.chips.chips
    assert [chip.text() for chip in chips] == ["Tag: Old"]
    view = ListView(ListFilter(tag="Old", reimbursable="yes", archived="only", paid_by=""))
    assert ListView.from_json(view.to_json()) == view


def test_the_review_page_opens_with_what_needs_a_review(desk: Desk) -> None:
    desk.actions.approve([desk.add("Nord").id], True)
    doubtful = desk.add("Sued").id
    assert desk.window.inbox_page.list.hasFocus()
    desk.window.open_page(pages.REVIEW)
    desk.settle()
    assert desk.review_page.queue.current_id == doubtful
    assert desk.review_page.queue.count == 1
    desk.window.open_page(pages.RECEIPTS)
    desk.window.open_page(pages.REVIEW)
    assert desk.review_page.queue.current_id == doubtful


def test_a_duplicate_beside_the_list_is_compared_on_the_review_page(desk: Desk) -> None:
    for name in ("a.jpg", "b.jpg"):
        made = fake_actions.running(desk.store, name)
        desk.store.finish_attempt(made, fake_actions.OWNER, fake_actions.reading(desk.folder))
    desk.settle()
    desk.window.inbox_page.list.choose_row(0)
    desk.settle()
    panel = desk.window.inbox_page.review_pane.receipt_header.reasons_panel
    (row,) = [one for one in panel.rows if one.is_duplicate]
    row.compare_button.click()
    desk.settle()
    assert desk.review_page.duplicates.is_open
    desk.press(Qt.Key.Key_Escape)
    assert desk.review_page.queue.current_id == made


def test_a_mistyped_category_of_many_is_asked_about(desk: Desk) -> None:
    desk.add("Nord")
    desk.add("Sued")
    page = desk.window.inbox_page
    page.list.selectAll()
    desk.window.inbox_controller.edit_chosen(Field.CATEGORY)
    dialog = desk.window.inbox_controller.bulk_dialog
    assert isinstance(dialog, BulkEditDialog)
    dialog.value_edit.setText("Offcie")
    dialog.apply_button.click()
    assert [button.text() for button in dialog.question.buttons] == [
        "Office  ⏎",
        "Create “Offcie”",
    ]
    dialog.value_edit.setText("Veterinary")
    assert not dialog.question.answers
    dialog.apply_button.click()
    dialog.apply_button.click()
    desk.settle()
    assert desk.shown_names(ListFilter(category="Veterinary")) == ["Sued", "Nord"]
    assert desk.store.list_categories()[-1].name == "Veterinary"
    desk.window.undo_stack.undo()
    desk.settle()
    assert desk.store.list_categories()[-1].name == "other"


def test_the_archive_hides_shows_and_gives_back(desk: Desk) -> None:
    desk.add("Nord")
    desk.add("Sued")
    desk.shown_names(ListFilter())
    page, commands = desk.window.inbox_page, desk.window.inbox_controller.receipt_controller
    page.list.choose_row(0)
    page.with_chosen(commands.archive_receipts)
    desk.settle()
    assert desk.shown_names(ListFilter()) == ["Nord"]
    assert desk.shown_names(ListFilter(archived="only")) == ["Sued"]
    page.with_chosen(commands.archive_receipts)
    assert desk.window.undo_stack.count() == 1
    page.list.choose_row(0)
    page.with_chosen(commands.unarchive_receipts)
    desk.settle()
    assert desk.shown_names(ListFilter()) == ["Sued", "Nord"]
    desk.window.undo_stack.undo()
    desk.settle()
    assert desk.shown_names(ListFilter()) == ["Nord"]


def test_the_list_of_categories_is_arranged(desk: Desk) -> None:
    receipt = desk.add("Nord")
    desk.store.correct_field(receipt.id, Field.CATEGORY, "fuel")
    desk.window.bookkeeping.edit_categories()
    desk.settle()
    dialog = desk.window.bookkeeping.categories_dialog
    assert dialog is not None
    select(dialog, "Fuel")
    assert not dialog.delete_button.isEnabled()
    item = dialog.table.item(dialog.table.currentRow(), NAME_COLUMN)
    assert item is not None
    item.setText("Vehicles")
    desk.settle()
    assert desk.store.get_receipt(receipt.id).category == "Vehicles"
    assert names(dialog)[2] == "Vehicles"
    select(dialog, "Vehicles")
    box = dialog.table.cellWidget(dialog.table.currentRow(), TAX_COLUMN)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(TaxTreatment.NOT_DEDUCTIBLE))
    desk.settle()
    assert desk.store.get_details(receipt.id).tax_treatment is TaxTreatment.NOT_DEDUCTIBLE
    dialog.new_button.click()
    desk.settle()
    assert names(dialog)[-1] == "New category"
    dialog.up_button.click()
    dialog.delete_button.click()
    desk.settle()
    assert "New category" not in names(dialog)
    select(dialog, "Vehicles")
    dialog._fill_merge_menu()
    next(one for one in dialog.merge_menu.actions() if one.text() == "Transport").trigger()
    desk.settle()
    assert desk.store.get_receipt(receipt.id).category == "transport"
    desk.window.undo_stack.undo()
    desk.settle()
    assert desk.store.get_receipt(receipt.id).category == "Vehicles"


def test_a_name_that_exists_is_refused_and_a_hidden_category_not_offered(desk: Desk) -> None:
    desk.add("Nord")
    desk.window.bookkeeping.edit_categories()
    desk.settle()
    dialog = desk.window.bookkeeping.categories_dialog
    assert dialog is not None
    select(dialog, "Leisure")
    row = dialog.table.currentRow()
    name = dialog.table.item(row, NAME_COLUMN)
    assert name is not None
    name.setText("office")
    desk.settle()
    assert "already" in dialog.error_label.text()
    assert names(dialog)[row] == "Leisure"
    again = dialog.table.item(row, OFFERED_COLUMN)
    assert again is not None
    again.setCheckState(Qt.CheckState.Unchecked)
    desk.settle()
    assert dialog.table.categories[row].is_hidden
    dialog.close()
    menu = desk.window.menu_builder.inbox_menu
    menu._fill_categories()
    words = [one.text() for one in menu.category_menu.actions()]
    assert "Leisure" not in words
    assert words[:2] == ["Groceries", "Restaurant"]
    assert COLUMNS[CATEGORY_COLUMN].caption == "Category"


def names(dialog: CategoriesDialog) -> list[str]:
    items = (dialog.table.item(row, NAME_COLUMN) for row in range(dialog.table.rowCount()))
    return [item.text() for item in items if item]


def select(dialog: CategoriesDialog, name: str) -> None:
    dialog.table.setCurrentCell(names(dialog).index(name), NAME_COLUMN)


def test_every_colour_stands_out_from_light_and_dark_ground() -> None:
    grounds = (theme.LIGHT_COLOURS.surface, theme.DARK_COLOURS.surface)
    for colour in PALETTE:
        for ground in grounds:
            light, dark = sorted((luminance(QColor(colour)), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 3, colour  # WCAG 2.2, 1.4.11


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
