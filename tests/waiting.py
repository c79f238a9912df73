"""Waiting for what other threads and processes do, however busy the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 120.0
"""Much longer than anything takes where fifteen processes share two processors, and shorter than
pytest-timeout allows, so that the wait fails and says what it waited for."""
LOOK_SECONDS = 0.02


def wait_until(
    condition: Callable[[], object], what: str = "it did not happen", seconds: float = SECONDS
) -> None:
    """Look until the condition holds; raises `AssertionError(what)` after so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(LOOK_SECONDS)
