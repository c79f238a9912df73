"""Fixtures: an S3 server with empty buckets."""

from __future__ import annotations

import importlib.util
import secrets
from collections.abc import Iterator

import pytest

from tests.s3 import S3Server, s3_server


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """One server for all tests that need a bucket; the trial of the Windows setup has none."""
    if importlib.util.find_spec("moto") is None:
        pytest.skip("needs moto, the S3 server of the tests")
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
