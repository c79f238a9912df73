"""A pool of worker processes, started on demand; each reads one page at a time.

A crash, a hang or a decompression bomb costs one worker and one attempt.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import (
    Cancelled,
    InsufficientMemory,
    ReadersUnavailable,
    ReceiptError,
)
from receipt_desktop.domain.page import Text
from receipt_desktop.reading.file_types import inspect_file
from receipt_desktop.reading.request import ReadLimits, ReadRequest
from receipt_desktop.reading.worker import memory
from receipt_desktop.reading.worker.protocol import COUNT_PAGES, READ_PAGE, PageRead
from receipt_desktop.reading.worker.reader_test import ReaderSelfTest
from receipt_desktop.reading.worker.threads import start_daemon_thread
from receipt_desktop.reading.worker.worker_process import POLL_SECONDS, WorkerProcess

MAX_PROCESSES = 2
"""Each needs about 400 MB; with more cores each gets more threads."""
RESOURCE_ERRNOS = frozenset({errno.ENOMEM, errno.EAGAIN})
"""Error numbers for a lack of memory or of processes."""
MAX_THREADS = 4
"""Of one worker; more do not help the small networks."""
IDLE_SECONDS = 120.0
"""Idle workers end after this time; a new one takes a second to start."""

Progress = Callable[[float], None]


class ReaderPool:
    """Reads files in worker processes. Thread-safe."""

    def __init__(self, processes: int, share: memory.MemoryShare | None = None) -> None:
        """Run at most `processes` workers, fewer when `share` of the memory is small.

        A worker is started with the first task.
        """
        share = share or memory.compute_share()
        self._budget = memory.MemoryBudget(share, self.retire_idle)
        self._self_test = ReaderSelfTest(self._start_separate_worker)
        self._max_processes = share.count_places(min(processes, MAX_PROCESSES))
        self._threads = max(1, min(MAX_THREADS, (os.cpu_count() or 1) // self._max_processes))
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._places = self._max_processes
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._retire_timer: threading.Event | None = None

    def read_text(self, request: ReadRequest, deadline: Deadline, on_progress: Progress) -> Text:
        """Read a receipt, page after page.

        Raises `InvalidRequest` for a file that cannot be read, `ProcessingError` when the worker
        crashes on it, `TimedOut`, `Cancelled`, and `ResourceUnavailable` when no worker starts or
        none can read even the test page.
        """
        try:
            return self._read_pages(request, deadline, on_progress)
        except ReceiptError as error:
            diagnosed = self._self_test.diagnose_failure(error, request, deadline)
            if diagnosed is error:
                raise
            raise diagnosed from error

    def _read_pages(self, request: ReadRequest, deadline: Deadline, on_progress: Progress) -> Text:
        wanted = [
            (one, page)
            for one in (request, *request.following)
            for page in self._list_pages(one, deadline)
        ]
        pages: list[PageRead] = []
        for number, (one, page) in enumerate(wanted):

            def report(done: float, done_pages: int = number) -> None:
                on_progress((done_pages + done) / len(wanted))

            task = (replace(one, following=()), page, number)
            pages.append(self.run_task(READ_PAGE, task, deadline, report, request.page_seconds))
        return _combine_pages(pages)

    def _list_pages(self, request: ReadRequest, deadline: Deadline) -> list[int]:
        """The pages of the file (0-based) that are wanted."""
        original = Path(request.original)
        kind = inspect_file(original, request.limits)
        if not kind.is_paged or request.page is not None:
            return [request.page or 0]
        return list(range(self.count_pages(original, request.limits, deadline, request.passwords)))

    def count_pages(
        self,
        path: Path,
        limits: ReadLimits,
        deadline: Deadline,
        passwords: tuple[str, ...] = (),
    ) -> int:
        """The number of pages of a file. Raises as `read_text`."""
        kind = inspect_file(path, limits)
        if not kind.is_paged:
            return 1
        return int(
            self.run_task(COUNT_PAGES, (str(path), limits, passwords), deadline, lambda _: None)
        )

    def run_task(
        self,
        function: str,
        arguments: tuple[Any, ...],
        deadline: Deadline,
        on_progress: Progress,
        seconds: float | None = None,
    ) -> Any:
        """Call "module:function" in a worker for at most `seconds`. Raises as `read_text`."""
        with self._borrow_worker(deadline) as worker:
            return worker.run_task(function, arguments, deadline.limit_to(seconds), on_progress)

    def close(self) -> None:
        """Kill all workers; waiting callers get `Cancelled`."""
        with self._changed:
            self._closed = True
            self._stop_retire_timer()
            busy = list(self._busy)
            self._changed.notify_all()
        for worker in busy:
            worker.kill()
        self.retire_idle()

    def retire_idle(self) -> None:
        """End idle workers."""
        with self._changed:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    @contextmanager
    def _borrow_worker(self, deadline: Deadline) -> Iterator[WorkerProcess]:
        """A worker for this thread alone; callers are served in order."""
        worker = self._wait_for_place(deadline)
        try:
            if worker is None:
                worker = self._start_worker()
            yield worker
        finally:
            self._return_worker(worker)

    @contextmanager
    def _start_separate_worker(self) -> Iterator[WorkerProcess]:
        """A separate worker for one task; idle workers end first, to free memory."""
        self.retire_idle()
        worker = self._start_worker()
        try:
            yield worker
        finally:
            worker.kill()
            with self._changed:
                self._busy.discard(worker)

    def _start_worker(self) -> WorkerProcess:
        worker = _start_process(self._threads, self._budget)
        with self._changed:
            self._busy.add(worker)
            closed = self._closed
        if closed:
            worker.kill()
            self._check_open()
        return worker

    def _wait_for_place(self, deadline: Deadline) -> WorkerProcess | None:
        """Wait for a free place: an idle worker, or None when one is to be started."""
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            try:
                while not (self._places and self._queue[0] is ticket):
                    self._check_open()
                    deadline.raise_if_over()
                    began = time.monotonic()
                    self._changed.wait(POLL_SECONDS)
                    deadline.extend_for_wait(time.monotonic() - began)
                self._check_open()
                self._places -= 1
                self._stop_retire_timer()
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()
            return self._reuse_idle()

    def _reuse_idle(self) -> WorkerProcess | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                self._busy.add(worker)
                return worker
            worker.kill()
        return None

    def _return_worker(self, worker: WorkerProcess | None) -> None:
        with self._changed:
            self._places += 1
            keep = worker is not None and worker.is_alive and not self._closed
            if worker is not None:
                self._busy.discard(worker)
                if keep:
                    self._idle.append(worker)
            if self._places == self._max_processes and self._idle:
                self._start_retire_timer()
            self._changed.notify_all()
        if worker is not None and not keep:
            worker.kill()

    def _start_retire_timer(self) -> None:
        """End idle workers later; if no thread starts, they stay until reuse or `close`."""
        self._retire_timer = stopped = threading.Event()

        def retire_later() -> None:
            if not stopped.wait(IDLE_SECONDS):
                self.retire_idle()

        with contextlib.suppress(RuntimeError):
            start_daemon_thread(retire_later)

    def _stop_retire_timer(self) -> None:
        if self._retire_timer:
            self._retire_timer.set()
            self._retire_timer = None

    def _check_open(self) -> None:
        if self._closed:
            raise Cancelled("closing")


def _start_process(threads: int, budget: memory.MemoryBudget) -> WorkerProcess:
    """Start a worker. Raises `ResourceUnavailable`, which is not the fault of the receipt."""
    try:
        return WorkerProcess(threads, budget)
    except MemoryError as error:
        raise InsufficientMemory from error
    except OSError as error:
        if error.errno in RESOURCE_ERRNOS:
            raise InsufficientMemory from error
        raise ReadersUnavailable("reader_start", reason=error.strerror or str(error)) from error


def _combine_pages(pages: list[PageRead]) -> Text:
    names = dict.fromkeys(name for page in pages for name in page.engines)
    return Text(
        lines=tuple(line for page in pages for line in page.lines),
        pages=tuple(page.picture for page in pages),
        engines=tuple(names),
        preprocessed=any(page.preprocessed for page in pages),
        second_lines=tuple(line for page in pages for line in page.second),
        seconds=round(sum(page.seconds for page in pages), 3),
        codes=tuple(code for page in pages for code in page.codes),
        invoice=next((page.invoice for page in pages if page.invoice), None),
        missing_script=next((page.missing_script for page in pages if page.missing_script), None),
        prints=tuple(page.page_print for page in pages if page.page_print),
    )
