"""The Help menu of the whole window: shortcuts, licences, report, updates, about."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from receipt_desktop import __version__
from receipt_desktop.config.installation import Licence, list_licences
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.release import Release, ReleaseFile, UpdateCheck
from receipt_desktop.ui.help.about_dialog import AboutDialog
from receipt_desktop.ui.help.documentation_window import DocumentationWindow
from receipt_desktop.ui.help.licences_dialog import LicencesDialog
from receipt_desktop.ui.help.report_dialog import ReportDialog
from receipt_desktop.ui.help.shortcuts_dialog import ShortcutsDialog, list_shortcuts
from receipt_desktop.ui.help.update_dialog import UpdateDialog
from receipt_desktop.ui.main_window import MainWindow
from receipt_desktop.ui.signal_bridge import SignalBridge
from tests.databases import open_empty_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner

NEWER = UpdateCheck(
    "0.1.0",
    Release(
        "0.2.0",
        datetime(2026, 5, 4, tzinfo=UTC),
        "https://example.org/download",
        {"en": "Faster reading."},
    ),
    ReleaseFile("receipt-desktop.deb", 120_000_000, "ab" * 32, "https://example.org/f.deb"),
)


class Updates(FakeActions):
    """Answers the check for updates as the test says."""

    found: UpdateCheck | InvalidRequest = UpdateCheck("0.1.0")

    def check_for_updates(self) -> UpdateCheck:
        self.asked.append("updates")
        if isinstance(self.found, InvalidRequest):
            raise self.found
        return self.found


@pytest.fixture
def actions(tmp_path: Path) -> Iterator[Updates]:
    store = open_empty_store(tmp_path)
    yield Updates(store, tmp_path)
    store.close()


@pytest.fixture
def window(qtbot: QtBot, actions: Updates) -> Iterator[MainWindow]:
    made = MainWindow(actions, SignalBridge(), actions.settings)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close_without_asking()


def entries(window: MainWindow) -> dict[str, QAction]:
    """The entries of the Help menu by caption."""
    menu = next(one.menu() for one in window.menuBar().actions() if one.text() == "&Help")
    return {action.text(): action for action in menu.actions() if action.text()}  # type: ignore[attr-defined]


def wait_for_tasks(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until all background tasks have ended and their results were shown."""
    done: list[object] = []
    window.task_runner._pool.waitForDone()
    window.task_runner.run(lambda: None, done=done.append)
    qtbot.waitUntil(lambda: len(done) == 1)


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("Documentation", DocumentationWindow),
        ("Keyboard shortcuts", ShortcutsDialog),
        ("Save a problem report…", ReportDialog),
        ("Check for updates…", UpdateDialog),
        ("Licences", LicencesDialog),
        ("About Receipt Desktop", AboutDialog),
    ],
)
def test_each_entry_opens_one_window(window: MainWindow, entry: str, kind: type) -> None:
    for _ in range(2):
        entries(window)[entry].trigger()
    assert list(window.help_menu.windows) == [kind]
    assert window.help_menu.windows[kind].isVisible()


def test_the_shortcuts_are_those_of_the_actions(window: MainWindow) -> None:
    listed = {(one.group, one.caption): one.keys for one in list_shortcuts(window)}
    native = QKeySequence("Ctrl+O").toString(QKeySequence.SequenceFormat.NativeText)
    assert listed["File", "Add files"] == native
    assert listed["View", "Settings"]
    assert listed["Help", "Documentation"] == "F1"
    entries(window)["Licences"].setShortcut("Ctrl+L")
    added = {(one.group, one.caption): one.keys for one in list_shortcuts(window)}
    assert added["Help", "Licences"]
    with_keys = [
        action for action in window.findChildren(QAction) if not action.shortcut().isEmpty()
    ]
    assert len(added) == len(with_keys)


def test_no_key_means_two_things(window: MainWindow) -> None:
    keys = [one.keys for one in list_shortcuts(window)]
    assert sorted(set(keys)) == sorted(keys)


def test_the_licences_of_the_installed_packages_are_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.help_menu.show_licences()
    dialog = window.help_menu.windows[LicencesDialog]
    assert isinstance(dialog, LicencesDialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() > 0)
    by_name = {one.name.casefold(): one for one in dialog.licences}
    assert by_name["alembic"].licence == "MIT"
    assert "LGPL" in by_name["pyside6_essentials"].licence.upper()
    assert [one.name for one in dialog.licences if not (one.licence or one.text)] == []
    qtbot.keyClicks(dialog.search_edit, "huey")
    rows = range(dialog.table.rowCount())
    visible = [row for row in rows if not dialog.table.isRowHidden(row)]
    assert [dialog.licences[row].name for row in visible] == ["huey"]
    dialog.table.setCurrentCell(visible[0], 0)
    assert dialog.text.toPlainText()


