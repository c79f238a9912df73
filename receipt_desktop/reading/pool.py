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

from receipt_desktop.errors import Away, Cancelled, Deadline, MemoryShort, ReceiptError
from receipt_desktop.page import Text
from receipt_desktop.reading import memory
from receipt_desktop.reading.files import inspect
from receipt_desktop.reading.messages import COUNT_PAGES, READ_PAGE, PageRead
from receipt_desktop.reading.process import SLICE_SECONDS, Child
from receipt_desktop.reading.request import Limits, ReadRequest
from receipt_desktop.reading.threads import run_aside
from receipt_desktop.reading.trial import Trial

MOST_PROCESSES = 2
"""Each may need 400 MB; more cores give each of them more threads instead."""
NO_MORE = frozenset({errno.ENOMEM, errno.EAGAIN})
"""What a system says that has no memory, or no room for one more process."""
MOST_THREADS = 4
"""In one child: the networks are small."""
IDLE_SECONDS = 120.0
"""After so long without work the children end: the next receipt waits a second for a new one."""

Progress = Callable[[float], None]


class ReaderPool:
    """Reads files in child processes. Thread-safe."""

    def __init__(self, processes: int, share: memory.Share | None = None) -> None:
        """At most this many children, fewer where `share`, of this machine's memory, is small.

        None is started before there is something to read.
        """
        share = share or memory.share()
        self._room = memory.Room(share, self.retire)
        self._trial = Trial(self._fresh)
        self._most = share.places(min(processes, MOST_PROCESSES))
        self._threads = max(1, min(MOST_THREADS, (os.cpu_count() or 1) // self._most))
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._places = self._most
        self._queue: deque[object] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._rest: threading.Event | None = None

    def read(self, request: ReadRequest, deadline: Deadline, on_progress: Progress) -> Text:
        """Read a receipt, page after page.

        Raises `InvalidRequest` for a file that cannot be read, `ProcessingError` when the reader
        breaks down over it, `TimedOut`, `Cancelled`, and `Away` when no reader can be started or
        none can read even a known-good page.
        """
        try:
            return self._read(request, deadline, on_progress)
        except ReceiptError as error:
            judged = self._trial.judge(error, request, deadline)
            if judged is error:
                raise
            raise judged from error

    def _read(self, request: ReadRequest, deadline: Deadline, on_progress: Progress) -> Text:
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
                child = self._started()
            yield child
        finally:
            self._give_back(child)

    @contextmanager
    def _fresh(self) -> Iterator[Child]:
        """A child of its own beside the others, for one task; nothing idle keeps its memory."""
        self.retire()
        child = self._started()
        try:
            yield child
        finally:
            child.kill()
            with self._changed:
                self._busy.discard(child)

    def _started(self) -> Child:
        child = _start(self._threads, self._room)
        with self._changed:
            self._busy.add(child)
            closed = self._closed
        if closed:
            child.kill()
            self._check_open()
        return child

    def _taken(self, deadline: Deadline) -> Child | None:
        """Wait for a place; an idle child, or None when one is to be started."""
        ticket = object()
        with self._changed:
            self._queue.append(ticket)
            try:
                while not (self._places and self._queue[0] is ticket):
                    self._check_open()
                    deadline.check()
                    began = time.monotonic()
                    self._changed.wait(SLICE_SECONDS)
                    deadline.waited(time.monotonic() - began)
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
        """Without a thread for it the idle children stay; they are reused or end with us."""
        self._rest = stopped = threading.Event()

        def rest() -> None:
            if not stopped.wait(IDLE_SECONDS):
                self.retire()

        with contextlib.suppress(RuntimeError):
            run_aside(rest)

    def _stop_rest(self) -> None:
        if self._rest:
            self._rest.set()
            self._rest = None

    def _check_open(self) -> None:
        if self._closed:
            raise Cancelled("The program is closing.", key="closing")


def _start(threads: int, room: memory.Room) -> Child:
    """A new child. Raises `Away`: no receipt is to blame."""
    try:
        return Child(threads, room)
    except MemoryError as error:
        raise MemoryShort from error
    except OSError as error:
        if error.errno in NO_MORE:
            raise MemoryShort from error
        raise Away(
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
