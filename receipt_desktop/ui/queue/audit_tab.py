"""The audit log: search and export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from receipt_desktop.actions import Actions
from receipt_desktop.domain.audit import AuditEntry, AuditQuery
from receipt_desktop.domain.errors import ReceiptError
from receipt_desktop.ui import theme
from receipt_desktop.ui.i18n import audit_texts, queue_texts, texts
from receipt_desktop.ui.queue.jobs_tab import TYPING_DELAY_MS
from receipt_desktop.ui.queue.lazy_tab import LazyTab
from receipt_desktop.ui.receipt_controller import ShowMessage
from receipt_desktop.ui.task_runner import TaskRunner
from receipt_desktop.ui.widgets import icons
from receipt_desktop.ui.widgets.row_table import RowTable, wrap_in_surface
from receipt_desktop.ui.widgets.rows_model import RowColumn, RowsModel
from receipt_desktop.ui.widgets.search_edit import SearchEdit

MAX_ENTRIES = 2000
"""Maximum number of listed entries; the export has all."""
translate = QCoreApplication.translate


class AuditTab(LazyTab):
    """The audit log, newest first, read only."""

    def __init__(
        self, actions: Actions, task_runner: TaskRunner, show_message: ShowMessage
    ) -> None:
        super().__init__(task_runner)
        self._actions = actions
        self._show_message = show_message
        self.search_edit = SearchEdit(
            self.tr("User, action, file or value"), self.tr("Search audit log")
        )
        self.export_button = QPushButton(self.tr("Export…"))
        self.count_label = QLabel()
        self.entries_model = RowsModel(audit_columns(), lambda entry: entry.number, self)
        self.entries_table = RowTable(self.entries_model, self.tr("Audit log"), several=True)
        self.entries_table.empty_message = self.tr("No matching entries.")
        self._typing_timer = QTimer(self, singleShot=True, interval=TYPING_DELAY_MS)
        self._lay_out()
        self.search_edit.textChanged.connect(self._typing_timer.start)
        self.search_edit.left.connect(self.entries_table.setFocus)
        self._typing_timer.timeout.connect(lambda: self.request_refresh(now=True))
        self.export_button.clicked.connect(self._choose_export_target)

    def create_query(self) -> Callable[[], Any]:
        query = AuditQuery(text=self.search_edit.text(), limit=MAX_ENTRIES)
        return lambda: self._actions.list_audit_entries(query)

    def show_result(self, answer: list[AuditEntry]) -> None:
        self.entries_model.set_rows(answer)
        theme.set_text_role(self.count_label, "note")
        self.count_label.setText(self.tr("%Ln entry(s)", "", len(answer)))
        self.entries_table.viewport().update()

    def show_error(self, error: ReceiptError) -> None:
        theme.set_text_role(self.count_label, "error")
        self.count_label.setText(texts.format_error(error))

    def export_entries(self, target: Path) -> None:
        """Export all matching entries as CSV or JSON Lines, by the file suffix."""
        query = AuditQuery(text=self.search_edit.text(), limit=None)
        self._task_runner.run(
            lambda: self._actions.export_audit(target, query),
            done=lambda rows: self._show_message(
                self.tr("Exported %Ln entry(s) to {file}.", "", rows).format(file=target.name)
            ),
            failed=lambda error: self._show_message(texts.format_error(error), lasting=True),
        )

    def _choose_export_target(self) -> None:
        csv, lines = self.tr("CSV (*.csv)"), self.tr("JSON Lines (*.jsonl)")
        name = self._actions.add_company_name("audit.csv")
        target, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export audit log"), name, f"{csv};;{lines}"
        )
        if target:
            chosen = Path(target)
            ending = ".jsonl" if kind == lines else ".csv"
            self.export_entries(chosen if chosen.suffix else chosen.with_suffix(ending))

    def _lay_out(self) -> None:
        self.export_button.setIcon(icons.load_icon("export"))
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        bar.setSpacing(theme.SPACE_S)
        bar.addWidget(self.search_edit, 1)
        bar.addWidget(self.export_button)
        self.count_label.setContentsMargins(
            theme.SPACE_L, theme.SPACE_S, theme.SPACE_L, theme.SPACE_S
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(wrap_in_surface(self.entries_table), 1)
        column.addWidget(self.count_label)


def audit_columns() -> tuple[RowColumn[AuditEntry], ...]:
    """The columns of the audit log."""
    return (
        RowColumn(
            translate("AuditTab", "When"),
            lambda entry: queue_texts.format_moment(entry.at),
            sort_key=lambda entry: entry.number,
            tooltip=lambda entry: queue_texts.format_exact_time(entry.at),
            width_characters=15,
        ),
        RowColumn(translate("AuditTab", "User"), lambda entry: entry.actor, width_characters=18),
        RowColumn(
            translate("AuditTab", "Action"), queue_texts.format_audit_action, width_characters=26
        ),
        RowColumn(
            translate("AuditTab", "Item"), queue_texts.format_audit_subject, width_characters=24
        ),
        RowColumn(
            translate("AuditTab", "Change"),
            audit_texts.format_change,
            tooltip=audit_texts.format_change_details,
        ),
    )
