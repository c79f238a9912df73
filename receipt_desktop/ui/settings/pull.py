"""The download of a language model: name, progress, cancel."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from receipt_desktop.actions import Actions
from receipt_desktop.errors import Cancelled, ReceiptError
from receipt_desktop.health import PullProgress
from receipt_desktop.ui.work import Work

LOOK_MS = 100


class Pull(QObject):
    """One download at a time.

    Ollama tells of its progress many times a second, on a worker thread: the latest word is kept
    and looked at a few times a second here.
    """

    progressed = Signal(object)
    """`PullProgress`"""
    finished = Signal(str)
    """The name of the model that is there now."""
    cancelled = Signal()
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(self, actions: Actions, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._work = work
        self._stop = threading.Event()
        self._running = False
        self._latest: PullProgress | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)

    @property
    def running(self) -> bool:
        return self._running

    def start(self, name: str) -> None:
        """Fetch this model; nothing happens while another download runs."""
        if self._running:
            return
        self._running = True
        self._latest = None
        self._stop = stop = threading.Event()
        self._look.start()
        self._work.run(
            lambda: self._actions.pull_model(name, self._note, stop.is_set),
            done=lambda _: self._finish(name),
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Stop as soon as the next piece arrives."""
        self._stop.set()

    def _note(self, progress: PullProgress) -> None:
        """On the worker thread; one assignment, which needs no lock."""
        self._latest = progress

    def _tell(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None and not self._stop.is_set():
            self.progressed.emit(latest)

    def _end(self) -> None:
        self._running = False
        self._look.stop()

    def _finish(self, name: str) -> None:
        self._end()
        self.finished.emit(name)

    def _fail(self, error: ReceiptError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
