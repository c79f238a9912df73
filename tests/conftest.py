"""What all tests share: guards, short data folders, a real Redis, the real receipts."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.broker.address import RedisAddress
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import ENVIRONMENT_VARIABLES, Settings
from receipt_desktop.store.store import Store
from tests.postgres import Postgres, postgres

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.guards", "pytester"]

RECEIPTS = Path(__file__).resolve().parents[2] / "shared" / "receipts"
"""Real receipts beside the checkout, where somebody has put them."""


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the person running the tests has set does not reach them."""
    for variable in (*ENVIRONMENT_VARIABLES, "RECEIPT_DESKTOP_DATA_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A new data folder with a path short enough for a Unix socket (about 100 characters)."""
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def paths(data_dir: Path) -> Paths:
    """The places of a new data folder, made."""
    made = Paths(data_dir)
    made.create_folders()
    return made


@pytest.fixture(scope="session")
def redis_address() -> Iterator[RedisAddress]:
    """One real server for all tests that only need some Redis."""
    with tempfile.TemporaryDirectory(prefix="rd-") as folder:
        places = Paths(Path(folder))
        places.create_folders()
        server = RedisServer(places, Settings())
        server.start()
        yield server.address
        server.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One real PostgreSQL for all tests that need one."""
    with tempfile.TemporaryDirectory(prefix="rd-") as folder, postgres(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_database(postgres_server: Postgres) -> str:
    """A database with our tables, to be emptied before each use."""
    name = postgres_server.new_database()
    Store(postgres_server.make_url(name)).close()
    return name


@pytest.fixture(scope="session")
def receipts_folder() -> Path:
    """The real receipts; tests that need them are skipped where they are absent."""
    if not (RECEIPTS / "truth.jsonl").exists():
        pytest.skip("the real receipts are not here")
    return RECEIPTS
