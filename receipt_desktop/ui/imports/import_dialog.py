"""The dialog that shows what an import would add, before it is added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from receipt_desktop.domain.csv_import import ImportPlan, ImportRow
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.domain.fields import Field
from receipt_desktop.messages import Message
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import texts
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

DIALOG_SIZE = (860, 560)
translate = QCoreApplication.translate


class ImportDialog(QDialog):
    """Shows the plan for one file; the pictures may be looked for in another folder."""

    plan_requested = Signal(object)
    """The folder of the pictures: a `Path`, or None."""
    import_requested = Signal(object)
    """The `ImportPlan` to carry out."""
    cancel_requested = Signal()
    """The running import is to stop."""

    def __init__(self, parent: QWidget, file: Path) -> None:
        super().__init__(parent)
        self.plan: ImportPlan | None = None
        self.setWindowTitle(self.tr("Import {file}").format(file=file.name))
        self.setModal(True)
        self.summary_label, self.note_label = QLabel(), QLabel()
        self.rows_model = RowsModel(import_columns(), lambda row: row.line, self)
        self.rows_table = RowTable(self.rows_model, self.tr("Receipts to import"))
        self.rows_table.empty_message = self.tr("Reading the file…")
        self.pictures_button = QPushButton(self.tr("Folder with pictures…"))
        self.pictures_button.setIcon(icons.load_icon("folder"))
        self.progress_bar = QProgressBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button = QPushButton(self.tr("Import"))
        self._is_running = False
        self._lay_out()
        self._connect()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what would come in."""
        self.plan = plan
        self.rows_model.set_rows(list(plan.rows))
        self.rows_table.viewport().update()
        self.summary_label.setText(_summarize(plan))
        theme.set_text_role(self.note_label, "note")
        self._show_note(" ".join(_describe_rest(plan)))
        self.import_button.setEnabled(bool(plan.wanted))
        self.import_button.setText(self.tr("Import %Ln receipt(s)", "", len(plan.wanted)))

    def show_error(self, error: ReceiptError) -> None:
        """Show why there is no plan, or why the import failed."""
        self._set_running(running=False)
        self.rows_table.empty_message = ""
        self.rows_table.viewport().update()
        theme.set_text_role(self.note_label, "error")
        self._show_note(texts.format_error(error))
        self.import_button.setEnabled(False)

    def show_progress(self, done: int, every: int) -> None:
        """Show how many receipts were added."""
        self.progress_bar.setRange(0, every)
        self.progress_bar.setValue(done)

    def reject(self) -> None:
        """Close; a running import stops and keeps what it has added."""
        if self._is_running:
            self.cancel_requested.emit()
        super().reject()

    def _show_note(self, words: str) -> None:
        self.note_label.setText(words)
        self.note_label.setVisible(bool(words))

    def _request_import(self) -> None:
        if self.plan is not None:
            self._set_running(running=True)
            self.import_requested.emit(self.plan)

    def _set_running(self, *, running: bool) -> None:
        self._is_running = running
        self.progress_bar.setVisible(running)
        for button in (self.import_button, self.pictures_button):
            button.setEnabled(not running)

    def _choose_pictures(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with pictures"))
        if folder:
            self.plan_requested.emit(Path(folder))

    def _connect(self) -> None:
        self.buttons.rejected.connect(self.reject)
        self.import_button.clicked.connect(self._request_import)
        self.pictures_button.clicked.connect(self._choose_pictures)

    def _lay_out(self) -> None:
        self.resize(*DIALOG_SIZE)
        self.import_button.setEnabled(False)
        self.import_button.setDefault(True)
        self.import_button.setFocus()
        theme.set_text_role(self.import_button, "primary")
        self.buttons.addButton(self.import_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.progress_bar.hide()
        self.note_label.hide()
        self.note_label.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.summary_label, 1)
        head.addWidget(self.pictures_button)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_M)
        column.addLayout(head)
        column.addWidget(wrap_in_surface(self.rows_table, margin=0), 1)
        for widget in (self.note_label, self.progress_bar, self.buttons):
            column.addWidget(widget)


def import_columns() -> tuple[RowColumn[ImportRow], ...]:
    """The columns of the table."""
    return (
        RowColumn(
            translate("ImportDialog", "Line"),
            lambda row: str(row.line),
            sort_key=lambda row: row.line,
            align_right=True,
            width_characters=6,
        ),
        RowColumn(
            translate("ImportDialog", "Date"), _format_day, sort_key=_sort_day, width_characters=12
        ),
        RowColumn(
            translate("ImportDialog", "Merchant"),
            lambda row: str(row.values.get(Field.MERCHANT, "")),
            width_characters=22,
        ),
        RowColumn(
            translate("ImportDialog", "Total"),
            _format_total,
            sort_key=lambda row: row.values.get(Field.TOTAL),
            align_right=True,
            width_characters=14,
        ),
        RowColumn(
            translate("ImportDialog", "Picture"),
            lambda row: row.picture.name if row.picture else "–",
            width_characters=18,
        ),
        RowColumn(
            translate("ImportDialog", "Note"),
            _format_notes,
            colour_name=lambda row: "muted" if row.skipped else "",
        ),
    )


def _format_day(row: ImportRow) -> str:
    day = row.values.get(Field.DATE)
    return texts.format_date(day) if isinstance(day, date) else ""


def _sort_day(row: ImportRow) -> date | None:
    day = row.values.get(Field.DATE)
    return day if isinstance(day, date) else None


def _format_total(row: ImportRow) -> str:
    total, currency = row.values.get(Field.TOTAL), row.values.get(Field.CURRENCY)
    shown = total if isinstance(total, Decimal) else None
    return texts.format_amount(shown, str(currency) if currency else None)


def _format_notes(row: ImportRow) -> str:
    reasons: list[Message] = [row.skipped] if row.skipped else list(row.notes)
    return " ".join(texts.format_message(one) for one in reasons)


def _summarize(plan: ImportPlan) -> str:
    count, with_picture = len(plan.wanted), plan.picture_count
    wanted = translate("ImportDialog", "%Ln receipt(s) from {program} come in", "", count)
    pictures = translate("ImportDialog", "%Ln with a picture", "", with_picture)
    return f"{wanted.format(program=plan.program)}, {pictures}."


def _describe_rest(plan: ImportPlan) -> Iterator[str]:
    skipped = len(plan.rows) - len(plan.wanted)
    if skipped:
        yield translate("ImportDialog", "%Ln line(s) are left out.", "", skipped)
    if plan.left_out:
        words = translate("ImportDialog", "Columns that are not imported: {columns}.")
        yield words.format(columns=", ".join(plan.left_out))
    if plan.unused_pictures:
        unused = plan.unused_pictures
        yield translate("ImportDialog", "%Ln picture(s) belong to no line.", "", unused)
