"""Signals: a stop is polite, and ends in any case."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

HANGING_STOP = """
import threading
from receipt_desktop.cli import terminal

terminal.STOP_GRACE_SECONDS = 0.2
with terminal.stop_on_signals() as stop:
    print("ready", flush=True)
    stop.wait()
    threading.Event().wait()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_a_stop_that_hangs_ends_and_says_where() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HANGING_STOP],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        program.send_signal(signal.SIGTERM)
        _, said = program.communicate()
    assert program.returncode == 1
    assert "most recent call first" in said
    assert "<module>" in said
