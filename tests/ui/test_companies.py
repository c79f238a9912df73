"""Companies in the window: added, switched to, renamed, named in titles and exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from receipt_desktop.config import companies
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.export.options import ExportOptions
from receipt_desktop.store.store import Store
from receipt_desktop.ui.company_dialog import CompanyDialog
from receipt_desktop.ui.company_menu import CompanyMenu
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui import fake_actions
from tests.ui.fake_actions import FakeActions, ManualTaskRunner


@dataclass
class Desk:
    window: MainWindow
    work: ManualTaskRunner
    store: Store
    actions: FakeActions
    folder: Path

    @property
    def menu(self) -> CompanyMenu:
        return self.window.menu_builder.company_menu

    @property
    def dialog(self) -> CompanyDialog:
        assert self.menu.dialog is not None
        return self.menu.dialog

    def entries(self) -> list[QAction]:
        self.menu.fill()
        return self.menu.menu.actions()

    def companies(self) -> dict[str, bool]:
        """The companies of the menu, and whether each is the open one."""
        return {one.text(): one.isChecked() for one in self.entries() if one.isCheckable()}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("RECEIPT_DESKTOP_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "first"
    folder.mkdir()
    store = open_empty_store(folder)
    actions, work = FakeActions(store, folder), ManualTaskRunner()
    monkeypatch.setattr("receipt_desktop.ui.main_window.TaskRunner", lambda _: work)
    window = MainWindow(actions, SignalBridge(), Settings())
    qtbot.addWidget(window)
    window.show()
    work.run_all()
    yield Desk(window, work, store, actions, folder)
    window.close_without_asking()
    store.close()


def test_a_company_is_added_and_opened(desk: Desk, tmp_path: Path) -> None:
    assert desk.companies() == {"first": True}
    desk.actions.change_settings(theme="dark")
    desk.menu.create_company()
    desk.dialog.name_edit.setText("Müller & Söhne")
    assert desk.dialog.folder_edit.text().endswith("-müller-söhne")
    desk.dialog.folder_edit.setText(str(desk.folder))
    desk.dialog.confirm_button.click()
    desk.work.run_all()
    assert "not empty" in desk.dialog.error_label.text()
    desk.dialog.folder_edit.setText(str(tmp_path / "second"))
    desk.dialog.confirm_button.click()
    desk.work.run_all()
    assert desk.window.closing.next_folder == tmp_path / "second"
    assert not desk.window.isVisible()
    assert companies.load_list().last == tmp_path / "second"
    assert companies.find_start_folder({}) == tmp_path / "second"
    assert desk.companies() == {"first": True, "Müller && Söhne": False}


def test_a_company_is_renamed_and_named_in_title_and_exports(desk: Desk) -> None:
    receipt_id = fake_actions.read(desk.store, desk.folder)
    assert desk.actions.add_company_name("audit.csv") == "audit.csv"
    assert "company" not in desk.actions.build_result(receipt_id)
    desk.menu.rename_company()
    desk.dialog.name_edit.setText("Acme / Wien")
    desk.dialog.confirm_button.click()
    desk.work.run_all()
    assert desk.window.windowTitle() == "Acme / Wien – Receipt Desktop"
    assert desk.companies() == {"Acme / Wien": True}
    assert desk.actions.add_company_name("audit.csv") == "Acme-Wien-audit.csv"
    assert desk.actions.build_result(receipt_id)["company"] == "Acme / Wien"
    options = ExportOptions.from_settings(desk.actions.settings)
    assert options.company == "Acme / Wien"
    exported = desk.actions.exported(ReceiptQuery(ids=(receipt_id,)), "csv")
    (row,) = csv.DictReader(io.StringIO(exported.content.decode()))
    assert list(row)[-1] == "company"
    assert row["company"] == "Acme / Wien"


def test_a_company_leaves_the_list_but_not_the_disk(desk: Desk, tmp_path: Path) -> None:
    other = desk.actions.create_company("Other", tmp_path / "other")
    desk.menu.forget(other)
    desk.work.run_all()
    assert desk.companies() == {"first": True}
    assert "Nothing was deleted" in desk.window.inbox_page.notice.message.text()
    assert companies.is_data_folder(other.folder)
    (tmp_path / "gone").mkdir()
    desk.menu.switch_to(companies.Company("Gone", tmp_path / "away"))
    desk.work.run_all()
    assert desk.window.closing.next_folder is None
    assert desk.window.isVisible()


def test_whoever_keeps_the_window_open_stays_with_the_company(desk: Desk, tmp_path: Path) -> None:
    other = desk.actions.create_company("Other", tmp_path / "other")
    desk.actions.in_work = 1
    desk.menu.switch_to(other)
    desk.work.run_all()
    assert desk.window.closing.closing_dialog is not None
    assert desk.window.closing.next_folder == other.folder
    desk.window.closing.closing_dialog.stay_chosen.emit()
    assert find_next_folder(desk.window) is None
    desk.actions.in_work = 0


def find_next_folder(window: MainWindow) -> Path | None:
    """The folder that opens after this window, as it is now."""
    return window.closing.next_folder
