"""Files that a virus scanner holds open for a moment, as Windows reports them."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from receipt_desktop.config import busy_files
from receipt_desktop.config.access_token import read_secret
from receipt_desktop.config.atomic import write_text_atomically
from receipt_desktop.config.busy_files import PAUSES_SECONDS, delete_file, retry_while_busy
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings_file import list_set_aside_files, load_settings


class WindowsError(PermissionError):
    """An error as Windows raises it; elsewhere the attribute does not exist."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "Permission denied")
        self.winerror = winerror


class BusyFor:
    """An action that fails some times with an error of Windows, then succeeds."""

    def __init__(self, times: int, winerror: int = 32) -> None:
        self.left, self.winerror, self.calls = times, winerror, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.left:
            self.left -= 1
            raise WindowsError(self.winerror)
        return "done"


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_busy_file_is_tried_again(winerror: int) -> None:
    pauses: list[float] = []
    assert retry_while_busy(BusyFor(3, winerror), pauses.append) == "done"
    assert pauses == list(PAUSES_SECONDS[:3])


def test_a_file_that_stays_busy_is_an_error() -> None:
    action = BusyFor(100)
    with pytest.raises(PermissionError):
        retry_while_busy(action, lambda _: None)
    assert action.calls == len(PAUSES_SECONDS) + 1


def test_other_errors_are_raised_at_once() -> None:
    action = BusyFor(1, winerror=3)
    with pytest.raises(PermissionError):
        retry_while_busy(action, lambda _: None)
    assert action.calls == 1


def test_an_atomic_write_survives_a_scanner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    file.write_text("old")
    replace, busy = Path.replace, BusyFor(2)

    def scanned(source: Path, target: Path) -> Path:
        busy()
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", scanned)
    monkeypatch.setattr(busy_files, "PAUSES_SECONDS", (0.0, 0.0))
    write_text_atomically(file, "new")
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_file_is_no_error(tmp_path: Path) -> None:
    delete_file(tmp_path / "gone")


@pytest.fixture
def busy_open(monkeypatch: pytest.MonkeyPatch) -> BusyFor:
    """Lets files be opened at the third attempt, and refuses as `open` does on Windows."""
    opens, busy = Path.open, BusyFor(2)

    def scanned(file: Path, *arguments: Any, **options: Any) -> Any:
        try:
            busy()
        except WindowsError as error:
            raise PermissionError(error.errno, error.strerror) from error
        return opens(file, *arguments, **options)

    monkeypatch.setattr(busy_files, "_is_windows", lambda: True)
    monkeypatch.setattr(busy_files, "PAUSES_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(Path, "open", scanned)
    return busy


def write(file: Path, content: bytes) -> None:
    """Write without `Path.open`."""
    handle = os.open(file, os.O_CREAT | os.O_WRONLY)
    os.write(handle, content)
    os.close(handle)


def test_a_busy_secret_is_read(tmp_path: Path, busy_open: BusyFor) -> None:
    file = tmp_path / "queue.secret"
    write(file, b"a" * 40)
    assert read_secret(file) == "a" * 40
    assert busy_open.calls == 3


def test_busy_settings_are_not_put_aside(tmp_path: Path, busy_open: BusyFor) -> None:
    paths = Paths(tmp_path)
    write(paths.settings_file, b'{"language": "de"}')
    assert load_settings(paths).language == "de"
    assert list_set_aside_files(paths) == ()
    assert busy_open.calls == 3


def test_elsewhere_a_refused_open_is_final(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_windows in (True, False):
        monkeypatch.setattr(busy_files, "_is_windows", lambda answer=is_windows: answer)
        assert busy_files.is_busy(PermissionError(errno.EACCES, "Permission denied")) is is_windows
        assert not busy_files.is_busy(FileNotFoundError(errno.ENOENT, "No such file"))
