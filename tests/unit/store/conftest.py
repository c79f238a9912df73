"""Fixtures: the store on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.store.store import Store
from tests.databases import make_empty_database, open_store
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, paths: Paths) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return make_empty_database(paths.database)
    server: Postgres = request.getfixturevalue("postgres_server")
    return server.make_url(server.empty_database(request.getfixturevalue("postgres_database")))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def file_store(paths: Paths) -> Iterator[Store]:
    """A store on a SQLite file, whatever the other kinds do."""
    opened = open_store(paths.database)
    yield opened
    opened.close()
