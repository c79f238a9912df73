"""Watches all configured folders, in the one process that owns the data folder."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from receipt_desktop.config.background_loop import BackgroundLoop
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.health import HealthIssue, HealthStatus
from receipt_desktop.domain.intake import SourceState
from receipt_desktop.domain.watched_folders import FileState, FolderState, WatchedFolder
from receipt_desktop.intake.folder_intake import SubmitFiles
from receipt_desktop.intake.folder_watcher import FolderWatcher
from receipt_desktop.store.store import Store

log = logging.getLogger(__name__)

CHECK_SECONDS = 5.0
"""How often the list of folders is compared with those that are watched."""
STOP_SECONDS = 1.0
NOTE_SECONDS = 30.0
"""How old the stored time of the last look may get."""
ListFolders = Callable[[], Sequence[WatchedFolder]]


class FolderWatchers:
    """Starts and stops the watching of folders as they are configured. Thread-safe."""

    def __init__(
        self,
        store: Store,
        submit: SubmitFiles,
        list_folders: ListFolders,
        data_folder: Path,
        *,
        is_owner: Callable[[], bool] = lambda: True,
    ) -> None:
        """`list_folders` reads the configuration; only the `is_owner` of the data folder watches.

        What was received is counted in the database, so every process shows the same figures.
        """
        self._store, self._submit = store, submit
        self._list_folders, self._is_owner = list_folders, is_owner
        self._data_folder = data_folder
        self._watchers: dict[int, FolderWatcher] = {}
        self._noted: dict[int, SourceState] = {}
        self._changing = threading.Lock()
        self._loop = BackgroundLoop("folders", self._tick, lambda: CHECK_SECONDS, log=log)

    def start(self) -> None:
        self._loop.start()

    def reload(self) -> None:
        """Take over changed settings now, and look at every folder."""
        self._loop.wake()
        for watcher in self._list_watchers():
            watcher.wake()

    def stop(self, timeout: float = STOP_SECONDS) -> None:
        """Stop watching within `timeout` seconds; a share that hangs is left to itself."""
        end = time.monotonic() + timeout
        self._loop.stop(timeout)
        with self._changing:
            watchers = list(self._watchers.values())
            self._watchers.clear()
        for watcher in watchers:
            watcher.stop(0)
        for watcher in watchers:
            watcher.stop(max(0.0, end - time.monotonic()))

    def list_states(self) -> list[FolderState]:
        """How the folders that this process watches are doing. Raises `ServiceUnavailable`."""
        counts = self._store.count_folder_files()
        states = []
        for watcher in self._list_watchers():
            found = counts.get(watcher.folder.id) or Counter()
            received = found[FileState.READ] + found[FileState.TO_MOVE]
            failed = found[FileState.FAILED]
            states.append(replace(watcher.state, received=received, failed=failed))
        return states

    def find_issues(self) -> list[HealthIssue]:
        """A health issue for each folder that cannot be read or emptied."""
        return [
            HealthIssue("folder", HealthStatus.DEGRADED, {"problem": state.problem})
            for watcher in self._list_watchers()
            if (state := watcher.state).problem is not None
        ]

    def _list_watchers(self) -> list[FolderWatcher]:
        with self._changing:
            return list(self._watchers.values())

    def _tick(self) -> None:
        """Follow the configuration, and store how the folders are doing."""
        try:
            self._update()
            self._note_states()
        except ServiceUnavailable as error:
            log.warning("could not update the list of watched folders: %s", error)

    def _note_states(self) -> None:
        """Store what every process shows; the time of a look only now and then."""
        for state in self.list_states():
            new, old = state.to_source_state(), self._noted.get(state.folder_id)
            if old is None or _differs(old, new):
                self._store.note_source_state(state.folder_id, new)
                self._noted[state.folder_id] = new

    def _update(self) -> None:
        """Start and stop watchers, so that they are those of the configuration."""
        wanted = self._list_folders() if self._is_owner() else ()
        enabled = {folder.id: folder for folder in wanted if folder.is_enabled}
        with self._changing:
            if self._loop.is_stopping:
                return
            outdated = [
                self._watchers.pop(number)
                for number, watcher in list(self._watchers.items())
                if enabled.get(number) != watcher.folder
            ]
            for number, folder in enabled.items():
                if number not in self._watchers:
                    self._watchers[number] = self._start_watcher(folder)
        for watcher in outdated:
            watcher.stop(STOP_SECONDS)

    def _start_watcher(self, folder: WatchedFolder) -> FolderWatcher:
        watcher = FolderWatcher(folder, self._store, self._submit, self._data_folder)
        watcher.start()
        return watcher


def _differs(old: SourceState, new: SourceState) -> bool:
    """Whether the list of sources has something new to show."""
    if (old.failed, old.trouble) != (new.failed, new.trouble):
        return True
    if old.looked_at is None or new.looked_at is None:
        return old.looked_at != new.looked_at
    return (new.looked_at - old.looked_at).total_seconds() >= NOTE_SECONDS
