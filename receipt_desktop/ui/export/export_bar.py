"""The progress of an export, below the table."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from receipt_desktop.ui import theme
from receipt_desktop.ui.export.export_runner import ExportJob, ExportRunner
from receipt_desktop.ui.i18n import texts

MIN_COUNT = 500
"""Smaller exports are over before anyone could read this."""


class ExportBar(QFrame):
    """Shows how far an export is; cancels it."""

    def __init__(self, runner: ExportRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.label, self.progress_bar = QLabel(), QProgressBar()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setAccessibleName(self.tr("Progress of the export"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self.label)
        row.addWidget(self.progress_bar, 1)
        row.addWidget(self.cancel_button)
        self.hide()
        runner.started.connect(self._show_job)
        runner.progressed.connect(self._show_progress)
        runner.ended.connect(self.hide)
        self.cancel_button.clicked.connect(runner.cancel)

    def _show_job(self, job: ExportJob) -> None:
        self.progress_bar.setRange(0, job.count)
        self._show_progress(0)
        self.setVisible(job.count >= MIN_COUNT)

    def _show_progress(self, written: int) -> None:
        self.progress_bar.setValue(written)
        self.label.setText(
            self.tr("Exporting {n} of {all}").format(
                n=texts.format_count(written), all=texts.format_count(self.progress_bar.maximum())
            )
        )
