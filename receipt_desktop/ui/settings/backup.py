"""Back up, restore, and the daily copies of the database."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.actions.backups import Backup, Copy, Job, LastCopy, Restored
from receipt_desktop.settings import Settings
from receipt_desktop.ui import texts
from receipt_desktop.ui.confirm import Question
from receipt_desktop.ui.data_size import data_size
from receipt_desktop.ui.settings.data_job import DataJob
from receipt_desktop.ui.settings.job_row import JobRow
from receipt_desktop.ui.settings.passphrase import PassphraseDialog
from receipt_desktop.ui.settings.section import Section
from receipt_desktop.ui.settings.spin import spin
from receipt_desktop.ui.work import Work


class BackupSection(Section):
    """One group of the settings."""

    restart_wanted = Signal()
    """A backup is ready to take the place of the present data."""

    def __init__(self, actions: Actions, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(actions, work, parent)
        self.saving, self.restoring = DataJob(work, self), DataJob(work, self)
        self.set_title(self.tr("Backup"))
        self.save_row = JobRow(
            self.saving,
            self.tr("Back up now…"),
            self.tr("Receipts, originals and settings in one file. Keep it on another disk."),
        )
        self.encrypt = QCheckBox(self.tr("Protect with a passphrase"))
        self.restore_row = JobRow(
            self.restoring,
            self.tr("Restore…"),
            self.tr("Replaces all receipts by those of a backup. What is here now is kept."),
        )
        self.copies = spin("database_copies")
        self.question: Question | None = None
        """The one before a restore, once it was asked."""
        self._lay_out_rows()
        self._connect()

    def _lay_out_rows(self) -> None:
        self.add(self.tr("Back up"), self.save_row)
        self.add("", self.encrypt)
        self.add(self.tr("Restore"), self.restore_row)
        self.copies_row = self.add(self.tr("Daily copies"), self.copies, setting="database_copies")

    def _connect(self) -> None:
        self.save_row.start.clicked.connect(self._choose_target)
        self.restore_row.start.clicked.connect(self._choose_backup)
        self.saving.finished.connect(self._saved)
        self.restoring.finished.connect(self._ask)
        for job, other in ((self.saving, self.restore_row), (self.restoring, self.save_row)):
            for ended in (job.finished, job.cancelled, job.failed):
                ended.connect(lambda *_, row=other: row.start.setEnabled(True))
        self.copies.valueChanged.connect(
            lambda value: self.save(self.copies_row, database_copies=value)
        )

    def show_settings(self, settings: Settings) -> None:
        with QSignalBlocker(self.copies):
            self.copies.setValue(settings.database_copies)

    def load(self) -> None:
        """Ask how old the newest copy is."""
        self._work.run(self._actions.database_copies, done=self._show_copies)

    def _show_copies(self, found: tuple[list[Copy], LastCopy | None]) -> None:
        copies, last = found
        if last and last.result == "no_space":
            self.copies_row.set_note(self.tr("There was no space for the last one."))
        elif last and last.result != "ok":
            self.copies_row.set_note(self.tr("The last one could not be made: see the Doctor."))
        elif copies:
            newest = texts.day(copies[0].day)
            said = self.tr("Copies of the database that are kept. The newest is of {day}.")
            self.copies_row.set_note(said.format(day=newest))
        else:
            self.copies_row.set_note(
                self.tr("Copies of the database that are kept. The first one is made soon.")
            )

    # -- back up

    def _choose_target(self) -> None:
        name = f"Receipt Desktop {date.today().isoformat()}.tar"  # noqa: DTZ011 (the person's day)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Back up"), str(Path.home() / name), self.tr("Backups (*.tar)")
        )
        if not chosen:
            return
        passphrase = self._ask_passphrase(new=True) if self.encrypt.isChecked() else None
        if self.encrypt.isChecked() and not passphrase:
            return
        self.back_up(Path(chosen), passphrase)

    def back_up(self, target: Path, passphrase: str | None) -> None:
        """Write everything into this file."""
        self.save_row.begin(self.tr("Saving and verifying…"))
        self.restore_row.start.setEnabled(False)
        self.saving.start(lambda job: self._actions.back_up(target, job), passphrase)

    def _saved(self, made: Backup) -> None:
        held = made.manifest
        receipts = self.tr("%n receipt(s)", "", held.receipts)
        originals = self.tr("%n original(s)", "", held.originals)
        said = self.tr("Saved and verified: {receipts}, {originals}, {size}, in {path}.").format(
            receipts=receipts, originals=originals, size=data_size(made.bytes), path=made.path
        )
        if not made.database:
            said = self.tr(
                "Saved and verified: {originals}, {size}, in {path}. "
                "The receipts are in a shared database: save that with pg_dump."
            ).format(originals=originals, size=data_size(made.bytes), path=made.path)
        lost = len(held.missing) + len(held.changed)
        if lost:
            said += " " + self.tr("%n original(s) are missing or were changed.", "", lost)
        self.save_row.tell(said)

    def _ask_passphrase(self, *, new: bool) -> str | None:
        dialog = PassphraseDialog(self, new=new)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.passphrase if accepted else None

    # -- restore

    def _choose_backup(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Restore"),
            str(Path.home()),
            self.tr("Backups and copies (*.tar *.db);;All files (*)"),
        )
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, file: Path) -> None:
        """Ask for the passphrase if there is one, then check and unpack it."""
        self._work.run(
            lambda: self._actions.is_encrypted(file),
            done=lambda encrypted: self._unpack(file, encrypted=encrypted),
            failed=self.restore_row.complain,
        )

    def _unpack(self, file: Path, *, encrypted: bool) -> None:
        passphrase = self._ask_passphrase(new=False) if encrypted else None
        if encrypted and not passphrase:
            return
        self.restore_row.begin(self.tr("Checking and unpacking…"))
        self.save_row.start.setEnabled(False)

        def prepare(job: Job) -> Restored:
            return self._actions.prepare_restore(file, job)

        self.restoring.start(prepare, passphrase)

    def _ask(self, made: Restored) -> None:
        """Everything is checked and unpacked; only now the person decides."""
        self.restore_row.rest()
        receipts = self.tr("%n receipt(s)", "", made.receipts)
        meaning = self.tr(
            "The backup has {receipts}. What is here now is kept in {folder}. "
            "Receipt Desktop closes and opens again."
        ).format(receipts=receipts, folder=made.aside)
        if made.newer:
            meaning += " " + self.tr("%n original(s) are not in the backup.", "", made.newer)
        self.question = Question(
            self, self._headline(made), meaning, self.tr("Restore and restart")
        )
        self.question.accepted.connect(self._confirm)
        self.question.rejected.connect(self._give_up)
        self.question.open()

    def _headline(self, made: Restored) -> str:
        if made.database_only:
            return self.tr("Replace the database by this copy?")
        day = texts.day(datetime.fromisoformat(made.created).astimezone().date())
        return self.tr("Replace everything by the backup of {day}?").format(day=day)

    def _confirm(self) -> None:
        self._work.run(
            self._actions.confirm_restore,
            done=lambda _: self.restart_wanted.emit(),
            failed=self.restore_row.complain,
        )

    def _give_up(self) -> None:
        self._work.run(self._actions.discard_restore)
