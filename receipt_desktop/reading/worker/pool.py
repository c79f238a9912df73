"""The readers' child processes: a few, started when needed, each doing one page at a time.

A crash, a hang or a bomb costs one child and one attempt.
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
from pathlib import Path
from typing import Any

from receipt_desktop.domain.deadline import Deadline
from receipt_desktop.domain.errors import (
    Cancelled,
    InsufficientMemory,
    ReceiptError,
    ResourceUnavailable,
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
"""Each may need 400 MB; more cores give each of them more threads instead."""
RESOURCE_ERRNOS = frozenset({errno.ENOMEM, errno.EAGAIN})
"""What a system says that has no memory, or no room for one more process."""
MAX_THREADS = 4
"""In one child: the networks are small."""
IDLE_SECONDS = 120.0
"""After so long without work the children end: the next receipt waits a second for a new one."""

Progress = Callable[[float], None]


class ReaderPool:
    """Reads files in child processes. Thread-safe."""

    def __init__(self, processes: int, share: memory.MemoryShare | None = None) -> None:
        """At most this many children, fewer where `share`, of this machine's memory, is small.

        None is started before there is something to read.
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

        Raises `InvalidRequest` for a file that cannot be read, `ProcessingError` when the reader
        breaks down over it, `TimedOut`, `Cancelled`, and `ResourceUnavailable` when no reader can
        be started or none can read even a known-good page.
        """
        try:
            return self._read_pages(request, deadline, on_progress)
        except ReceiptError as error:
            judged = self._self_test.diagnose_failure(error, request, deadline)
            if judged is error:
                raise
            raise judged from error

    def _read_pages(self, request: ReadRequest, deadline: Deadline, on_progress: Progress) -> Text:
        original = Path(request.original)
        kind = inspect_file(original, request.limits)
        chosen: list[int] = [request.page or 0]
        if kind.is_paged and request.page is None:
            chosen = list(range(self.count_pages(original, request.limits, deadline)))
        read: list[PageRead] = []
        for number, page in enumerate(chosen):

            def say(done: float, before: int = number) -> None:
                on_progress((before + done) / len(chosen))

            task = (request, page, number)
            read.append(self.run_task(READ_PAGE, task, deadline, say, request.page_seconds))
        return _combine_pages(read)

    def count_pages(self, path: Path, limits: ReadLimits, deadline: Deadline) -> int:
        """How many pages a file has; raises like `read_text`."""
        kind = inspect_file(path, limits)
        if not kind.is_paged:
            return 1
        return int(self.run_task(COUNT_PAGES, (str(path), limits), deadline, lambda _: None))

    def run_task(
        self,
        function: str,
        arguments: tuple[Any, ...],
        deadline: Deadline,
        say: Progress,
        seconds: float | None = None,
    ) -> Any:
        """Call "module:function" in a child for at most `seconds`. Raises as `read_text`."""
        with self._borrow_worker(deadline) as child:
            return child.run_task(function, arguments, deadline.limit_to(seconds), say)

    def close(self) -> None:
        """Kill all children; who waits for one gets `Cancelled`."""
        with self._changed:
            self._closed = True
            self._stop_retire_timer()
            busy = list(self._busy)
            self._changed.notify_all()
        for child in busy:
            child.kill()
        self.retire_idle()

    def retire_idle(self) -> None:
        """End the children that have nothing to do."""
        with self._changed:
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()

    @contextmanager
    def _borrow_worker(self, deadline: Deadline) -> Iterator[WorkerProcess]:
        """A child for this thread alone, in the order of asking."""
        child = self._wait_for_place(deadline)
        try:
            if child is None:
                child = self._start_worker()
            yield child
        finally:
            self._return_worker(child)

    @contextmanager
    def _start_separate_worker(self) -> Iterator[WorkerProcess]:
        """A child of its own beside the others, for one task; nothing idle keeps its memory."""
        self.retire_idle()
        child = self._start_worker()
        try:
            yield child
        finally:
            child.kill()
            with self._changed:
                self._busy.discard(child)

    def _start_worker(self) -> WorkerProcess:
        child = _start_process(self._threads, self._budget)
        with self._changed:
            self._busy.add(child)
            closed = self._closed
        if closed:
            child.kill()
            self._check_open()
        return child

    def _wait_for_place(self, deadline: Deadline) -> WorkerProcess | None:
        """Wait for a place; an idle child, or None when one is to be started."""
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
            child = self._idle.pop()
            if child.is_alive:
                self._busy.add(child)
                return child
            child.kill()
        return None

    def _return_worker(self, child: WorkerProcess | None) -> None:
        with self._changed:
            self._places += 1
            keep = child is not None and child.is_alive and not self._closed
            if child is not None:
                self._busy.discard(child)
                if keep:
                    self._idle.append(child)
            if self._places == self._max_processes and self._idle:
                self._start_retire_timer()
            self._changed.notify_all()
        if child is not None and not keep:
            child.kill()

    def _start_retire_timer(self) -> None:
        """Without a thread for it the idle children stay; they are reused or end with us."""
        self._retire_timer = stopped = threading.Event()

        def rest() -> None:
            if not stopped.wait(IDLE_SECONDS):
                self.retire_idle()

        with contextlib.suppress(RuntimeError):
            start_daemon_thread(rest)

    def _stop_retire_timer(self) -> None:
        if self._retire_timer:
            self._retire_timer.set()
            self._retire_timer = None

    def _check_open(self) -> None:
        if self._closed:
            raise Cancelled("The program is closing.", key="closing")


def _start_process(threads: int, room: memory.MemoryBudget) -> WorkerProcess:
    """A new child. Raises `ResourceUnavailable`: no receipt is to blame."""
    try:
        return WorkerProcess(threads, room)
    except MemoryError as error:
        raise InsufficientMemory from error
    except OSError as error:
        if error.errno in RESOURCE_ERRNOS:
            raise InsufficientMemory from error
        raise ResourceUnavailable(
            f"The reader cannot be started: {error.strerror}.", key="reader_start"
        ) from error


def _combine_pages(pages: list[PageRead]) -> Text:
    names = dict.fromkeys(name for page in pages for name in page.engines)
    return Text(
        lines=tuple(line for page in pages for line in page.lines),
        pages=tuple(page.picture for page in pages),
        engines=tuple(names),
        preprocessed=any(page.preprocessed for page in pages),
        second_lines=tuple(line for page in pages for line in page.second),
        seconds=round(sum(page.seconds for page in pages), 3),
    )
