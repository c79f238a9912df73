"""The built wheel, installed by `uv tool install` for a user who has nothing else of the program.

By hand, it downloads what the cache of uv lacks: `pytest -m slow tests/end_to_end/test_wheel.py`.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 150
UV = shutil.which("uv") or shutil.which("uv", path=ROOT / ".tools" / "bin")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(UV is None, reason="uv is not installed"),
]


@dataclass(frozen=True, slots=True)
class User:
    """A user with a home folder of their own, and the installed program."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "RECEIPT_DESKTOP_DATA_DIR": str(self.data),
            "OLLAMA_HOST": "127.0.0.1:9",
            "QT_QPA_PLATFORM": "offscreen",
        }

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def program(self) -> str:
        return str(self.home / ".local" / "bin" / "receipt-desktop")

    @property
    def resources(self) -> Path:
        """The folder in the installed package."""
        (found,) = self.home.glob("**/site-packages/receipt_desktop/resources")
        return found

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the program to its end."""
        return subprocess.run(
            [self.program, *map(str, arguments)],
            env=self.environment, cwd=self.home, capture_output=True, text=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start the program and leave it running."""
        return subprocess.Popen(
            [self.program, *map(str, arguments)],
            env=self.environment, cwd=self.home, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def completed(self) -> int:
        """How many receipts are completed."""
        with suppress(sqlite3.OperationalError):  # the tables are not there yet
            address = f"file:{self.data / 'receipts.db'}?mode=ro"
            with closing(sqlite3.connect(address, uri=True)) as database:
                query = "SELECT count(*) FROM receipts WHERE status = 'completed'"
                return int(database.execute(query).fetchone()[0])
        return 0


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> User:
    """Built and installed as the documentation says."""
    place = tmp_path_factory.mktemp("wheel")
    user = User(place / "home of a user")
    user.home.mkdir()
    cache = subprocess.run(
        [str(UV), "cache", "dir"], capture_output=True, text=True, check=True
    ).stdout.strip()
    environment = os.environ | {"UV_CACHE_DIR": cache, "HOME": str(user.home)}
    for name in ("VIRTUAL_ENV", "XDG_DATA_HOME", "XDG_BIN_HOME", "UV_PROJECT_ENVIRONMENT"):
        environment.pop(name, None)
    build = [str(UV), "build", "--quiet", "--out-dir", str(place / "dist"), str(ROOT)]
    subprocess.run(build, env=environment, check=True)
    (wheel,) = (place / "dist").glob("*.whl")
    subprocess.run([str(UV), "tool", "install", "--quiet", str(wheel)], env=environment, check=True)
    return user


@pytest.fixture
def user(installed: User) -> Iterator[User]:
    """With an empty data folder."""
    yield installed
    shutil.rmtree(installed.data, ignore_errors=True)


def until_completed(user: User, window: subprocess.Popen[str]) -> None:
    end = time.monotonic() + SECONDS
    while user.completed() == 0:
        assert window.poll() is None, window.communicate()[1]
        assert time.monotonic() < end
        time.sleep(0.1)


def test_it_reads_the_samples_it_came_with(user: User) -> None:
    samples = user.resources / "samples"
    done = user.run("process", samples, "--csv", "out.csv", "--no-model")
    assert (done.returncode, "5 of 5 completed" in done.stderr) == (0, True), done.stderr
    assert len((user.home / "out.csv").read_text(encoding="utf-8-sig").splitlines()) >= 6
    assert "total processed             5" in user.run("stats").stdout
    assert "Receipts: 5." in user.run("doctor").stdout
    assert user.run("health").returncode == 3  # nothing runs on the data folder now


def test_its_window_opens_reads_a_file_and_closes(user: User) -> None:
    window = user.start(user.resources / "samples" / "cafe.jpg")
    try:
        until_completed(user, window)
    finally:
        window.send_signal(signal.SIGTERM)
        _, errors = window.communicate(timeout=SECONDS)
    assert (window.returncode, "receipt-desktop:" in errors) == (0, False), errors


def test_its_documentation_is_there(user: User) -> None:
    pages = {page.name for page in (user.resources / "docs").iterdir()}
    assert pages == {page.name for page in (ROOT / "resources" / "docs").iterdir()}


def test_a_missing_icon_is_what_the_message_names(user: User) -> None:
    icons = user.resources / "icons"
    away = icons.rename(icons.with_name("away"))
    window = user.start()
    try:
        assert window.stderr is not None
        line = window.stderr.readline()
    finally:
        window.terminate()
        window.communicate(timeout=SECONDS)
        away.rename(icons)
    assert line.startswith(
        f"receipt-desktop: A file of the program is missing or unreadable: {icons}"
    )
