"""The Receipts page: filters, orders, selection, changes of many, totals, state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QUndoStack
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.export_profile import ExportProfile
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.listing import ReceiptOrder, SortKey
from receipt_desktop.domain.reading import CheckedDraft, ExtractedValue, ReviewReason
from receipt_desktop.domain.receipt import Receipt, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.inbox import page_state
from receipt_desktop.ui.inbox.cell_editor import CellEditor
from receipt_desktop.ui.inbox.controller import InboxController
from receipt_desktop.ui.inbox.inbox_page import InboxPage
from receipt_desktop.ui.inbox.list_view import ListFilter, ListView
from receipt_desktop.ui.inbox.receipt_columns import (
    CATEGORY_COLUMN,
    COLUMNS,
    STATUS_COLUMN,
    TOTAL_COLUMN,
)
from receipt_desktop.ui.inbox.receipt_delegate import _is_doubtful, is_exceptional
from receipt_desktop.ui.inbox.receipt_model import RECEIPT_ROLE
from receipt_desktop.ui.signal_bridge import SignalBridge
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
    controller: InboxController
    work: ManualTaskRunner
    stack: QUndoStack
    store: Store
    folder: Path
    bridge: SignalBridge

    def add(
        self, name: str, total: str = "10", *, doubtful: bool = False, **values: str
    ) -> Receipt:
        found = fake_actions.reading(self.folder, merchant=name)
        fields = dict(found.checked.draft.fields)
        fields[Field.TOTAL] = ExtractedValue(Decimal(total), 0.97)
        fields |= {Field[key]: ExtractedValue(value, 0.9) for key, value in values.items()}
        draft = replace(found.checked.draft, fields=fields)
        reasons = found.checked.reasons if doubtful else ()
        receipt_id = fake_actions.running(self.store, f"{name}.jpg")
        done = self.store.finish_attempt(
            receipt_id, OWNER, replace(found, checked=CheckedDraft(draft, doubtful, reasons))
        )
        assert done
        return done

    def load(self) -> None:
        self.page.load_receipts()
        self.settle()

    def settle(self) -> None:
        """Do all work, with the delays of the timers left out, and load the rows in sight."""
        loader, model = self.page.loader, self.page.receipt_model
        for _ in range(3):
            self.work.run_all()
            self.bridge._emit_pending()
            for timer in (loader._refresh_timer, loader._count_timer):
                if timer.isActive():
                    timer.stop()
                    timer.timeout.emit()
            self.work.run_all()
            for row in range(model.rowCount()):
                model.index(row, 0).data()
            model.rows_wanted.emit()
            self.work.run_all()

    def names(self) -> list[str]:
        self.settle()
        model = self.page.receipt_model
        found = [model.index(row, 0).data(RECEIPT_ROLE) for row in range(model.rowCount())]
        return [receipt.merchant or receipt.file_name for receipt in found]

    def show(self, chosen: ListFilter, order: ReceiptOrder = ReceiptOrder()) -> list[str]:  # noqa: B008 (frozen)
        self.page.views.show_view(ListView(chosen, order))
        return self.names()

    @property
    def current(self) -> str:
        receipt = self.page.list.current_receipt()
        return receipt.merchant or receipt.file_name if receipt else ""


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    store = open_empty_store(tmp_path)
    actions, work, stack = FakeActions(store, tmp_path), ManualTaskRunner(), CommandStack()
    bridge = SignalBridge()
    page = InboxPage(actions, work, bridge, stack)
    controller = InboxController(page, actions, work, stack)
    unsubscribe = store.subscribe(bridge.queue_change)
    qtbot.addWidget(page)
    page.resize(1300, 900)
    with qtbot.waitExposed(page):
        page.show()
    yield Desk(page, controller, work, stack, store, tmp_path, bridge)
    unsubscribe()
    store.close()


def test_the_empty_page_comes_only_when_it_is_known_to_be_empty(desk: Desk) -> None:
    desk.page.load_receipts()
    assert not desk.page.empty_state.isVisible()
    assert desk.page.totals_bar.label.text() == "Loading…"
    desk.settle()
    assert desk.page.empty_state.isVisible()
    desk.add("Nord")
    assert desk.names() == ["Nord"]
    assert not desk.page.empty_state.isVisible()


def test_the_page_with_nothing_found_names_the_words(desk: Desk) -> None:
    desk.add("Nord")
    desk.load()
    assert desk.show(ListFilter(text="xyz")) == []
    assert desk.page.no_match_label.text() == "No receipts match “xyz”."
    assert not desk.page.empty_state.isVisible()
    assert desk.page.views.filter_bar.add_button.isVisible()


def test_at_least_25_receipts_fit_on_900_pixels(desk: Desk) -> None:
    desk.add("Nord")
    desk.load()
    table = desk.page.list
    assert table.viewport().height() // table.verticalHeader().defaultSectionSize() >= 25


def test_search_filters_and_orders_reach_the_table(desk: Desk) -> None:
    desk.add("Nord", "12.50", CATEGORY="fuel")
    desk.add("Süd", "7", doubtful=True)
    desk.add("West", "30")
    desk.load()
    assert desk.show(ListFilter(text="sud")) == ["Süd"]
    assert desk.show(ListFilter(kind="review")) == ["Süd"]
    assert desk.show(ListFilter(category="fuel")) == ["Nord"]
    assert desk.show(ListFilter(least=Decimal(10)), ReceiptOrder(SortKey.TOTAL, False)) == [
        "Nord", "West"
    ]  # fmt: skip
    buttons = desk.page.views.filter_bar.kind_buttons
    assert buttons[""].text() == "All  2"
    assert desk.show(ListFilter()) == ["West", "Süd", "Nord"]


def test_who_types_on_during_a_search_waits_for_no_other(desk: Desk) -> None:
    desk.add("Nord")
    desk.add("West")
    desk.load()
    for typed in ("n", "no", "nor"):
        desk.page.views.show_view(ListView(ListFilter(text=typed)))
    assert len(desk.work.queued) == 1  # the first letter; of the others only the last one follows
    desk.work.run_next()
    assert desk.page.receipt_model.rowCount() == 2  # what was found for "n" comes too late
    assert len(desk.work.queued) == 1
    desk.work.run_next()
    assert desk.page.receipt_model.rowCount() == 1
    assert desk.names() == ["Nord"]


def test_a_search_that_fails_does_not_end_the_next_one(desk: Desk) -> None:
    desk.add("Nord")
    desk.add("West")
    desk.load()
    desk.page.views.show_view(ListView(ListFilter(text="n")))
    _, _, failed = desk.work.queued.pop()
    failed(ServiceUnavailable("database_busy"))
    assert "locked" in desk.page.notice.message.text()
    assert desk.show(ListFilter(text="w")) == ["West"]


def test_a_click_on_a_header_sorts(qtbot: QtBot, desk: Desk) -> None:
    for name, total in (("A", "2"), ("B", "1"), ("C", "3")):
        desk.add(name, total)
    desk.load()
    header = desk.page.list.horizontalHeader()
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(TOTAL_COLUMN) + 12)
    for wanted in (["B", "A", "C"], ["C", "A", "B"]):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert desk.names() == wanted


def test_the_place_is_kept_when_a_receipt_leaves_the_list(desk: Desk) -> None:
    receipts = {name: desk.add(name, doubtful=True) for name in "DCBA"}
    desk.load()
    assert desk.show(ListFilter(kind="review")) == ["A", "B", "C", "D"]
    desk.page.list.choose_row(1)
    desk.settle()
    assert desk.current == "B"
    desk.store.approve_receipts([receipts["B"].id], True)
    assert desk.names() == ["A", "C", "D"]
    assert desk.current == "C"
    desk.store.remove_receipts([receipts["D"].id])
    assert desk.names() == ["A", "C"]
    assert desk.current == "C"


def test_a_receipt_whose_change_was_loaded_before_it_was_announced_leaves_the_list(
    desk: Desk,
) -> None:
    receipt, _ = desk.add("A", doubtful=True), desk.add("B", doubtful=True)
    desk.load()
    assert desk.show(ListFilter(kind="review")) == ["B", "A"]
    desk.store.approve_receipts([receipt.id], True)
    desk.page.receipt_model.put_receipts(desk.store.find_numbered_receipts([receipt.number]))
    assert desk.names() == ["B"]


def test_a_new_receipt_does_not_move_the_selection(desk: Desk) -> None:
    desk.add("A")
    desk.load()
    assert desk.current == "A"
    desk.add("B")
    assert desk.names() == ["B", "A"]
    assert desk.current == "A"


def test_the_undo_of_a_removal_goes_to_the_receipt(desk: Desk) -> None:
    for name in "ABC":
        desk.add(name, doubtful=True)
    desk.load()
    desk.show(ListFilter(kind="review"))
    desk.page.list.choose_row(1)
    desk.controller.remove_chosen()
    assert desk.names() == ["C", "A"]
    desk.page.list.choose_row(0)
    desk.stack.undo()
    assert desk.names() == ["C", "B", "A"]
    assert desk.current == "B"
    assert desk.page.loader.view.filter == ListFilter(kind="review")


def test_a_field_of_all_selected_is_one_step(desk: Desk) -> None:
    receipts = [desk.add(name, CATEGORY="fuel") for name in "ABC"]
    desk.load()
    desk.page.list.selectAll()
    desk.controller.set_category("office")
    desk.settle()
    assert {desk.store.get_receipt(one.id).category for one in receipts} == {"office"}
    assert desk.page.notice.message.text() == "Changed Category of 3 receipt(s)"
    desk.stack.undo()
    desk.settle()
    assert {desk.store.get_receipt(one.id).category for one in receipts} == {"fuel"}


def test_the_dialog_checks_the_value_before_it_changes_anything(desk: Desk) -> None:
    receipt = desk.add("A")
    desk.load()
    desk.controller.edit_chosen(Field.DATE)
    dialog = desk.controller.bulk_dialog
    assert dialog
    dialog.value_edit.setText("soon")
    dialog.apply_button.click()
    assert dialog.isVisible()
    assert dialog.error_label.text() == "Enter a date such as 31/03/2024."
    dialog.value_edit.setText("01/02/2024")
    dialog.apply_button.click()
    desk.settle()
    assert str(desk.store.get_receipt(receipt.id).day) == "2024-02-01"


def test_totals_follow_the_selection(qtbot: QtBot, desk: Desk) -> None:
    for name, total in (("A", "1"), ("B", "2"), ("C", "4")):
        desk.add(name, total)
    desk.load()
    label = desk.page.totals_bar.label
    assert label.text() == "3 receipt(s)  ·  7.00 EUR"
    desk.page.list._select_rows([0, 1], 0)
    desk.page.list.chosen_receipts_changed.emit()
    qtbot.waitUntil(lambda: bool(desk.work.queued))
    desk.work.run_all()
    assert label.text() == "2 receipt(s) selected  ·  6.00 EUR"


def test_selected_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, desk: Desk) -> None:
    desk.add("Nord", "12.50")
    desk.load()
    qtbot.keyClick(desk.page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[:4] == ["Date", "Merchant", "Category", "Total"]
    assert row.split("\t")[1:4] == ["Nord", "", "12.50 EUR"]


def test_the_table_is_filtered_by_what_was_exported(desk: Desk) -> None:
    first = desk.add("A")
    desk.add("B")
    number = desk.store.begin_batch(ExportProfile("p", "P"), "csv", "out.csv")
    desk.store.finish_batch(number, [first.number], 1)
    desk.load()
    panel = desk.page.views.filter_panel
    panel.export_box.setCurrentIndex(panel.export_box.findData("new"))
    assert desk.names() == ["B"]
    (chip,) = desk.page.views.filter_bar.chips.chips
    assert chip.text() == "Not exported yet"
    chosen = ListView(ListFilter(export="exported"))
    assert desk.show(ListView.from_json(chosen.to_json()).filter) == ["A"]
    assert ListView.from_json({"export": "nonsense"}).filter.export == ""


def test_the_review_gets_the_list_and_where_to_begin(qtbot: QtBot, desk: Desk) -> None:
    ids = [desk.add(name).id for name in "ABC"][::-1]
    desk.load()
    desk.page.list.choose_row(1)
    asked: list[tuple[list[str], str]] = []
    desk.page.review_requested.connect(lambda found, current: asked.append((found, current)))
    qtbot.keyClick(desk.page.list, Qt.Key.Key_Return)
    desk.work.run_all()
    assert asked == [(ids, ids[1])]
    desk.store.approve_receipts([ids[1]], approved=True)
    desk.page.loader.update_receipt(desk.store.get_receipt(ids[1]))
    desk.work.run_all()
    desk.page.list.choose_row(1)
    qtbot.keyClick(desk.page.list, Qt.Key.Key_Return)
    desk.page.review_button.click()
    desk.work.run_all()
    assert asked[1:] == [(ids, ids[1]), (ids, None)]


def test_rows_that_were_on_their_way_when_changes_began_to_be_announced_are_looked_at_again(
    desk: Desk,
) -> None:
    receipt = desk.add("A")
    desk.page.load_receipts()
    read, show, _ = desk.work.queued.pop(0)
    old_rows = read()
    desk.store.approve_receipts([receipt.id], approved=True)
    desk.page.loader.catch_up()
    show(old_rows)
    desk.work.run_all()
    shown = desk.page.receipt_model.find_receipt(receipt.number)
    assert shown is not None
    assert shown.version == desk.store.get_receipt(receipt.id).version > receipt.version


def test_a_receipt_behind_a_filter_is_revealed(desk: Desk) -> None:
    receipt = desk.add("A")
    desk.add("B")
    desk.load()
    assert desk.show(ListFilter(text="b.jpg")) == ["B"]
    desk.page.show_receipt(receipt.id)
    assert desk.names() == ["B", "A"]
    assert desk.current == "A"


def test_columns_order_and_views_are_remembered(qtbot: QtBot, desk: Desk) -> None:
    page = desk.page
    page.list.setColumnHidden(TOTAL_COLUMN, True)
    page.list.setColumnWidth(CATEGORY_COLUMN, 321)
    page.views.saved_views.save_view(
        "Fuel", ListView(ListFilter(category="fuel")), page.list.save_columns()
    )
    page.views.show_view(ListView(order=ReceiptOrder(SortKey.MERCHANT, False)))
    state = page_state.save_page(page)
    actions = FakeActions(desk.store, desk.folder)
    actions.save_window_state(state)
    other = InboxPage(actions, desk.work, desk.bridge, desk.stack)
    qtbot.addWidget(other)
    page_state.restore_page(other, actions.load_window_state())
    assert other.list.isColumnHidden(TOTAL_COLUMN)
    assert other.list.columnWidth(CATEGORY_COLUMN) == 321
    assert other.loader.view.order == ReceiptOrder(SortKey.MERCHANT, False)
    other.views.saved_views.choose_view("Fuel")
    assert other.loader.view.filter == ListFilter(category="fuel")


def test_a_state_of_another_version_is_ignored(desk: Desk) -> None:
    page_state.restore_page(
        desk.page, {"columns": "!", "splitter": ["x"], "views": 7, "order": {"order": "odd"}}
    )
    hidden = [desk.page.list.isColumnHidden(at) for at in range(len(COLUMNS))]
    assert hidden == [not column.shown_at_first for column in COLUMNS]


def test_only_exceptions_get_a_badge(desk: Desk) -> None:
    done, review = desk.add("A"), desk.add("B", doubtful=True)
    failed = desk.store.get_receipt(fake_actions.failed(desk.store))
    waiting = desk.store.get_receipt(fake_actions.waiting(desk.store, "w.jpg"))
    assert [is_exceptional(one) for one in (done, review, failed, waiting)] == [
        False, True, True, False
    ]  # fmt: skip


def test_chips_show_the_filters_and_take_them_away(desk: Desk) -> None:
    desk.add("A", CATEGORY="fuel")
    desk.load()
    bar = desk.page.views.filter_bar
    desk.show(ListFilter(category="fuel", least=Decimal(5)))
    assert [chip.text() for chip in bar.chips.chips] == ["Fuel", "5.00 or more"]
    bar.chips.chips[0].click()
    desk.settle()
    assert desk.page.loader.view.filter == ListFilter(least=Decimal(5))
    assert [chip.text() for chip in bar.chips.chips] == ["5.00 or more"]


@pytest.mark.parametrize(
    ("currency", "words", "written"),
    [("JPY", "1,000 – 12,500", "1,000"), ("KWD", "1,000.000 – 12,500.000", "1,000.000")],
)
def test_amounts_of_a_filter_have_the_decimals_of_its_currency(
    desk: Desk, currency: str, words: str, written: str
) -> None:
    bar = desk.page.views.filter_bar
    desk.show(ListFilter(currency=currency, least=Decimal(1000), most=Decimal(12500)))
    assert [chip.text() for chip in bar.chips.chips] == [currency, words]
    assert desk.page.views.filter_panel.least_edit.text() == written


def test_the_panel_changes_the_filter_at_once(desk: Desk) -> None:
    desk.add("Nord", "12")
    desk.add("Süd", "3")
    desk.load()
    panel = desk.page.views.filter_panel
    panel.merchant_edit.setText("SUD")
    assert desk.names() == ["Süd"]
    panel.least_edit.setText("5")
    assert desk.names() == []
    panel.clear_button.click()
    assert desk.names() == ["Süd", "Nord"]


def test_receipts_that_are_read_are_visible(desk: Desk) -> None:
    desk.add("A")
    desk.load()
    running = fake_actions.running(desk.store, "new.jpg")
    assert desk.names() == ["new.jpg", "A"]
    assert desk.store.get_receipt(running).status is Status.PROCESSING
    assert desk.page.views.filter_bar.kind_buttons["open"].text() == "In progress  1"
    assert len(desk.store.find_receipts(ReceiptQuery())) == 2


def edit_cell(qtbot: QtBot, desk: Desk, key: SortKey, text: str, *, typed: bool = False) -> None:
    """Type into a cell of the first row, beginning with F2."""
    column = next(at for at, one in enumerate(COLUMNS) if one.key is key)
    table = desk.page.list
    table.setCurrentIndex(desk.page.receipt_model.index(0, column))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    (editor,) = table.findChildren(CellEditor)
    if typed:
        qtbot.keyClicks(editor, text)
    else:
        editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not table.findChildren(CellEditor))
    desk.settle()


def test_a_value_is_edited_in_its_cell(qtbot: QtBot, desk: Desk) -> None:
    receipt = desk.add("A", total="10.00", doubtful=True)
    desk.load()
    edit_cell(qtbot, desk, SortKey.TOTAL, "12.34")
    assert desk.store.get_receipt(receipt.id).total == Decimal("12.34")
    edit_cell(qtbot, desk, SortKey.CATEGORY, "Groecries")
    assert desk.page.notice.message.text().endswith("Did you mean “Groceries”?")
    assert desk.store.get_receipt(receipt.id).category is None
    edit_cell(qtbot, desk, SortKey.CATEGORY, "g", typed=True)
    assert desk.store.get_receipt(receipt.id).category == "groceries"
    desk.stack.undo()
    desk.settle()
    assert desk.store.get_receipt(receipt.id).category is None


def test_a_status_is_not_edited(qtbot: QtBot, desk: Desk) -> None:
    desk.add("A")
    desk.load()
    desk.page.list.setCurrentIndex(desk.page.receipt_model.index(0, STATUS_COLUMN))
    qtbot.keyClick(desk.page.list, Qt.Key.Key_F2)
    assert not desk.page.list.findChildren(CellEditor)


def test_the_values_that_a_review_is_about_are_marked(desk: Desk) -> None:
    doubtful = replace(
        desk.add("A", doubtful=True), reasons=(ReviewReason.DOUBTFUL_TOTAL, ReviewReason.NO_DATE)
    )
    marked = [one.key for at, one in enumerate(COLUMNS) if _is_doubtful(doubtful, at)]
    assert marked == [SortKey.DATE, SortKey.TOTAL]
    dollars = replace(doubtful, reasons=(ReviewReason.NO_CURRENCY,))
    marked = [one.key for at, one in enumerate(COLUMNS) if _is_doubtful(dollars, at)]
    assert marked == [SortKey.TOTAL, SortKey.CURRENCY]
    assert not _is_doubtful(replace(doubtful, needs_review=False), 0)
