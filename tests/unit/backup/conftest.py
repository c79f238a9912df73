"""A library that is made once and copied for each test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.config.paths import Paths
from tests.unit.backup.library import fill_library

RECEIPT_COUNT = 40


@pytest.fixture(scope="session")
def made_library() -> Iterator[Paths]:
    with tempfile.TemporaryDirectory(prefix="rd-") as folder:
        made = Paths(Path(folder) / "data")
        fill_library(made, RECEIPT_COUNT)
        yield made


@pytest.fixture
def library(made_library: Paths, data_dir: Path) -> Paths:
    """A library of its own, closed."""
    shutil.copytree(made_library.data, data_dir / "library")
    return Paths(data_dir / "library")
