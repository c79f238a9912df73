"""Reports changes in a folder, where the system supports that."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from receipt_desktop.config.long_paths import make_openable
from receipt_desktop.domain.watched_folders import WatchedFolder

log = logging.getLogger(__name__)

DEBOUNCE_MS, STEP_MS = 500, 50
"""Changes within this time are one notice; each step looks whether to stop."""
WAIT_MS = 500
STOP_SECONDS = 1.0


class FolderNotices:
    """A thread that calls `on_change` after changes in a folder; looks decide what they mean."""

    def __init__(self, folder: WatchedFolder, on_change: Callable[[], None]) -> None:
        self._folder, self._on_change = folder, on_change
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self.has_failed = False
        """Whether the system does not report changes of this folder: it has to be polled."""

    def ensure_started(self) -> None:
        """Start the thread if it does not run, for one since the folder was gone for a while."""
        if self.has_failed or (self._thread and self._thread.is_alive()):
            return
        self._stopping = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(self._stopping,), name="folder-notices", daemon=True
        )
        self._thread.start()

    def stop(self, timeout: float = STOP_SECONDS) -> None:
        """End the thread and wait for it up to `timeout` seconds."""
        self._stopping.set()
        if self._thread and self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self, stopping: threading.Event) -> None:
        import watchfiles  # noqa: PLC0415 (loaded for folders that are watched)

        try:
            for _ in watchfiles.watch(
                make_openable(Path(self._folder.path)),
                watch_filter=None,
                debounce=DEBOUNCE_MS,
                step=STEP_MS,
                rust_timeout=WAIT_MS,
                stop_event=stopping,
                raise_interrupt=False,
                recursive=self._folder.with_subfolders,
                ignore_permission_denied=True,
            ):
                self._on_change()
        except FileNotFoundError:
            return  # the next look says so, and starts this thread again
        except (OSError, RuntimeError) as error:  # too many watches, a file system without notices
            log.warning("the system reports no changes of a watched folder, polling it: %s", error)
            self.has_failed = True
