"""No text keeps the rules busy for ever: the receipts behind it wait, and so does the window."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
CPU_SECONDS = 60
"""Thirty times what it takes; a pattern that tries all combinations of a row takes years."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of CPU seconds")
def test_rows_of_repeated_signs_are_read_in_bounded_time() -> None:
    import resource  # noqa: PLC0415 (not on Windows)

    def limit_time() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))

    command = [sys.executable, "-m", "tests.unit.extraction.hostile_rows"]
    done = subprocess.run(
        command, cwd=CHECKOUT, preexec_fn=limit_time, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
