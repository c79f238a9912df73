"""Backups, copies and verification, as they can be asked for."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.backup import archive_reader, copies, restore, salvage_report, swap, verify
from receipt_desktop.backup.archive import BackupOptions, BackupSource
from receipt_desktop.backup.backup import BackupResult, create_backup
from receipt_desktop.backup.copies import DatabaseCopy, LastCopy
from receipt_desktop.backup.restore import RestoreResult
from receipt_desktop.backup.salvage_report import SalvageReport
from receipt_desktop.config.liveness import count_live_processes
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import ReceiptQuery

__all__ = [
    "BackupActions",
    "BackupOptions",
    "BackupResult",
    "DatabaseCopy",
    "LastCopy",
    "RestoreResult",
    "SalvageReport",
]


class BackupActions(ActionsBase):
    """What can be asked to keep the data safe."""

    def back_up(self, target: Path, job: BackupOptions) -> BackupResult:
        """Write everything into one verified file.

        Raises `ServiceUnavailable`, `InvalidRequest`, `DamagedData`, `Cancelled`.
        """
        parts = self._context
        made = create_backup(
            parts.paths,
            target,
            job,
            BackupSource(
                parts.originals.fetch_original,
                None if self._has_own_database else self._store.list_content_hashes(),
            ),
        )
        said = {"bytes": made.bytes, "receipts": made.manifest.receipts}
        self._store.add_audit_entry(self._actor, "backup", target.name, {}, said)
        return made

    def is_encrypted(self, file: Path) -> bool:
        """Whether a backup needs a passphrase. Raises `InvalidRequest`."""
        return archive_reader.is_encrypted(file)

    def prepare_restore(self, file: Path, job: BackupOptions) -> RestoreResult:
        """Check and unpack a backup; once confirmed, it is put in place at the next start.

        Raises `ServiceUnavailable`, `InvalidRequest`, `NewerData`, `Cancelled`.
        """
        if self.settings.database_url:
            raise InvalidRequest("restore_shared")
        if count_live_processes(self._context.paths) > 1:
            raise swap.restore_in_use_error()
        return restore.prepare_restore(self._context.paths, file, job)

    def confirm_restore(self) -> None:
        """The next start puts what was unpacked in place. Raises `OSError`."""
        swap.confirm_restore(self._context.paths)

    def discard_restore(self) -> None:
        """Delete what was unpacked. Raises `OSError`."""
        journal = swap.load_journal(self._context.paths)
        if journal and journal.state == swap.UNPACKED:
            swap.discard_restore(self._context.paths, journal)

    def verify_originals(self, job: BackupOptions) -> verify.VerificationResult:
        """Compare every original with its hash. Raises `Cancelled`, `ServiceUnavailable`."""
        own, paths = self._has_own_database, self._context.paths
        names = verify.read_file_names(paths.database) if own else self._names_by_hash()
        return verify.verify_library(
            paths, names, job, database=own, fetch=self._context.originals.fetch_original
        )

    @property
    def _has_own_database(self) -> bool:
        """Whether the rows are in the SQLite file of the data folder."""
        return not self.settings.database_url

    def _names_by_hash(self) -> dict[str, str]:
        names = dict.fromkeys(self._store.list_content_hashes(), "")
        return names | {
            row.content_hash: row.file_name for row in self._store.find_receipts(ReceiptQuery())
        }

    def list_database_copies(self) -> tuple[list[DatabaseCopy], LastCopy | None]:
        """The daily copies, newest first, and how the last one ended."""
        return copies.list_copies(self._context.paths), copies.read_last_copy(self._context.paths)

    def list_salvage_reports(self) -> list[SalvageReport]:
        """What was saved of a damaged database, newest first, until it is dismissed."""
        return salvage_report.list_reports(self._context.paths)

    def dismiss_salvage_reports(self) -> None:
        """They were read. Raises `OSError`."""
        salvage_report.dismiss_reports(self._context.paths)
