"""Signals: a stop is polite, and ends in any case."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from types import FrameType
from typing import Any

import pytest

from receipt_desktop.cli import stop_signals
from receipt_desktop.cli.stop_signals import StopRequest, stop_on_signals

HANGING_STOP = """
import threading
from receipt_desktop.cli import stop_signals

stop_signals.STOP_GRACE_SECONDS = 0.2
with stop_signals.stop_on_signals() as stop:
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
        _, errors = program.communicate()
    assert program.returncode == 1
    assert "most recent call first" in errors
    assert "<module>" in errors


class SignalAtLine:
    """Sends SIGTERM to this process before it runs the line of this number in `wait`."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code is not StopRequest.wait.__code__:
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                signal.raise_signal(signal.SIGTERM)
        return self


@pytest.mark.timeout(60)
@pytest.mark.parametrize("number", range(1, 9))
def test_a_signal_ends_a_wait_wherever_it_comes(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stop_signals, "WAIT_STEP_SECONDS", 0.01)
    traced = sys.gettrace()
    with stop_on_signals() as stop:
        sys.settrace(SignalAtLine(number))
        try:
            assert stop.wait()
        finally:
            sys.settrace(traced)


def test_all_who_wait_are_woken() -> None:
    stop, woken = StopRequest(), []
    threads = [threading.Thread(target=lambda: woken.append(stop.wait())) for _ in range(3)]
    for thread in threads:
        thread.start()
    stop.set()
    for thread in threads:
        thread.join()
    assert woken == [True] * 3


def test_a_wait_ends_after_its_time() -> None:
    assert not StopRequest().wait(0.01)
