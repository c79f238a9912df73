"""Where all machines find the same files: a shared folder, or a bucket of an S3-compatible store.

Each machine keeps its own copies in its data folder, and the shelf has everything: originals are
put there before their row is written, page pictures before the row says that they were read. What
a machine does not have it takes from the shelf.
"""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import Any, Protocol

from receipt_desktop.errors import ServiceUnavailable

OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"})
"""Here a file appears whole or not at all; elsewhere it is written aside and renamed."""


class Shares(Protocol):
    """What keeps files for all machines."""

    def put(self, relative: str, local: Path) -> None: ...
    def fetch(self, relative: str, local: Path) -> bool: ...
    def remove(self, relative: str) -> None: ...


class NoShelf:
    """One machine alone: its data folder is all there is."""

    def put(self, relative: str, local: Path) -> None:
        """Nobody else wants it."""

    def fetch(self, relative: str, local: Path) -> bool:  # noqa: ARG002 (as the shelf has it)
        """Nobody else has it."""
        return False

    def remove(self, relative: str) -> None:
        """Nobody else has it."""


class Shelf:
    """Files by their path relative to the data folder. Thread-safe."""

    def __init__(self, url: str) -> None:
        """`url` is a folder, or what fsspec understands: s3://bucket/prefix.

        Raises `ServiceUnavailable` when the package for it is not installed or it makes no sense.
        """
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 (optional)
        except ImportError as error:
            raise not_installed(url) from error
        try:
            self._files, self._root = url_to_fs(url)
        except ImportError as error:
            raise not_installed(url) from error
        except ValueError as error:
            raise ServiceUnavailable(
                f"{scheme(url)} is no place for shared files.", key="shelf_unknown"
            ) from error
        self._whole = bool(OBJECT_STORES & set(protocols(self._files)))

    def put(self, relative: str, local: Path) -> None:
        """A copy for all machines, whole or not at all. Raises `ServiceUnavailable`."""
        target = self._place(relative)
        try:
            if self._size(target) == local.stat().st_size:
                return
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            if self._whole:
                self._files.put_file(str(local), target)
                return
            aside = f"{target}.new-{uuid.uuid4().hex}"
            self._files.put_file(str(local), aside)
            self._files.mv(aside, target)
        except failures() as error:
            raise not_reached(error) from error

    def fetch(self, relative: str, local: Path) -> bool:
        """A copy of our own; whether there is one. Raises `ServiceUnavailable`."""
        local.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=local.parent, prefix=f"{local.name}", delete=False
        ) as file:
            aside = Path(file.name)
        try:
            self._files.get_file(self._place(relative), str(aside))
            aside.replace(local)
        except FileNotFoundError:
            return False
        except failures() as error:
            raise not_reached(error) from error
        finally:
            aside.unlink(missing_ok=True)
        return True

    def remove(self, relative: str) -> None:
        """A file, or a folder with what is in it; what is not there is well.

        Raises `ServiceUnavailable`.
        """
        target = self._place(relative)
        try:
            if self._files.exists(target):
                self._files.rm(target, recursive=True)
        except FileNotFoundError:
            return
        except failures() as error:
            raise not_reached(error) from error

    def _place(self, relative: str) -> str:
        return f"{self._root.rstrip('/')}/{relative}"

    def _size(self, target: str) -> int | None:
        """Bytes; None when it is not there. What another machine wrote just now counts."""
        self._files.invalidate_cache()
        try:
            return int(self._files.info(target)["size"])
        except FileNotFoundError:
            return None


def shelf_at(url: str) -> Shares:
    """The shelf of the settings; "" is none. Raises `ServiceUnavailable`."""
    return Shelf(url) if url else NoShelf()


def protocols(files: Any) -> tuple[str, ...]:
    """The names of the kind of store."""
    named = files.protocol
    return (named,) if isinstance(named, str) else tuple(named)


def failures() -> tuple[type[Exception], ...]:
    """What a store that is not reached raises."""
    try:
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 (there with s3fs alone)
    except ImportError:
        return (OSError,)
    return (OSError, BotoCoreError)


def scheme(url: str) -> str:
    """The kind of place, without any password in it."""
    return url.partition("://")[0] if "://" in url else "folder"


def not_installed(url: str) -> ServiceUnavailable:
    """The sentence for a kind of store whose package is missing."""
    return ServiceUnavailable(
        f"Shared files ({scheme(url)}) need further packages: fsspec, and s3fs for s3.",
        key="shelf_not_installed",
    )


def not_reached(error: Exception) -> ServiceUnavailable:
    """The sentence for a store that does not answer."""
    return ServiceUnavailable(
        f"The shared files cannot be reached: {type(error).__name__}.", key="shelf_unreachable"
    )
