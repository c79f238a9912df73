"""Creates a backup: writes a temporary file, verifies it, and renames it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from receipt_desktop.backup import archive, archive_reader
from receipt_desktop.backup.archive import BackupOptions, BackupSource, Manifest
from receipt_desktop.backup.original_files import file_size, list_originals, list_page_files
from receipt_desktop.backup.snapshot import disk_full_error
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import InvalidRequest, ServiceUnavailable


@dataclass(frozen=True, slots=True)
class BackupResult:
    """A backup that was created and verified."""

    path: Path
    bytes: int
    manifest: Manifest
    encrypted: bool
    database: bool
    """Whether the database is included; one on a server is not."""


def create_backup(
    paths: Paths, target: Path, job: BackupOptions, source: BackupSource
) -> BackupResult:
    """Create a backup file. Receipts may be processed meanwhile.

    An existing file is replaced once the new one is verified. Raises `ServiceUnavailable`,
    `InvalidRequest`, `DamagedData`, `Cancelled`.
    """
    _check_target(paths, target, pictures=job.include_pictures)
    writing = replace(job, on_progress=lambda done, total: job.on_progress(done, 2 * total))
    verifying = replace(
        job,
        on_progress=lambda done, total: job.on_progress(
            total + min(done, total), 2 * max(total, 1)
        ),
    )
    with archive.open_new_file(target) as (stream, unfinished):
        manifest = archive.write_archive(paths, stream, writing, source)
        archive.flush_stream(stream)
        found = archive_reader.read_archive(unfinished, verifying)
        if found.problems or found.manifest != manifest:
            raise ServiceUnavailable("backup_unverified", path=str(target))
        size = unfinished.stat().st_size
    return BackupResult(target, size, manifest, bool(job.passphrase), manifest.revision is not None)


def _check_target(paths: Paths, target: Path, *, pictures: bool) -> None:
    if target.is_dir():
        raise InvalidRequest("target_is_folder", path=str(target))
    if not target.parent.is_dir():
        raise InvalidRequest("folder_missing", path=str(target.parent))
    if target.resolve().is_relative_to(paths.data.resolve()):
        raise InvalidRequest("backup_inside")
    needed = file_size(paths.database) + sum(map(file_size, list_originals(paths)))
    needed += sum(map(file_size, list_page_files(paths))) if pictures else 0
    if shutil.disk_usage(target.parent).free < needed:
        raise disk_full_error(needed, target.parent)
