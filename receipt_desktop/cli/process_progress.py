"""Waiting until receipts are finished, whoever reads them."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Self

from receipt_desktop.actions import Actions
from receipt_desktop.cli.progress import print_above_bar
from receipt_desktop.cli.wait_notices import (
    ReportedReasons,
    WaitReason,
    WaitReporter,
    find_wait_reasons,
)
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Receipt, ReceiptChange, ReceiptQuery, Status

POLL_SECONDS = 1.0
"""How often rows are looked at that another process may have finished."""
POLL_BATCH_SIZE = 500
"""So many of them at a time, in turn: a look costs the same however many are open."""
STOP_CHECK_SECONDS = 0.25
"""How soon a signal to stop is noticed."""
FINAL_STATUSES = frozenset({Status.COMPLETED, Status.FAILED})


class CompletionWaiter:
    """Waits for receipts; hears announcements of this process, looks for those of others.

    Both cost the same whether ten receipts are open or twenty thousand.
    """

    def __init__(self, actions: Actions, stop: threading.Event) -> None:
        self._actions = actions
        self._stop = stop
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._left: set[str] = set()
        self._poll_order: deque[str] = deque()
        self._poll_due = 0.0
        self._reasons = ReportedReasons()
        self.reporter = WaitReporter(self._find_reasons, print_above_bar)

    def __enter__(self) -> Self:
        self._unsubscribe = self._actions.subscribe(self._on_change)
        return self

    def __exit__(self, *_: object) -> None:
        self._unsubscribe()

    def _on_change(self, announcement: ReceiptChange) -> None:
        """On any thread."""
        if not isinstance(announcement, Receipt):
            for receipt_id in announcement.ids:
                self._ended.put(receipt_id)
        elif announcement.is_finished:
            self._ended.put(announcement.id)
        elif announcement.failure:
            self._reasons.add_failure(announcement.failure)

    def wait_until_finished(
        self, ids: Sequence[str], on_progress: Callable[[int, int], None]
    ) -> dict[str, Receipt]:
        """Those that are there in the end, in the order of `ids`."""
        self._left = set(ids)
        while True:
            self._poll_order = deque(sorted(self._left))
            self._wait_for_all(lambda: on_progress(len(ids) - len(self._left), len(ids)))
            found = self._load_receipts(ids)
            self._left = {one.id for one in found.values() if not one.is_finished}
            if not self._left or self._stop.is_set():
                return found

    def _wait_for_all(self, on_look: Callable[[], None]) -> None:
        """Until all are finished, as far as is known here, or the run is to stop."""
        while True:
            before = len(self._left)
            self._left.difference_update(self._collect_ended())
            self._poll_rows()
            if len(self._left) < before:
                self.reporter.record_progress()
            on_look()
            if not self._left or self._stop.is_set():
                return
            self.reporter.check_reasons()

    def _collect_ended(self) -> list[str]:
        """Ids of what ended, waited for a moment."""
        heard: list[str] = []
        with suppress(Empty):
            heard.append(self._ended.get(timeout=STOP_CHECK_SECONDS))
            while True:
                heard.append(self._ended.get_nowait())
        return heard

    def _poll_rows(self) -> None:
        """At the rows that come next, once a second; at more of them while that finds any."""
        if time.monotonic() < self._poll_due:
            return
        try:
            while self._poll_next_rows():
                pass
        except ServiceUnavailable as error:
            self.reporter.report_error(error)
        self._poll_due = time.monotonic() + POLL_SECONDS

    def _poll_next_rows(self) -> bool:
        """Whether any of them had ended without a word. Raises `ServiceUnavailable`."""
        some = self._take_next_ids()
        still_open = some
        try:
            found = self._actions.get_statuses(some) if some else {}
            still_open = [
                one for one in some if found.get(one, Status.FAILED) not in FINAL_STATUSES
            ]
        finally:
            self._poll_order.extend(still_open)
        self._left.difference_update(set(some) - set(still_open))
        return len(still_open) < len(some)

    def _take_next_ids(self) -> list[str]:
        some: list[str] = []
        while self._poll_order and len(some) < POLL_BATCH_SIZE:
            receipt_id = self._poll_order.popleft()
            if receipt_id in self._left:
                some.append(receipt_id)
        return some

    def _load_receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """The receipts themselves, as soon as the database lets us."""
        while True:
            try:
                now = {
                    one.id: one for one in self._actions.list_receipts(ReceiptQuery(ids=tuple(ids)))
                }
                return {one: now[one] for one in ids if one in now}
            except ServiceUnavailable as error:
                self.reporter.report_error(error)
                if self._stop.wait(POLL_SECONDS):
                    raise

    def _find_reasons(self) -> tuple[WaitReason, ...]:
        return find_wait_reasons(
            self._actions, self._left, self._reasons, self.reporter.quiet_seconds
        )
