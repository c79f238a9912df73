"""Waits until receipts are finished, in this process or another one."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Self

from receipt_desktop.actions import Actions
from receipt_desktop.cli.progress import print_above_bar
from receipt_desktop.cli.stop_signals import StopRequest
from receipt_desktop.cli.wait_notices import (
    ReportedReasons,
    WaitReason,
    WaitReporter,
    find_wait_reasons,
)
from receipt_desktop.domain.errors import ServiceUnavailable
from receipt_desktop.domain.receipt import Receipt, ReceiptChange, Status
from receipt_desktop.domain.receipt_query import ReceiptQuery

POLL_SECONDS = 1.0
"""Seconds between two polls for rows that another process may have finished."""
POLL_BATCH_SIZE = 500
"""Rows of one poll, in turn, so that a poll costs the same for any number of receipts."""
STOP_CHECK_SECONDS = 0.25
"""Seconds until a signal to stop is noticed."""
FINAL_STATUSES = frozenset({Status.COMPLETED, Status.FAILED})


class CompletionWaiter:
    """Waits for receipts: change events for this process, polls for other processes.

    The cost does not depend on the number of receipts.
    """

    def __init__(self, actions: Actions, stop: StopRequest) -> None:
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
        """The receipts that exist at the end, by id, in the order of `ids`."""
        self._left = set(ids)
        while True:
            self._poll_order = deque(sorted(self._left))
            self._wait_for_all(lambda: on_progress(len(ids) - len(self._left), len(ids)))
            receipts = self._load_receipts(ids)
            self._left = {receipt.id for receipt in receipts.values() if not receipt.is_finished}
            if not self._left or self._stop.is_set():
                return receipts

    def _wait_for_all(self, on_look: Callable[[], None]) -> None:
        """Wait until no id is left or the run is to stop."""
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
        """Ids of finished receipts; waits for a moment."""
        ended: list[str] = []
        with suppress(Empty):
            ended.append(self._ended.get(timeout=STOP_CHECK_SECONDS))
            while True:
                ended.append(self._ended.get_nowait())
        return ended

    def _poll_rows(self) -> None:
        """Poll the next rows once a second, and more while any of them has finished."""
        if time.monotonic() < self._poll_due:
            return
        try:
            while self._poll_next_rows():
                pass
        except ServiceUnavailable as error:
            self.reporter.report_error(error)
        self._poll_due = time.monotonic() + POLL_SECONDS

    def _poll_next_rows(self) -> bool:
        """Poll a group of rows; whether any has finished. Raises `ServiceUnavailable`."""
        ids = self._take_next_ids()
        still_open = ids
        try:
            statuses = self._actions.get_statuses(ids) if ids else {}
            still_open = [
                receipt_id
                for receipt_id in ids
                if statuses.get(receipt_id, Status.FAILED) not in FINAL_STATUSES
            ]
        finally:
            self._poll_order.extend(still_open)
        self._left.difference_update(set(ids) - set(still_open))
        return len(still_open) < len(ids)

    def _take_next_ids(self) -> list[str]:
        ids: list[str] = []
        while self._poll_order and len(ids) < POLL_BATCH_SIZE:
            receipt_id = self._poll_order.popleft()
            if receipt_id in self._left:
                ids.append(receipt_id)
        return ids

    def _load_receipts(self, ids: Sequence[str]) -> dict[str, Receipt]:
        """Load the receipts, with retries while the database is unavailable."""
        while True:
            try:
                receipts = {
                    receipt_id.id: receipt_id
                    for receipt_id in self._actions.list_receipts(ReceiptQuery(ids=tuple(ids)))
                }
                return {
                    receipt_id: receipts[receipt_id] for receipt_id in ids if receipt_id in receipts
                }
            except ServiceUnavailable as error:
                self.reporter.report_error(error)
                if self._stop.wait(POLL_SECONDS):
                    raise

    def _find_reasons(self) -> tuple[WaitReason, ...]:
        return find_wait_reasons(
            self._actions, self._left, self._reasons, self.reporter.quiet_seconds
        )
