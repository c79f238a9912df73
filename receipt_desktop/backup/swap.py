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

from receipt_desktop.atomic import PRIVATE, sync_folder, write_text_atomically
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.liveness import living
from receipt_desktop.paths import Paths

log = logging.getLogger(__name__)

JOURNAL = "restore.journal"
UNPACKING, UNPACKED, READY = "unpacking", "unpacked", "ready"
SWAPPING, RETURNING = "swapping", "returning"
STAYS = frozenset(
    {JOURNAL, "logs", "redis", "processes", "running"}
    | {"queue.secret", "api.token", "webhook.secret"}
)
"""What belongs to this installation and not to the receipts; and so do locks."""
ALWAYS_REPLACED = ("receipts.db", "receipts.db-wal", "receipts.db-shm")


@dataclass(frozen=True, slots=True)
class Journal:
    """How far a restore is."""

    state: str
    staging: str
    """The folder with the restored files."""
    aside: str
    """Where the present ones go."""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def begin(paths: Paths, now: datetime, token: str) -> Journal:
    """Make the folder for the restored files, and note it first.

    It is beside the data folder where that is the same file system and may be written to, else in
    it. Raises `ServiceUnavailable`, `OSError`.
    """
    data = paths.data.resolve()
    for base in (str(data), str(data / "library")):
        staging = f"{base}.restoring-{token}"
        journal = Journal(UNPACKING, staging, _unused(f"{base}.before-restore-{now:%Y%m%d-%H%M%S}"))
        save(paths, journal)
        if _made(Path(staging), data):
            return journal
    (paths.data / JOURNAL).unlink(missing_ok=True)
    raise ServiceUnavailable(
        f"Nothing can be written into {data}. Check the permissions of the folder.",
        key="restore_no_place",
        path=str(data),
    )


def _unused(name: str) -> str:
    """A name that is not taken: of two restores in one second, for one."""
    tries = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(one for one in tries if not Path(one).exists())


def _made(folder: Path, data: Path) -> bool:
    """Whether the folder could be made on the same file system."""
    try:
        folder.mkdir(mode=0o700)
        if folder.stat().st_dev == data.stat().st_dev:
            return True
        folder.rmdir()
    except OSError as error:
        log.info("%s cannot be used for a restore: %s", folder, error)
    return False


def unpacked(paths: Paths, journal: Journal, *, database_only: bool) -> Journal:
    """Note that everything is unpacked and checked; nobody has decided yet. Raises `OSError`."""
    made = replace(
        journal,
        state=UNPACKED,
        new=tuple(sorted(one.name for one in Path(journal.staging).iterdir())),
        old=ALWAYS_REPLACED if database_only else ("*",),
    )
    save(paths, made)
    return made


def confirm(paths: Paths) -> None:
    """A person wants what is unpacked: the next start puts it in place. Raises `OSError`."""
    journal = load(paths)
    if journal and journal.state == UNPACKED:
        save(paths, replace(journal, state=READY))


def save(paths: Paths, journal: Journal) -> None:
    """Raises `OSError`."""
    write_text_atomically(paths.data / JOURNAL, json.dumps(asdict(journal)), mode=PRIVATE)


def load(paths: Paths) -> Journal | None:
    """The journal of an unfinished restore; None where there is none."""
    try:
        raw = json.loads((paths.data / JOURNAL).read_text(encoding="utf-8"))
        return Journal(**{**raw, "old": tuple(raw["old"]), "new": tuple(raw["new"])})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("the journal of a restore could not be read: %s", error)
        return None


def swap(paths: Paths, journal: Journal) -> Path:
    """Put the restored files in place; where the others are now.

    The caller holds the data folder. What cannot be moved is moved back. Raises
    `ServiceUnavailable`.
    """
    if journal.old == ("*",):
        present = sorted(one.name for one in paths.data.iterdir())
        inside = {Path(journal.staging).name, Path(journal.aside).name}
        kept = {name for name in present if name.startswith("library.before-restore-")}
        journal = replace(journal, old=tuple(n for n in present if not stays(n, inside | kept)))
    before, journal = journal, replace(journal, state=SWAPPING)
    try:
        save(paths, journal)
        if living(paths):  # from now on no other process starts, see `check`
            save(paths, before)
            raise in_use()
        _forward(paths, journal)
    except OSError as error:
        _back(paths, replace(journal, state=RETURNING))
        raise ServiceUnavailable(
            f"The files of {paths.data} cannot be moved: {error.strerror or error}. "
            "Close every program that uses them and try again; nothing was changed.",
            key="restore_moved_back",
            path=str(paths.data),
            reason=error.strerror or str(error),
        ) from error
    return Path(journal.aside)


