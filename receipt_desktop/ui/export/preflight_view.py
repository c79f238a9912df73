"""What an export would write, and a list of what it would leave out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from receipt_desktop.domain.export_batch import MAX_PROBLEMS, ExportProblem, Preflight
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import sentences, texts
from receipt_desktop.ui.widgets.row_table import RowTable
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel

MIN_ROWS = 6
MAX_CURRENCIES = 4


class PreflightView(QWidget):
    """The number and sums, warnings, and the problems; a problem opens its receipt."""

    problem_opened = Signal(object)
    """`ExportProblem`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary_label, self.warning_label = QLabel(), QLabel()
        self.problems_model = RowsModel(self._make_columns(), _key)
        self.problems_table = RowTable(self.problems_model, self.tr("What would be left out"))
        self._lay_out()
        self.problems_table.row_opened.connect(self.problem_opened)
        self.show_checking(0)

    def show_checking(self, count: int) -> None:
        """Say that the receipts are being checked, and how many are."""
        words = self.tr("Checking… {n}").format(n=texts.format_count(count) if count else "")
        self.summary_label.setText(words.strip())
        self.warning_label.setText("")
        self.problems_model.set_rows([])

    def show_preflight(self, found: Preflight) -> None:
        """Show the result of the check."""
        self.summary_label.setText(self._format_summary(found))
        warning = self._format_warning(found)
        self.warning_label.setText(warning)
        self.warning_label.setVisible(bool(warning))
        self.problems_model.set_rows(list(enumerate(found.problems)))
        self.problems_table.setVisible(bool(found.problems))

    def _format_summary(self, found: Preflight) -> str:
        words = self.tr("%Ln receipt(s)", "", found.count)
        known = [one for one in found.totals.by_currency() if one.total or one.currency]
        sums = [texts.format_amount(one.total, one.currency) for one in known[:MAX_CURRENCIES]]
        more = len(known) - len(sums)
        rest = [self.tr("%Ln further currency(ies)", "", more)] if more > 0 else []
        return " · ".join((words, *sums, *rest))

    def _format_warning(self, found: Preflight) -> str:
        sentences = []
        if found.left_out:
            sentences.append(self.tr("%Ln would be left out.", "", found.left_out))
        if found.unreviewed:
            sentences.append(self.tr("%Ln still need(s) review.", "", found.unreviewed))
        if found.unfinished:
            sentences.append(
                self.tr("%Ln is/are not read or could not be read.", "", found.unfinished)
            )
        if len(found.problems) >= MAX_PROBLEMS:
            sentences.append(self.tr("Only the first problems are listed."))
        return " ".join(sentences)

    def _make_columns(self) -> list[RowColumn[tuple[int, ExportProblem]]]:
        return [
            RowColumn(self.tr("Receipt"), lambda row: self._format_name(row[1])),
            RowColumn(
                self.tr("Problem"),
                lambda row: sentences.message_text(row[1].message),
                colour_name=lambda row: "bad" if row[1].blocks else "",
            ),
        ]

    def _format_name(self, problem: ExportProblem) -> str:
        return problem.name if problem.receipt_id else self.tr("Profile")

    def _lay_out(self) -> None:
        theme.set_text_role(self.summary_label, "heading")
        theme.set_text_role(self.warning_label, "warning")
        for label in (self.summary_label, self.warning_label):
            label.setWordWrap(True)
        self.problems_table.setMinimumHeight(theme.line_height() * MIN_ROWS)
        self.problems_table.setToolTip(self.tr("Double-click a row to show the receipt."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.summary_label)
        column.addWidget(self.warning_label)
        column.addWidget(self.problems_table, 1)
        column.addStretch()  # without problems there is no table


def _key(row: tuple[int, ExportProblem]) -> int:
    return row[0]
