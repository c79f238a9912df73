"""The dialogs of the export, with real widgets over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from receipt_desktop.actions import ExportRequest
from receipt_desktop.domain.export_batch import ExportFilter, ExportState
from receipt_desktop.domain.export_profile import ANY, AccountRule, MappedColumn
from receipt_desktop.domain.fields import Field
from receipt_desktop.domain.reading import CheckedDraft, Draft, ExtractedValue
from receipt_desktop.domain.receipt import Receipt
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.export.export_controller import ExportController
from receipt_desktop.ui.export.export_dialog import ExportDialog
from receipt_desktop.ui.export.export_runner import ExportJob, ExportRunner
from receipt_desktop.ui.export.mapping_table import MappingTable
from receipt_desktop.ui.export.profiles_dialog import ProfilesDialog
from receipt_desktop.ui.receipt_controller import ReceiptController
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from receipt_desktop.ui.widgets.recent_folders import RecentFolders
from receipt_desktop.ui.widgets.rows_model import ROW_ROLE
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import OWNER, FakeActions, ManualTaskRunner

EVERYTHING = ReceiptQuery()


@dataclass(frozen=True)
class Desk:
    controller: ExportController
    runner: ExportRunner
    actions: FakeActions
    work: ManualTaskRunner
    notice: NoticeBar
    folder: Path

    def add(self, name: str, *, doubtful: bool = False) -> Receipt:
        found = fake_actions.reading(self.folder, merchant=name)
        fields = dict(found.checked.draft.fields)
        fields[Field.TOTAL] = ExtractedValue(Decimal(ord(name[0])), 0.97)  # no duplicates
        draft = replace(found.checked.draft, fields=fields, tax_lines=())
        reasons = found.checked.reasons if doubtful else ()
        checked = CheckedDraft(draft, doubtful, reasons)
        receipt_id = fake_actions.running(self.actions._store, f"{name}.jpg")
        done = self.actions._store.finish_attempt(
            receipt_id, OWNER, replace(found, checked=checked)
        )
        assert done
        return done

    def open(self, chosen: ReceiptQuery = EVERYTHING, form: str = "csv") -> ExportDialog:
        self.controller.export_receipts(EVERYTHING, chosen, form)
        self.work.run_all()
        dialog = self.controller.dialog
        assert dialog
        return dialog

    def choose(self, dialog: ExportDialog, form: str, profile: str) -> None:
        dialog.choose(form, profile)
        self.work.run_all()


def type_into(table: MappingTable, row: int, column: int, words: str) -> None:
    item = table.item(row, column)
    assert item
    item.setText(words)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store = open_empty_store(tmp_path)
    actions, work = FakeActions(store, tmp_path), ManualTaskRunner()
    notice = NoticeBar()
    qtbot.addWidget(notice)
    runner = ExportRunner(actions, work, notice)
    receipts = ReceiptController(actions, work, CommandStack(notice), notice.show_message, notice)
    controller = ExportController(
        notice, runner, notice, (actions, work, receipts), RecentFolders()
    )
    yield Desk(controller, runner, actions, work, notice, tmp_path)
    store.close()
    QLocale.setDefault(before)


def test_the_dialog_names_number_sums_and_what_is_unreviewed(desk: Desk) -> None:
    for name in "ABC":
        desk.add(name, doubtful=name == "B")
    fake_actions.failed(desk.actions._store, "bad.jpg")
    dialog = desk.open(ReceiptQuery(numbers=(1,)))
    assert dialog.scope.shown_button.text() == "All shown (4)"
    assert dialog.scope.chosen_button.text() == "Selected (1)"
    assert not dialog.scope.takes_chosen
    assert dialog.export_button.text() == "Export 4 receipt(s)…"
    assert dialog.view.summary_label.text().startswith("4 receipt(s) · ")
    said = dialog.view.warning_label.text()
    assert said == "1 still need(s) review. 1 is/are not read or could not be read."
    dialog.scope.chosen_button.setChecked(True)
    desk.work.run_all()
    assert dialog.view.summary_label.text().startswith("1 receipt(s)")
    desk.controller.export_receipts(EVERYTHING, ReceiptQuery(numbers=(1,)), prefers_chosen=True)
    desk.work.run_all()
    assert desk.controller.dialog is not None
    assert desk.controller.dialog.scope.takes_chosen
    assert dialog.export_button.isEnabled()


def test_receipts_without_a_total_add_no_sum(desk: Desk) -> None:
    desk.add("A")
    empty = fake_actions.reading(desk.folder)
    empty = replace(empty, checked=CheckedDraft(Draft(), needs_review=False, reasons=()))
    receipt_id = fake_actions.running(desk.actions._store, "blank.jpg")
    assert desk.actions._store.finish_attempt(receipt_id, OWNER, empty)
    summary = desk.open().view.summary_label.text()
    assert summary == "2 receipt(s) · 65.00 EUR"


def test_a_problem_leads_to_its_receipt_and_to_the_profile(desk: Desk) -> None:
    receipt = desk.add("A")
    desk.actions.correct_field(receipt.id, Field.DATE, None)
    dialog = desk.open()
    desk.choose(dialog, "xero", "plain")
    model = dialog.view.problems_model
    problems = [model.index(row, 0).data(ROW_ROLE)[1] for row in range(model.rowCount())]
    assert receipt.id in {one.receipt_id for one in problems}
    assert "1 would be left out." in dialog.view.warning_label.text()
    assert not dialog.export_button.isEnabled()
    shown: list[str] = []
    desk.controller.receipt_requested.connect(shown.append)
    dialog.view.problems_table.row_opened.emit(model.index(0, 0).data(ROW_ROLE))
    assert shown == [receipt.id]
    desk.choose(dialog, "datev", "skr03")
    dialog.view.problems_table.row_opened.emit(model.index(0, 0).data(ROW_ROLE))
    desk.work.run_all()
    assert desk.controller.profiles_dialog
    assert desk.controller.profiles_dialog.chosen.key == "skr03"
    desk.controller.profiles_dialog.reject()


def test_a_format_that_needs_a_profile_begins_with_one(desk: Desk) -> None:
    dialog = desk.open()
    assert dialog.profile.key == ""
    dialog.format_box.setCurrentIndex(dialog.format_box.findData("datev"))
    assert dialog.profile.target == "datev"
    assert dialog.form.is_folder


def test_an_export_is_remembered_and_can_be_taken_back(qtbot: QtBot, desk: Desk) -> None:
    desk.add("A")
    dialog = desk.open()
    desk.choose(dialog, "freeagent", "plain")
    target = desk.folder / "out.csv"
    desk.controller.start(dialog.request, 1, target)
    desk.work.run_all()
    assert target.read_bytes().count(b"\r\n") == 1
    words = "Exported 1 row(s) to out.csv. Batch E000001."
    assert desk.notice.message.text() == words
    opened: list[str] = []
    desk.controller.open_url = lambda url: opened.append(url.toLocalFile())
    desk.notice.action_button.click()
    assert opened == [str(desk.folder)]
    again = desk.open(form="")
    assert (again.form.name, again.profile.key) == ("freeagent", "plain")
    again.scope.state_box.setCurrentIndex(1)
    desk.work.run_all()
    assert again.view.summary_label.text() == "0 receipt(s)"
    assert not again.export_button.isEnabled()
    desk.controller.show_batches()
    desk.work.run_all()
    batches = desk.controller.batches_dialog
    assert batches
    batches.batches_table.choose_row(0)
    qtbot.mouseClick(batches.undo_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    assert batches.undo_button.text() == "Count as exported"
    new = ReceiptQuery(export=ExportFilter(ExportState.NOT_EXPORTED, "plain"))
    assert desk.actions.count_kinds(new).all == 1
    for one in (batches, again):
        one.reject()


def test_a_cancelled_export_writes_and_remembers_nothing(desk: Desk) -> None:
    desk.add("A")
    target = desk.folder / "out.csv"
    profile = desk.actions.get_export_profile("plain")
    request = ExportRequest(ReceiptQuery(), "freeagent", profile)
    desk.runner.start(ExportJob(request, 1, target))
    desk.runner.cancel()
    desk.work.run_all()
    assert not desk.runner.is_running
    assert not target.exists()
    assert desk.notice.isHidden()
    assert desk.actions.list_export_batches() == []


def test_a_profile_is_edited_copied_written_and_read(qtbot: QtBot, desk: Desk) -> None:
    desk.controller.edit_profiles("plain")
    desk.work.run_all()
    dialog = desk.controller.profiles_dialog
    assert isinstance(dialog, ProfilesDialog)
    form = dialog.form
    assert not dialog.save_button.isEnabled()
    type_into(form.accounts_table, 0, 1, "4711")
    check = form.accounts_table.item(0, 2)
    assert check
    check.setCheckState(Qt.CheckState.Checked)
    row = form.columns_table.rowCount() - 1
    type_into(form.columns_table, row, 0, "Shop")
    type_into(form.columns_table, row, 1, "Contact")
    assert form.columns_table.rowCount() == row + 2
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    desk.work.run_all()
    saved = desk.actions.get_export_profile("plain")
    first = next(iter(saved.accounts))
    assert saved.accounts[first] == AccountRule("4711", automatic=True)
    assert saved.accounts[ANY] == AccountRule("Other")
    assert saved.columns[-1] == MappedColumn("Shop", "contact")
    dialog.copy_profile()
    desk.work.run_all()
    copy = desk.actions.get_export_profile("Plain chart 2")
    assert (copy.accounts, copy.columns) == (saved.accounts, saved.columns)
    file = desk.folder / "profile.json"
    dialog.write_to(file)
    dialog.delete()
    desk.work.run_all()
    dialog.read_from(file)
    desk.work.run_all()
    dialog.read_from(file)
    desk.work.run_all()
    assert "already" in dialog.error_label.text()
    dialog.reject()
