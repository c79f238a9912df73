"""What all tests share: guards, short data folders, a real Redis, the real receipts."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from httpx._config import DEFAULT_TIMEOUT_CONFIG
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from receipt_desktop.broker.address import RedisAddress
from receipt_desktop.broker.server import RedisServer
from receipt_desktop.cli.garbage import automatic_collection_off
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import ENVIRONMENT_VARIABLES, Settings
from receipt_desktop.extraction.llm import ollama_client
from receipt_desktop.files.s3 import S3_TIMEOUTS
from receipt_desktop.jobs import idle_time, rate_limiter, reading_cache
from receipt_desktop.store.store import Store
from receipt_desktop.ui.desktop_application import DesktopApplication
from receipt_desktop.ui.garbage_timer import collect_when_due
from tests.databases import shared_statements
from tests.postgres import Postgres, postgres
from tests.waiting import SECONDS

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.guards", "tests.schedule", "pytester"]

# The suite tries the same examples each time. Others are tried by hand, and what they find becomes
# an @example: pytest --hypothesis-profile=fresh tests/unit tests/ui
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.register_profile("fresh", max_examples=3000, database=None, deadline=None, print_blob=True)
settings.load_profile("fixed")

RECEIPTS = Path(__file__).resolve().parents[2] / "shared" / "receipts"
"""Real receipts beside the checkout, where somebody has put them."""


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What this run leaves out on purpose; what it skipped follows with its reasons (`-ra`)."""
    if "not slow" in str(terminalreporter.config.option.markexpr):
        terminalreporter.section("not run")
        terminalreporter.write_line("The tests marked slow are run by hand: pytest -m slow")


@pytest.fixture(autouse=True)
def no_settings_from_outside(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What the person running the tests has set does not reach them."""
    empty = tmp_path_factory.getbasetemp() / "no-companies"
    monkeypatch.setenv("RECEIPT_DESKTOP_CONFIG_DIR", str(empty))
    for variable in (*ENVIRONMENT_VARIABLES, "RECEIPT_DESKTOP_DATA_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(autouse=True, scope="session")
def automatic_collection_is_off() -> Iterator[None]:
    """As in the program's window, no worker thread deletes the widgets that are garbage."""
    with automatic_collection_off():
        yield
        gc.collect()


@pytest.fixture(autouse=True)
def garbage_collected_when_due() -> Iterator[None]:
    """Collect on this thread what earlier tests and this one have left, as the program does."""
    yield
    collect_when_due()


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """Answers that the program gives up soon on are waited for on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (reading_cache, "REDIS_TIMEOUT_SECONDS"),
            (rate_limiter, "REDIS_TIMEOUT_SECONDS"),
            (idle_time, "COMMAND_TIMEOUT_SECONDS"),
            (ollama_client, "CONNECT_SECONDS"),
        ):
            patch.setattr(module, name, SECONDS)
        for name in ("connect_timeout", "read_timeout"):
            patch.setitem(S3_TIMEOUTS, name, SECONDS)
        for name in ("connect", "read", "write", "pool"):  # 5 s, which httpx has no setting for
            patch.setattr(DEFAULT_TIMEOUT_CONFIG, name, SECONDS)
        yield


@pytest.fixture(autouse=True, scope="session")
def statements_compiled_once() -> Iterator[None]:
    """The stores of all tests share their compiled statements."""
    with shared_statements():
        yield


class PatientBot(QtBot):
    """Waits as long as the other tests do for what takes 5 s at most on an idle machine."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
            setattr(self, name, partial(getattr(self, name), timeout=int(SECONDS * 1000)))


@pytest.fixture(scope="session")
def qapp_cls() -> type[DesktopApplication]:
    """The class of the program's own application."""
    return DesktopApplication


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 (before it)
    return PatientBot(request)


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
    if sys.platform == "win32":
        pytest.skip("the server of the tests is started as on POSIX")
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
        pytest.skip("the real receipts (shared/receipts) are not on this machine")
    return RECEIPTS
