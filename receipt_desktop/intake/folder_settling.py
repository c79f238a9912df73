"""Decides when a file of a watched folder is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from receipt_desktop.intake.file_systems import is_being_written
from receipt_desktop.intake.folder_listing import ListedFile

SETTLE_SECONDS = 2.0
"""How long size and time of change stay the same, in a folder of this computer."""
POLLED_SETTLE_SECONDS = 8.0
"""In a polled folder: other computers write their changes with a delay."""
EMPTY_SECONDS = 60.0
"""An empty file is probably still to be written."""


class SettledFiles:
    """Compares each look with the one before. Times are of a clock that only goes forward."""

    def __init__(
        self,
        settle_seconds: float = SETTLE_SECONDS,
        is_busy: Callable[[Path], bool] = is_being_written,
    ) -> None:
        """`is_busy` says whether a program has the file open for writing."""
        self.settle_seconds = settle_seconds
        self._is_busy = is_busy
        self._seen: dict[str, tuple[tuple[int, int], float]] = {}

    def find_settled(
        self, candidates: Mapping[str, ListedFile], now: float
    ) -> dict[str, ListedFile]:
        """The candidates that have not changed for long enough, over two looks or more."""
        seen = {key: self._note(key, file.stamp, now) for key, file in candidates.items()}
        self._seen = {key: (candidates[key].stamp, since) for key, since in seen.items()}
        return {
            key: candidates[key]
            for key in sorted(candidates)
            if self._is_settled(candidates[key], now - seen[key])
        }

    def start_again(self, keys: Iterable[str], now: float) -> None:
        """Wait once more for files that turned out to be incomplete."""
        for key in keys:
            if key in self._seen:
                self._seen[key] = (self._seen[key][0], now)

    def _note(self, key: str, stamp: tuple[int, int], now: float) -> float:
        """Since when the file has not changed."""
        known, since = self._seen.get(key, (None, now))
        return since if known == stamp else now

    def _is_settled(self, file: ListedFile, seconds: float) -> bool:
        needed = self.settle_seconds if file.size else max(self.settle_seconds, EMPTY_SECONDS)
        return 0 < seconds >= needed and not self._is_busy(file.path)
