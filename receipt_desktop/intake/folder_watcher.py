"""Watches one folder in a thread of its own: a share that hangs does not block the others."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from receipt_desktop.config.background_loop import BackgroundLoop
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.watched_folders import FolderState, WatchedFolder
from receipt_desktop.intake.file_systems import is_remote
from receipt_desktop.intake.folder_intake import FolderIntake, Look, SubmitFiles
from receipt_desktop.intake.folder_notices import FolderNotices
from receipt_desktop.intake.folder_settling import (
    POLLED_SETTLE_SECONDS,
    SETTLE_SECONDS,
    SettledFiles,
)
from receipt_desktop.messages import Message
from receipt_desktop.reading.file_search import identity_of
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

POLL_SECONDS = 10.0
SAFETY_SECONDS = 60.0
"""Also without a notice of the system, a folder is looked at this often."""
PROBLEM_SECONDS = 15.0
"""A folder that is missing is looked for this often."""
MIN_REST_SECONDS = 0.5
REST_RATIO = 10
"""A look at a large folder or a slow share is followed by a rest so many times as long."""
HUNG_SECONDS = 60.0
"""A look that takes longer is shown as a problem of the share."""


class FolderWatcher:
    """Looks at a folder when something changes, and regularly. `state` is thread-safe."""

    def __init__(
        self, folder: WatchedFolder, store: Store, submit: SubmitFiles, data_folder: Path
    ) -> None:
        """`data_folder` is never listed, should a watched folder come to lie around it."""
        self.folder = folder
        self._state = FolderState(folder.id, folder.path)
        self._began_at: float | None = None
        self._look = Look()
        self._look_seconds = 0.0
        self._loop = BackgroundLoop(
            f"folder-{folder.id}",
            self._look_once,
            self._find_rest,
            min_interval=lambda: MIN_REST_SECONDS,
            log=log,
        )
        self._notices = FolderNotices(folder, self._loop.wake)
        self._settled = SettledFiles()
        own_folder = identity_of(data_folder)
        self._intake = FolderIntake(
            folder,
            store,
            submit,
            self._settled,
            excluded=frozenset({own_folder} if own_folder else ()),
            is_stopped=lambda: self._loop.is_stopping,
        )

    def start(self) -> None:
        self._loop.start()

    def wake(self) -> None:
        """Look at once."""
        self._loop.wake()

    def stop(self, timeout: float) -> None:
        """End the threads, and wait for each up to `timeout` seconds."""
        self._loop.stop(timeout)
        self._notices.stop(timeout)

    @property
    def state(self) -> FolderState:
        """How the folder is doing; one that does not answer is a problem."""
        began = self._began_at
        if began is None or time.monotonic() - began < HUNG_SECONDS or self._look.has_more:
            return self._state
        return replace(self._state, problem=Message("watch_hangs", {"folder": self.folder.path}))

    def _look_once(self) -> None:
        """One look; an expected problem becomes part of the state."""
        self._began_at = began = time.monotonic()
        try:
            self._set_polling()
            self._look = self._intake.look(began)
        except ReceiptError as error:
            log.warning("could not check a watched folder: %s", error)
            self._look = Look(problem=error.message)
        finally:
            self._began_at = None
        self._look_seconds = time.monotonic() - began
        self._state = replace(
            self._state,
            looked_at=datetime.now(UTC),
            waiting=self._look.waiting,
            problem=self._look.problem,
        )

    def _set_polling(self) -> None:
        """Let the system report changes, unless the folder is on another computer."""
        is_polled = (
            self.folder.is_polled or self._notices.has_failed or is_remote(Path(self.folder.path))
        )
        self._settled.settle_seconds = POLLED_SETTLE_SECONDS if is_polled else SETTLE_SECONDS
        self._state = replace(self._state, is_polled=is_polled)
        if is_polled:
            self._notices.stop()
        elif Path(self.folder.path).is_dir():
            self._notices.ensure_started()

    def _find_rest(self) -> float:
        """Seconds until the next look."""
        if self._look.problem:
            return PROBLEM_SECONDS
        if self._look.has_more:
            return MIN_REST_SECONDS
        if self._look.waiting:
            return max(self._settled.settle_seconds, self._look_seconds)
        rest = POLL_SECONDS if self._state.is_polled else SAFETY_SECONDS
        return max(rest, REST_RATIO * self._look_seconds)
