"""Backups, copies and verification, as they can be asked for."""

from __future__ import annotations

from pathlib import Path

from receipt_desktop.actions.parts import Acting
from receipt_desktop.backup import contents, copies, report, restore, swap, verify
from receipt_desktop.backup.archive import Job, Source
from receipt_desktop.backup.backup import Backup, back_up
from receipt_desktop.backup.copies import Copy, LastCopy
from receipt_desktop.backup.report import Report
from receipt_desktop.backup.restore import Restored
from receipt_desktop.errors import InvalidRequest
from receipt_desktop.liveness import living
from receipt_desktop.receipt import Query

__all__ = ["Backup", "BackupActions", "Copy", "Job", "LastCopy", "Report", "Restored"]


class BackupActions(Acting):
    """What can be asked to keep the data safe."""

    def back_up(self, target: Path, job: Job) -> Backup:
        """Write everything into one verified file.

        Raises `ServiceUnavailable`, `InvalidRequest`, `DamagedData`, `Cancelled`.
        """
        parts = self._parts
        made = back_up(
            parts.paths,
            target,
            job,
            Source(parts.originals.at_hand, None if self._own_database else self._store.hashes()),
        )
        said = {"bytes": made.bytes, "receipts": made.manifest.receipts}
        self._store.note(self._by, "backup", target.name, {}, said)
        return made

    def is_encrypted(self, file: Path) -> bool:
        """Whether a backup needs a passphrase. Raises `InvalidRequest`."""
        return contents.is_encrypted(file)

    def prepare_restore(self, file: Path, job: Job) -> Restored:
        """Check and unpack a backup; once confirmed, it is put in place at the next start.

        Raises `ServiceUnavailable`, `InvalidRequest`, `NewerData`, `Cancelled`.
        """
        if self.settings.database_url:
            raise InvalidRequest(
                "This program uses a shared database (DATABASE_URL): restore that with pg_restore.",
                key="restore_shared",
            )
        if living(self._parts.paths) > 1:
            raise swap.in_use()
        return restore.prepare(self._parts.paths, file, job)

    def confirm_restore(self) -> None:
        """The next start puts what was unpacked in place. Raises `OSError`."""
        swap.confirm(self._parts.paths)

    def discard_restore(self) -> None:
        """Delete what was unpacked. Raises `OSError`."""
        journal = swap.load(self._parts.paths)
        if journal and journal.state == swap.UNPACKED:
            swap.discard(self._parts.paths, journal)

    def verify(self, job: Job) -> verify.Verified:
        """Compare every original with its hash. Raises `Cancelled`, `ServiceUnavailable`."""
        own, paths = self._own_database, self._parts.paths
        names = verify.names_of_rows(paths.database) if own else self._names()
        return verify.verify(paths, names, job, database=own, fetch=self._parts.originals.at_hand)

    @property
    def _own_database(self) -> bool:
        """Whether the rows are in the SQLite file of the data folder."""
        return not self.settings.database_url

    def _names(self) -> dict[str, str]:
        names = dict.fromkeys(self._store.hashes(), "")
        return names | {row.content_hash: row.file_name for row in self._store.receipts(Query())}

    def database_copies(self) -> tuple[list[Copy], LastCopy | None]:
        """The daily copies, newest first, and how the last one ended."""
        return copies.copies(self._parts.paths), copies.last_copy(self._parts.paths)

    def salvage_reports(self) -> list[Report]:
        """What was saved of a damaged database, newest first, until it is dismissed."""
        return report.reports(self._parts.paths)

    def dismiss_salvage_reports(self) -> None:
        """They were read. Raises `OSError`."""
        report.dismiss(self._parts.paths)
