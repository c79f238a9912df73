"""The store on both databases: a real SQLite file and a real PostgreSQL; an S3 server."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.store.store import Store
from tests.postgres import Postgres
from tests.s3 import S3Server, s3_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, paths: Paths) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{paths.database}"
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
    opened = Store(f"sqlite:///{paths.database}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """One server for all tests that need a bucket."""
    with s3_server() as server:
        yield server


@pytest.fixture
def bucket(s3: S3Server) -> str:
    """A new, empty one."""
    name = f"bucket-{secrets.token_hex(8)}"
    s3.create_bucket(name)
    return name


@pytest.fixture
def s3_environment(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The way to the server in the environment; no client of another test is used again."""
    from s3fs import S3FileSystem  # noqa: PLC0415 (slow to load)

    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    S3FileSystem.clear_instance_cache()
    yield monkeypatch
    S3FileSystem.clear_instance_cache()
