"""Rebuilds a damaged or missing database; the damaged file is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.backup import audit_recovery, copy_recovery, salvage_report, table_schema
from receipt_desktop.backup.copies import DatabaseCopy, find_newest_sound_copy
from receipt_desktop.backup.original_files import (
    find_orphans,
    has_original,
    read_row_hashes,
)
from receipt_desktop.backup.salvage import (
    SalvagedTable,
    assemble_database,
    salvage_database,
)
from receipt_desktop.backup.salvage_report import SalvageReport, TableCounts
from receipt_desktop.backup.snapshot import (
    check_database,
    disk_full_error,
    is_disk_full,
    read_database_info,
    translate_sqlite_errors,
)
from receipt_desktop.backup.table_schema import BOOKKEEPING_TABLES
from receipt_desktop.config.atomic import sync_file, sync_folder
from receipt_desktop.config.busy_files import delete_file, replace_path
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.store.database_file import (
    SIDE_FILE_SUFFIXES,
    side_file_path,
    unusable_database_error,
)
from receipt_desktop.store.migration import create_database_at
from receipt_desktop.store.revisions import NEWEST_REVISION, list_revisions

FREE_SPACE_FACTOR = 3
"""Required free space, as a multiple of the size of the damaged file."""
ROW_PER_RECEIPT_TABLES = frozenset({"audit", "readings"})
"""Tables that usually have a row per receipt; used to estimate lost rows."""
REREAD_TABLES = ("readings", "field_values")


@dataclass(frozen=True, slots=True)
class RebuildResult:
    """The sources of a rebuilt database."""

    salvaged: dict[str, SalvagedTable]
    from_copy: dict[str, int]
    copy: DatabaseCopy | None
    reread: int


def salvaged_path(paths: Paths) -> Path:
    """The rebuilt database before it is installed."""
    return paths.database.with_name(paths.database.name + ".salvaged")


def rebuild_database(paths: Paths) -> SalvageReport:
    """Replace a damaged database with a new one that has everything that can be recovered.

    An interruption leaves the damaged file unchanged, or a complete new one that `install_rebuilt`
    installs. Raises `ServiceUnavailable` (no space), `NewerData`.
    """
    with _work_folder(paths) as work, translate_sqlite_errors(paths.database):
        result, target = _build_database(paths, work)
        problem = check_database(target)
        if problem:
            raise ServiceUnavailable("salvage_failed", problem=problem)
        report = _make_report(paths, result, target)
        sync_file(target)
        target.replace(salvaged_path(paths))
    install_rebuilt(paths)
    salvage_report.save_report(paths, report)
    return report


@contextmanager
def _work_folder(paths: Paths) -> Iterator[Path]:
    """A temporary folder beside the database, after a check of the free space."""
    database = paths.database
    size = database.stat().st_size if database.is_file() else 0
    if shutil.disk_usage(paths.data).free < FREE_SPACE_FACTOR * size:
        raise disk_full_error(FREE_SPACE_FACTOR * size, paths.data)
    try:
        work = Path(tempfile.mkdtemp(dir=paths.data, prefix=".salvage-", suffix=".part"))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full_error(FREE_SPACE_FACTOR * size, paths.data) from error
        raise unusable_database_error(database, error) from error


def _build_database(paths: Paths, work: Path) -> tuple[RebuildResult, Path]:
    damaged, target = work / "damaged.db", work / "new.db"
    copy = find_newest_sound_copy(paths)
    if assemble_database(paths.database, damaged):
        saved = salvage_database(damaged, target)
    else:
        saved = {}
        create_database_at(target, _known_revision(copy.path) if copy else NEWEST_REVISION)
    from_copy, reread = _fill_gaps(paths, work, target, copy, saved)
    create_database_at(target, NEWEST_REVISION)
    return RebuildResult(
        saved, from_copy, copy if any(from_copy.values()) else None, reread
    ), target


def _known_revision(file: Path) -> str:
    found = read_database_info(file).revision
    return found if found in list_revisions() else NEWEST_REVISION


def _fill_gaps(
    paths: Paths,
    work: Path,
    target: Path,
    copy: DatabaseCopy | None,
    saved: dict[str, SalvagedTable],
) -> tuple[dict[str, int], int]:
    """Fill gaps from the copy and the audit log, then remove inconsistencies."""
    revision = _known_revision(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as new:
        from_copy: dict[str, int] = {}
        old = _migrate_copy(copy.path, work / "copy.db", revision) if copy else None
        if old:
            from_copy = copy_recovery.fill_from_copy(new, old, lambda one: has_original(paths, one))
        rebuilt = audit_recovery.rebuild_receipts(new, lambda one: has_original(paths, one))
        audit_recovery.rebuild_further_originals(new)
        if _any_broken(saved, ("corrections",)):
            audit_recovery.rebuild_corrections(new)
        copy_recovery.delete_orphan_rows(new)
        broken = _any_broken(saved, REREAD_TABLES)
        reread = (
            copy_recovery.requeue_incomplete(new, lambda one: has_original(paths, one))
            if broken
            else 0
        )
        table_schema.rebuild_search_index(new)
    return from_copy, rebuilt + reread


def _any_broken(saved: dict[str, SalvagedTable], names: tuple[str, ...]) -> bool:
    return any(name in saved and not saved[name].is_whole for name in names)


def _migrate_copy(copy: Path, target: Path, revision: str) -> Path | None:
    """The copy, migrated to `revision`; None for a copy with a newer revision."""
    if _known_revision(copy) > revision:
        return None
    shutil.copyfile(copy, target)
    create_database_at(target, revision)
    return target


def _make_report(paths: Paths, result: RebuildResult, target: Path) -> SalvageReport:
    orphans = len(find_orphans(paths, read_row_hashes(target)))
    now = read_database_info(target).rows
    tables = {
        name: TableCounts(
            count,
            result.from_copy.get(name, 0),
            _estimate_lost(result, name, count, now["receipts"], orphans),
        )
        for name, count in now.items()
        if name not in BOOKKEEPING_TABLES
    }
    found = any(table.rows for table in result.salvaged.values())
    kind = (
        salvage_report.SALVAGED
        if found
        else salvage_report.COPY_RESTORED
        if result.copy
        else salvage_report.STARTED_NEW
    )
    at = datetime.now(UTC)
    aside = _damaged_path(paths, at) if paths.database.is_file() else None
    day = result.copy.day.isoformat() if result.copy else ""
    return SalvageReport(
        kind, at, tables, str(_link_damaged(paths, aside)), day, result.reread, orphans
    )


def _estimate_lost(
    result: RebuildResult, name: str, count: int, receipts: int, orphans: int
) -> int:
    expected = result.salvaged[name].expected if name in result.salvaged else count
    if _any_broken(result.salvaged, (name,)) and name in ROW_PER_RECEIPT_TABLES:
        expected = max(expected, receipts)
    return max(expected - count, orphans if name == "receipts" else 0, 0)


def _damaged_path(paths: Paths, at: datetime) -> Path:
    return paths.database.with_name(f"{paths.database.name}.damaged-{at:%Y%m%d-%H%M%S}")


def _link_damaged(paths: Paths, aside: Path | None) -> Path | str:
    """Give the damaged file and its side files second names; returns the path."""
    if aside is None:
        return ""
    for source, target in (
        (paths.database, aside),
        *(
            (side_file_path(paths.database, one), side_file_path(aside, one))
            for one in SIDE_FILE_SUFFIXES
        ),
    ):
        if source.is_file() and not target.exists():
            try:
                os.link(source, target)
            except OSError:  # a file system without links
                shutil.copyfile(source, target)
    return aside


def install_rebuilt(paths: Paths) -> None:
    """Install a rebuilt database, if there is one. Raises `ServiceUnavailable`.

    The old write-ahead log is deleted first: SQLite would apply it to the new database.
    """
    new = salvaged_path(paths)
    if not new.exists():
        return
    try:
        for suffix in (*SIDE_FILE_SUFFIXES, "-journal"):
            delete_file(side_file_path(paths.database, suffix))
        replace_path(new, paths.database)
        sync_folder(paths.data)
    except OSError as error:
        raise unusable_database_error(paths.database, error) from error
