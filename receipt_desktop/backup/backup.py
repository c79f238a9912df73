"""A backup made: written beside its name, read again as a whole, and only then given its name."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from receipt_desktop.backup import archive, contents
from receipt_desktop.backup.archive import Job, Manifest, Source
from receipt_desktop.backup.originals import kept_files, page_files, size_of
from receipt_desktop.backup.snapshot import full_disk
from receipt_desktop.errors import InvalidRequest, ServiceUnavailable
from receipt_desktop.paths import Paths


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and verified."""

    path: Path
    bytes: int
    manifest: Manifest
    encrypted: bool
    database: bool
    """Whether the receipts' data are in it; those of a shared server are not."""


def back_up(paths: Paths, target: Path, job: Job, source: Source) -> Backup:
    """Write everything into one file. The program may run meanwhile, here or elsewhere.

    A file of this name is replaced when the new one is whole. Raises `ServiceUnavailable`,
    `InvalidRequest`, `DamagedData`, `Cancelled`.
    """
    _check_target(paths, target, pictures=job.pictures)
    half = replace(job, on_progress=lambda done, of: job.on_progress(done, 2 * of))
    rest = replace(
        job, on_progress=lambda done, of: job.on_progress(of + min(done, of), 2 * max(of, 1))
    )
    with archive.new_file(target) as (stream, unfinished):
        manifest = archive.write(paths, stream, half, source)
        archive.flush(stream)
        found = contents.read(unfinished, rest)
        if found.problems or found.manifest != manifest:
            raise ServiceUnavailable(
                f"{target} could not be verified after it was written. The disk may be failing: "
                "use another one.",
                key="backup_unverified",
                path=str(target),
            )
        size = unfinished.stat().st_size
    return Backup(target, size, manifest, bool(job.passphrase), manifest.revision is not None)


def _check_target(paths: Paths, target: Path, *, pictures: bool) -> None:
    if target.is_dir():
        raise InvalidRequest(
            f"{target} is a folder. Give the name of a file.",
            key="backup_is_folder",
            path=str(target),
        )
    if not target.parent.is_dir():
        raise InvalidRequest(
            f"There is no folder {target.parent}.", key="backup_no_folder", path=str(target.parent)
        )
    if target.resolve().is_relative_to(paths.data.resolve()):
        raise InvalidRequest(
            "Choose a place outside the data folder for the backup, best on another disk.",
            key="backup_inside",
        )
    needed = size_of(paths.database) + sum(map(size_of, kept_files(paths)))
    needed += sum(map(size_of, page_files(paths))) if pictures else 0
    if shutil.disk_usage(target.parent).free < needed:
        raise full_disk(needed, target.parent)
