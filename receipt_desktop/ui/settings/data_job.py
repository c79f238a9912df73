"""A long piece of work over all data: progress a few times a second, cancel, one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from receipt_desktop.actions.backups import Job
from receipt_desktop.errors import Cancelled, ReceiptError
from receipt_desktop.ui.work import Work

LOOK_MS = 100
PERCENT = 100


class DataJob(QObject):
    """A backup, or the unpacking of one, on a worker thread."""

    progressed = Signal(int)
    """Percent."""
    finished = Signal(object)
    """What the work returned."""
    cancelled = Signal()
    failed = Signal(object)
    """`ReceiptError`"""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._running = False
        self._latest: tuple[int, int] | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.cancel)

    @property
    def running(self) -> bool:
        return self._running

    def start(self, function: Callable[[Job], object], passphrase: str | None) -> None:
        """Run it; nothing happens while another one runs."""
        if self._running:
            return
        self._running = True
        self._latest = None
        self._stop = stop = threading.Event()
        self._look.start()
        job = Job(passphrase, on_progress=self._note, cancelled=stop.is_set)
        self._work.run(lambda: function(job), done=self._finish, failed=self._fail)

    def cancel(self) -> None:
        """Stop at the next piece."""
        self._stop.set()

    def _note(self, done: int, total: int) -> None:
        """On the worker thread; one assignment, which needs no lock."""
        self._latest = done, total

    def _tell(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None and not self._stop.is_set():
            done, total = latest
            self.progressed.emit(done * PERCENT // max(1, total))

    def _end(self) -> None:
        self._running = False
        self._look.stop()

    def _finish(self, result: object) -> None:
        self._end()
        self.finished.emit(result)

    def _fail(self, error: ReceiptError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
