"""The files of an export, written aside and put in place together at the end."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from receipt_desktop.config.atomic import sync_file, sync_folder
from receipt_desktop.config.busy_files import rename_path
from receipt_desktop.export.file_set import Move, move_set, open_set_folder
from receipt_desktop.export.output_file import failures_explained, whole_binary_file

ZIP_SUFFIX = ".zip"


class ExportFiles(Protocol):
    """Where a format writes its file or files."""

    def create(self, name: str = "") -> BinaryIO:
        """A file of this name, which the caller closes; formats with one file give none.

        A file that is there already is continued.
        """

    def create_part(self) -> BinaryIO:
        """The next part of a file that its target limits in size."""


class StreamFiles:
    """One file, which is a given stream; it stays open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def create(self, name: str = "") -> BinaryIO:  # noqa: ARG002 (one file has no name)
        return _Unclosed(self._stream)  # type: ignore[return-value]

    create_part = create


class _Unclosed:
    """A stream that is flushed, not closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def __enter__(self) -> BinaryIO:
        return self._stream

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave it to its owner."""


class StagedFiles:
    """Files in a folder, until they are published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []

    def create(self, name: str = "") -> BinaryIO:
        name = name or f"{len(self.names) + 1}"
        mode: Literal["ab", "wb"] = "ab" if name in self.names else "wb"
        if mode == "wb":
            self.names.append(name)
        return (self.folder / name).open(mode)

    def create_part(self) -> BinaryIO:
        return self.create()

    def pack(self, stream: BinaryIO) -> None:
        """Write all files into one ZIP."""
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.names:
                stored = name.endswith(ZIP_SUFFIX)
                method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.write(self.folder / name, name, compress_type=method)

    def read_all(self, suffix: str) -> tuple[bytes, bool]:
        """The only file, or all of them as a ZIP; whether it is a ZIP.

        `suffix` is that of parts, "" for a folder.

        Raises `OSError`.
        """
        if len(self.names) == 1 and suffix:
            return (self.folder / self.names[0]).read_bytes(), False
        for place, name in enumerate(self.names):
            if not Path(name).suffix:
                (self.folder / name).rename(self.folder / f"{name}{suffix}")
                self.names[place] = f"{name}{suffix}"
        stream = io.BytesIO()
        self.pack(stream)
        return stream.getvalue(), True


@contextmanager
def stage_files(target: Path, records: Path) -> Iterator[StagedFiles]:
    """A folder beside the target for its files, removed at the end; `records` as in `file_set`.

    Raises `ServiceUnavailable`.
    """
    with failures_explained(target), open_set_folder(target, records) as aside:
        yield StagedFiles(aside)


def publish_parts(staged: StagedFiles, target: Path) -> tuple[Path, ...]:
    """Put the parts in place: `bills.csv`, `bills-2.csv` and so on; all or none.

    Raises `OSError`.
    """
    places = [
        target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        for number in range(1, len(staged.names) + 1)
    ]
    return _move_all(staged, places)


def publish_folder(staged: StagedFiles, target: Path) -> tuple[Path, ...]:
    """Put the files into a folder, or into a ZIP where the target is named so; all or none.

    Raises `OSError`, `ServiceUnavailable`.
    """
    if target.suffix.lower() == ZIP_SUFFIX:
        with whole_binary_file(target) as stream:
            staged.pack(stream)
        return (target,)
    places = [target / name for name in staged.names]
    if target.exists():
        return _move_all(staged, places)
    _become_folder(staged, Path(os.path.realpath(target)))
    return tuple(places)


def _become_folder(staged: StagedFiles, target: Path) -> None:
    """The folder of the files takes its final name. Raises `OSError`."""
    for name in staged.names:
        sync_file(staged.folder / name)
    sync_folder(staged.folder)
    rename_path(staged.folder, target)
    sync_folder(target.parent)


def _move_all(staged: StagedFiles, places: list[Path]) -> tuple[Path, ...]:
    sources = [staged.folder / name for name in staged.names]
    moves = [Move(source, place) for source, place in zip(sources, places, strict=True)]
    move_set(moves, staged.folder)
    return tuple(places)
