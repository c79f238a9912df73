"""Folders that are watched by threads, as they are configured."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from receipt_desktop.actions.watched_folders import make_folder_submission
from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.receipt_query import ReceiptQuery
from receipt_desktop.domain.source import Source, SourceKind
from receipt_desktop.domain.watched_folders import WatchedFolder
from receipt_desktop.intake import folder_watcher
from receipt_desktop.intake.folder_notices import FolderNotices
from receipt_desktop.intake.folder_watchers import FolderWatchers
from receipt_desktop.store.store import Store
from tests.unit.intake.watched import make_submission, write_receipt
from tests.waiting import SECONDS, wait_until


def test_folders_are_watched_as_they_are_configured(
    store: Store, paths: Paths, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("POLL_SECONDS", "SAFETY_SECONDS"):
        monkeypatch.setattr(folder_watcher, name, 3600.0)
    service = make_submission(store, paths)

    submit = make_folder_submission(service, "window:test")
    missing = incoming / "missing"
    folders = [WatchedFolder(1, str(incoming)), WatchedFolder(2, str(missing), is_polled=True)]
    watchers = FolderWatchers(store, submit, lambda: tuple(folders), paths.data)
    watchers.start()
    try:
        wait_until(lambda: len(watchers.find_issues()) == 1)
        (issue,) = watchers.find_issues()
        assert "missing" in issue.sentence
        wait_until(lambda: all(state.looked_at for state in watchers.list_states()))
        write_receipt(incoming / "a.pdf", 1)  # only the system's notice brings a look so soon
        wait_until(lambda: watchers.list_states()[0].received == 1)
        assert watchers.list_states()[1].is_polled
        (receipt,) = store.find_receipts(ReceiptQuery())
        assert receipt.source == Source(SourceKind.FOLDER, str(incoming))
        folders.pop()
        watchers.reload()
        wait_until(lambda: len(watchers.list_states()) == 1)
    finally:
        watchers.stop(SECONDS)
    names = {thread.name for thread in threading.enumerate()}
    assert not {name for name in names if name.startswith("folder")}  # none rests for an hour
    assert watchers.list_states() == []


def test_notices_of_a_missing_folder_end_quietly(tmp_path: Path) -> None:
    notices = FolderNotices(WatchedFolder(1, str(tmp_path / "missing")), lambda: None)
    notices.ensure_started()
    notices.stop()
    assert not notices.has_failed
