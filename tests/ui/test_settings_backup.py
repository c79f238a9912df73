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

from receipt_desktop.actions.backups import Job
from receipt_desktop.backup import report, restore, swap
from receipt_desktop.backup.archive import Source
from receipt_desktop.backup.backup import Backup, back_up
from receipt_desktop.backup.copies import copy_daily
from receipt_desktop.backup.originals import original_of
from receipt_desktop.backup.restore import Restored
from receipt_desktop.paths import Paths
from receipt_desktop.store.store import Store
from receipt_desktop.ui import salvage
from receipt_desktop.ui.notice import Notice
from receipt_desktop.ui.settings.backup import BackupSection
from receipt_desktop.ui.settings.passphrase import PassphraseDialog
from receipt_desktop.ui.work import Work
from tests.ui.review_desk import DeskActions, HandWork
from tests.unit.backup.library import fill, hash_of, url_of


class LibraryActions(DeskActions):
    """Over a real library in a folder; nothing else of the program runs."""

    def back_up(self, target: Path, job: Job) -> Backup:
        return back_up(self.paths, target, job, Source(lambda one: original_of(self.paths, one)))

    def prepare_restore(self, file: Path, job: Job) -> Restored:
        return restore.prepare(self.paths, file, job)

    def confirm_restore(self) -> None:
        swap.confirm(self.paths)

    def discard_restore(self) -> None:
        journal = swap.load(self.paths)
        assert journal
        swap.discard(self.paths, journal)

    def salvage_reports(self) -> list[report.Report]:
        return report.reports(self.paths)

    def dismiss_salvage_reports(self) -> None:
        report.dismiss(self.paths)


@dataclass(frozen=True)
class Desk:
    section: BackupSection
    actions: LibraryActions
    work: HandWork
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
    fill(paths, 2)
    store = Store(url_of(paths))
    actions = LibraryActions(store, paths.data)
    work = HandWork()
    section = BackupSection(actions, work)
    qtbot.addWidget(section)
    section.show_settings(actions.settings)
    section.show()
    yield Desk(section, actions, work, paths)
    store.close()


def test_a_backup_is_written_and_told(desk: Desk, data_dir: Path) -> None:
    desk.section.back_up(data_dir / "b.tar", None)
    assert desk.section.save_row.bar.isVisible()
    assert not desk.section.restore_row.start.isEnabled()
    desk.work.do_all()
    said = desk.section.save_row.said.text()
    assert said.startswith("Saved and verified: 2 receipt(s), 2 original(s), ")
    assert str(data_dir / "b.tar") in said
    assert desk.section.save_row.start.isVisible()
    assert desk.section.restore_row.start.isEnabled()


def test_what_is_missing_is_told_too(desk: Desk, data_dir: Path) -> None:
    original_of(desk.paths, hash_of(1)).unlink()
    desk.section.back_up(data_dir / "b.tar", None)
    desk.work.do_all()
    assert "1 original(s) are missing or were changed." in desk.section.save_row.said.text()


def test_a_refusal_is_shown_beside_the_button(desk: Desk) -> None:
    desk.section.back_up(desk.paths.data / "b.tar", None)
    desk.work.do_all()
    assert "outside the data folder" in desk.section.save_row.said.text()
    assert desk.section.save_row.start.isVisible()


def test_a_backup_can_be_cancelled(desk: Desk, data_dir: Path) -> None:
    desk.section.back_up(data_dir / "b.tar", None)
    desk.section.save_row.cancel.click()
    desk.work.do_all()
    assert desk.section.save_row.said.text() == "Cancelled. Nothing was changed."
    assert not (data_dir / "b.tar").exists()


def test_a_restore_asks_first_and_then_wants_a_restart(
    qtbot: QtBot, desk: Desk, data_dir: Path
) -> None:
    desk.section.back_up(data_dir / "b.tar", None)
    desk.work.do_all()
    desk.section.look_at(data_dir / "b.tar")
    desk.work.do_all()
    assert desk.section.question
    assert "2 receipt(s)" in desk.section.question.meaning.text()
    assert state_of(desk.paths) == swap.UNPACKED
    with qtbot.waitSignal(desk.section.restart_wanted):
        desk.section.question.deed.click()
        desk.work.do_all()
    assert state_of(desk.paths) == swap.READY


def state_of(paths: Paths) -> str:
    journal = swap.load(paths)
    assert journal
    return journal.state


def test_a_restore_that_is_not_wanted_leaves_nothing(desk: Desk, data_dir: Path) -> None:
    desk.section.back_up(data_dir / "b.tar", None)
    desk.work.do_all()
    desk.section.look_at(data_dir / "b.tar")
    desk.work.do_all()
    assert desk.section.question
    desk.section.question.cancel.click()
    desk.work.do_all()
    assert swap.load(desk.paths) is None
    assert [path.name for path in data_dir.iterdir() if "restor" in path.name] == []


def test_a_file_that_is_no_backup_is_refused(desk: Desk, data_dir: Path) -> None:
    (data_dir / "notes.txt").write_text("notes", encoding="ascii")
    desk.section.look_at(data_dir / "notes.txt")
    desk.work.do_all()
    assert desk.section.restore_row.said.text() == "This file is not a backup of Receipt Desktop."


def test_the_number_of_copies_is_saved_and_the_newest_is_dated(desk: Desk) -> None:
    desk.section.load()
    desk.work.do_all()
    assert "The first one is made soon." in desk.section.copies_row.message
    assert copy_daily(desk.paths, 7)
    desk.section.load()
    desk.work.do_all()
    assert "The newest is of " in desk.section.copies_row.message
    desk.section.copies.setValue(3)
    desk.work.do_all()
    assert desk.actions.settings.database_copies == 3


def test_a_new_passphrase_is_typed_twice(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PassphraseDialog(parent, new=True)
    ok = dialog.go
    assert not ok.isEnabled()
    dialog.first.setText("secret")
    dialog.second.setText("secre")
    assert not ok.isEnabled()
    dialog.second.setText("secret")
    assert ok.isEnabled()
    assert dialog.passphrase == "secret"


@pytest.mark.expected_logs("receipt_desktop.backup.report")
def test_a_salvage_is_told_until_it_is_read(qtbot: QtBot, desk: Desk) -> None:
    tables = {"receipts": report.Rows(8, 1, 2)}
    told = report.Report(report.SALVAGED, datetime.now(UTC), tables, "/kept", reread=1, orphans=2)
    report.keep(desk.paths, told)
    notice = Notice()
    qtbot.addWidget(notice)
    salvage.tell(desk.actions, desk.work, notice)
    desk.work.do_all()
    assert notice.isVisible()
    assert notice.words.text() == told.sentence
    notice.button.click()
    desk.work.do_all()
    assert report.reports(desk.paths) == []
    again = Notice()
    qtbot.addWidget(again)
    salvage.tell(desk.actions, desk.work, again)
    desk.work.do_all()
    assert not again.isVisible()


def test_it_runs_on_threads_of_its_own(qtbot: QtBot, desk: Desk, data_dir: Path) -> None:
    work = Work()
    section = BackupSection(desk.actions, work)
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.saving.finished, timeout=30_000):
        section.back_up(data_dir / "b.tar", None)
    work.close()
    assert (data_dir / "b.tar").exists()
