"""Fixtures: a store, a submission for what comes in, and a folder that is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.watched_folders import WatchedFolder
from receipt_desktop.files.originals import Originals
from receipt_desktop.reading.request import ReadLimits
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store
from tests.unit.intake.watched import Watched

Watch = Callable[..., Watched]


class OnePage:
    """What counts pages, where each file has one."""

    def count_pages(
        self,
        path: Path,  # noqa: ARG002
        limits: ReadLimits,  # noqa: ARG002
        deadline: Deadline,  # noqa: ARG002
        passwords: tuple[str, ...] = (),  # noqa: ARG002
    ) -> int:
        return 1


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    opened = open_empty_store(paths.data)
    yield opened
    opened.close()


@pytest.fixture
def submission(store: Store, paths: Paths) -> SubmissionService:
    return SubmissionService(store, Originals(paths), lambda *_: None, OnePage(), Settings)


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """An empty folder that is to be watched."""
    folder = tmp_path / "Eingang Büro"
    folder.mkdir()
    return folder


@pytest.fixture
def watch(store: Store, paths: Paths, incoming: Path) -> Watch:
    """Watches `incoming` with these options; what is there already is left alone."""

    def make(**options: Any) -> Watched:
        return Watched(WatchedFolder(1, str(incoming), **options), store, paths)

    return make
