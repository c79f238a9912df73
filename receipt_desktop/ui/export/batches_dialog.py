"""What was exported: the batches, whose memory can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from receipt_desktop.domain.export_batch import ExportBatch
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

if TYPE_CHECKING:
    from receipt_desktop.actions import ExportFormat

DIALOG_SIZE = (840, 440)


class BatchesDialog(QDialog):
    """The batches, newest first."""

    undo_requested = Signal(int, bool)
    """The number of a batch, and whether it is not to count any more."""

    def __init__(self, parent: QWidget, formats: Sequence[ExportFormat]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Past exports"))
        self._labels = {form.name: form.label for form in formats}
        self.batches_model = RowsModel(self._make_columns(), lambda batch: batch.number)
        self.batches_table = RowTable(self.batches_model, self.tr("Past exports"))
        self.batches_table.empty_message = self.tr(
            "Exports with a profile are listed here. Nothing has been exported with one yet."
        )
        self.undo_button = QPushButton(self.tr("Count as not exported"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self.batches_table.chosen_rows_changed.connect(self._show_choice)
        self.undo_button.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.reject)
        self._show_choice()

    def show_batches(self, batches: Sequence[ExportBatch]) -> None:
        """Show these batches."""
        self.batches_model.set_rows(list(batches))
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self._find_chosen()
        self.undo_button.setEnabled(chosen is not None)
        is_undone = chosen is not None and chosen.undone_at is not None
        self.undo_button.setText(
            self.tr("Count as exported") if is_undone else self.tr("Count as not exported")
        )

    def _find_chosen(self) -> ExportBatch | None:
        return next(iter(self.batches_table.chosen_rows()), None)

    def _undo(self) -> None:
        if chosen := self._find_chosen():
            self.undo_requested.emit(chosen.number, chosen.undone_at is None)

    def _make_columns(self) -> list[RowColumn[ExportBatch]]:
        return [
            RowColumn(
                self.tr("Batch"),
                lambda one: one.label,
                tooltip=self._describe_head,
                width_characters=9,
            ),
            RowColumn(
                self.tr("When"), _format_moment, sort_key=lambda one: one.at, width_characters=18
            ),
            RowColumn(self.tr("Profile"), lambda one: one.profile_name, width_characters=18),
            RowColumn(self.tr("Target"), self._format_target, width_characters=20),
            RowColumn(
                self.tr("Receipts"),
                lambda one: texts.format_count(one.receipts),
                sort_key=lambda one: one.receipts,
                align_right=True,
                width_characters=9,
            ),
            RowColumn(self.tr("State"), self._format_state),
        ]

    def _describe_head(self, batch: ExportBatch) -> str:
        """What `receipt-desktop verify --head` compares the data with."""
        if not batch.chain_head:
            return batch.label
        head = self.tr("Head of the audit log: {head}").format(head=batch.chain_head)
        return f"{batch.label}\n{head}"

    def _format_target(self, batch: ExportBatch) -> str:
        label = self._labels.get(batch.format_name, batch.format_name)
        return QCoreApplication.translate("texts", label)

    def _format_state(self, batch: ExportBatch) -> str:
        return self.tr("Taken back") if batch.undone_at else self.tr("Exported")

    def _lay_out(self) -> None:
        note = QLabel(
            self.tr(
                "A profile remembers what it has exported. If an import went wrong, let the "
                "batch count as not exported, correct the receipts and export them again."
            )
        )
        note.setWordWrap(True)
        theme.set_text_role(note, "note")
        row = QHBoxLayout()
        row.addWidget(self.undo_button)
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_M)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(note)
        column.addWidget(self.batches_table, 1)
        column.addLayout(row)
        self.resize(*DIALOG_SIZE)


def _format_moment(batch: ExportBatch) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(batch.at.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
