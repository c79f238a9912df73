"""Swaps restored files with the current ones; safe against interruption at any time.

A journal in the data folder records the progress. The entries of the data folder are renamed one by
one, which also works if the folder itself cannot be renamed: a mount, an open file on Windows. The
previous files are kept aside.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import filelock

from receipt_desktop.config.atomic import PRIVATE_MODE, sync_folder, write_text_atomically
from receipt_desktop.config.busy_files import delete_file, rename_path
from receipt_desktop.config.liveness import count_live_processes
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable

log = logging.getLogger(__name__)

JOURNAL_NAME = "restore.journal"
UNPACKING, UNPACKED, READY = "unpacking", "unpacked", "ready"
SWAPPING, RETURNING = "swapping", "returning"
EXCLUDED_NAMES = frozenset(
    {JOURNAL_NAME, "logs", "redis", "processes", "running", "exports"}
    | {"queue.secret", "api.token", "webhook.secret"}
)
"""Entries that belong to the installation, like all lock files, and are not replaced."""
ALWAYS_REPLACED = ("receipts.db", "receipts.db-wal", "receipts.db-shm")


@dataclass(frozen=True, slots=True)
class RestoreJournal:
    """The progress of a restore."""

    state: str
    staging: str
    """The folder of the restored files."""
    aside: str
    """The folder for the previous files."""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def begin_restore(paths: Paths, now: datetime, token: str) -> RestoreJournal:
    """Record a new restore in the journal and create its staging folder.

    The staging folder is beside the data folder if that is writable and on the same file system,
    otherwise inside. Raises `ServiceUnavailable`, `OSError`.
    """
    data = paths.data.resolve()
    for base in (str(data), str(data / "library")):
        staging = f"{base}.restoring-{token}"
        journal = RestoreJournal(
            UNPACKING, staging, _choose_unused_path(f"{base}.before-restore-{now:%Y%m%d-%H%M%S}")
        )
        save_journal(paths, journal)
        if _make_folder(Path(staging), data):
            return journal
    delete_file(paths.data / JOURNAL_NAME)
    raise ServiceUnavailable("restore_no_place", path=str(data))


def _choose_unused_path(name: str) -> str:
    """The path, or the path with a number if it exists already."""
    candidates = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(candidate for candidate in candidates if not Path(candidate).exists())


def _make_folder(folder: Path, data: Path) -> bool:
    """Create the folder if it is on the same file system as `data`; whether that succeeded."""
    try:
        folder.mkdir(mode=0o700)
        if folder.stat().st_dev == data.stat().st_dev:
            return True
        folder.rmdir()
    except OSError as error:
        log.info("restore folder %s is not usable: %s", folder, error)
    return False


def mark_unpacked(paths: Paths, journal: RestoreJournal, *, database_only: bool) -> RestoreJournal:
    """Record that all files are extracted and checked. Raises `OSError`."""
    unpacked = replace(
        journal,
        state=UNPACKED,
        new=tuple(sorted(one.name for one in Path(journal.staging).iterdir())),
        old=ALWAYS_REPLACED if database_only else ("*",),
    )
    save_journal(paths, unpacked)
    return unpacked


def confirm_restore(paths: Paths) -> None:
    """Confirm an extracted backup: the next start swaps it in. Raises `OSError`."""
    journal = load_journal(paths)
    if journal and journal.state == UNPACKED:
        save_journal(paths, replace(journal, state=READY))


def save_journal(paths: Paths, journal: RestoreJournal) -> None:
    """Write the journal. Raises `OSError`."""
    write_text_atomically(paths.data / JOURNAL_NAME, json.dumps(asdict(journal)), mode=PRIVATE_MODE)


def load_journal(paths: Paths) -> RestoreJournal | None:
    """The journal of an unfinished restore; None without one."""
    try:
        raw = json.loads((paths.data / JOURNAL_NAME).read_text(encoding="utf-8"))
        return RestoreJournal(**{**raw, "old": tuple(raw["old"]), "new": tuple(raw["new"])})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("could not read the restore journal: %s", error)
        return None


def swap_files(paths: Paths, journal: RestoreJournal) -> Path:
    """Swap the restored files in; returns the folder of the previous files.

    The caller holds the data folder. If a file cannot be moved, all are moved back. Raises
    `ServiceUnavailable`.
    """
    if journal.old == ("*",):
        present = sorted(one.name for one in paths.data.iterdir())
        inside = {Path(journal.staging).name, Path(journal.aside).name}
        earlier = {name for name in present if name.startswith("library.before-restore-")}
        journal = replace(
            journal, old=tuple(n for n in present if not is_excluded(n, inside | earlier))
        )
    before, journal = journal, replace(journal, state=SWAPPING)
    try:
        save_journal(paths, journal)
        if count_live_processes(paths):  # no process starts from now on: `check_no_swap`
            save_journal(paths, before)
            raise restore_in_use_error()
        _move_forward(paths, journal)
    except OSError as error:
        _move_back(paths, replace(journal, state=RETURNING))
        raise ServiceUnavailable(
            "restore_moved_back", path=str(paths.data), reason=error.strerror or str(error)
        ) from error
    return Path(journal.aside)


def _move_forward(paths: Paths, journal: RestoreJournal) -> None:
    """Move the old entries out, then the new ones in; can be repeated."""
    staging, aside = Path(journal.staging), Path(journal.aside)
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in journal.old:
        if (paths.data / name).exists() and not (aside / name).exists():
            rename_path(paths.data / name, aside / name)
    _sync_folders(aside, paths.data)
    for name in journal.new:
        if (staging / name).exists():
            rename_path(staging / name, paths.data / name)
    _sync_folders(paths.data)
    _end_restore(paths, journal)


def _move_back(paths: Paths, journal: RestoreJournal) -> None:
    """Undo all moves. Raises `OSError`; the next start then continues."""
    staging, aside = Path(journal.staging), Path(journal.aside)
    save_journal(paths, journal)
    for name in journal.new:
        if not (staging / name).exists() and (paths.data / name).exists():
            rename_path(paths.data / name, staging / name)
    for name in journal.old:
        if (aside / name).exists():
            rename_path(aside / name, paths.data / name)
    _end_restore(paths, journal)


def _end_restore(paths: Paths, journal: RestoreJournal) -> None:
    """Delete leftover folders and the journal."""
    save_journal(paths, replace(journal, state=UNPACKING))
    shutil.rmtree(journal.staging, ignore_errors=True)
    for empty in (*sorted(Path(journal.aside).glob("*")), Path(journal.aside)):
        with suppress(OSError):  # not empty
            empty.rmdir()
    delete_file(paths.data / JOURNAL_NAME)
    _sync_folders(paths.data)


def _sync_folders(*folders: Path) -> None:
    for folder in folders:
        sync_folder(folder)


def discard_restore(paths: Paths, journal: RestoreJournal) -> None:
    """Discard a restore that was not swapped in. Raises `OSError`."""
    _end_restore(paths, journal)


def recover_interrupted_restore(paths: Paths) -> Path | None:
    """Complete or undo an interrupted restore at a start.

    Returns the folder of the previous files if the restored ones are now in place. Raises
    `ServiceUnavailable` while another process is swapping.
    """
    if not (paths.data / JOURNAL_NAME).exists():
        return None
    with _try_hold_folder(paths) as is_held:
        journal = load_journal(paths)
        if journal is None:
            if is_held:
                delete_file(paths.data / JOURNAL_NAME)
            return None
        if not is_held:
            if journal.state in (SWAPPING, RETURNING):
                raise restore_running_error()
            return None  # it is being extracted while the program runs
        return _recover_restore(paths, journal)


def _recover_restore(paths: Paths, journal: RestoreJournal) -> Path | None:
    try:
        if journal.state in (UNPACKING, UNPACKED):
            discard_restore(paths, journal)
        elif journal.state == RETURNING:
            _move_back(paths, journal)
        elif journal.state == SWAPPING:
            _move_forward(paths, journal)
            return Path(journal.aside)
        else:
            return swap_files(paths, journal)
    except OSError as error:
        raise ServiceUnavailable(
            "restore_unfinished", reason=error.strerror or str(error)
        ) from error
    return None


def check_no_swap(paths: Paths) -> None:
    """Raise `ServiceUnavailable` during a swap; call it after `ProcessLock.acquire`."""
    journal = load_journal(paths)
    if journal and journal.state in (SWAPPING, RETURNING):
        raise restore_running_error()


def is_excluded(name: str, others: Collection[str]) -> bool:
    """Whether a restore does not replace this entry of the data folder."""
    return name in EXCLUDED_NAMES or name in others or name.endswith(".lock")


@contextmanager
def _try_hold_folder(paths: Paths) -> Iterator[bool]:
    """Hold the data folder unless another process does; yields whether it is held."""
    lock = filelock.FileLock(paths.owner_lock)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def restore_in_use_error() -> ServiceUnavailable:
    """The error for a data folder that is in use."""
    return ServiceUnavailable("restore_in_use")


def restore_running_error() -> ServiceUnavailable:
    """The error while another process swaps the files."""
    return ServiceUnavailable("restoring")
