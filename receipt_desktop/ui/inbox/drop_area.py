"""Where receipts are dropped; it says what may be dropped and lights up when it will be taken."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.ui import icons, look

ICON = QSize(48, 48)


def local_files(data: QMimeData) -> list[str]:
    """The paths of dropped or pasted files and folders."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class DropArea(QWidget):
    """Takes dropped files anywhere on it and hands their paths on."""

    files_dropped = Signal(list)
    """Paths as str."""
    picture_dropped = Signal(object)
    """A `QImage`, dragged out of a browser for one."""
    hover_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.hover_changed.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hover_changed.emit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hover_changed.emit(False)
        files = local_files(event.mimeData())
        if files:
            self.files_dropped.emit(files)
        elif event.mimeData().hasImage():
            self.picture_dropped.emit(event.mimeData().imageData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


class EmptyState(QFrame):
    """What a new user sees: what to do, and three ways to do it."""

    add_asked = Signal()
    folder_asked = Signal()
    samples_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        column = QVBoxLayout(self)
        column.setSpacing(look.SPACE_S)
        column.addStretch()
        for widget in self._words():
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(look.SPACE_M)
        column.addLayout(self._buttons())
        column.addStretch()

    def set_hover(self, over: bool) -> None:
        """Light up while something that will be taken is held above."""
        look.set_state(self, "over" if over else "")

    def _words(self) -> tuple[QLabel, ...]:
        self._picture = QLabel()
        self._paint()
        look.theme_changed().changed.connect(self._paint)
        title = QLabel(self.tr("Drop your receipts here"))
        look.set_role(title, "title")
        note = QLabel(
            self.tr(
                "Photos, scans and PDFs, or whole folders.\n"
                "They are copied and read on this computer; nothing leaves it."
            )
        )
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        look.set_role(note, "note")
        return self._picture, title, note

    def _paint(self) -> None:
        self._picture.setPixmap(icons.icon("drop", "accent").pixmap(ICON))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.SPACE_S)
        row.addStretch()
        self.add = QPushButton(self.tr("Add files…"))
        look.set_role(self.add, "primary")
        self.folder = QPushButton(self.tr("Add a folder…"))
        self.samples = QPushButton(self.tr("Try with sample receipts"))
        look.set_role(self.samples, "plain")
        asked = (self.add_asked, self.folder_asked, self.samples_asked)
        for button, signal in zip((self.add, self.folder, self.samples), asked, strict=True):
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch()
        return row
