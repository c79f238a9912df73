"""A new database in the place of one that is damaged or missing; the damaged file is kept."""

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

from receipt_desktop.atomic import sync_folder
from receipt_desktop.backup import audit_log, filling, report, schema
from receipt_desktop.backup.copies import Copy, newest_sound
from receipt_desktop.backup.originals import is_kept, original_of, row_hashes, without_receipt
from receipt_desktop.backup.report import Report, Rows
from receipt_desktop.backup.salvage import BOOKKEEPING, Saved, assemble, salvage
from receipt_desktop.backup.snapshot import (
    check,
    facts,
    full_disk,
    no_space,
    read_only,
    sqlite_errors,
    sync_file,
)
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.paths import Paths
from receipt_desktop.store.engine import NEWEST, create_at, revisions
from receipt_desktop.store.open_file import SIDE_FILES, side_file, unusable

ROOM = 3
"""Times the size of the damaged file that the disk has to have free."""
ONE_EACH = frozenset({"audit", "readings"})
"""Tables with at least one row for each receipt, as a rule: so many are lost at least."""
REREAD_TABLES = ("readings", "field_values")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was put together."""

    saved: dict[str, Saved]
    from_copy: dict[str, int]
    copy: Copy | None
    reread: int


def salvaged_file(paths: Paths) -> Path:
    """The finished new database, for the moment before it takes its place."""
    return paths.database.with_name(paths.database.name + ".salvaged")


def rebuild(paths: Paths) -> Report:
    """Put a new database with everything that can be saved in the place of the damaged one.

    A process that is killed midway leaves the damaged file as it was, or a finished one that
    `finish` puts in place. Raises `ServiceUnavailable` (no space), `NewerData`.
    """
    with _work_folder(paths) as work, sqlite_errors(paths.database):
        made, target = _put_together(paths, work)
        problem = check(target)
        if problem:
            raise ServiceUnavailable(
                f"The damaged database could not be rebuilt: {problem}. Nothing was changed.",
                key="salvage_failed",
                problem=problem,
            )
        told = _report(paths, made, target)
        sync_file(target)
        target.replace(salvaged_file(paths))
    finish(paths)
    report.keep(paths, told)
    return told


@contextmanager
def _work_folder(paths: Paths) -> Iterator[Path]:
    """A folder beside the database with enough room, deleted at the end."""
    database = paths.database
    size = database.stat().st_size if database.is_file() else 0
    if shutil.disk_usage(paths.data).free < ROOM * size:
        raise full_disk(ROOM * size, paths.data)
    try:
        work = Path(tempfile.mkdtemp(dir=paths.data, prefix=".salvage-", suffix=".part"))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        if no_space(error):
            raise full_disk(ROOM * size, paths.data) from error
        raise unusable(database, error) from error


def _put_together(paths: Paths, work: Path) -> tuple[Rebuilt, Path]:
    damaged, target = work / "damaged.db", work / "new.db"
    copy = newest_sound(paths)
    if assemble(paths.database, damaged):
        saved = salvage(damaged, target)
    else:
        saved = {}
        create_at(target, _revision(copy.path) if copy else NEWEST)
    from_copy, reread = _complete(paths, work, target, copy, saved)
    create_at(target, NEWEST)
    return Rebuilt(saved, from_copy, copy if any(from_copy.values()) else None, reread), target


def _revision(file: Path) -> str:
    found = facts(file).revision
    return found if found in revisions() else NEWEST


def _complete(
    paths: Paths, work: Path, target: Path, copy: Copy | None, saved: dict[str, Saved]
) -> tuple[dict[str, int], int]:
    """Fill up from the copy and from the audit log, then make everything fit together."""
    revision = _revision(target)
    with closing(sqlite3.connect(target, isolation_level=None)) as new:
        from_copy: dict[str, int] = {}
        old = _at_revision(copy.path, work / "copy.db", revision) if copy else None
        if old:
            from_copy = filling.fill_from_copy(new, old, lambda one: is_kept(paths, one))
        rebuilt = audit_log.rebuild_receipts(
            new, lambda one: original_of(paths, one) if is_kept(paths, one) else None
        )
        if _broke(saved, ("corrections",)):
            audit_log.rebuild_corrections(new)
        filling.drop_orphans(new)
        broken = _broke(saved, REREAD_TABLES)
        reread = filling.read_again(new, lambda one: is_kept(paths, one)) if broken else 0
        schema.refill_search(new)
    return from_copy, rebuilt + reread


def _broke(saved: dict[str, Saved], names: tuple[str, ...]) -> bool:
    return any(name in saved and not saved[name].whole for name in names)


def _at_revision(copy: Path, target: Path, revision: str) -> Path | None:
    """The copy with its tables as they are in the damaged file; None for one from later on."""
    if _revision(copy) > revision:
        return None
    shutil.copyfile(copy, target)
    create_at(target, revision)
    return target


def _report(paths: Paths, made: Rebuilt, target: Path) -> Report:
    orphans = len(without_receipt(paths, row_hashes(target)))
    now = facts(target).rows
    tables = {
        name: Rows(
            count, made.from_copy.get(name, 0), _lost(made, name, count, now["receipts"], orphans)
        )
        for name, count in now.items()
        if name not in BOOKKEEPING
    }
    found = any(one.rows for one in made.saved.values())
    kind = report.SALVAGED if found else report.COPY_RESTORED if made.copy else report.STARTED_NEW
    at = datetime.now(UTC)
    kept = _kept_name(paths, at) if paths.database.is_file() else None
    day = made.copy.day.isoformat() if made.copy else ""
    return Report(kind, at, tables, str(_keep_damaged(paths, kept)), day, made.reread, orphans)


def _lost(made: Rebuilt, name: str, count: int, receipts: int, orphans: int) -> int:
    expected = made.saved[name].expected if name in made.saved else count
    if _broke(made.saved, (name,)) and name in ONE_EACH:
        expected = max(expected, receipts)
    return max(expected - count, orphans if name == "receipts" else 0, 0)


def _kept_name(paths: Paths, at: datetime) -> Path:
    return paths.database.with_name(f"{paths.database.name}.damaged-{at:%Y%m%d-%H%M%S}")


def _keep_damaged(paths: Paths, aside: Path | None) -> Path | str:
    """A second name for the damaged file, and for what SQLite kept beside it."""
    if aside is None:
        return ""
    for source, target in (
        (paths.database, aside),
        *((side_file(paths.database, one), side_file(aside, one)) for one in SIDE_FILES),
    ):
        if source.is_file() and not target.exists():
            try:
                os.link(source, target)
            except OSError:  # a file system without links
                shutil.copyfile(source, target)
    return aside


def finish(paths: Paths) -> None:
    """Put the finished database in its place. Raises `ServiceUnavailable`.

    The log of the damaged one goes first: SQLite would put its pages into the new one.
    """
    new = salvaged_file(paths)
    if not new.exists():
        return
    try:
        for suffix in (*SIDE_FILES, "-journal"):
            side_file(paths.database, suffix).unlink(missing_ok=True)
        new.replace(paths.database)
        sync_folder(paths.data)
    except OSError as error:
        raise unusable(paths.database, error) from error


def count_rows(database: Path) -> int:
    """Receipts in a database. Raises `DamagedData`, `ServiceUnavailable`."""
    with sqlite_errors(database), closing(read_only(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM receipts").fetchone()[0])
