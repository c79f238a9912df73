"""Finds the pictures that the rows of a file name, in a folder or in the ZIP itself."""

from __future__ import annotations

import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from receipt_desktop.domain.csv_import import PictureFile

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".avif", ".pdf"}
)
_WORD = re.compile(r"[^\W_]+")


class PictureIndex:
    """The pictures of one place, by path, name, beginning of the name and words of the name."""

    def __init__(self, pictures: Iterable[tuple[str, PictureFile]]) -> None:
        """`pictures` are given with their paths below the place, with slashes."""
        self._by_name: dict[str, list[PictureFile]] = defaultdict(list)
        self._by_word: dict[str, list[PictureFile]] = defaultdict(list)
        self.unused: set[PictureFile] = set()
        for relative, picture in pictures:
            self.unused.add(picture)
            path = PurePosixPath(relative.casefold())
            for name in {str(path), path.name, path.stem}:
                self._by_name[name].append(picture)
            for word in set(_WORD.findall(path.stem)):
                self._by_word[word].append(picture)

    def take(self, names: Sequence[str]) -> tuple[PictureFile | None, bool]:
        """The picture of these names, and whether several claim to be it: then none is taken.

        A path or name counts before an id that is one word of a name.
        """
        for table in (self._by_name, self._by_word):
            for name in names:
                found = [one for one in table.get(_fold(name), ()) if one in self.unused]
                if len(found) == 1:
                    self.unused.discard(found[0])
                    return found[0], False
                if found:
                    return None, True
        return None, False


def _fold(name: str) -> str:
    plain = name.replace("\\", "/").removeprefix("./").casefold()
    return plain.rpartition("/")[2] if PurePosixPath(plain).is_absolute() else plain


def index_pictures(file: Path, folder: Path | None) -> PictureIndex:
    """The pictures of the folder, or of the ZIP; without both, of the file's own folder."""
    if folder is None and zipfile.is_zipfile(file):
        return PictureIndex(_list_members(file))
    return PictureIndex(_list_files(folder or file.parent, deep=folder is not None))


def _list_files(folder: Path, *, deep: bool) -> Iterator[tuple[str, PictureFile]]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if deep and not one.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if path.suffix.casefold() in SUFFIXES and not name.startswith("."):
                yield path.relative_to(folder).as_posix(), PictureFile(path)


def _list_members(file: Path) -> Iterator[tuple[str, PictureFile]]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if PurePosixPath(name).suffix.casefold() in SUFFIXES:
                yield name, PictureFile(file, name)
