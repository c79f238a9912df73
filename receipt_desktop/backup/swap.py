"""The restored files in the place of the present ones, so that a kill at any moment does no harm.

A journal in the data folder says how far it is. The entries of the data folder are renamed one by
one, which also works where the folder itself cannot be renamed: a mount, an open file on Windows.
What was there is kept aside, never deleted.
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
from receipt_desktop.config.liveness import count_live_processes
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.errors import ServiceUnavailable

log = logging.getLogger(__name__)

JOURNAL_NAME = "restore.journal"
UNPACKING, UNPACKED, READY = "unpacking", "unpacked", "ready"
SWAPPING, RETURNING = "swapping", "returning"
EXCLUDED_NAMES = frozenset(
    {JOURNAL_NAME, "logs", "redis", "processes", "running"}
    | {"queue.secret", "api.token", "webhook.secret"}
)
"""What belongs to this installation and not to the receipts; and so do locks."""
ALWAYS_REPLACED = ("receipts.db", "receipts.db-wal", "receipts.db-shm")


@dataclass(frozen=True, slots=True)
class RestoreJournal:
    """How far a restore is."""

    state: str
    staging: str
    """The folder with the restored files."""
    aside: str
    """Where the present ones go."""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def begin_restore(paths: Paths, now: datetime, token: str) -> RestoreJournal:
    """Make the folder for the restored files, and note it first.

    It is beside the data folder where that is the same file system and may be written to, else in
    it. Raises `ServiceUnavailable`, `OSError`.
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
    (paths.data / JOURNAL_NAME).unlink(missing_ok=True)
    raise ServiceUnavailable("restore_no_place", path=str(data))


def _choose_unused_path(name: str) -> str:
    """A name that is not taken: of two restores in one second, for one."""
    tries = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(one for one in tries if not Path(one).exists())


def _make_folder(folder: Path, data: Path) -> bool:
    """Whether the folder could be made on the same file system."""
    try:
        folder.mkdir(mode=0o700)
        if folder.stat().st_dev == data.stat().st_dev:
            return True
        folder.rmdir()
    except OSError as error:
        log.info("%s cannot be used for a restore: %s", folder, error)
    return False


def mark_unpacked(paths: Paths, journal: RestoreJournal, *, database_only: bool) -> RestoreJournal:
    """Note that everything is unpacked and checked; nobody has decided yet. Raises `OSError`."""
    made = replace(
        journal,
        state=UNPACKED,
        new=tuple(sorted(one.name for one in Path(journal.staging).iterdir())),
        old=ALWAYS_REPLACED if database_only else ("*",),
    )
    save_journal(paths, made)
    return made


def confirm_restore(paths: Paths) -> None:
    """A person wants what is unpacked: the next start puts it in place. Raises `OSError`."""
    journal = load_journal(paths)
    if journal and journal.state == UNPACKED:
        save_journal(paths, replace(journal, state=READY))


def save_journal(paths: Paths, journal: RestoreJournal) -> None:
    """Raises `OSError`."""
    write_text_atomically(paths.data / JOURNAL_NAME, json.dumps(asdict(journal)), mode=PRIVATE_MODE)


def load_journal(paths: Paths) -> RestoreJournal | None:
    """The journal of an unfinished restore; None where there is none."""
    try:
        raw = json.loads((paths.data / JOURNAL_NAME).read_text(encoding="utf-8"))
        return RestoreJournal(**{**raw, "old": tuple(raw["old"]), "new": tuple(raw["new"])})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("the journal of a restore could not be read: %s", error)
        return None


def swap_files(paths: Paths, journal: RestoreJournal) -> Path:
    """Put the restored files in place; where the others are now.

    The caller holds the data folder. What cannot be moved is moved back. Raises
    `ServiceUnavailable`.
    """
    if journal.old == ("*",):
        present = sorted(one.name for one in paths.data.iterdir())
        inside = {Path(journal.staging).name, Path(journal.aside).name}
        kept = {name for name in present if name.startswith("library.before-restore-")}
        journal = replace(
            journal, old=tuple(n for n in present if not is_excluded(n, inside | kept))
        )
    before, journal = journal, replace(journal, state=SWAPPING)
    try:
        save_journal(paths, journal)
        if count_live_processes(paths):  # from now on no other process starts, see `check_no_swap`
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
    """Each step can be repeated: first all old entries go, then all new ones come."""
    staging, aside = Path(journal.staging), Path(journal.aside)
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in journal.old:
        if (paths.data / name).exists() and not (aside / name).exists():
            (paths.data / name).rename(aside / name)
    _sync_folders(aside, paths.data)
    for name in journal.new:
        if (staging / name).exists():
            (staging / name).rename(paths.data / name)
    _sync_folders(paths.data)
    _end_restore(paths, journal)


def _move_back(paths: Paths, journal: RestoreJournal) -> None:
    """Undo what was moved. Raises `OSError`; the journal stays then, for the next start."""
    staging, aside = Path(journal.staging), Path(journal.aside)
    save_journal(paths, journal)
    for name in journal.new:
        if not (staging / name).exists() and (paths.data / name).exists():
            (paths.data / name).rename(staging / name)
    for name in journal.old:
        if (aside / name).exists():
            (aside / name).rename(paths.data / name)
    _end_restore(paths, journal)


def _end_restore(paths: Paths, journal: RestoreJournal) -> None:
    """Nothing is to be moved any more, here or at the next start: delete what is left over."""
    save_journal(paths, replace(journal, state=UNPACKING))
    shutil.rmtree(journal.staging, ignore_errors=True)
    for empty in (*sorted(Path(journal.aside).glob("*")), Path(journal.aside)):
        with suppress(OSError):  # what is not empty is kept
            empty.rmdir()
    (paths.data / JOURNAL_NAME).unlink(missing_ok=True)
    _sync_folders(paths.data)


def _sync_folders(*folders: Path) -> None:
    for folder in folders:
        sync_folder(folder)


def discard_restore(paths: Paths, journal: RestoreJournal) -> None:
    """Give up a restore that was not swapped in yet. Raises `OSError`."""
    _end_restore(paths, journal)


def recover_interrupted_restore(paths: Paths) -> Path | None:
    """At a start: complete or undo a restore that was interrupted, delete what is left of one.

    Returns where the previous files are when the restored ones are in place now. Raises
    `ServiceUnavailable` while another process is swapping.
    """
    if not (paths.data / JOURNAL_NAME).exists():
        return None
    with _try_hold_folder(paths) as mine:
        journal = load_journal(paths)
        if journal is None:
            if mine:
                (paths.data / JOURNAL_NAME).unlink(missing_ok=True)
            return None
        if not mine:
            if journal.state in (SWAPPING, RETURNING):
                raise restore_running_error()
            return None  # it is being unpacked beside the running program
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
    """Raise `ServiceUnavailable` while another process swaps; called once this one is alive."""
    journal = load_journal(paths)
    if journal and journal.state in (SWAPPING, RETURNING):
        raise restore_running_error()


def is_excluded(name: str, others: Collection[str]) -> bool:
    """Whether a file or folder of the data folder is none of what a restore replaces."""
    return name in EXCLUDED_NAMES or name in others or name.endswith(".lock")


@contextmanager
def _try_hold_folder(paths: Paths) -> Iterator[bool]:
    """Hold the data folder, if no other program does; whether it is ours now."""
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
    """The sentence for a data folder that a process uses."""
    return ServiceUnavailable("restore_in_use")


def restore_running_error() -> ServiceUnavailable:
    """The sentence while another process moves the files."""
    return ServiceUnavailable("restoring")
