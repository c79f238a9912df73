"""A store and a submission for what comes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.actions.submission import SubmissionService
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import Settings
from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.files.originals import Originals
from receipt_desktop.reading.request import ReadLimits
from receipt_desktop.store.location import make_sqlite_url
from receipt_desktop.store.store import Store


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


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(make_sqlite_url(tmp_path_factory.mktemp("store") / "receipts.db"))
    yield opened
    opened.close()


@pytest.fixture
def submission(store: Store, paths: Paths) -> SubmissionService:
    return SubmissionService(store, Originals(paths), lambda *_: None, OnePage(), Settings)
