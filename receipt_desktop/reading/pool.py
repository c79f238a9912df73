"""The readers' child processes: a few, started when needed, each doing one page at a time.

A crash, a hang or a bomb costs one child and one attempt.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from receipt_desktop.errors import Cancelled, Deadline, ServiceUnavailable
from receipt_desktop.page import Text
from receipt_desktop.reading.files import inspect
from receipt_desktop.reading.messages import COUNT_PAGES, READ_PAGE, PageRead
from receipt_desktop.reading.process import SLICE_SECONDS, Child
from receipt_desktop.reading.request import Limits, ReadRequest

MOST_PROCESSES = 2
"""Each may need 400 MB; more cores give each of them more threads instead."""
MOST_THREADS = 4
"""In one child: the networks are small."""
IDLE_SECONDS = 120.0
"""After so long without work the children end: the next receipt waits a second for a new one."""

Progress = Callable[[float], None]


class ReaderPool:
    """Reads files in child processes. Thread-safe."""

    def __init__(self, processes: int) -> None:
        """At most this many children; none is started before there is something to read."""
        self._most = max(1, min(processes, MOST_PROCESSES))
        self._threads = max(1, min(MOST_THREADS, (os.cpu_count() or 1) // self._most))
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._places = self._most
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._rest: threading.Timer | None = None

    def read(self, request: ReadRequest, deadline: Deadline, on_progress: Progress) -> Text:
        """Read a receipt, page after page.

        Raises `InvalidRequest` for a file that cannot be read, `ProcessingError` when the reader
        breaks down over it, `TimedOut`, `Cancelled`, and `ServiceUnavailable` when no process can
        be started.
        """
        original = Path(request.original)
        kind = inspect(original, request.limits)
        chosen: list[int] = [request.page or 0]
        if kind.paged and request.page is None:
            chosen = list(range(self.count_pages(original, request.limits, deadline)))
        read: list[PageRead] = []
        for number, page in enumerate(chosen):

            def say(done: float, before: int = number) -> None:
                on_progress((before + done) / len(chosen))

            task = (request, page, number)
            read.append(self.run(READ_PAGE, task, deadline, say, request.page_seconds))
        return _text(read)

    def count_pages(self, path: Path, limits: Limits, deadline: Deadline) -> int:
        """How many pages a file has; raises like `read`."""
        kind = inspect(path, limits)
        if not kind.paged:
            return 1
        return int(self.run(COUNT_PAGES, (str(path), limits), deadline, lambda _: None))

    def run(
        self,
        function: str,
        arguments: tuple[Any, ...],
        deadline: Deadline,
        say: Progress,
        seconds: float | None = None,
    ) -> Any:
        """Have "module:function" called in a child, for `seconds` at most; raises like `read`."""
        with self._child(deadline) as child:
            return child.run(function, arguments, deadline.within(seconds), say)

    def close(self) -> None:
        """Kill all children; who waits for one gets `Cancelled`."""
        with self._changed:
            self._closed = True
            self._stop_rest()
            busy = list(self._busy)
            self._changed.notify_all()
        for child in busy:
            child.kill()
        self.retire()

    def retire(self) -> None:
        """End the children that have nothing to do."""
        with self._changed:
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()

    @contextmanager
    def _child(self, deadline: Deadline) -> Iterator[Child]:
        """A child for this thread alone, in the order of asking."""
        child = self._taken(deadline)
        try:
            if child is None:
                child = _started(self._threads)
                with self._changed:
                    self._busy.add(child)
                    self._check_open()
            yield child
        finally:
            self._give_back(child)

    def _taken(self, deadline: Deadline) -> Child | None:
        """Wait for a place; an idle child, or None when one is to be started."""
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            try:
                while not (self._places and self._queue[0] is ticket):
                    self._check_open()
                    deadline.check()
                    self._changed.wait(SLICE_SECONDS)
                self._check_open()
                self._places -= 1
                self._stop_rest()
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()
            return self._reused()

    def _reused(self) -> Child | None:
        while self._idle:
            child = self._idle.pop()
            if child.alive:
                self._busy.add(child)
                return child
            child.kill()
        return None

    def _give_back(self, child: Child | None) -> None:
        with self._changed:
            self._places += 1
            keep = child is not None and child.alive and not self._closed
            if child is not None:
                self._busy.discard(child)
                if keep:
                    self._idle.append(child)
            if self._places == self._most and self._idle:
                self._start_rest()
            self._changed.notify_all()
        if child is not None and not keep:
            child.kill()

    def _start_rest(self) -> None:
        self._rest = threading.Timer(IDLE_SECONDS, self.retire)
        self._rest.name, self._rest.daemon = "reader-rest", True
        self._rest.start()

    def _stop_rest(self) -> None:
        if self._rest:
            self._rest.cancel()
            self._rest = None

    def _check_open(self) -> None:
        if self._closed:
            raise Cancelled("The program is closing.", key="closing")


def _started(threads: int) -> Child:
    try:
        return Child(threads)
    except OSError as error:
        raise ServiceUnavailable(
            f"The reader cannot be started: {error.strerror}.", key="reader_start"
        ) from error


def _text(pages: list[PageRead]) -> Text:
    names = dict.fromkeys(name for page in pages for name in page.engines)
    return Text(
        lines=tuple(line for page in pages for line in page.lines),
        pages=tuple(page.picture for page in pages),
        engines=tuple(names),
        preprocessed=any(page.preprocessed for page in pages),
        second=tuple(line for page in pages for line in page.second),
        seconds=round(sum(page.seconds for page in pages), 3),
    )
