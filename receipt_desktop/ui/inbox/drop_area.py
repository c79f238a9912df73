"""The drop area and the empty state of the Receipts page."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.inbox.handed_content import has_content, read_content
from receipt_desktop.ui.widgets import icons

ICON_SIZE = QSize(48, 48)


def local_file_paths(data: QMimeData) -> list[str]:
    """The paths of dropped or pasted files and folders."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class DropArea(QWidget):
    """Accepts dropped files and emits their paths."""

    files_dropped = Signal(list)
    """Paths as str."""
    content_dropped = Signal(object)
    """A `HandedContent` without paths, for example a picture dragged from a browser."""
    hover_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_content(event.mimeData()):
            event.acceptProposedAction()
            self.hover_changed.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hover_changed.emit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hover_changed.emit(False)
        content = read_content(event.mimeData())
        if content.paths:
            self.files_dropped.emit(list(content.paths))
        elif not content.is_empty:
            self.content_dropped.emit(content)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


class EmptyState(QFrame):
    """The page without receipts: a hint and three ways to add some."""

    add_files_requested = Signal()
    add_folder_requested = Signal()
    samples_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop")
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addStretch()
        for widget in self._create_labels():
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE_M)
        column.addLayout(self._create_buttons())
        column.addStretch()

    def set_highlighted(self, over: bool) -> None:
        """Highlight the frame while acceptable files are dragged over it."""
        theme.set_field_state(self, "over" if over else "")

    def _create_labels(self) -> tuple[QLabel, ...]:
        self._icon_label = QLabel()
        self._update_icon()
        theme.theme_signals().changed.connect(self._update_icon)
        title = QLabel(self.tr("Drop your receipts here"))
        theme.set_text_role(title, "title")
        note = QLabel(
            self.tr(
                "Photos, scans, PDFs or whole folders.\nYou get total, date, merchant and tax, "
                "for a spreadsheet or your bookkeeping program.\nEverything is processed on this "
                "computer; nothing leaves it."
            )
        )
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_text_role(note, "note")
        return self._icon_label, title, note

    def _update_icon(self) -> None:
        self._icon_label.setPixmap(icons.load_icon("drop", "accent").pixmap(ICON_SIZE))

    def _create_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addStretch()
        self.add_button = QPushButton(self.tr("Add files…"))
        theme.set_text_role(self.add_button, "primary")
        self.folder_button = QPushButton(self.tr("Add folder…"))
        self.samples_button = QPushButton(self.tr("Try with sample receipts"))
        theme.set_text_role(self.samples_button, "plain")
        asked = (self.add_files_requested, self.add_folder_requested, self.samples_requested)
        for button, signal in zip(
            (self.add_button, self.folder_button, self.samples_button), asked, strict=True
        ):
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch()
        return row
