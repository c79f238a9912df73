"""Closing the window while receipts are being read: wait for them, stop them, or stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.ui import look
from receipt_desktop.ui.work import Work

LOOK_MS = 400
WIDTH = 440


class ClosingDialog(QDialog):
    """Asks; when the person waits, it shows that it waits. One for a window, asked again."""

    waits = Signal()
    stays = Signal()
    over = Signal()
    """The window may close now."""

    def __init__(
        self, parent: QWidget, work: Work, working: Callable[[], int], *, begins_none: bool
    ) -> None:
        """`begins_none`: no further receipt is begun while the person waits."""
        super().__init__(parent)
        self._work = work
        self._working = working
        self._begins_none = begins_none
        self._waiting = self._looking = False
        self.setWindowTitle("Receipt Desktop")
        self.setModal(True)
        self.headline, self.note = QLabel(), QLabel()
        self.progress = QProgressBar()
        self.wait = QPushButton(self.tr("Wait, then close"))
        self.stop = QPushButton(self.tr("Stop now"))
        self.stay = QPushButton(self.tr("Keep open"))
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._lay_out()
        self.wait.clicked.connect(self._wait)
        self.stop.clicked.connect(self._stop)
        self.stay.clicked.connect(self.reject)

    def ask(self, count: int) -> None:
        """Ask about so many receipts."""
        self._waiting = False
        self.wait.show()
        self.progress.hide()
        self._say(count)
        self._clock.start()
        self.open()

    def reject(self) -> None:
        """Escape, the window's cross, or the button: everything goes on."""
        self._clock.stop()
        self.stays.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clock.stop()
        super().closeEvent(event)

    def _wait(self) -> None:
        self._waiting = True
        self.wait.hide()
        self.progress.show()
        self.stop.setFocus()
        self.waits.emit()
        self._look()

    def _stop(self) -> None:
        self._clock.stop()
        self.over.emit()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._work.run(self._working, done=self._seen, failed=lambda _: self._seen(0))

    def _seen(self, count: int) -> None:
        self._looking = False
        if not self._clock.isActive():
            return
        if count:
            self._say(count)
        else:
            self._stop()

    def _say(self, count: int) -> None:
        if self._waiting:
            self.headline.setText(self.tr("Closing when %n receipt(s) are done", "", count))
            both = self.tr("Nothing new is taken in or begun meanwhile.")
            pile = self.tr("Nothing new is taken in meanwhile; what waits is read as well.")
            self.note.setText(both if self._begins_none else pile)
        else:
            self.headline.setText(self.tr("Still working on %n receipt(s)", "", count))
            self.note.setText(
                self.tr("Nothing is lost: what is stopped now is read again at the next start.")
            )

    def _lay_out(self) -> None:
        look.set_role(self.headline, "heading")
        look.set_role(self.note, "note")
        look.set_role(self.wait, "primary")
        for label in (self.headline, self.note):
            label.setWordWrap(True)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Waiting"))
        self.progress.hide()
        row = QHBoxLayout()
        row.setSpacing(look.SPACE_S)
        row.addStretch()
        for button in (self.stay, self.stop, self.wait):
            row.addWidget(button)
        self.wait.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.SPACE_L, look.SPACE_L, look.SPACE_L, look.SPACE_M)
        column.setSpacing(look.SPACE_S)
        for widget in (self.headline, self.note, self.progress):
            column.addWidget(widget)
        column.addSpacing(look.SPACE_M)
        column.addLayout(row)
        self.setMinimumWidth(WIDTH)
