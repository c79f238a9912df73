"""Progress of a long file operation, and its cancellation."""

from __future__ import annotations

from collections.abc import Callable

from receipt_desktop.domain.errors import Cancelled

ProgressReporter = Callable[[int, int], None]
"""Called with the bytes done and the total bytes."""


class ProgressMeter:
    """Counts bytes, reports them and raises `Cancelled` once the operation is cancelled."""

    def __init__(
        self, total: int, on_progress: ProgressReporter, is_cancelled: Callable[[], bool]
    ) -> None:
        """`total` in bytes; an estimate that is too low is raised to the bytes done."""
        self._total = total
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._done = 0

    def advance(self, size: int) -> None:
        """Count `size` more bytes. Raises `Cancelled`."""
        if self._is_cancelled():
            raise Cancelled("cancelled")
        self._done += size
        self._on_progress(self._done, max(self._done, self._total))
