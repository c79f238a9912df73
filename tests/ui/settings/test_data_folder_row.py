"""Moving the data folder from the settings: checked, confirmed, done between two windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from receipt_desktop.cli.window_move import move_when_asked, move_with_progress
from receipt_desktop.config.moved_data import follow_moves
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings_file import read_saved_values, save_settings
from receipt_desktop.ui.desktop_application import DesktopApplication, take_move_target
from receipt_desktop.ui.settings.data_folder_row import DataFolderRow
from tests.databases import open_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner


@pytest.fixture
def library(tmp_path: Path) -> Paths:
    """A data folder with a database and settings, closed."""
    paths = Paths(tmp_path / "data")
    paths.create_folders()
    open_store(paths.database).close()
    save_settings(paths, home_country="CH")
    return paths


@pytest.fixture
def row(qtbot: QtBot, library: Paths) -> Iterator[tuple[DataFolderRow, ManualTaskRunner]]:
    store, work = open_store(library.database), ManualTaskRunner()
    made = DataFolderRow(FakeActions(store, library.data), work)
    qtbot.addWidget(made)
    yield made, work
    store.close()


def test_a_confirmed_move_waits_for_the_next_window(
    qtbot: QtBot,
    row: tuple[DataFolderRow, ManualTaskRunner],
    tmp_path: Path,
) -> None:
    page, work = row
    assert page.path_label.text() == str(tmp_path / "data")
    chosen = tmp_path / "disk"
    chosen.mkdir()
    (chosen / "letter.txt").write_text("mine", encoding="utf-8")
    page.ask_to_move(chosen)
    work.run_all()
    assert page.confirm_dialog is not None
    assert str(chosen / "Receipt Desktop") in page.confirm_dialog.explanation.text()
    with qtbot.waitSignal(page.restart_requested):
        page.confirm_dialog.confirm_button.click()
    assert take_move_target() == chosen / "Receipt Desktop"
    assert take_move_target() is None


def test_an_impossible_folder_is_refused_at_once(
    row: tuple[DataFolderRow, ManualTaskRunner], tmp_path: Path
) -> None:
    page, work = row
    page.ask_to_move(tmp_path / "data" / "originals")
    work.run_all()
    assert page.confirm_dialog is None
    assert "inside the other" in page.message.text()


def test_the_next_window_has_its_data_in_the_new_place(
    qapp: DesktopApplication, library: Paths, tmp_path: Path
) -> None:
    qapp.move_target = tmp_path / "disk" / "Belege"
    moved, problems = move_when_asked(library)
    assert (moved.data, problems) == (tmp_path / "disk" / "Belege", [])
    assert read_saved_values(moved) == {"home_country": "CH"}
    assert follow_moves(library.data) == moved.data
    assert move_when_asked(moved) == (moved, [])
    assert qapp.quitOnLastWindowClosed()


@pytest.mark.usefixtures("qapp")
def test_a_move_that_fails_opens_the_old_place_and_says_why(library: Paths, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    paths, (problem,) = move_with_progress(library, tmp_path / "letter.txt")
    assert paths == library
    assert problem.key == "move_target_used"
    assert read_saved_values(library) == {"home_country": "CH"}
