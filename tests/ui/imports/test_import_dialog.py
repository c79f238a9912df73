"""An import in the real window: the plan, the import, and its undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.store.store import Store
from receipt_desktop.ui.imports.import_dialog import ImportDialog
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.ui.fake_actions import FakeActions, ManualTaskRunner

DEXT = (
    "Receipt ID,Date,Supplier,Total,Currency,Image\n"
    "1,20-Aug-2026,Grab,39.20,SGD,https://rbnk.me/i/x\n"
    "2,soon,Café,12.00,EUR,\n"
    "2,20-Aug-2026,Café,12.00,EUR,\n"
)


@dataclass
class Desk:
    window: MainWindow
    work: ManualTaskRunner
    store: Store
    file: Path

    def open(self) -> ImportDialog:
        """The dialog of the file, with its plan."""
        self.window.imports.open_file(self.file)
        self.work.run_all()
        dialog = self.window.imports.dialog
        assert dialog is not None
        return dialog

    def names(self) -> set[str]:
        return {one.file_name for one in self.store.find_receipts(ReceiptQuery())}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, work = Store(f"sqlite:///{tmp_path / 'receipts.db'}"), ManualTaskRunner()
    monkeypatch.setattr("receipt_desktop.ui.main_window.TaskRunner", lambda _: work)
    window = MainWindow(FakeActions(store, tmp_path), SignalBridge(), Settings())
    qtbot.addWidget(window)
    file = tmp_path / "dext.csv"
    file.write_text(DEXT, encoding="utf-8")
    yield Desk(window, work, store, file)
    window.close_without_asking()
    store.close()
    QLocale.setDefault(before)


def test_the_plan_is_shown_imported_and_undone(desk: Desk) -> None:
    dialog = desk.open()
    shown = [
        [str(dialog.rows_model.index(row, column).data()) for column in range(6)]
        for row in range(dialog.rows_model.rowCount())
    ]
    assert shown[0][:3] == ["2", "20/08/2026", "Grab"]
    assert "39.20" in shown[0][3]
    assert "“soon”" in shown[1][5]
    assert shown[2][5] == "An earlier line has the same ID."
    assert dialog.summary_label.text() == "2 receipt(s) from Dext come in, 0 with a picture."
    assert "Columns that are not imported: Image." in dialog.note_label.text()
    assert dialog.import_button.text() == "Import 2 receipt(s)"
    assert desk.names() == set()
    dialog.import_button.click()
    assert not dialog.import_button.isEnabled()
    desk.work.run_all()
    assert dialog.isHidden()
    assert desk.names() == {"Dext 1", "Dext 2"}
    stack = desk.window.undo_stack
    assert stack.undoText() == "Imported 2 receipt(s)"
    stack.undo()
    desk.work.run_all()
    assert desk.names() == set()
    stack.redo()
    desk.work.run_all()
    assert desk.names() == {"Dext 1", "Dext 2"}
    again = desk.open()
    assert not again.import_button.isEnabled()
    again.reject()


def test_pictures_are_looked_for_in_the_chosen_folder(desk: Desk) -> None:
    pictures = desk.file.parent / "pictures"
    pictures.mkdir()
    (pictures / "1.png").write_bytes(b"x")
    dialog = desk.open()
    dialog.plan_requested.emit(pictures)
    desk.work.run_all()
    assert str(dialog.rows_model.index(0, 4).data()) == "1.png"
    dialog.reject()


def test_a_file_of_no_known_program_is_refused(desk: Desk) -> None:
    desk.file.write_text("a,b\n1,2\n", encoding="utf-8")
    dialog = desk.open()
    assert "does not have the columns of a supported program" in dialog.note_label.text()
    assert not dialog.import_button.isEnabled()
    dialog.reject()
