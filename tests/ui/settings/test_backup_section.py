"""The group about backups, and the message about a rebuilt database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from receipt_desktop.actions.backups import BackupOptions
from receipt_desktop.backup import restore, salvage_report, swap
from receipt_desktop.backup.archive import BackupSource
from receipt_desktop.backup.backup import BackupResult, create_backup
from receipt_desktop.backup.copies import make_daily_copy
from receipt_desktop.backup.restore import RestoreResult
from receipt_desktop.config.paths import Paths
from receipt_desktop.ui import salvage_notice
from receipt_desktop.ui.settings.backup_section import BackupSection
from receipt_desktop.ui.settings.editors import NumberEditor
from receipt_desktop.ui.settings.passphrase_dialog import PassphraseDialog
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.notice_bar import NoticeBar
from tests.databases import open_store
from tests.ui.fake_actions import FakeActions, ManualTaskRunner
from tests.unit.backup.library import fill_library, hash_content


class LibraryActions(FakeActions):
    """Over a real library in a folder; nothing else of the program runs."""

    def back_up(self, target: Path, job: BackupOptions) -> BackupResult:
        return create_backup(self.paths, target, job, BackupSource(self.paths.original))

    def prepare_restore(self, file: Path, job: BackupOptions) -> RestoreResult:
        return restore.prepare_restore(self.paths, file, job)

    def confirm_restore(self) -> None:
        swap.confirm_restore(self.paths)

    def discard_restore(self) -> None:
        journal = swap.load_journal(self.paths)
        assert journal
        swap.discard_restore(self.paths, journal)

    def list_salvage_reports(self) -> list[salvage_report.SalvageReport]:
        return salvage_report.list_reports(self.paths)

    def dismiss_salvage_reports(self) -> None:
        salvage_report.dismiss_reports(self.paths)


@dataclass(frozen=True)
class Desk:
    section: BackupSection
    actions: LibraryActions
    work: ManualTaskRunner
    paths: Paths


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(qtbot: QtBot, data_dir: Path) -> Iterator[Desk]:
    paths = Paths(data_dir / "data")
    fill_library(paths, 2)
    store = open_store(paths.database)
    actions = LibraryActions(store, paths.data)
    work = ManualTaskRunner()
    section = BackupSection(actions, work)
    qtbot.addWidget(section)
    section.show_settings(actions.settings)
    section.show()
    yield Desk(section, actions, work, paths)
    store.close()


def test_a_backup_is_written_and_reported(desk: Desk, data_dir: Path) -> None:
    desk.section.start_backup(data_dir / "b.tar", None)
    assert desk.section.backup_row.progress_bar.isVisible()
    assert not desk.section.restore_row.start_button.isEnabled()
    desk.work.run_all()
    said = desk.section.backup_row.message.text()
    assert said.startswith("Saved and verified: 2 receipt(s), 2 original(s), ")
    assert str(data_dir / "b.tar") in said
    assert desk.section.backup_row.start_button.isVisible()
    assert desk.section.restore_row.start_button.isEnabled()


def test_missing_originals_are_reported_too(desk: Desk, data_dir: Path) -> None:
    desk.paths.original(hash_content(1)).unlink()
    desk.section.start_backup(data_dir / "b.tar", None)
    desk.work.run_all()
    assert "1 original(s) are missing or were changed." in desk.section.backup_row.message.text()


def test_a_refusal_is_shown_beside_the_button(desk: Desk) -> None:
    desk.section.start_backup(desk.paths.data / "b.tar", None)
    desk.work.run_all()
    assert "outside the data folder" in desk.section.backup_row.message.text()
    assert desk.section.backup_row.start_button.isVisible()


def test_a_backup_can_be_cancelled(desk: Desk, data_dir: Path) -> None:
    desk.section.start_backup(data_dir / "b.tar", None)
    desk.section.backup_row.cancel_button.click()
    desk.work.run_all()
    assert desk.section.backup_row.message.text() == "Cancelled. Nothing was changed."
    assert not (data_dir / "b.tar").exists()


def test_a_restore_asks_first_and_then_wants_a_restart(
    qtbot: QtBot, desk: Desk, data_dir: Path
) -> None:
    desk.section.start_backup(data_dir / "b.tar", None)
    desk.work.run_all()
    desk.section.open_backup(data_dir / "b.tar")
    desk.work.run_all()
    assert desk.section.confirm_dialog
    assert "2 receipt(s)" in desk.section.confirm_dialog.explanation.text()
    assert state_of(desk.paths) == swap.UNPACKED
    with qtbot.waitSignal(desk.section.restart_requested):
        desk.section.confirm_dialog.confirm_button.click()
        desk.work.run_all()
    assert state_of(desk.paths) == swap.READY


def state_of(paths: Paths) -> str:
    journal = swap.load_journal(paths)
    assert journal
    return journal.state


def test_a_restore_that_is_not_wanted_leaves_nothing(desk: Desk, data_dir: Path) -> None:
    desk.section.start_backup(data_dir / "b.tar", None)
    desk.work.run_all()
    desk.section.open_backup(data_dir / "b.tar")
    desk.work.run_all()
    assert desk.section.confirm_dialog
    desk.section.confirm_dialog.cancel_button.click()
    desk.work.run_all()
    assert swap.load_journal(desk.paths) is None
    assert [path.name for path in data_dir.iterdir() if "restor" in path.name] == []


def test_a_file_that_is_no_backup_is_refused(desk: Desk, data_dir: Path) -> None:
    (data_dir / "notes.txt").write_text("notes", encoding="ascii")
    desk.section.open_backup(data_dir / "notes.txt")
    desk.work.run_all()
    assert (
        desk.section.restore_row.message.text() == "This file is not a backup of Receipt Desktop."
    )


def test_the_number_of_copies_is_saved_and_the_newest_is_dated(desk: Desk) -> None:
    desk.section.load_copies()
    desk.work.run_all()
    assert "The first one will be made soon." in desk.section.copies_row.message_text
    assert make_daily_copy(desk.paths, 7)
    desk.section.load_copies()
    desk.work.run_all()
    assert "The newest is from " in desk.section.copies_row.message_text
    copies = desk.section.editors["database_copies"]
    assert isinstance(copies, NumberEditor)
    copies.setValue(3)
    desk.work.run_all()
    assert desk.actions.settings.database_copies == 3


def test_a_new_passphrase_is_typed_twice(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PassphraseDialog(parent, new=True)
    ok = dialog.continue_button
    assert not ok.isEnabled()
    dialog.passphrase_edit.setText("secret")
    dialog.repeat_edit.setText("secre")
    assert not ok.isEnabled()
    dialog.repeat_edit.setText("secret")
    assert ok.isEnabled()
    assert dialog.passphrase == "secret"


@pytest.mark.expected_logs("receipt_desktop.backup.salvage_report")
def test_a_salvage_report_is_shown_until_it_is_read(qtbot: QtBot, desk: Desk) -> None:
    tables = {"receipts": salvage_report.TableCounts(8, 1, 2)}
    told = salvage_report.SalvageReport(
        salvage_report.SALVAGED, datetime.now(UTC), tables, "/kept", reread=1, orphans=2
    )
    salvage_report.save_report(desk.paths, told)
    notice = NoticeBar()
    qtbot.addWidget(notice)
    salvage_notice.show_salvage_notice(desk.actions, desk.work, notice)
    desk.work.run_all()
    assert notice.isVisible()
    assert notice.message.text() == told.sentence
    notice.action_button.click()
    desk.work.run_all()
    assert salvage_report.list_reports(desk.paths) == []
    again = NoticeBar()
    qtbot.addWidget(again)
    salvage_notice.show_salvage_notice(desk.actions, desk.work, again)
    desk.work.run_all()
    assert not again.isVisible()


def test_it_runs_on_threads_of_its_own(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    work = TaskRunner()
    section = BackupSection(desk.actions, work)
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.backup_job.finished):
        section.start_backup(data_dir / "b.tar", None)
    work.close()
    assert (data_dir / "b.tar").exists()
