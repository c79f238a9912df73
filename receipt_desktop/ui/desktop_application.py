"""The application of Qt, which receives files that the system hands to the running program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from receipt_desktop.ui.garbage_timer import GarbageTimer


class DesktopApplication(QApplication):
    """Takes the files that macOS opens with the program or drops on its icon.

    macOS passes them as events, the first ones before there is a window: these are kept until
    `take_pending_files`. Other systems start the program a second time, see `single_instance`.
    """

    files_opened = Signal(list)
    """Paths as str."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._pending: list[str] = []
        self._has_receiver = False
        self.next_folder: Path | None = None
        """The data folder of the company to open once the window has closed."""
        self.move_target: Path | None = None
        """Where the next window is to have its data."""
        self.garbage_timer = GarbageTimer(self)

    def take_pending_files(self) -> list[str]:
        """The files that came so far; later ones are emitted."""
        self._has_receiver = True
        files, self._pending = self._pending, []
        return files

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.url().isLocalFile():
            self._take_file(event.file())
            return True
        return super().event(event)

    def _take_file(self, file: str) -> None:
        if self._has_receiver:
            self.files_opened.emit([file])
        else:
            self._pending.append(file)


def take_move_target() -> Path | None:
    """The new place of the data, if the person asked for a move; None from then on."""
    app = QApplication.instance()
    if not isinstance(app, DesktopApplication):
        return None
    target, app.move_target = app.move_target, None
    return target
