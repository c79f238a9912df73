"""Fixtures: a store, and a folder that is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.domain.watched_folders import WatchedFolder
from receipt_desktop.store.store import Store
from tests.databases import open_empty_store
from tests.unit.intake.watched import Watched

Watch = Callable[..., Watched]


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    opened = open_empty_store(paths.data)
    yield opened
    opened.close()


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
