"""Storage shared by several machines: a folder, or a bucket of an S3-compatible store.

The shared storage has all files; each machine keeps copies in its data folder. Originals are
uploaded before their receipt is added, page pictures before it is completed. Missing files are
downloaded when they are needed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from receipt_desktop.config.atomic import replace_file
from receipt_desktop.domain.errors import ServiceUnavailable, StorageUnavailable
from receipt_desktop.files.s3 import (
    BUCKET_PATTERN,
    NO_BUCKET_CODE,
    configure_s3,
    connection_errors,
    credential_errors,
    error_code,
    make_s3_options,
)

OBJECT_STORE_SCHEMES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"})
"""Stores that write files atomically; elsewhere a temporary file is renamed."""
S3_SCHEMES = frozenset({"s3", "s3a"})


class FileStorage(Protocol):
    """Storage of files for all machines."""

    def upload_file(self, relative: str, local: Path) -> None: ...
    def download_file(self, relative: str, local: Path) -> bool: ...
    def list_names(self, folder: str) -> list[str]: ...
    def delete_path(self, relative: str) -> None: ...


class NoSharedStorage:
    """No shared storage: all files are in the data folder of this machine."""

    def upload_file(self, relative: str, local: Path) -> None:
        """Do nothing."""

    def download_file(self, relative: str, local: Path) -> bool:  # noqa: ARG002 (protocol)
        """Return False: there is no such file."""
        return False

    def list_names(self, folder: str) -> list[str]:  # noqa: ARG002 (protocol)
        """Return an empty list."""
        return []

    def delete_path(self, relative: str) -> None:
        """Do nothing."""


class SharedStorage:
    """Files of a shared storage by their path relative to the data folder. Thread-safe."""

    def __init__(self, url: str) -> None:
        """`url` is a folder or an fsspec URL such as s3://bucket/prefix.

        Does not connect yet. Raises `ServiceUnavailable` for an invalid URL, and if the package
        for the storage is not installed.
        """
        self._files, self._root = open_file_system(url)
        self._is_object_store = bool(OBJECT_STORE_SCHEMES & set(list_protocols(self._files)))
        if self._is_object_store and not self._root.strip("/"):
            raise unknown_storage_error(url)

    def upload_file(self, relative: str, local: Path) -> None:
        """Upload a file atomically, unless it is there. Raises `ServiceUnavailable`."""
        try:
            self._upload_file(self._target_path(relative), local)
        except StoredFileMissing as error:  # Windows says so of a file in the place of a folder
            raise unreachable_error(FileNotFoundError()) from error

    def _upload_file(self, target: str, local: Path) -> None:
        with translate_storage_errors():
            if self._stored_size(target) == local.stat().st_size:
                return
            if self._is_object_store:  # without makedirs: s3fs would create the bucket
                self._files.put_file(str(local), target)
                return
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            aside = f"{target}.new-{uuid.uuid4().hex}"
            self._files.put_file(str(local), aside)
            self._files.mv(aside, target)

    def download_file(self, relative: str, local: Path) -> bool:
        """Download a file; whether the storage has it. Raises `ServiceUnavailable`."""
        local.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with translate_storage_errors(), replace_file(local, flush=False) as unfinished:
                self._files.get_file(self._target_path(relative), str(unfinished))
        except StoredFileMissing:
            return False
        return True

    def list_names(self, folder: str) -> list[str]:
        """The names in a folder; empty if it does not exist. Raises `ServiceUnavailable`."""
        self._files.invalidate_cache()
        try:
            with translate_storage_errors():
                found = self._files.ls(self._target_path(folder), detail=False)
        except StoredFileMissing:
            return []
        return [str(path).rstrip("/").rpartition("/")[2] for path in found]

    def delete_path(self, relative: str) -> None:
        """Delete a file or a folder with its content; a missing one is ignored.

        Raises `ServiceUnavailable`.
        """
        self._files.invalidate_cache()
        target = self._target_path(relative)
        try:
            with translate_storage_errors():
                if not self._is_object_store:
                    self._files.rm(target, recursive=True)
                    return
                for path in self._files.find(target):  # `rm` treats *, ? and [ as patterns
                    self._files.rm_file(path)
        except StoredFileMissing:
            return

    def _target_path(self, relative: str) -> str:
        return f"{self._root.rstrip('/')}/{relative}"

    def _stored_size(self, target: str) -> int | None:
        """The size in bytes, None if missing; not from a cache, as other machines write too."""
        self._files.invalidate_cache()
        try:
            with translate_storage_errors():
                return int(self._files.info(target)["size"])
        except StoredFileMissing:
            return None


class StoredFileMissing(Exception):
    """The storage has no such file."""


def open_shared_storage(url: str) -> FileStorage:
    """The shared storage of the settings; "" for none. Raises `ServiceUnavailable`."""
    return SharedStorage(url) if url else NoSharedStorage()


def open_file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it. Raises `ServiceUnavailable`."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 (optional)

        files, root = url_to_fs(url, **(make_s3_options() if url_scheme(url) in S3_SCHEMES else {}))
    except ImportError as error:
        raise not_installed_error(url) from error
    except ValueError as error:
        raise unknown_storage_error(url) from error
    if S3_SCHEMES & set(list_protocols(files)):
        configure_s3(files)
        if not BUCKET_PATTERN.fullmatch(root.partition("/")[0]):
            raise unknown_storage_error(url)
    return files, root


def list_protocols(files: Any) -> tuple[str, ...]:
    """The protocol names of a file system."""
    named = files.protocol
    return (named,) if isinstance(named, str) else tuple(named)


LOST_SHARE_ERRORS = frozenset({53, 59, 64, 67})
"""Of Windows, for a share on the network that is away; Python takes some for a missing file."""


@contextmanager
def translate_storage_errors() -> Iterator[None]:
    """Translate the errors of a storage. Raises `StoredFileMissing`, `ServiceUnavailable`."""
    try:
        yield
    except FileNotFoundError as error:
        if error_code(error) == NO_BUCKET_CODE:
            raise missing_bucket_error() from error
        if getattr(error, "winerror", None) in LOST_SHARE_ERRORS:
            raise unreachable_error(error) from error
        raise StoredFileMissing from error
    except connection_errors() as error:
        raise unreachable_error(error) from error


def url_scheme(url: str) -> str:
    """The scheme of a storage URL, "folder" without one; contains no credentials."""
    return url.partition("://")[0] if "://" in url else "folder"


def unknown_storage_error(url: str) -> ServiceUnavailable:
    """The error for an invalid storage URL."""
    return ServiceUnavailable("shelf_unknown", scheme=url_scheme(url))


def not_installed_error(url: str) -> ServiceUnavailable:
    """The error for a storage whose package is not installed."""
    return ServiceUnavailable("shelf_not_installed", scheme=url_scheme(url))


def missing_bucket_error() -> ServiceUnavailable:
    """The error for a missing bucket; it is not created."""
    return StorageUnavailable("shelf_bucket")


def unreachable_error(error: Exception) -> ServiceUnavailable:
    """The error for a storage that cannot be reached or denies access."""
    if isinstance(error, credential_errors()):
        return StorageUnavailable("shelf_refused")
    kind = error_code(error) or type(error).__name__
    return StorageUnavailable("shelf_unreachable", kind=kind)
