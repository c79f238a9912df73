"""Files that another company's sources have passed on, until they are taken in.

Each is in a folder of its own in `incoming` of the data folder: the file under its own name in
`content`, and where it came from in `source.json`. A folder whose name begins with a point is being
written.
"""

from __future__ import annotations

import json
import logging
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from receipt_desktop.config.atomic import sync_file, sync_folder
from receipt_desktop.config.paths import PRIVATE_FOLDER
from receipt_desktop.domain.source import Source, SourceKind

log = logging.getLogger(__name__)

CONTENT, SOURCE = "content", "source.json"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that was passed on."""

    path: Path
    """Under the name that it had where it came from."""
    source: Source


class IncomingFiles:
    """The files passed on to the company of one data folder. Several processes may use it."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "incoming"

    def put_file(self, path: Path, source: Source) -> None:
        """Keep a copy of a file until this company takes it in; it is on the disk afterwards.

        Raises `OSError`; nothing is left behind then.
        """
        self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        number = str(uuid.uuid4())
        unfinished = self._folder / f".{number}"
        content, source_file = unfinished / CONTENT / path.name, unfinished / SOURCE
        try:
            content.parent.mkdir(parents=True, mode=PRIVATE_FOLDER)
            shutil.copyfile(path, content)
            source_file.write_text(json.dumps(asdict(source)), encoding="utf-8")
            for file in (content, source_file):
                sync_file(file)
            unfinished.rename(self._folder / number)
            sync_folder(self._folder)
        except OSError:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise

    def iterate_files(self) -> Iterator[IncomingFile]:
        """The files that are waiting; one without a readable source is logged and left alone."""
        if not self._folder.is_dir():
            return
        for folder in sorted(self._folder.iterdir()):
            if not folder.name.startswith("."):
                try:
                    shape = json.loads((folder / SOURCE).read_text(encoding="utf-8"))
                    (path,) = (folder / CONTENT).iterdir()
                    found = IncomingFile(path, _parse_source(shape))
                except (OSError, ValueError, KeyError, TypeError) as error:
                    log.warning("could not read the files passed on in %s: %s", folder, error)
                else:
                    yield found

    def remove_file(self, file: IncomingFile) -> None:
        """Forget a file that was taken in. Raises `OSError`."""
        shutil.rmtree(file.path.parents[1])


def _parse_source(shape: dict[str, Any]) -> Source:
    """Raises `ValueError`, `KeyError`."""
    return Source(SourceKind(shape["kind"]), str(shape["name"]), str(shape["sender"]))
