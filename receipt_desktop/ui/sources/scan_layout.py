"""The widgets of the scan dialog and their places."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.scanning import Division
from receipt_desktop.ui import theme
from receipt_desktop.ui.sources import scan_texts
from receipt_desktop.ui.sources.page_strip import ScannedPageStrip
from receipt_desktop.ui.widgets import icons

DIALOG_SIZE = (920, 600)
FORM_WIDTH = 340


class ScanWidgets(QObject):
    """Settings on the left, pages on the right, buttons below."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.scanner_box, self.source_box, self.color_box = QComboBox(), QComboBox(), QComboBox()
        self.resolution_box, self.division_box = QComboBox(), QComboBox()
        self.address_edit = QLineEdit()
        self.search_button = QPushButton(icons.load_icon("retry"), "")
        self.find_button = QPushButton(self.tr("Find"))
        self.scan_button = QPushButton(self.tr("Scan"))
        self.cancel_button = QPushButton(self.tr("End scan"))
        self.leave_button = QPushButton(self.tr("Leave out"))
        self.delete_button = QPushButton(self.tr("Delete"))
        self.separator_button = QPushButton(self.tr("Separator page…"))
        self.add_button = QPushButton(self.tr("Add to receipts"))
        self.close_button = QPushButton(self.tr("Close"))
        self.strip = ScannedPageStrip()
        self.status_label = QLabel()
        for division in Division:
            self.division_box.addItem(scan_texts.format_division(division), division)
        self._lay_out(dialog)

    def show_status(self, sentence: str) -> None:
        """Show what is being done; "" for nothing."""
        theme.set_text_role(self.status_label, "note")
        self.status_label.setText(sentence)

    def show_error(self, sentence: str) -> None:
        """Show what went wrong."""
        theme.set_text_role(self.status_label, "error")
        self.status_label.setText(sentence)

    def _lay_out(self, dialog: QDialog) -> None:
        self.search_button.setAccessibleName(self.tr("Search again"))
        self.search_button.setToolTip(self.tr("Search again"))
        self.address_edit.setPlaceholderText(self.tr("Address, such as 192.168.1.20"))
        self.status_label.setWordWrap(True)
        theme.set_text_role(self.add_button, "primary")
        for part in vars(self).values():
            if isinstance(part, QPushButton):
                part.setAutoDefault(False)
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE_L)
        columns.addLayout(self._make_form())
        columns.addLayout(self._make_pages(), 1)
        page = QVBoxLayout(dialog)
        page.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        page.setSpacing(theme.SPACE_M)
        page.addLayout(columns, 1)
        page.addLayout(_make_row(None, self.close_button, self.add_button))
        dialog.resize(*DIALOG_SIZE)

    def _make_form(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_XS)
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Scanner"), (self.scanner_box, self.search_button)),
            (self.tr("Not in the list?"), (self.address_edit, self.find_button)),
            (self.tr("Paper"), (self.source_box,)),
            (self.tr("Colours"), (self.color_box,)),
            (self.tr("Resolution"), (self.resolution_box,)),
            (self.tr("Pages"), (self.division_box, self.separator_button)),
        )
        for words, parts in rows:
            label = QLabel(words)
            label.setBuddy(parts[0])
            column.addWidget(label)
            if parts[-1] is self.separator_button:
                column.addWidget(self.division_box)
                column.addSpacing(theme.SPACE_XS)
                column.addWidget(self.separator_button)
            else:
                column.addLayout(_make_row(*parts))
            column.addSpacing(theme.SPACE_M)
        for box in (self.scanner_box, self.division_box):
            box.setMinimumWidth(FORM_WIDTH - theme.SPACE_XL)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        column.addStretch()
        return column

    def _make_pages(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.strip, 1)
        column.addWidget(self.status_label)
        column.addLayout(
            _make_row(
                self.scan_button, self.cancel_button, None, self.leave_button, self.delete_button
            )
        )
        return column


def _make_row(*parts: QWidget | None) -> QHBoxLayout:
    """A row of widgets; the first one that is a box or an edit grows, None is a gap."""
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_S)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part, 1 if isinstance(part, (QComboBox, QLineEdit)) else 0)
    return row
