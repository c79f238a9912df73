"""Actions on backups, database copies and verification."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.actions.context import ActionsBase
from receipt_desktop.backup import (
    archive_reader,
    copies,
    relocation,
    restore,
    salvage_report,
    swap,
    verify,
)
from receipt_desktop.backup.archive import BackupOptions, BackupSource
from receipt_desktop.backup.backup import BackupResult, create_backup
from receipt_desktop.backup.copies import DatabaseCopy, LastCopy
from receipt_desktop.backup.restore import RestoreResult
from receipt_desktop.backup.salvage_report import SalvageReport
from receipt_desktop.config.liveness import count_live_processes
from receipt_desktop.domain.audit import ChainHead
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt_query import ReceiptQuery

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
    """Actions that protect the data."""

    def back_up(self, target: Path, options: BackupOptions) -> BackupResult:
        """Write all data into one verified file.

        Raises `ServiceUnavailable`, `InvalidRequest`, `DamagedData`, `Cancelled`.
        """
        context = self._context
        result = create_backup(
            context.paths,
            target,
            options,
            BackupSource(
                context.originals.fetch_original,
                None if self._has_own_database else self._store.list_content_hashes(),
                str(self._store.read_chain_head() or ""),
            ),
        )
        counts = {"bytes": result.bytes, "receipts": result.manifest.receipts}
        self._store.add_audit_entry(self._actor, "backup", target.name, {}, counts)
        return result

    def is_encrypted(self, file: Path) -> bool:
        """Whether a backup needs a passphrase. Raises `InvalidRequest`."""
        return archive_reader.is_encrypted(file)

    def prepare_restore(self, file: Path, options: BackupOptions) -> RestoreResult:
        """Check and unpack a backup; after `confirm_restore` the next start puts it in place.

        Raises `ServiceUnavailable`, `InvalidRequest`, `NewerData`, `Cancelled`.
        """
        if self.settings.database_url:
            raise InvalidRequest("restore_shared")
        if count_live_processes(self._context.paths) > 1:
            raise swap.restore_in_use_error()
        return restore.prepare_restore(self._context.paths, file, options)

    def confirm_restore(self) -> None:
        """Let the next start put the unpacked backup in place. Raises `OSError`."""
        swap.confirm_restore(self._context.paths)

    def discard_restore(self) -> None:
        """Delete the unpacked backup. Raises `OSError`."""
        journal = swap.load_journal(self._context.paths)
        if journal and journal.state == swap.UNPACKED:
            swap.discard_restore(self._context.paths, journal)

    def find_move_target(self, chosen: Path) -> Path:
        """The folder that data go to when this one is chosen.

        Raises `InvalidRequest`, `ServiceUnavailable`.
        """
        return relocation.find_move_target(self.data_dir, chosen)

    def verify_originals(
        self, options: BackupOptions, known: ChainHead | None = None
    ) -> verify.VerificationResult:
        """Compare every original with its hash, and the receipts with the audit log.

        `known` is a head of the audit log that was kept outside. Raises `Cancelled`,
        `ServiceUnavailable`.
        """
        own_database, paths = self._has_own_database, self._context.paths
        names = verify.read_file_names(paths.database) if own_database else self._names_by_hash()
        result = verify.verify_library(
            paths,
            names,
            options,
            database=own_database,
            fetch=self._context.originals.fetch_original,
        )
        chain = self._store.check_chain(known, is_cancelled=options.is_cancelled)
        result = verify.add_chain(result, chain)
        counts = {"originals": result.originals, "differences": len(result.differences)}
        checked = {"checked": str(chain.head)} if chain.head else {}
        self._store.add_audit_entry(self._actor, "verify", "data folder", {}, counts | checked)
        return result

    def get_chain_head(self) -> ChainHead | None:
        """The head of the audit log, to be kept outside; None for an empty one."""
        return self._store.read_chain_head()

    @property
    def _has_own_database(self) -> bool:
        """Whether the rows are in the SQLite file of the data folder."""
        return not self.settings.database_url

    def _names_by_hash(self) -> dict[str, str]:
        names = dict.fromkeys(self._store.list_content_hashes(), "")
        return names | {
            content_hash: row.file_name
            for row in self._store.find_receipts(ReceiptQuery(archived=None))
            for content_hash in row.originals
        }

    def list_database_copies(self) -> tuple[list[DatabaseCopy], LastCopy | None]:
        """The daily copies, newest first, and how the last one ended."""
        return copies.list_copies(self._context.paths), copies.read_last_copy(self._context.paths)

    def list_salvage_reports(self) -> list[SalvageReport]:
        """Reports on rows saved from a damaged database, newest first, until they are dismissed."""
        return salvage_report.list_reports(self._context.paths)

    def dismiss_salvage_reports(self) -> None:
        """Dismiss all salvage reports. Raises `OSError`."""
        salvage_report.dismiss_reports(self._context.paths)
