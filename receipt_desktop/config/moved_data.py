"""The note that a data folder was moved: it stays in the old place and names the new one.

So every way to name the old place, such as the usual folder, `--data-dir` or a list of folders,
still finds the data.
"""

from __future__ import annotations

import json
from pathlib import Path

from receipt_desktop.config.atomic import PRIVATE_MODE, write_text_atomically
from receipt_desktop.config.busy_files import delete_file
from receipt_desktop.domain.errors import ServiceUnavailable

FILE_NAME = "moved.json"
MAX_MOVES = 20
"""Notes that are followed in turn; more are a circle."""


def follow_moves(folder: Path) -> Path:
    """The folder where the data of this folder are now.

    Raises `ServiceUnavailable` when the new place is not there, such as an unplugged disk.
    """
    place = folder
    for _ in range(MAX_MOVES):
        target = _read_note(place)
        if target is None:
            return place
        if not target.is_dir():
            raise ServiceUnavailable("data_moved_away", path=str(target), note=str(note_of(place)))
        place = target
    raise ServiceUnavailable("data_moved_away", path=str(place), note=str(note_of(folder)))


def note_of(folder: Path) -> Path:
    """The place of the note in a data folder."""
    return folder / FILE_NAME


def write_note(folder: Path, target: Path) -> None:
    """Note that the data of a folder are in `target` now. Raises `OSError`."""
    text = json.dumps({"to": str(target)}, ensure_ascii=False)
    write_text_atomically(note_of(folder), text, mode=PRIVATE_MODE)


def delete_note(folder: Path) -> None:
    """Forget that data were moved away from this folder. Raises `OSError`."""
    delete_file(note_of(folder))


def _read_note(folder: Path) -> Path | None:
    try:
        shape = json.loads(note_of(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    target = shape.get("to") if isinstance(shape, dict) else None
    return Path(target) if isinstance(target, str) else None
