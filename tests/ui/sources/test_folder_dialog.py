"""The dialogs of watched folders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QUndoStack
from pytestqt.qtbot import QtBot

from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.intake import SourceRule, SourceState
from receipt_desktop.domain.source import SourceKind
from receipt_desktop.domain.watched_folders import (
    AfterReading,
    FileState,
    FolderFile,
    WatchedFolder,
)
from receipt_desktop.messages import Message
from receipt_desktop.store.store import Store
from receipt_desktop.ui.command_stack import CommandStack
from receipt_desktop.ui.sources.folder_dialog import FolderDialog
from receipt_desktop.ui.sources.folder_editing import FolderEditing
from receipt_desktop.ui.sources.sources_page import SourcesPage
from tests.databases import open_empty_store
from tests.ui.fake_actions import ManualTaskRunner
from tests.ui.sources.intake_actions import IntakeActions


@dataclass
class Desk:
    page: SourcesPage
    stack: QUndoStack
    work: ManualTaskRunner
    store: Store

    @property
    def editing(self) -> FolderEditing:
        return self.page.folder_editing

    @property
    def dialog(self) -> FolderDialog:
        assert self.editing.dialog is not None
        return self.editing.dialog


@pytest.fixture
def desk(qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("RECEIPT_DESKTOP_CONFIG_DIR", str(data_dir / "config"))
    store, work, stack = open_empty_store(data_dir), ManualTaskRunner(), CommandStack()
    page = SourcesPage(IntakeActions(store, data_dir), work, stack)
    qtbot.addWidget(page)
    page.show()
    work.run_all()
    yield Desk(page, stack, work, store)
    work.close()
    store.close()


def test_a_folder_is_added_and_changed(desk: Desk, tmp_path: Path) -> None:
    desk.editing.add_folder()
    desk.work.run_all()
    dialog = desk.dialog
    assert not dialog.save_button.isEnabled()
    dialog.path_edit.setText(str(tmp_path))
    assert dialog.done_edit.isHidden()
    dialog.after_box.setCurrentIndex(1)
    assert not dialog.done_edit.isHidden()
    dialog.done_edit.setText("Erledigt")
    dialog.ignored_edit.setText("*.txt; ; drafts/*")
    dialog.subfolder_box.setChecked(False)
    dialog.rule_editor.project_edit.setText("Bakery")
    dialog.save_button.click()
    desk.work.run_all()
    assert dialog.result() == FolderDialog.DialogCode.Accepted
    (source,) = desk.store.list_intake_sources(SourceKind.FOLDER)
    folder = WatchedFolder.from_options(source.id, source.name, source.options)
    assert folder == WatchedFolder(
        source.id,
        str(tmp_path),
        with_subfolders=False,
        ignored=("*.txt", "drafts/*"),
        after_reading=AfterReading.MOVE,
        done_folder="Erledigt",
    )
    assert source.rule == SourceRule(project="Bakery")

    desk.editing.edit_folder(source)
    assert desk.dialog.read_folder() == folder
    assert desk.dialog.rule_editor.read_rule() == source.rule


def test_a_refused_folder_keeps_the_dialog_open(desk: Desk, tmp_path: Path) -> None:
    desk.editing.add_folder()
    desk.dialog.path_edit.setText(str(tmp_path / "missing"))
    desk.dialog.save_button.click()
    desk.work.run_all()
    assert "missing" in desk.dialog.error_label.text()
    assert desk.dialog.isVisible()
    assert desk.dialog.save_button.isEnabled()
    desk.dialog.path_edit.setText(str(tmp_path))
    assert desk.dialog.error_label.isHidden()


def test_a_change_is_undone(desk: Desk, tmp_path: Path) -> None:
    desk.page.folder_button.click()
    desk.dialog.path_edit.setText(str(tmp_path))
    desk.dialog.save_button.click()
    desk.work.run_all()
    desk.page.table.selectRow(0)
    desk.page.edit_button.click()
    desk.work.run_all()
    desk.dialog.polled_box.setChecked(True)
    desk.dialog.save_button.click()
    desk.work.run_all()
    (source,) = desk.store.list_intake_sources(SourceKind.FOLDER)
    assert source.options["is_polled"]
    desk.stack.undo()
    desk.work.run_all()
    (source,) = desk.store.list_intake_sources(SourceKind.FOLDER)
    assert not source.options["is_polled"]
    desk.stack.undo()
    desk.work.run_all()
    assert desk.store.list_intake_sources(SourceKind.FOLDER) == ()


def test_failed_files_are_retried_or_ignored(desk: Desk, tmp_path: Path) -> None:
    desk.editing.add_folder()
    desk.dialog.path_edit.setText(str(tmp_path))
    desk.dialog.save_button.click()
    desk.work.run_all()
    (source,) = desk.store.list_intake_sources(SourceKind.FOLDER)
    why = Message("file_empty", {"name": "a.pdf"})
    files = [
        FolderFile(name, 1, 1, FileState.FAILED, error=why) for name in ("a.pdf", "b.pdf", "c.pdf")
    ]
    desk.store.save_folder_files(source.id, files)
    desk.store.note_source_state(source.id, SourceState(failed=3))
    desk.page.reload()
    desk.work.run_all()
    desk.page.table.selectRow(0)
    desk.page.failed_button.click()
    desk.work.run_all()
    dialog = desk.editing.failed_dialog
    assert dialog is not None
    assert dialog.model.rowCount() == 3
    assert "empty" in dialog.model.index(0, 1).data()
    dialog.table.selectRow(0)
    dialog.retry_button.click()
    dialog.table.selectRow(0)
    dialog.ignore_button.click()
    desk.work.run_all()
    left = {file.path: file.state for file in desk.store.list_folder_files(source.id)}
    assert left == {"b.pdf": FileState.IGNORED, "c.pdf": FileState.FAILED}
    assert dialog.model.rowCount() == 1


def test_the_refusal_is_an_invalid_request(desk: Desk, data_dir: Path) -> None:
    actions = IntakeActions(desk.store, data_dir)
    with pytest.raises(InvalidRequest) as refused:
        actions.save_watched_folder(WatchedFolder(0, str(data_dir)), SourceRule())
    assert refused.value.key == "watch_data_folder"