def _forward(paths: Paths, journal: Journal) -> None:
    """Each step can be repeated: first all old entries go, then all new ones come."""
    staging, aside = Path(journal.staging), Path(journal.aside)
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in journal.old:
        if (paths.data / name).exists() and not (aside / name).exists():
            (paths.data / name).rename(aside / name)
    _synced(aside, paths.data)
    for name in journal.new:
        if (staging / name).exists():
            (staging / name).rename(paths.data / name)
    _synced(paths.data)
    _end(paths, journal)


def _back(paths: Paths, journal: Journal) -> None:
    """Undo what was moved. Raises `OSError`; the journal stays then, for the next start."""
    staging, aside = Path(journal.staging), Path(journal.aside)
    save(paths, journal)
    for name in journal.new:
        if not (staging / name).exists() and (paths.data / name).exists():
            (paths.data / name).rename(staging / name)
    for name in journal.old:
        if (aside / name).exists():
            (aside / name).rename(paths.data / name)
    _end(paths, journal)


def _end(paths: Paths, journal: Journal) -> None:
    """Nothing is to be moved any more, here or at the next start: delete what is left over."""
    save(paths, replace(journal, state=UNPACKING))
    shutil.rmtree(journal.staging, ignore_errors=True)
    for empty in (*sorted(Path(journal.aside).glob("*")), Path(journal.aside)):
        with suppress(OSError):  # what is not empty is kept
            empty.rmdir()
    (paths.data / JOURNAL).unlink(missing_ok=True)
    _synced(paths.data)


def _synced(*folders: Path) -> None:
    for folder in folders:
        sync_folder(folder)


def discard(paths: Paths, journal: Journal) -> None:
    """Give up a restore that was not swapped in yet. Raises `OSError`."""
    _end(paths, journal)


def settle(paths: Paths) -> Path | None:
    """At a start: complete or undo a restore that was interrupted, delete what is left of one.

    Returns where the previous files are when the restored ones are in place now. Raises
    `ServiceUnavailable` while another process is swapping.
    """
    if not (paths.data / JOURNAL).exists():
        return None
    with _held(paths) as mine:
        journal = load(paths)
        if journal is None:
            if mine:
                (paths.data / JOURNAL).unlink(missing_ok=True)
            return None
        if not mine:
            if journal.state in (SWAPPING, RETURNING):
                raise restoring()
            return None  # it is being unpacked beside the running program
        return _settled(paths, journal)


def _settled(paths: Paths, journal: Journal) -> Path | None:
    try:
        if journal.state in (UNPACKING, UNPACKED):
            discard(paths, journal)
        elif journal.state == RETURNING:
            _back(paths, journal)
        elif journal.state == SWAPPING:
            _forward(paths, journal)
            return Path(journal.aside)
        else:
            return swap(paths, journal)
    except OSError as error:
        raise ServiceUnavailable(
            f"A restore that was interrupted cannot be completed: {error.strerror or error}. "
            "Close every program that uses the data folder and try again.",
            key="restore_unfinished",
            reason=error.strerror or str(error),
        ) from error
    return None


def check(paths: Paths) -> None:
    """Raise `ServiceUnavailable` while another process swaps; called once this one is alive."""
    journal = load(paths)
    if journal and journal.state in (SWAPPING, RETURNING):
        raise restoring()


def stays(name: str, others: Collection[str]) -> bool:
    """Whether a file or folder of the data folder is none of what a restore replaces."""
    return name in STAYS or name in others or name.endswith(".lock")


@contextmanager
def _held(paths: Paths) -> Iterator[bool]:
    """Hold the data folder, if no other program does; whether it is ours now."""
    lock = filelock.FileLock(paths.lock)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def in_use() -> ServiceUnavailable:
    """The sentence for a data folder that a process uses."""
    return ServiceUnavailable(
        "Receipt Desktop is running on this data folder. Close it everywhere, then restore.",
        key="restore_in_use",
    )


def restoring() -> ServiceUnavailable:
    """The sentence while another process moves the files."""
    return ServiceUnavailable(
        "A backup is being restored into this data folder just now. Try again in a moment.",
        key="restoring",
    )
