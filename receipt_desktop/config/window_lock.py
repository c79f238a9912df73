"""The lock that allows one window per data folder."""

from __future__ import annotations

from contextlib import ExitStack

import filelock

from receipt_desktop.config import data_folder
from receipt_desktop.config.atomic import PRIVATE_MODE
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.startup_wait import try_acquire
from receipt_desktop.domain.errors import ServiceUnavailable


class DataFolderInUse(ServiceUnavailable):
    """Another process of this program uses the data folder."""


def lock_window(paths: Paths, stack: ExitStack) -> None:
    """Allow one window per data folder, which must exist; released by the stack.

    Raises `DataFolderInUse`, `ServiceUnavailable`.
    """
    lock = filelock.FileLock(paths.window_lock, timeout=0, mode=PRIVATE_MODE, thread_local=False)
    try:
        if not try_acquire(lock):
            raise make_in_use_error()
    except OSError as error:
        raise data_folder.data_folder_error(paths, error) from error
    stack.callback(lock.release)


def make_in_use_error() -> DataFolderInUse:
    """The error for a data folder that is in use."""
    return DataFolderInUse("in_use")
