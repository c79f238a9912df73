"""Where file dialogs open."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from receipt_desktop.ui.widgets.recent_folders import ADDING, EXPORTING, RecentFolders


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for documents of this person, who has none for pictures."""
    found = {QStandardPaths.StandardLocation.DocumentsLocation: str(tmp_path)}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: found.get(place, ""))
    return tmp_path


def test_a_usual_folder_is_offered_first(documents: Path) -> None:
    folders = RecentFolders()
    assert folders.find(ADDING) == folders.find(EXPORTING) == documents


def test_each_purpose_remembers_its_folder_until_it_is_gone(documents: Path) -> None:
    (chosen := documents / "invoices").mkdir()
    folders = RecentFolders()
    folders.remember(EXPORTING, chosen)
    after = RecentFolders()
    after.load(folders.to_json())
    assert (after.find(EXPORTING), after.find(ADDING)) == (chosen, documents)
    shutil.rmtree(chosen)
    assert after.find(EXPORTING) == documents


@pytest.mark.parametrize("saved", [None, [], {"exporting": 3}, {"other": "/"}])
def test_a_damaged_memory_is_no_memory(documents: Path, saved: object) -> None:
    folders = RecentFolders()
    folders.load(saved)
    assert folders.find(EXPORTING) == documents
