"""Back up, restore, and the daily copies of the database."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QWidget

from receipt_desktop.actions import Actions
from receipt_desktop.actions.backups import (
    BackupOptions,
    BackupResult,
    DatabaseCopy,
    LastCopy,
    RestoreResult,
)
from receipt_desktop.config.setting_spec import SettingGroup
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.i18n.data_size import format_data_size
from receipt_desktop.ui.settings.data_job import DataJob
from receipt_desktop.ui.settings.job_row import JobRow
from receipt_desktop.ui.settings.passphrase_dialog import PassphraseDialog
from receipt_desktop.ui.settings.settings_section import SettingsSection
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets.confirm_dialog import ConfirmDialog


class BackupSection(SettingsSection):
    """One group of the settings."""

    restart_requested = Signal()
    """Emitted when a backup is ready to replace the current data."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(actions, task_runner, SettingGroup.BACKUP, parent)
        self.backup_job, self.restore_job = DataJob(task_runner, self), DataJob(task_runner, self)
        self.backup_row = JobRow(
            self.backup_job,
            self.tr("Back up now…"),
            self.tr("Receipts, originals and settings in one file. Keep it on another disk."),
        )
        self.encrypt_box = QCheckBox(self.tr("Protect with a passphrase"))
        self.restore_row = JobRow(
            self.restore_job,
            self.tr("Restore…"),
            self.tr("Replaces all receipts with those of a backup. The current data is kept."),
        )
        self.confirm_dialog: ConfirmDialog | None = None
        """The confirmation of a restore, once it was shown."""
        self._add_rows()
        self._connect()

    def _add_rows(self) -> None:
        self.add_row(self.tr("Back up"), self.backup_row)
        self.add_row("", self.encrypt_box)
        self.add_row(self.tr("Restore"), self.restore_row)
        self.add_settings()
        self.copies_row = self.rows_by_setting["database_copies"]

    def _connect(self) -> None:
        self.backup_row.start_button.clicked.connect(self._choose_target)
        self.restore_row.start_button.clicked.connect(self._choose_backup)
        self.backup_job.finished.connect(self._show_backup_result)
        self.restore_job.finished.connect(self._ask_to_restore)
        for job, other in (
            (self.backup_job, self.restore_row),
            (self.restore_job, self.backup_row),
        ):
            for ended in (job.finished, job.cancelled, job.failed):
                ended.connect(lambda *_, row=other: row.start_button.setEnabled(True))

    def load_copies(self) -> None:
        """Load the date of the newest copy."""
        self._task_runner.run(self._actions.list_database_copies, done=self._show_copies)

    def _show_copies(self, found: tuple[list[DatabaseCopy], LastCopy | None]) -> None:
        copies, last = found
        if last and last.result == "no_space":
            self.copies_row.set_note(self.tr("Not enough disk space for the last copy."))
        elif last and last.result != "ok":
            self.copies_row.set_note(self.tr("The last copy failed. See Doctor."))
        elif copies:
            newest = texts.format_date(copies[0].day)
            message = self.tr("Number of database copies kept. The newest is from {day}.")
            self.copies_row.set_note(message.format(day=newest))
        else:
            self.copies_row.set_note(
                self.tr("Number of database copies kept. The first one will be made soon.")
            )

    # -- back up

    def _choose_target(self) -> None:
        name = f"Receipt Desktop {date.today().isoformat()}.tar"  # noqa: DTZ011 (the person's day)
        name = self._actions.add_company_name(name)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Back up"), str(Path.home() / name), self.tr("Backups (*.tar)")
        )
        if not chosen:
            return
        passphrase = self._ask_passphrase(new=True) if self.encrypt_box.isChecked() else None
        if self.encrypt_box.isChecked() and not passphrase:
            return
        self.start_backup(Path(chosen), passphrase)

    def start_backup(self, target: Path, passphrase: str | None) -> None:
        """Write a backup to this file."""
        self.backup_row.show_started(self.tr("Saving and verifying…"))
        self.restore_row.start_button.setEnabled(False)
        self.backup_job.start_job(lambda job: self._actions.back_up(target, job), passphrase)

    def _show_backup_result(self, made: BackupResult) -> None:
        held = made.manifest
        receipts = self.tr("%Ln receipt(s)", "", held.receipts)
        originals = self.tr("%Ln original(s)", "", held.originals)
        message = self.tr("Saved and verified: {receipts}, {originals}, {size}, in {path}.").format(
            receipts=receipts,
            originals=originals,
            size=format_data_size(made.bytes),
            path=made.path,
        )
        if not made.database:
            message = self.tr(
                "Saved and verified: {originals}, {size}, in {path}. The receipts are "
                "in a shared database. Back it up with pg_dump."
            ).format(originals=originals, size=format_data_size(made.bytes), path=made.path)
        lost = len(held.missing) + len(held.changed)
        if lost:
            message += " " + self.tr("%Ln original(s) are missing or were changed.", "", lost)
        self.backup_row.show_outcome(message)

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
            self.open_backup(Path(chosen))

    def open_backup(self, file: Path) -> None:
        """Ask for the passphrase if needed, then verify and unpack the backup."""
        self._task_runner.run(
            lambda: self._actions.is_encrypted(file),
            done=lambda encrypted: self._unpack_backup(file, encrypted=encrypted),
            failed=self.restore_row.show_error,
        )

    def _unpack_backup(self, file: Path, *, encrypted: bool) -> None:
        passphrase = self._ask_passphrase(new=False) if encrypted else None
        if encrypted and not passphrase:
            return
        self.restore_row.show_started(self.tr("Checking and unpacking…"))
        self.backup_row.start_button.setEnabled(False)

        def prepare(job: BackupOptions) -> RestoreResult:
            return self._actions.prepare_restore(file, job)

        self.restore_job.start_job(prepare, passphrase)

    def _ask_to_restore(self, made: RestoreResult) -> None:
        """Ask for confirmation after the backup was verified and unpacked."""
        self.restore_row.show_idle()
        receipts = self.tr("%Ln receipt(s)", "", made.receipts)
        meaning = self.tr(
            "The backup contains {receipts}. The current data is kept in {folder}. "
            "Receipt Desktop will restart."
        ).format(receipts=receipts, folder=made.aside)
        if made.newer:
            meaning += " " + self.tr("%Ln original(s) are not in the backup.", "", made.newer)
        self.confirm_dialog = ConfirmDialog(
            self, self._format_headline(made), meaning, self.tr("Restore and restart")
        )
        self.confirm_dialog.accepted.connect(self._confirm_restore)
        self.confirm_dialog.rejected.connect(self._discard_restore)
        self.confirm_dialog.open()

    def _format_headline(self, made: RestoreResult) -> str:
        if made.database_only:
            return self.tr("Replace the database with this copy?")
        day = texts.format_date(datetime.fromisoformat(made.created).astimezone().date())
        return self.tr("Replace all data with the backup of {day}?").format(day=day)

    def _confirm_restore(self) -> None:
        self._task_runner.run(
            self._actions.confirm_restore,
            done=lambda _: self.restart_requested.emit(),
            failed=self.restore_row.show_error,
        )

    def _discard_restore(self) -> None:
        self._task_runner.run(self._actions.discard_restore)
