"""Moves the files of an export into place: all of them, or none.

The files that are replaced are kept in the folder of the new ones until all are in place. A record
in the data folder names that folder while an export runs. After a crash, the next start or the next
export puts the old files back and deletes the rest.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock

from receipt_desktop.config.atomic import (
    MAX_NAME_CHARACTERS,
    PRIVATE_MODE,
    sync_file,
    sync_folder,
    write_text_atomically,
)
from receipt_desktop.config.busy_files import delete_file, replace_path

log = logging.getLogger(__name__)

FOLDER_NAME = re.compile(r"\..+\.[0-9a-f]{8}\.part", re.DOTALL)
MOVES, KEPT = "moves.json", "replaced"
"""In the folder of a set: what is being moved, and the files that are replaced. No file of an
export has these names."""
RECORD_SUFFIX, LOCK_SUFFIX = ".json", ".lock"


@dataclass(frozen=True, slots=True)
class Move:
    """A file of a set, and its place."""

    source: Path
    place: Path


@contextmanager
def open_set_folder(target: Path, records: Path) -> Iterator[Path]:
    """A new folder beside the target, deleted at the end; `records` is a folder for its record.

    Raises `OSError`.
    """
    place = Path(os.path.realpath(target))
    token = secrets.token_hex(4)
    folder = place.with_name(f".{place.name[:MAX_NAME_CHARACTERS]}.{token}.part")
    records.mkdir(mode=0o700, exist_ok=True)
    record = records / f"{token}{RECORD_SUFFIX}"
    with _lock(record):
        written = {"folder": str(folder), "target": str(target.absolute())}
        write_text_atomically(record, json.dumps(written), mode=PRIVATE_MODE)
        try:
            folder.mkdir()
            yield folder
        finally:
            _discard(folder, record)


def move_set(moves: Sequence[Move], folder: Path) -> None:
    """Put these files of the folder in their places; raises `OSError` when all is as before."""
    real = [Move(one.source, Path(os.path.realpath(one.place))) for one in moves]
    for one in real:
        sync_file(one.source)
    if len(real) > 1:
        _keep_replaced(real, folder)
    try:
        for one in real:
            replace_path(one.source, one.place)
        for parent in {one.place.parent for one in real}:
            sync_folder(parent)
    except BaseException:
        take_back(folder)
        raise
    delete_file(folder / MOVES)  # from here on the new files count


def restore_cut_off_sets(records: Path) -> list[str]:
    """Undo what crashed exports left; the targets whose old files were put back."""
    restored = []
    for record in sorted(records.glob(f"*{RECORD_SUFFIX}")):
        with suppress(filelock.Timeout, OSError, ValueError, KeyError):
            if target := _restore_set(record):
                log.warning("restored the files that an interrupted export had begun to replace")
                restored.append(target)
    return restored


def _restore_set(record: Path) -> str:
    """The target whose old files were put back; "" where nothing had been moved.

    Raises `filelock.Timeout` where the export still runs.
    """
    with _lock(record):
        found = json.loads(record.read_text(encoding="utf-8"))
        folder = Path(found["folder"])
        if not FOLDER_NAME.fullmatch(folder.name) or not folder.parent.is_dir():
            return ""  # a volume that is not there now, perhaps later
        was_moving = (folder / MOVES).exists()
        take_back(folder)
        _discard(folder, record)
    return str(found["target"]) if was_moving else ""


def take_back(folder: Path) -> None:
    """Put the replaced files back and delete those that are new. Raises `OSError`."""
    if not (folder / MOVES).exists():
        return
    for entry in json.loads((folder / MOVES).read_text(encoding="utf-8")):
        if not (folder / entry["source"]).exists() and _is_unchanged(entry):
            _restore(Path(entry["place"]), folder / KEPT / entry["source"], kept=entry["kept"])
    delete_file(folder / MOVES)


def _restore(place: Path, kept_file: Path, *, kept: bool) -> None:
    if kept:
        replace_path(kept_file, place)
    else:
        delete_file(place)


def _is_unchanged(entry: dict[str, Any]) -> bool:
    """Whether the file in place is the one of the set, which nobody has changed since."""
    with suppress(OSError):
        found = Path(entry["place"]).stat()
        return bool([found.st_size, found.st_mtime_ns] == entry["state"])
    return False


def _keep_replaced(moves: Sequence[Move], folder: Path) -> None:
    """Keep the files that are replaced, and write what is going to be moved."""
    (folder / KEPT).mkdir()
    entries = []
    for one in moves:
        kept = os.path.lexists(one.place)
        if kept:
            _keep_file(one.place, folder / KEPT / one.source.name)
        state = one.source.stat()
        entries.append(
            {
                "source": one.source.name,
                "place": str(one.place),
                "kept": kept,
                "state": [state.st_size, state.st_mtime_ns],
            }
        )
    sync_folder(folder / KEPT)
    write_text_atomically(folder / MOVES, json.dumps(entries), mode=PRIVATE_MODE)


def _keep_file(place: Path, kept: Path) -> None:
    """A second name of the file, or a copy where the volume has no such names."""
    try:
        kept.hardlink_to(place)
    except OSError:
        shutil.copy2(place, kept)
        sync_file(kept)


def _discard(folder: Path, record: Path) -> None:
    """Delete the folder of a set and its record, unless replaced files are still in it."""
    if (folder / MOVES).exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        delete_file(record)


@contextmanager
def _lock(record: Path) -> Iterator[None]:
    """Held while the export runs. Raises `filelock.Timeout` where another process holds it."""
    file = record.with_suffix(LOCK_SUFFIX)
    try:
        with filelock.FileLock(file, timeout=0, thread_local=False):
            yield
    finally:
        if not record.exists():
            with suppress(OSError):
                file.unlink(missing_ok=True)
