"""In place of the picture of a receipt that was entered by hand: a way to add one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from receipt_desktop.ui import theme
from receipt_desktop.ui.inbox.drop_area import local_file_paths


class AttachArea(QFrame):
    """Takes one dropped file, or asks for one."""

    file_dropped = Signal(str)
    choice_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        title = QLabel(self.tr("No picture"))
        theme.set_text_role(title, "heading")
        note = QLabel(self.tr("Drop a photo, scan or PDF here.\nWhat you have typed stays."))
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_text_role(note, "note")
        self.choose_button = QPushButton(self.tr("Attach picture…"))
        self.choose_button.clicked.connect(self.choice_requested)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_S)
        column.addStretch()
        for widget in (title, note, self.choose_button):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(local_file_paths(event.mimeData())) == 1:
            event.acceptProposedAction()
            theme.set_field_state(self, "over")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        theme.set_field_state(self, "")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        theme.set_field_state(self, "")
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.file_dropped.emit(local_file_paths(event.mimeData())[0])
