"""Waiting until receipts are finished, whoever reads them."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Self

from tqdm import tqdm

from receipt_desktop.actions import Actions
from receipt_desktop.errors import ServiceUnavailable
from receipt_desktop.receipt import Announcement, Query, Receipt, Status
from receipt_desktop.waits import Heard, Wait, WaitReport, find_waits

LOOK_SECONDS = 1.0
"""How often rows are looked at that another process may have finished."""
LOOK_IDS = 500
"""So many of them at a time, in turn: a look costs the same however many are open."""
WAKE_SECONDS = 0.25
"""How soon a signal to stop is noticed."""
ENDED = frozenset({Status.COMPLETED, Status.FAILED})


class Waiting:
    """Waits for receipts; hears announcements of this process, looks for those of others.

    Both cost the same whether ten receipts are open or twenty thousand.
    """

    def __init__(self, actions: Actions, stop: threading.Event) -> None:
        self._actions = actions
        self._stop = stop
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._left: set[str] = set()
        self._turn: deque[str] = deque()
        self._look_due = 0.0
        self._reasons = Heard()
        self.report = WaitReport(self._find_waits, say)

    def __enter__(self) -> Self:
        self._silence = self._actions.listen(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        self._silence()

    def _hear(self, announcement: Announcement) -> None:
        """On any thread."""
        if not isinstance(announcement, Receipt):
            for receipt_id in announcement.ids:
                self._ended.put(receipt_id)
        elif announcement.finished:
            self._ended.put(announcement.id)
        elif announcement.failure:
            self._reasons.add(announcement.failure)

    def until_finished(
        self, ids: Sequence[str], on_progress: Callable[[int, int], None]
    ) -> dict[str, Receipt]:
        """Those that are there in the end, in the order of `ids`."""
        self._left = set(ids)
        while True:
            self._turn = deque(sorted(self._left))
            self._wait(lambda: on_progress(len(ids) - len(self._left), len(ids)))
            found = self._read(ids)
            self._left = {one.id for one in found.values() if not one.finished}
            if not self._left or self._stop.is_set():
                return found

    def _wait(self, on_look: Callable[[], None]) -> None:
        """Until all are finished, as far as is known here, or the run is to stop."""
        while True:
            before = len(self._left)
            self._left.difference_update(self._heard())
            self._look()
            if len(self._left) < before:
                self.report.moved()
            on_look()
            if not self._left or self._stop.is_set():
                return
            self.report.look()

    def _heard(self) -> list[str]:
        """Ids of what ended, waited for a moment."""
        heard: list[str] = []
        with suppress(Empty):
            heard.append(self._ended.get(timeout=WAKE_SECONDS))
            while True:
                heard.append(self._ended.get_nowait())
        return heard

    def _look(self) -> None:
        """At the rows that come next, once a second; at more of them while that finds any."""
        if time.monotonic() < self._look_due:
            return
        try:
            while self._look_at_some():
                pass
        except ServiceUnavailable as error:
            self.report.waits(error)
        self._look_due = time.monotonic() + LOOK_SECONDS

    def _look_at_some(self) -> bool:
        """Whether any of them had ended without a word. Raises `ServiceUnavailable`."""
        some = self._next_ids()
        still_open = some
        try:
            found = self._actions.statuses(some) if some else {}
            still_open = [one for one in some if found.get(one, Status.FAILED) not in ENDED]
        finally:
            self._turn.extend(still_open)
        self._left.difference_update(set(some) - set(still_open))
        return len(still_open) < len(some)

    def _next_ids(self) -> list[str]:
        some: list[str] = []
        while self._turn and len(some) < LOOK_IDS:
            receipt_id = self._turn.popleft()
            if receipt_id in self._left:
                some.append(receipt_id)
        return some

    def _read(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """The receipts themselves, as soon as the database lets us."""
        while True:
            try:
                now = {one.id: one for one in self._actions.receipts(Query(ids=tuple(ids)))}
                return {one: now[one] for one in ids if one in now}
            except ServiceUnavailable as error:
                self.report.waits(error)
                if self._stop.wait(LOOK_SECONDS):
                    raise

    def _find_waits(self) -> tuple[Wait, ...]:
        return find_waits(self._actions, self._left, self._reasons, self.report.quiet_seconds)


def say(sentence: str) -> None:
    """A line on standard error, above the progress bar; lost when its reader has gone."""
    with suppress(OSError):
        tqdm.write(sentence, file=sys.stderr)
        sys.stderr.flush()
