"""What all tests share: no unexpected log line passes, folders are short, Redis is real."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from receipt_desktop.redis_address import Address
from receipt_desktop.redis_server import RedisServer
from receipt_desktop.settings import ENVIRONMENT, Paths, Settings

RECEIPTS = Path(__file__).resolve().parents[2] / "shared" / "receipts"
"""Real receipts beside the checkout, where somebody has put them."""


class Collected(logging.Handler):
    """Keeps the warnings and errors of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self, expected: tuple[str, ...]) -> list[str]:
        """Messages of loggers that the test did not name."""
        return [
            f"{record.name} {record.levelname}: {record.getMessage()}"
            for record in self.records
            if not record.name.startswith(expected)
        ]


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[Collected]:
    """Fail on a warning or error from a logger that `expected_logs` does not name."""
    collected = Collected()
    root = logging.getLogger()
    root.addHandler(collected)
    yield collected
    root.removeHandler(collected)
    marker = request.node.get_closest_marker("expected_logs")
    expected = tuple(marker.args) if marker else ()
    surprises = collected.unexpected(expected) if expected else collected.unexpected(("\0",))
    if surprises:
        pytest.fail("unexpected log lines:\n" + "\n".join(surprises), pytrace=False)


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the person running the tests has set does not reach them."""
    for variable in (*ENVIRONMENT, "RECEIPT_DESKTOP_DATA_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A new data folder with a path short enough for a Unix socket."""
    folder = Path(tempfile.mkdtemp(prefix="rd-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def paths(data_dir: Path) -> Paths:
    """The places of a new data folder, made."""
    made = Paths(data_dir)
    made.create()
    return made


@pytest.fixture(scope="session")
def redis_address() -> Iterator[Address]:
    """One real server for all tests that only need some Redis."""
    with tempfile.TemporaryDirectory(prefix="rd-") as folder:
        places = Paths(Path(folder))
        places.create()
        server = RedisServer(places, Settings())
        server.start()
        yield server.address
        server.stop()


@pytest.fixture(scope="session")
def receipts_folder() -> Path:
    """The real receipts; tests that need them are skipped where they are absent."""
    if not (RECEIPTS / "truth.jsonl").exists():
        pytest.skip("the real receipts are not here")
    return RECEIPTS
