"""Knows whether receipts are being changed just now, so that slow checks can wait for a pause."""

from __future__ import annotations

import time

QUIET_SECONDS = 20.0
"""Without a change, after which work counts as paused."""
MAX_BUSY_SECONDS = 900.0
"""Checks wait no longer for a pause."""


class QuietTime:
    """Hears of changes on any thread."""

    def __init__(self) -> None:
        self._busy_since = self._last_change = float("-inf")

    def note_change(self, _: object = None) -> None:
        """Note a change now."""
        now = time.monotonic()
        if now - self._last_change >= QUIET_SECONDS:
            self._busy_since = now
        self._last_change = now

    def is_quiet(self) -> bool:
        """Whether nothing has changed for a while, or changes have gone on for very long."""
        now = time.monotonic()
        is_long = now - self._busy_since >= MAX_BUSY_SECONDS
        return is_long or now - self._last_change >= QUIET_SECONDS
