"""The files of an export, written aside and put in place together at the end."""

from __future__ import annotations

import io
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from receipt_desktop.config.atomic import MAX_NAME_CHARACTERS, sync_file, sync_folder
from receipt_desktop.config.busy_files import replace_path
from receipt_desktop.export.output_file import failures_explained, whole_binary_file

ZIP_SUFFIX = ".zip"


class ExportFiles(Protocol):
    """Where a format writes its file or files."""

    def create(self, name: str = "") -> BinaryIO:
        """A file of this name, which the caller closes; formats with one file give none."""

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
        if name not in self.names:
            self.names.append(name)
        return (self.folder / name).open("wb")

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
def stage_files(target: Path) -> Iterator[StagedFiles]:
    """A folder beside the target for its files, removed at the end. Raises `ServiceUnavailable`."""
    aside = target.with_name(f".{target.name[:MAX_NAME_CHARACTERS]}.{secrets.token_hex(4)}.part")
    with failures_explained(target):
        aside.mkdir(parents=False)
        try:
            yield StagedFiles(aside)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def publish_parts(staged: StagedFiles, target: Path) -> tuple[Path, ...]:
    """Put the parts in place: `bills.csv`, `bills-2.csv` and so on. Raises `OSError`."""
    places = [
        target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        for number in range(1, len(staged.names) + 1)
    ]
    return _move_all(staged, places)


def publish_folder(staged: StagedFiles, target: Path) -> tuple[Path, ...]:
    """Put the files into a folder, or into a ZIP where the target is named so.

    Raises `OSError`, `ServiceUnavailable`.
    """
    if target.suffix.lower() == ZIP_SUFFIX:
        with whole_binary_file(target) as stream:
            staged.pack(stream)
        return (target,)
    target.mkdir(exist_ok=True)
    return _move_all(staged, [target / name for name in staged.names])


def _move_all(staged: StagedFiles, places: list[Path]) -> tuple[Path, ...]:
    """Everything is on the disk before the first file appears."""
    sources = [staged.folder / name for name in staged.names]
    for source in sources:
        sync_file(source)
    for source, place in zip(sources, places, strict=True):
        replace_path(source, place)
    if places:
        sync_folder(places[0].parent)
    return tuple(places)
