"""The question before an export: which receipts, and what is among them."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.listing import KindCounts
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts

DIALOG_WIDTH = 420


class ExportDialog(QDialog):
    """Names the numbers of receipts, and how many of them are unreviewed or failed."""

    def __init__(
        self, parent: QWidget, format_name: str, shown: KindCounts, chosen: KindCounts
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export as {format}").format(format=format_name))
        self.setModal(True)
        self._counts = {True: chosen, False: shown}
        self.shown_button = QRadioButton(self._count_label(shown.all, self.tr("All shown")))
        self.chosen_button = QRadioButton(self._count_label(chosen.all, self.tr("Selected")))
        self.warning_label = QLabel()
        self.export_button = QPushButton(self.tr("Choose file…"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._lay_out()
        several = chosen.all > 1
        (self.chosen_button if several else self.shown_button).setChecked(True)
        self.chosen_button.setEnabled(chosen.all > 0)
        self.chosen_button.toggled.connect(self._show_warning)
        self.export_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._show_warning()

    @property
    def takes_chosen(self) -> bool:
        """Whether the selected receipts are exported, not all shown ones."""
        return self.chosen_button.isChecked()

    def _show_warning(self) -> None:
        counts = self._counts[self.takes_chosen]
        sentences = []
        if counts.review:
            sentences.append(self.tr("%n still need(s) review.", "", counts.review))
        if counts.failed:
            sentences.append(self.tr("%n could not be read.", "", counts.failed))
        if counts.open:
            sentences.append(self.tr("%n is/are not read yet.", "", counts.open))
        self.warning_label.setText(" ".join(sentences))
        self.warning_label.setVisible(bool(sentences))
        self.export_button.setEnabled(counts.all > 0)

    def _count_label(self, count: int, words: str) -> str:
        return f"{words} ({texts.format_count(count)})"

    def _lay_out(self) -> None:
        theme.set_text_role(self.warning_label, "warning")
        theme.set_text_role(self.export_button, "primary")
        self.warning_label.setWordWrap(True)
        self.export_button.setDefault(True)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.cancel_button)
        row.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        for widget in (self.shown_button, self.chosen_button, self.warning_label):
            column.addWidget(widget)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(row)
        self.setMinimumWidth(DIALOG_WIDTH)
