"""A crash in a library leaves the frames of all threads in a log."""

from __future__ import annotations

import faulthandler
import subprocess
import sys
from collections.abc import Iterator

import pytest

from receipt_desktop.config.paths import Paths
from receipt_desktop.logs.crash_log import MAX_BYTES, crash_log, record_crashes

CRASH = """
import faulthandler, sys; from pathlib import Path
from receipt_desktop.config.paths import Paths
from receipt_desktop.logs.crash_log import record_crashes
def meet_a_bug_of_a_library():
    faulthandler._sigsegv()
with record_crashes(Paths(Path(sys.argv[1]))):
    meet_a_bug_of_a_library()
"""


@pytest.fixture
def without_pytests_own() -> Iterator[None]:
    """Pytest records crashes itself, on its own output."""
    before = faulthandler.is_enabled()
    faulthandler.disable()
    yield
    if before:
        faulthandler.enable(sys.__stderr__ or sys.stderr)


def test_the_place_of_a_crash_is_kept(paths: Paths) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CRASH, str(paths.data)], capture_output=True, check=False
    )
    assert ended.returncode != 0
    assert "meet_a_bug_of_a_library" in crash_log(paths).read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_pytests_own")
def test_nothing_is_recorded_outside(paths: Paths) -> None:
    crash_log(paths).write_text("before\n", encoding="utf-8")
    with record_crashes(paths):
        assert faulthandler.is_enabled()
    assert not faulthandler.is_enabled()
    assert crash_log(paths).read_text(encoding="utf-8") == "before\n"


def test_a_large_file_is_started_anew(paths: Paths) -> None:
    crash_log(paths).write_text("x" * (MAX_BYTES + 1), encoding="utf-8")
    with record_crashes(paths):
        assert crash_log(paths).stat().st_size == 0


def test_without_a_file_the_program_runs(paths: Paths) -> None:
    crash_log(paths).mkdir()
    with record_crashes(paths):
        assert crash_log(paths).is_dir()