def test_the_list_of_the_build_is_preferred(tmp_path: Path) -> None:
    part = {
        "name": "Qt",
        "version": "6",
        "licence": "LGPL-3.0",
        "url": "https://qt.io",
        "text": "…",
    }
    (tmp_path / "licences.json").write_text(json.dumps([part, {"name": "a"}]), encoding="utf-8")
    assert list_licences(tmp_path) == (
        Licence("a", "", ""),
        Licence("Qt", "6", "LGPL-3.0", "https://qt.io", "…"),
    )


class Report(FakeActions):
    """Saves a report, or refuses."""

    def save_problem_report(self, target: Path) -> None:
        self._refuse()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("README.txt", "")


def test_a_report_is_saved_or_the_reason_is_shown(
    qtbot: QtBot, window: MainWindow, actions: Updates, tmp_path: Path
) -> None:
    work, saver = ManualTaskRunner(), Report(actions._store, tmp_path)
    dialog = ReportDialog(window, saver, work)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_report(tmp_path / "a.zip")
    assert dialog.progress_bar.isVisible()
    assert not dialog.save_button.isEnabled()
    work.run_all()
    assert str(tmp_path / "a.zip") in dialog.message.text()
    assert dialog.folder_button.isVisible()
    saver.refusal = InvalidRequest("update_too_large")
    dialog.save_report(tmp_path / "b.zip")
    work.run_all()
    assert dialog.message.text() == InvalidRequest("update_too_large").sentence
    assert not dialog.folder_button.isVisible()


def test_the_outcomes_of_a_check(qtbot: QtBot, window: MainWindow) -> None:
    dialog = UpdateDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_outcome(NEWER)
    assert dialog.heading.text() == "Receipt Desktop 0.2.0 is available"
    assert dialog.notes.toPlainText() == "Faster reading."
    assert "receipt-desktop.deb" in dialog.file_label.text()
    assert dialog.download_button.isVisible()
    dialog.show_outcome(UpdateCheck("0.2.0"))
    assert dialog.message.text() == "Version 0.2.0 is the newest."
    assert not dialog.download_button.isVisible()
    assert not dialog.notes.isVisible()


def test_a_copy_without_an_address_asks_nobody(window: MainWindow) -> None:
    window.help_menu.show_updates()
    dialog = window.help_menu.windows[UpdateDialog]
    assert isinstance(dialog, UpdateDialog)
    assert dialog.heading.text() == "This copy does not look for updates"


def test_at_start_only_a_newer_version_is_announced_and_only_when_wanted(
    qtbot: QtBot, window: MainWindow, actions: Updates
) -> None:
    notice = window.inbox_page.notice
    actions.found = NEWER
    window.help_menu.check_at_start()
    wait_for_tasks(qtbot, window)
    assert actions.asked == []
    actions.change_settings(check_updates=True)
    window.help_menu.check_at_start()
    qtbot.waitUntil(notice.isVisible)
    assert notice.message.text() == "Receipt Desktop 0.2.0 is available."
    notice.action_button.click()
    dialog = window.help_menu.windows[UpdateDialog]
    assert isinstance(dialog, UpdateDialog)
    assert dialog.heading.text() == "Receipt Desktop 0.2.0 is available"


@pytest.mark.parametrize("found", [UpdateCheck("0.1.0"), InvalidRequest("update_too_large")])
def test_at_start_nothing_is_said_without_a_newer_version(
    qtbot: QtBot, window: MainWindow, actions: Updates, found: UpdateCheck | InvalidRequest
) -> None:
    actions.found = found
    actions.change_settings(check_updates=True)
    window.help_menu.check_at_start()
    wait_for_tasks(qtbot, window)
    assert actions.asked == ["updates"]
    assert not window.inbox_page.notice.isVisible()


def test_about_names_the_version_and_the_data_folder(window: MainWindow, actions: Updates) -> None:
    window.help_menu.show_about()
    dialog = window.help_menu.windows[AboutDialog]
    assert isinstance(dialog, AboutDialog)
    assert __version__ in dialog.version_label.text()
    assert str(actions.data_dir) in dialog.folder_label.text()
